"""The sentences of a block, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from cnfacts.assembly.attach import slot
from cnfacts.assembly.cells import read_table
from cnfacts.assembly.prose import read_sentence
from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.state import Draft, PeriodSlot, State
from cnfacts.assembly.tables import Table, find_tables
from cnfacts.grammar.readings import Reading
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.enums import SlotSource
from cnfacts.text.block import Block
from cnfacts.text.sentences import iter_sentences

if TYPE_CHECKING:
    from cnfacts.assembly.document import Mentions

__all__ = ["read_block"]

_AHEAD = 4  # sentences looked at under a headline


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_M = TypeVar("_M", bound=_Placed)


def read_block(
    source: str,
    block: Block,
    masked: str,
    mentions: Mentions,
    readings: Sequence[Reading],
    state: State,
) -> Iterator[tuple[Draft, tuple[int, int]]]:
    """Drafts of the block, each with its sentence's normalised span."""
    starts = [q.start for q in mentions.quantities]
    tables = find_tables(block.norm)
    spans = list(iter_sentences(masked))
    if state.topic is None and state.default is None:
        state.default = _default_period(source, block, masked, mentions, spans, state)
    for i, (start, end) in enumerate(spans):
        table = next((t for t in tables if t.start < end and start < t.end), None)
        if table is not None:
            if start <= table.start:
                yield from _table_drafts(source, block, table, mentions, state)
            continue
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        sentence = Sentence(
            source,
            block,
            masked,
            start,
            end,
            mentions.quantities,
            readings[low:high],
            _within(mentions.periods, start, end),
            _within(mentions.comparisons, start, end),
        )
        if sentence.is_heading and sentence.readings and not sentence.own_periods:
            _look_ahead(source, block, masked, mentions, spans[i + 1 :], state)
        for draft in read_sentence(sentence, state):
            yield draft, block.to_raw(start, end)
        if "\n" in masked[start:end]:
            _end_paragraph(state)


def _default_period(
    source: str, block: Block, masked: str, mentions: Mentions, spans: Sequence[tuple[int, int]], state: State
) -> PeriodSlot | None:
    """Before any period is said: the first year or span of years that the text speaks of later."""
    for start, end in spans:
        periods = _within(mentions.periods, start, end)
        comparisons = _within(mentions.comparisons, start, end)
        sentence = Sentence(source, block, masked, start, end, (), (), periods, comparisons)
        for mention in sentence.own_periods:
            whole = mention.expr.is_whole_year or (mention.expr.multi_year and not mention.expr.is_since)
            if whole and sentence.is_topical(mention):
                return replace(slot(sentence, mention, state, False), source=SlotSource.DEFAULT)
    return None


def _look_ahead(
    source: str, block: Block, masked: str, mentions: Mentions, following: Sequence[tuple[int, int]], state: State
) -> None:
    """A headline's figures are for the period that the paragraph under it speaks of first."""
    for start, end in following[:_AHEAD]:
        periods = _within(mentions.periods, start, end)
        body = Sentence(source, block, masked, start, end, (), (), periods, ())
        for mention in body.own_periods:
            if body.is_topical(mention):
                state.topic = slot(body, mention, state, False)
                return
        if "\n" in masked[start:end]:
            return


def _table_drafts(
    source: str, block: Block, table: Table, mentions: Mentions, state: State
) -> Iterator[tuple[Draft, tuple[int, int]]]:
    lexicon = state.lexicon or load_lexicon()
    for draft in read_table(source, block, table, mentions.periods, lexicon, state):
        yield draft, (draft.start, draft.end)


def _within(mentions: Sequence[_M], start: int, end: int) -> list[_M]:
    places = [m.start for m in mentions]
    return list(mentions[bisect_left(places, start) : bisect_left(places, end)])


def _end_paragraph(state: State) -> None:
    """A period at a point in time and the last metric hold for their paragraph only."""
    if state.topic is not None and state.topic.expr is not None and state.topic.expr.is_instant and state.window:
        state.topic = state.window
    state.last = None
    state.aiming = False
