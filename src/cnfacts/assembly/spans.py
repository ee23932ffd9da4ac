"""Figures said under a span of years (五年来): of the whole span, of its last year, or of the year before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import regex

from cnfacts.assembly.state import Draft, PeriodSlot, State
from cnfacts.grammar.numerals import parse_numeral
from cnfacts.grammar.periods import year_before, year_before_span
from cnfacts.lexicon.heads import head_of
from cnfacts.schema.enums import Aggregation, Kind, SlotSource
from cnfacts.schema.periods import Period, PeriodKind

__all__ = ["is_stock", "narrow", "run_of_years", "turn"]

_SUMMED = regex.compile(
    r"(?:全国|全市|城镇|农村)?(?:累计|新增|新建|改造|建成|共|合计|投放|培训|减免|解决|连续|年均|平均"
    r"|淘汰|关闭|关停|治理|整治|转移|发放|安置)|.*累计"
)
_RUN = regex.compile(
    r"连续(?P<n>\d{1,2}|[一二三四五六七八九十两]{1,3})年(?:保持|稳定|超过?|达到?|突破|实现|在|[\ue000-\ue00f]|[^，。]{0,8}$)"
)
_REACHED = frozenset({"突破", "超过", "超", "逾"})
_POINTS_IN_TIME = frozenset({Aggregation.STOCK, Aggregation.RATE, Aggregation.INDEX})
_LEVELS = frozenset({Kind.LEVEL, Kind.SHARE, Kind.MULTIPLE})


def narrow(draft: Draft, averaged: bool) -> None:
    """Adjust the draft's period where the running one is a span of years, or where 由 names the start of a change."""
    slot = draft.period
    if slot is None or slot.period.start is None or slot.period.end is None:
        return
    stated = slot.source is SlotSource.STATED and _in_clause(draft, slot)
    if draft.is_origin:
        if not stated and slot.expr is not None and slot.expr.is_day:
            _move(draft, slot, Period(None, None, "period: start of the change not said"))
        elif not (stated and slot.expr is not None and slot.expr.kind is not PeriodKind.SPAN):
            _move(draft, slot, _before(slot.period))
        return
    if slot.expr is not None and (slot.expr.is_since or slot.expr.name == "within"):
        return
    if stated and slot.expr is not None and slot.expr.kind is PeriodKind.SPAN and not _turns(draft):
        return
    if slot.period.end.year == slot.period.start.year or draft.kind not in _LEVELS:
        return
    if not averaged and _at_end(draft):
        end = slot.period.end
        _move(draft, slot, Period(date(end.year, 1, 1), end))


def run_of_years(draft: Draft, said: str) -> None:
    """连续9年稳定在1.3万亿斤以上: the run of years up to the one spoken of."""
    found, slot = _RUN.search(said), draft.period
    if found is None or draft.kind is not Kind.LEVEL or slot is None or slot.period.end is None or slot.period.start is None:
        return
    number = parse_numeral(found["n"])
    count = int(number.value) if number else 0
    if count and (slot.period.end - slot.period.start).days > 360:
        _move(draft, slot, Period(date(slot.period.end.year - count + 1, 1, 1), slot.period.end))


def turn(draft: Draft, before: Draft | None, state: State) -> None:
    """由1997年的X增加到2002年的Y says the years for every 由X增加到Y after it in the paragraph."""
    slot = draft.period
    if slot is None or slot.period.end is None:
        return
    stated = slot.source is SlotSource.STATED and _in_clause(draft, slot)
    if draft.is_origin:
        if state.turn and not stated:
            _move(draft, slot, state.turn[0])
        return
    origin = before.period.period if before and before.is_origin and before.period else None
    if origin is None or origin.end is None:
        return
    if state.turn and not stated:
        _move(draft, slot, state.turn[1])
    elif stated and slot.period.end.year > origin.end.year + 1:
        state.turn = (origin, slot.period)


def is_stock(draft: Draft) -> bool:
    """Whether the figure is of a point in time."""
    head = head_of(draft.name.base)
    return head is not None and head.aggregation in _POINTS_IN_TIME and draft.kind in _LEVELS


def _turns(draft: Draft) -> bool:
    """增加到, or a stock or rate: said of the span's end even in the span's own clause."""
    return is_stock(draft) or any(w.role == "to" for w in draft.reading.words)


def _in_clause(draft: Draft, slot: PeriodSlot) -> bool:
    return slot.span is not None and slot.span[1] >= draft.start - (draft.reading.left[1] - draft.reading.left[0]) - 2


def _before(period: Period) -> Period:
    if period.start and period.end and period.start.year != period.end.year:
        return year_before_span(period)
    return year_before(period)


def _at_end(draft: Draft) -> bool:
    """A level said of a span's last year: 增加到, 达到, and stocks and rates without a verb."""
    words = draft.reading.words
    if any(w.role == "to" for w in words):
        return True
    if any(_SUMMED.search(w.text) for w in words) or _SUMMED.match(draft.name.base):
        return False
    if any(w.role == "reach" for w in words) or draft.quantity.qualifier_text in _REACHED:
        return True
    head = head_of(draft.name.base)
    return draft.kind is Kind.SHARE or (head is not None and head.aggregation in _POINTS_IN_TIME)


def _move(draft: Draft, slot: PeriodSlot, period: Period) -> None:
    draft.period = replace(slot, period=period)
