"""The text as given, cut where the words of a slot begin or end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from cnfacts.schema.fact import Fact

__all__ = ["Line", "Piece", "Run", "figures_of", "lines_of"]

Span = tuple[int, int]

_BREAK = regex.compile(r"\r\n|\n|\r")
_SLOTS = {"metric": "metric_span", "period": "period_span", "basis": "basis_span"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the slots whose words it is among."""

    start: int
    text: str
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of one figure, with the numbers of its facts, or of none.

    `opens` tells whether a figure begins here: it may go on after a line break.
    """

    pieces: tuple[Piece, ...]
    facts: tuple[int, ...] = ()
    opens: bool = False


Line = tuple[Run, ...]


class _Cover:
    """Spans in order that do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = list(spans)
        self.starts = [start for start, _ in self.spans]

    def at(self, offset: int) -> Span | None:
        """The span that holds a character."""
        index = bisect_right(self.starts, offset) - 1
        found = self.spans[index] if index >= 0 else (0, 0)
        return found if offset < found[1] else None


def lines_of(text: str, facts: Sequence[Fact]) -> Iterator[Line]:
    """The lines of a text; each fact's figure and words stand in pieces of their own.

    Args:
        text: the document.
        facts: its facts; the numbers in `Run.facts` count them from 0.
    """
    size = len(text)
    words = {slot: {getattr(f, field) for f in facts} - {None} for slot, field in _SLOTS.items()}
    figures = figures_of(facts, size)
    spans = [span for found in words.values() for span in found] + list(figures)
    cuts = sorted({edge for start, end in spans if start < end <= size for edge in (start, end)})
    covers = {slot: _Cover(_union(found, size)) for slot, found in words.items()}
    shown = _Cover(figures)
    for begin, end in _lines(text):
        edges = [begin, *cuts[bisect_right(cuts, begin) : bisect_left(cuts, end)], end]
        pieces = [_piece(text, a, b, covers) for a, b in pairwise(edges) if a < b]
        yield tuple(
            Run(tuple(group), figures[span], opens=span[0] >= begin)
            if span
            else Run(tuple(group))
            for span, group in groupby(pieces, lambda piece: shown.at(piece.start))
        )


def _lines(text: str) -> Iterator[Span]:
    begin = 0
    for match in _BREAK.finditer(text):
        yield begin, match.start()
        begin = match.end()
    if begin < len(text):
        yield begin, len(text)


def figures_of(facts: Sequence[Fact], size: int) -> dict[Span, tuple[int, ...]]:
    """The figures in a text of that size, in order, those that overlap as one, with the numbers of their facts."""
    found: list[tuple[Span, tuple[int, ...]]] = []
    for start, end, number in sorted((f.start, f.end, n) for n, f in enumerate(facts) if f.start < f.end <= size):
        if found and start < found[-1][0][1]:
            (first, last), numbers = found.pop()
            found.append(((first, max(last, end)), (*numbers, number)))
        else:
            found.append(((start, end), (number,)))
    return dict(found)


def _union(spans: Iterable[Span], size: int) -> Iterator[Span]:
    """Spans that lie in the text, put together where they overlap or touch, in order."""
    begin, end = 0, 0
    for first, last in sorted(spans):
        if last > size:
            continue
        if first > end:
            if begin < end:
                yield begin, end
            begin, end = first, last
        end = max(end, last)
    if begin < end:
        yield begin, end


def _piece(text: str, start: int, end: int, covers: dict[str, _Cover]) -> Piece:
    return Piece(start, text[start:end], tuple(slot for slot, cover in covers.items() if cover.at(start)))
