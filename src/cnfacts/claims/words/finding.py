"""Claims in words, found with their places; metric, area and period are read as for a figure in their stead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from cnfacts.assembly.document import iter_facts
from cnfacts.checks.lexicon import rows
from cnfacts.claims.records import ClaimKind
from cnfacts.grammar.numerals import parse_numeral
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.fact import Fact

__all__ = ["WordClaim", "Wording", "find_words", "wordings"]

_GROWTH_OF = regex.compile(r"(?:增速|增幅|涨幅|降幅|增长率)[^，。；、]{0,4}$")
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Wording:
    """One row of words.tsv."""

    kind: ClaimKind
    pattern: regex.Pattern[str]
    stand_in: str
    example: str
    near_miss: str


@dataclass(frozen=True, slots=True)
class WordClaim:
    """Words at `start:end` of a text; `fact` carries what they are said of: metric, area, period, base.

    `years` is the n of 连续 n 年; `of_growth` when the words are said of a rate of growth (增速持平).
    """

    kind: ClaimKind
    start: int
    end: int
    quote: str
    sentence: str
    fact: Fact
    years: int | None = None
    of_growth: bool = False


@cache
def wordings() -> tuple[Wording, ...]:
    """The rows of words.tsv, in their order."""
    return tuple(
        Wording(ClaimKind(kind), regex.compile(pattern), stand_in, example, near_miss)
        for kind, pattern, stand_in, example, near_miss in rows("words.tsv", 5, "cnfacts.claims")
    )


def find_words(text: str, *, doc_date: date | None, doc_id: str = "", lexicon: Lexicon | None = None) -> list[WordClaim]:
    """The claims in words of a text, in order of their place.

    Args:
        text: the document.
        doc_date: its date, against which relative periods are resolved.
        doc_id: the caller's name for it.
        lexicon: units and words of the caller's own.
    """
    found = _matches(text)
    if not found:
        return []
    changed, places = _with_stand_ins(text, found)
    claims = []
    for fact in iter_facts(changed, doc_date=doc_date, doc_id=doc_id, lexicon=lexicon):
        index = bisect_right([start for start, _ in places], fact.start) - 1
        if index >= 0 and fact.end <= places[index][1]:
            claims.append(_claim(text, *found[index], fact))
    return claims


def _matches(text: str) -> list[tuple[Wording, regex.Match[str]]]:
    taken: list[tuple[int, int]] = []
    found: list[tuple[Wording, regex.Match[str]]] = []
    for wording in wordings():
        for match in wording.pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append((wording, match))
    return sorted(found, key=lambda item: item[1].start())


def _with_stand_ins(text: str, found: Sequence[tuple[Wording, regex.Match[str]]]) -> tuple[str, list[tuple[int, int]]]:
    """The text with a figure for each of the words, and where those stand in it."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    at = length = 0
    for wording, match in found:
        stand_in = match.expand(wording.stand_in)
        before = text[at : match.start()]
        pieces += [before, stand_in]
        length += len(before)
        places.append((length, length + len(stand_in)))
        length += len(stand_in)
        at = match.end()
    return "".join([*pieces, text[at:]]), places


def _claim(text: str, wording: Wording, match: regex.Match[str], fact: Fact) -> WordClaim:
    years = parse_numeral(match["n"]) if "n" in match.groupdict() else None
    start, end = _sentence(text, match.start(), match.end())
    return WordClaim(
        wording.kind,
        match.start(),
        match.end(),
        match[0],
        text[start:end],
        fact,
        None if years is None else int(years.value),
        _GROWTH_OF.search(text, max(0, match.start() - _NEAR), match.start()) is not None,
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    marks = "。！？\n"
    low = max(text.rfind(mark, 0, start) for mark in marks) + 1
    ends = [at for mark in marks if (at := text.find(mark, end)) >= 0]
    high = min(ends, default=len(text) - 1) + 1
    return low, high
