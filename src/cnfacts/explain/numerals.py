"""Numerals that are no fact, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cnfacts.assembly.document import find_mentions
from cnfacts.lexicon.loading import Lexicon, load_lexicon
from cnfacts.schema.fact import Fact
from cnfacts.text.block import Block
from cnfacts.text.blocks import iter_blocks

__all__ = ["NO_METRIC", "Unused", "unused_numerals"]

NO_METRIC = "no metric"
"""The reason of a figure whose clause names no indicator."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A numeral at `start:end` of the document that made no fact."""

    start: int
    end: int
    text: str
    reason: str


def unused_numerals(text: str, facts: Sequence[Fact], lexicon: Lexicon | None = None) -> Iterator[Unused]:
    """The numerals of `text` that are in none of its `facts`, in order of their place.

    Args:
        text: the document.
        facts: what was extracted from it, in order.
        lexicon: the one it was extracted with.
    """
    lexicon = lexicon or load_lexicon()
    starts = [fact.start for fact in facts]
    ends = [fact.end for fact in facts]
    for block in iter_blocks(text):
        for start, end, reason in sorted(set(_found(block, lexicon))):
            at = bisect_right(starts, start) - 1
            inside = at >= 0 and start < ends[at]
            if not inside:
                yield Unused(start, end, text[start:end], reason)


def _found(block: Block, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    mentions = find_mentions(block, lexicon)
    for rejected in mentions.rejected:
        yield (*block.to_raw(rejected.start, rejected.end), rejected.reason)
    for quantity in mentions.quantities:
        yield (*block.to_raw(quantity.start, quantity.end), NO_METRIC)
