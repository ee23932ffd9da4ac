"""One sentence with its mentions: what the assembly rules look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from cnfacts.grammar.readings import Reading
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block

__all__ = ["Sentence"]

Span = tuple[int, int]

_PART = regex.compile(r"\s*(?:其中|[（(]其中)[，,：:]?")
_PART_CLAUSE = regex.compile(r"[，；。,;（(]\s*其中")
_ORIGIN = regex.compile(r"[由从][\ue001]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets are the block's normalised ones; `raw` leads to the document's text."""

    source: str
    block: Block
    masked: str
    start: int
    end: int
    quantities: Sequence[Quantity]
    readings: Sequence[Reading]
    periods: Sequence[PeriodMention]
    comparisons: Sequence[Comparison]

    def raw(self, start: int, end: int) -> tuple[Span, str]:
        """Document span and text of a normalised span."""
        span = self.block.to_raw(start, end)
        return span, self.source[span[0] : span[1]]

    def masked_text(self, start: int, end: int) -> str:
        """Normalised text, unmasked, of a span."""
        return self.block.norm[start:end]

    @property
    def is_part(self) -> bool:
        """Speaks of parts of what came before: 其中，…"""
        return _PART.match(self.masked, self.start, self.end) is not None

    def after_part(self, position: int) -> bool:
        """Whether 其中 stands earlier in the sentence, in the same ；-part."""
        low = max(self.start, self.masked.rfind("；", self.start, position))
        return _PART_CLAUSE.search(self.masked, low, position) is not None

    def is_compared(self, mention: PeriodMention) -> bool:
        """Whether the period is the one compared with, not the figure's own."""
        return any(c.start <= mention.start and mention.end <= c.end for c in self.comparisons)

    def inside_whole(self, mention: PeriodMention) -> bool:
        """Whether the period belongs to the whole of a share or the base of a multiple."""
        return any(r.whole and r.whole[0] <= mention.start < r.whole[1] for r in self.readings)

    def is_origin(self, mention: PeriodMention) -> bool:
        """The 2012年 of 由2012年的28万亿元增加到."""
        return _ORIGIN.search(self.masked, self.start, mention.start) is not None

    def depth(self, position: int) -> int:
        """How many brackets are open at a position."""
        piece = self.masked[self.start : position]
        return max(0, piece.count("（") + piece.count("(") - piece.count("）") - piece.count(")"))
