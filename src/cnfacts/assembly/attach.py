"""Which period a figure is for: stated in its clause, or running from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import regex

from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.state import PeriodSlot, State
from cnfacts.grammar.periods import resolve, year_before
from cnfacts.grammar.readings import Form, Reading
from cnfacts.schema.enums import SlotSource
from cnfacts.schema.periods import Period, PeriodKind, PeriodMention, Reference, YearAnchor

__all__ = ["list_periods", "period_of", "reference", "run_on", "slot", "widen"]


_UNDATED = regex.compile(r"(?:设立|成立|启动|开通|开行|实施|建成|运行|投运|投产|通车|开放|上线|挂牌|举办|启用|开工)以来")
_SINCE_WORDS = regex.compile("[^，。；、\ue000-\ue00f]{2,24}以来(?=，)")  # 2021年进入过渡期以来
_FAR = 200  # how far before a figure 设立以来 may stand
_NEAR = 16  # how far before 启动以来 its date may stand


def reference(state: State, current: Period | None = None) -> Reference:
    """What a period said here is resolved against."""
    running = current or (state.topic.period if state.topic else None)
    return Reference(state.doc_date, state.year, running)


def slot(sentence: Sentence, mention: PeriodMention, state: State, target: bool) -> PeriodSlot:
    """Resolve a mention of this sentence."""
    span, text = sentence.raw(mention.start, mention.end)
    expr, ref = mention.expr, reference(state)
    relative = not expr.has_year or (expr.anchor is YearAnchor.SECTION and expr.offset and sentence.is_origin(mention))
    if relative and (year := _year_said_before(sentence, mention, state)):
        ref = Reference(state.doc_date, year, ref.current)
        if expr.is_whole_year and expr.anchor is None:
            expr = replace(expr, year=year)
    if not (expr.is_since or expr.is_whole_year) and sentence.runs_from(mention):
        expr = replace(expr, since=True)
    if expr.is_whole_year and expr.year is not None and _SINCE_WORDS.match(sentence.masked, mention.end):
        expr = replace(expr, since=True)
    if expr.kind is PeriodKind.SPAN and (span_of_years := _span_said_before(sentence, mention, state)):
        ref = Reference(state.doc_date, state.year, span_of_years)
    elif expr.is_day:
        ref = Reference(state.doc_date)
    period = resolve(expr, ref, target=target)
    if expr.is_day and expr.is_since:
        period = Period(period.start, state.doc_date, period.reason)
    bare_same = expr.is_relative_same and not expr.offset and expr.year is None
    if bare_same and sentence.follows(mention) == "为":
        period = year_before(period)
    return PeriodSlot(expr, period, span, text, SlotSource.STATED)


def _span_said_before(sentence: Sentence, mention: PeriodMention, state: State) -> Period | None:
    """The years that 五年间 takes up: 从1983年到1987年的五年间."""
    for other in reversed(sentence.own_periods):
        if other.end <= mention.start and other.expr.multi_year and mention.start - other.end <= 2:
            return resolve(other.expr, reference(state))
    return state.span.period if state.span else None


def _year_said_before(sentence: Sentence, mention: PeriodMention, state: State) -> int | None:
    """The year of a whole year named earlier in the sentence: 2020年…，其中第一季度…"""
    for other in reversed(sentence.own_periods):
        if mention.start - other.end > _FAR:
            return None
        if not (other.end <= mention.start and other.expr.is_whole_year and other.expr.has_year):
            continue
        if not (sentence.inside_whole(other) or sentence.is_origin(other)):
            end = resolve(other.expr, reference(state)).end
            return end.year if end else None
    return None


def list_periods(sentence: Sentence, reading: Reading, count: int) -> list[PeriodMention] | None:
    """The clause's own list of `count` periods (第二、三季度分别…), or None."""
    own = [p for p in sentence.own_periods if reading.left[0] <= p.start and p.end <= reading.left[1]]
    return own[-count:] if count > 1 and len(own) >= count else None


def period_of(sentence: Sentence, reading: Reading, state: State, target: bool) -> PeriodSlot | None:
    """The nearest period said before the figure in its sentence, or the running one."""
    if undated := _since_undated(sentence, reading):
        return undated
    limit = reading.whole[0] if reading.whole and reading.form is not Form.COMPLETION else reading.left[1]
    for mention in reversed(sentence.own_periods):
        if mention.end > limit or sentence.inside_whole(mention):
            continue
        if mention.start >= reading.left[0] or _carries(sentence, mention, reading):
            return _up_to(sentence, mention, slot(sentence, mention, state, target), state)
    if state.topic is None:
        return _aimed(state) if target else state.default
    return replace(state.topic, source=SlotSource.INHERITED)


def _aimed(state: State) -> PeriodSlot | None:
    """What a report that names no period aims at is for the year it is dated in."""
    if state.default is None or state.doc_date is None:
        return state.default
    year = state.doc_date.year
    return replace(state.default, expr=None, period=Period(date(year, 1, 1), date(year, 12, 31)))


def _since_undated(sentence: Sentence, reading: Reading) -> PeriodSlot | None:
    """设立以来 says no date: what stands after it in the sentence, up to the next period, has none."""
    found = _UNDATED.search(sentence.masked, max(sentence.start, reading.left[1] - _FAR), reading.left[1])
    if found is None or any(found.start() < p.end and p.end <= reading.left[1] for p in sentence.own_periods):
        return None
    if any(0 <= found.start() - p.end <= _NEAR for p in sentence.own_periods):
        return None
    span, text = sentence.raw(*found.span())
    return PeriodSlot(None, Period(None, None, "period: start of 以来 not said"), span, text, SlotSource.STATED)


def widen(slot: PeriodSlot, stock: bool) -> PeriodSlot:
    """年底 said in a sentence before holds for a stock; a flow is the year's."""
    period = slot.period
    if stock or slot.source is not SlotSource.INHERITED or slot.expr is None or not slot.expr.is_year_end:
        return slot
    if period.end is None:
        return slot
    return replace(slot, period=Period(date(period.end.year, 1, 1), period.end))


def _up_to(sentence: Sentence, mention: PeriodMention, found: PeriodSlot, state: State) -> PeriodSlot:
    """截至10月8日，今年… or 今年以来…: up to that day."""
    if not (mention.expr.is_whole_year or mention.expr.is_since):
        return found
    for other in sentence.own_periods:
        if other.start < mention.start and other.expr.edge == "end" and (other.expr.is_day or other.expr.kind is PeriodKind.DAY):
            day = slot(sentence, other, state, False).period.end
            year = found.period.start
            if day and year and (day.year == year.year or (mention.expr.is_since and year < day)):
                return replace(found, period=Period(year, day))
    return found


def _carries(sentence: Sentence, mention: PeriodMention, reading: Reading) -> bool:
    """Whether a period said in an earlier clause still holds: a closed bracket ends it, and so does 由 … 增加到."""
    if sentence.is_aside(mention) or sentence.is_origin(mention):
        return False
    return not sentence.closed_between(mention.end, reading.left[1])


def run_on(sentence: Sentence, state: State, slots: Sequence[PeriodSlot]) -> None:
    """What runs on into the next sentence: the last period said outside brackets and outside 其中."""
    previous = state.window
    if sentence.is_part:
        return
    for mention in reversed(sentence.own_periods):
        if sentence.closed_between(mention.end, sentence.end) or sentence.is_origin(mention):
            continue
        if sentence.after_part(mention.start) or sentence.inside_whole(mention) or not sentence.is_topical(mention):
            continue
        if _only_aside(sentence, mention, state):
            continue
        span = sentence.raw(mention.start, mention.end)[0]
        found = next((s for s in slots if s.span == span and s.period.start), None)
        state.topic = found or slot(sentence, mention, state, False)
        if state.opening is None:
            state.opening = _opening(sentence, state)
        if mention.expr.kind is PeriodKind.DAY and previous is not None and not previous.period.reason:
            state.topic = previous
            return
        if not mention.expr.is_instant:
            state.window = state.topic
        if mention.expr.multi_year:
            state.span = state.topic
        if sentence.is_heading or sentence.opens(mention) or sentence.follows(mention) == "，":
            _note_year(state, mention, state.topic.period)
        return


def _only_aside(sentence: Sentence, mention: PeriodMention, state: State) -> bool:
    """A year to come said inside a clause (提出到2020年…的目标) is not what the text goes on to speak of."""
    expr = mention.expr
    if expr.is_ahead:
        return not sentence.opens(mention)
    if state.doc_date is None or expr.year is None or expr.year <= state.doc_date.year:
        return False
    return not sentence.starts_clause(mention)


def _opening(sentence: Sentence, state: State) -> PeriodSlot | None:
    """The first period of a paragraph that may hold for the next one as well."""
    for mention in sentence.own_periods:
        expr = mention.expr
        if sentence.is_topical(mention) and not (expr.is_since or expr.is_instant or expr.is_day):
            return slot(sentence, mention, state, False)
    return None


def _note_year(state: State, mention: PeriodMention, period: Period) -> None:
    """A stated year is the section's year; one to come or one left behind by 以来 is not."""
    expr = mention.expr
    stated = expr.year is not None or expr.anchor is YearAnchor.DOC
    if not stated or not expr.is_whole_year or expr.is_since or expr.multi_year or period.end is None:
        return
    if state.doc_date is None or period.end <= date(state.doc_date.year, 12, 31):
        state.year = period.end.year
