"""Areas named at the head of a metric or in a clause of their own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import regex

__all__ = ["place_in", "region_of"]

_SUFFIX = r"(?:省|市|自治区|特别行政区|壮族自治区|回族自治区|维吾尔自治区)?"


@cache
def _names() -> str:
    """All names as one alternation, longest first."""
    rows = files("cnfacts.lexicon").joinpath("regions.tsv").read_text(encoding="utf-8").splitlines()
    names = [row.split("\t")[0] for row in rows if row and not row.startswith("#")]
    return "|".join(regex.escape(n) for n in sorted(names, key=len, reverse=True))


@cache
def _head() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{_names()}){_SUFFIX}")


@cache
def _clause() -> regex.Pattern[str]:
    return regex.compile(rf"(?:而|其中)?在(?P<place>(?:{_names()}){_SUFFIX}\p{{Han}}{{0,4}})(?<![成产工行开通办运])[，,]")


def region_of(metric: str) -> str | None:
    """The area that a metric's name opens with (我国, 江苏省, 东部地区), or None."""
    match = _head().match(metric)
    return match[0] if match else None


def place_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of a clause 在北京，… in `text[start:end]`, the last one, or None."""
    found = None
    for match in _clause().finditer(text, start, end):
        found = match.span("place")
    return found
