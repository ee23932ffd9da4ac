"""The sentences of a block, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import regex

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
from cnfacts.schema.periods import Period, PeriodKind
from cnfacts.text.block import Block
from cnfacts.text.sentences import iter_sentences

if TYPE_CHECKING:
    from cnfacts.assembly.document import Mentions

__all__ = ["read_block"]

Span = tuple[int, int]

_AHEAD = 4  # sentences looked at under a headline
_PARAGRAPHS = 3
_LEAD = 1000
_NEWS = regex.compile(r"消息|记者|今[天日]|昨[天日]|日前|近日|新华社|网讯|发布会")
_REPORTING_MONTHS = 4  # annual reports and communiqués come out from January to April


_M = TypeVar("_M")


class _Page:
    """A block's mentions by place, and the sentences made of them."""

    def __init__(self, source: str, block: Block, masked: str, mentions: Mentions, readings: Sequence[Reading]) -> None:
        self.source, self.block, self.masked, self.mentions, self.readings = source, block, masked, mentions, readings
        self.spans = list(iter_sentences(masked))
        self._periods = [p.start for p in mentions.periods]
        self._comparisons = [c.start for c in mentions.comparisons]
        self._figures = [q.start for q in mentions.quantities]

    def sentence(self, span: Span) -> Sentence:
        """The sentence at a span."""
        periods = _within(self.mentions.periods, self._periods, span)
        return Sentence(
            self.source,
            self.block,
            self.masked,
            *span,
            self.mentions.quantities,
            _within(self.readings, self._figures, span),
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
    if state.topic is None and not state.opened:
        state.default = _default_period(page, state)
    state.opened = True
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
        if sentence.is_headline:
            _open_item(page, i + 1 if not sentence.own_periods else len(page.spans), state)
        if sentence.readings or sentence.periods:
            for draft in read_sentence(sentence, state):
                yield draft, block.to_raw(*span)
        if masked.endswith("\n", *span):
            _end_paragraph(state)


def _default_period(page: _Page, state: State) -> PeriodSlot | None:
    """Before any period is said: the span of years that the text speaks of later, or the year it reports on."""
    annual: PeriodSlot | None = None
    many: list[PeriodSlot] = []
    years = 0
    for span in page.spans:
        sentence = page.sentence(span)
        for mention in sentence.own_periods:
            if not sentence.is_topical(mention):
                continue
            found = replace(slot(sentence, mention, state, False), source=SlotSource.DEFAULT)
            if mention.expr.multi_year and not mention.expr.is_since:
                many.append(found)
            if mention.expr.is_whole_year:
                annual = annual or found
                years += 1
            if many and annual is None:
                return found
    return many[0] if len(many) > years else _year_reported(annual, page, state)


def _year_reported(annual: PeriodSlot | None, page: _Page, state: State) -> PeriodSlot | None:
    """A report of paragraphs, no news, dated in its year's first months reports on the year before."""
    if state.doc_date is None or state.doc_date.month > _REPORTING_MONTHS:
        return annual
    if annual is None and (page.masked.count("\n") < _PARAGRAPHS or _NEWS.search(page.masked, 0, _LEAD)):
        return None
    year = state.doc_date.year - 1
    found = annual or PeriodSlot(None, Period(None, None), None, None, SlotSource.DEFAULT)
    return replace(found, period=Period(date(year, 1, 1), date(year, 12, 31)))


def _open_item(page: _Page, following: int, state: State) -> None:
    """An item of a digest: what ran on ends, and its headline is of the period that the text under it speaks of."""
    state.topic = state.window = state.opening = state.default = state.year = None
    for span in page.spans[following : following + _AHEAD]:
        body = page.sentence(span)
        for mention in body.own_periods:
            if body.is_topical(mention):
                state.topic = slot(body, mention, state, False)
                return
        if page.masked.endswith("\n", *span):
            return


def _outside_report(topic: PeriodSlot | None, default: PeriodSlot | None) -> bool:
    """近三年 in a report on one year: said for its paragraph."""
    if topic is None or default is None or topic.expr is None or topic.expr.kind is not PeriodKind.SPAN:
        return False
    start, end = default.period.start, default.period.end
    return start is not None and end is not None and start.year == end.year


def _end_paragraph(state: State) -> None:
    """A period at a point in time and the last metric hold for their paragraph only."""
    if state.topic is not None and state.topic.expr is not None and state.topic.expr.is_instant and state.window:
        state.topic = state.window
    if state.opening is not None:
        state.topic = state.opening
    if _outside_report(state.topic, state.default):
        state.topic = state.window = None
    state.last = state.opening = state.compared = state.turn = None
    state.aiming = False
