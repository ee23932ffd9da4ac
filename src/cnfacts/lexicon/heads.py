"""Indicator heads: where a metric's scope ends and what is measured begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

from cnfacts.schema.enums import Aggregation

__all__ = ["Head", "head_of", "tail_of"]


@dataclass(frozen=True, slots=True)
class Head:
    """One row of the table."""

    text: str
    aggregation: Aggregation
    needs_scope: bool


@cache
def _table() -> tuple[dict[str, Head], dict[str, Head], regex.Pattern[str]]:
    heads: dict[str, Head] = {}
    bare: dict[str, Head] = {}
    for line in files("cnfacts.lexicon").joinpath("heads.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, aggregation, flags, _example = line.split("\t")
            head = Head(text, Aggregation(aggregation), flags != "-")
            (bare if flags == "bare" else heads)[text] = head
    ordered = sorted(heads, key=len, reverse=True)
    return heads, bare, regex.compile("|".join(regex.escape(h[::-1]) for h in ordered))


def head_of(name: str) -> Head | None:
    """The longest head that `name` ends in (国有控股企业利润总额 → 利润总额), or None."""
    heads, bare, backwards = _table()
    if name in bare:
        return bare[name]
    match = backwards.match(name[::-1])
    return heads[match[0][::-1]] if match else None


def tail_of(name: str) -> str:
    """The longest head or bare name that `name` ends in: what the items of a list share (…、…业务收入)."""
    _, bare, _ = _table()
    head = head_of(name)
    ends = [b for b in bare if name.endswith(b) and len(b) < len(name)]
    return max([head.text if head else "", *ends], key=len)
