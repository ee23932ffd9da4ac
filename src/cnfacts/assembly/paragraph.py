"""The sentences of a block, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cnfacts.assembly.attach import slot
from cnfacts.assembly.cells import read_table
from cnfacts.assembly.prose import read_sentence
from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.state import Draft, PeriodSlot, State
from cnfacts.assembly.tables import find_tables
from cnfacts.grammar.masking import PERIOD
from cnfacts.grammar.readings import Reading
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.enums import SlotSource
from cnfacts.text.block import Block
from cnfacts.text.sentences import iter_sentences

if TYPE_CHECKING:
    from cnfacts.assembly.document import Mentions

__all__ = ["read_block"]

Span = tuple[int, int]

_AHEAD = 4  # sentences looked at under a headline


_M = TypeVar("_M")


class _Page:
    """A block's mentions by place, and the sentences made of them."""

    def __init__(
        self, source: str, block: Block, masked: str, mentions: Mentions, readings: Sequence[Reading]
    ) -> None:
        self.source, self.block, self.masked, self.mentions, self.readings = source, block, masked, mentions, readings
        self.spans = list(iter_sentences(masked))
        self._periods = [p.start for p in mentions.periods]
        self._comparisons = [c.start for c in mentions.comparisons]
        self._figures = [q.start for q in mentions.quantities]

    def sentence(self, span: Span, figures: bool = True) -> Sentence:
        """The sentence at a span, with or without its figures."""
        periods = _within(self.mentions.periods, self._periods, span)
        return Sentence(
            self.source,
            self.block,
            self.masked,
            *span,
            self.mentions.quantities,
            _within(self.readings, self._figures, span) if figures else (),
            periods,
            _within(self.mentions.comparisons, self._comparisons, span),
            [p for p in periods if self.masked[p.start] == PERIOD],
        )


def _within(items: Sequence[_M], starts: list[int], span: Span) -> Sequence[_M]:
    return items[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def read_block(
    source: str, block: Block, masked: str, mentions: Mentions, readings: Sequence[Reading], state: State
) -> Iterator[tuple[Draft, Span]]:
    """Drafts of the block, each with its sentence's span in the document."""
    page = _Page(source, block, masked, mentions, readings)
    tables = find_tables(block.norm)
    if state.topic is None and state.default is None:
        state.default = _default_period(page, state)
    for i, span in enumerate(page.spans):
        while tables and tables[0].end <= span[0]:
            tables.pop(0)
        if tables and tables[0].start < span[1]:
            if span[0] <= tables[0].start:
                lexicon = state.lexicon or load_lexicon()
                for draft in read_table(source, block, tables[0], mentions.periods, lexicon, state):
                    yield draft, (draft.start, draft.end)
            continue
        sentence = page.sentence(span)
        if sentence.readings or sentence.periods:
            if sentence.is_heading and sentence.readings and not sentence.own_periods:
                _look_ahead(page, i + 1, state)
            for draft in read_sentence(sentence, state):
                yield draft, block.to_raw(*span)
        if masked.endswith("\n", *span):
            _end_paragraph(state)


def _default_period(page: _Page, state: State) -> PeriodSlot | None:
    """Before any period is said: the first year or span of years that the text speaks of later."""
    for span in page.spans:
        sentence = page.sentence(span, figures=False)
        for mention in sentence.own_periods:
            whole = mention.expr.is_whole_year or (mention.expr.multi_year and not mention.expr.is_since)
            if whole and sentence.is_topical(mention):
                return replace(slot(sentence, mention, state, False), source=SlotSource.DEFAULT)
    return None


def _look_ahead(page: _Page, following: int, state: State) -> None:
    """A headline's figures are for the period that the paragraph under it speaks of first."""
    for span in page.spans[following : following + _AHEAD]:
        body = page.sentence(span, figures=False)
        for mention in body.own_periods:
            if body.is_topical(mention):
                state.topic = slot(body, mention, state, False)
                return
        if page.masked.endswith("\n", *span):
            return


def _end_paragraph(state: State) -> None:
    """A period at a point in time and the last metric hold for their paragraph only."""
    if state.topic is not None and state.topic.expr is not None and state.topic.expr.is_instant and state.window:
        state.topic = state.window
    state.last = None
    state.aiming = False
