"""Facts of one sentence of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from cnfacts.assembly.attach import list_periods, period_of, reference, run_on, slot, widen
from cnfacts.assembly.averages import average_over
from cnfacts.assembly.bases import base_comparison, comparison_of, leading_comparison, set_basis
from cnfacts.assembly.kinds import kind_and_sign, rate_word
from cnfacts.assembly.lists import across_commas, split_names
from cnfacts.assembly.names import complete, inherit, ratio_names, share_name, stated
from cnfacts.assembly.projects import project
from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.spans import is_stock, narrow, run_of_years, turn
from cnfacts.assembly.state import Draft, Name, PeriodSlot, State
from cnfacts.assembly.status import aims, lists_targets, status_of
from cnfacts.assembly.topics import (
    flow_spoken_of,
    leading_subject,
    list_before,
    list_with_head,
    partner_spoken_of,
    preposed,
    programme,
)
from cnfacts.grammar.periods import resolve
from cnfacts.grammar.readings import Form, Reading
from cnfacts.lexicon.heads import head_of
from cnfacts.lexicon.regions import place_in
from cnfacts.schema.enums import Basis, DifferenceOf, Kind, PriceBasis, SlotSource, UnitClass
from cnfacts.schema.mentions import Quantity
from cnfacts.schema.periods import Period

__all__ = ["read_sentence"]

_REAL = regex.compile(r"扣除(?:价格|物价)(?:上[涨升]|变动)?因素|可比价|不变价|实际(?=增长|下降|提高)")
_SHARE_OF = regex.compile(r"在?.{2,12}中(?:的|所)?(?:占比|比重|占比重)")  # 在总装机中占比
_ONCE = regex.compile("[由从](?:过去|以往|原来|原先|当初|最初)的?$")  # 由过去的50种增加到…
_AFTER = 12
_EXTENT = frozenset({"规模", "数量", "总量", "总数"})


def read_sentence(sentence: Sentence, state: State) -> list[Draft]:
    """Drafts of the sentence's figures, in order; updates what runs on."""
    state.sentence = []
    state.aiming = state.aiming or lists_targets(sentence)
    groups: dict[int, list[Reading]] = {}
    for reading in sentence.readings:
        groups.setdefault(reading.leader, []).append(reading)
    for group in groups.values():
        state.sentence.extend(_read_group(sentence, group, state))
    run_on(sentence, state, [d.said for d in state.sentence if d.said])
    if state.sentence:
        state.last = state.sentence[-1]
    return state.sentence


def _read_group(sentence: Sentence, group: Sequence[Reading], state: State) -> list[Draft]:
    """Figures of one list: names, periods and bases go pairwise where their numbers agree."""
    first, count = group[0], len(group)
    listed = list_periods(sentence, first, count)
    same = listed is not None or _lists_bases(sentence, first, count)
    names = _names(sentence, first, count, same, state)
    if names is None:
        return []
    drafts: list[Draft] = []
    before = state.sentence[-1] if state.sentence else state.last
    state.compared = leading_comparison(sentence, first) or state.compared
    for i, (reading, name) in enumerate(zip(group, names, strict=True)):
        period = slot(sentence, listed[i], state, False) if listed else None
        draft = _draft(sentence, reading, name, period, state)
        said = comparison_of(sentence, drafts[0] if drafts else draft) or (before and before.base_of) or state.compared
        average_over(draft, said, before, state)
        set_basis(sentence, draft, said, i, count, state)
        drafts.append(draft)
    return drafts


def _names(sentence: Sentence, reading: Reading, count: int, same: bool, state: State) -> list[Name] | None:
    """The clause's own phrase, or the subject of the clause before it, or the last metrics."""
    text, span = sentence.phrase(reading.parts)
    if text and count > 1 and sentence.quantities[reading.quantity].rule == "ratio":
        return ratio_names(text, span, count)
    if count > 1 and (before := list_before(sentence, reading)) and (items := across_commas(before, text, count)):
        return [Name(item, span, SlotSource.STATED) for item in items]
    if count > 1 and (items := split_names(list_with_head(sentence, reading, text), count)):
        return [Name(item, span, SlotSource.STATED) for item in items]
    own = None if _SHARE_OF.fullmatch(text) else stated(text, span, count)
    if own is not None:
        return own
    if reading.form is Form.SHARE and (partner := partner_spoken_of(sentence, reading, state)):
        return stated(partner, None, count)
    if reading.form is not Form.SHARE and (parts := preposed(sentence, reading)):
        return stated(*sentence.phrase(parts), count)
    return inherit(count, same, state.sentence, state.last)


def _lists_bases(sentence: Sentence, reading: Reading, count: int) -> bool:
    low, high = reading.left
    return any(len(c.periods) == count > 1 for c in sentence.comparisons if low <= c.start and c.end <= high)


def _draft(sentence: Sentence, reading: Reading, name: Name, period: PeriodSlot | None, state: State) -> Draft:
    quantity = sentence.quantities[reading.quantity]
    after = sentence.masked[quantity.tail : quantity.tail + _AFTER]
    before = state.sentence[-1] if state.sentence else state.last
    said = sentence.phrase(reading.parts)[0]
    kind, sign = kind_and_sign(quantity, reading, said if _SHARE_OF.fullmatch(said) else name.base, after, before)
    name = _full_name(sentence, name, reading, kind, quantity, state)
    (start, end), _ = sentence.raw(quantity.start, quantity.end)
    draft = Draft(quantity, reading, start, end, name, kind, sign, rule=reading.form.value)
    draft.part = sentence.is_part or sentence.after_part(quantity.start)
    draft.period = period or period_of(sentence, reading, state, aims(sentence, reading))
    draft.said = draft.period
    _fit_period(sentence, draft, before, state)
    dates = draft.period.period if draft.period else None
    draft.status = status_of(sentence, reading, dates, state.doc_date, state.aiming)
    place = place_in(sentence.masked, sentence.start, reading.left[0])
    draft.place = sentence.raw(*place)[1] if place else None
    if draft.place and draft.place not in draft.name.base:
        draft.name = replace(draft.name, base=draft.place + draft.name.base)
    draft.of = _difference_of(draft, before)
    draft.price_basis = _price_basis(sentence, reading, kind)
    if reading.whole:
        draft.relative_to = sentence.raw(*reading.whole)[1] or None
    return draft


def _fit_period(sentence: Sentence, draft: Draft, before: Draft | None, state: State) -> None:
    """The period in force, fitted to the figure: a stock's day, a span's last year, the start of a change."""
    reading, said = draft.reading, comparison_of(sentence, draft)
    if draft.period is not None:
        draft.period = widen(draft.period, is_stock(draft))
    narrow(draft, said is not None and said.basis is Basis.AVERAGE)
    turn(draft, before, state)
    if draft.is_origin and draft.period and _ONCE.search(sentence.masked, *reading.left):
        draft.period = replace(draft.period, period=Period(None, None, "period: start of the change not said"))
    if draft.is_origin and state.compared and state.compared.periods and draft.period:
        since = resolve(state.compared.periods[-1], reference(state))
        draft.period = replace(draft.period, period=since, source=SlotSource.INHERITED)
    run_of_years(draft, sentence.masked[reading.left[0] : reading.left[1]])
    base = base_comparison(sentence, reading) if draft.kind is Kind.LEVEL and not reading.words else None
    if base:
        draft.base_of, dated = base, resolve(base.periods[-1], reference(state))
        draft.period = PeriodSlot(base.periods[-1], dated, *sentence.raw(base.start, base.end), SlotSource.STATED)


def _full_name(sentence: Sentence, name: Name, reading: Reading, kind: Kind, quantity: Quantity, state: State) -> Name:
    """Scope and head filled in; 增速 or 降幅 added for a change of a growth rate; the part for a share."""
    if scope := project(sentence, reading, name.base, state.sentence[-1] if state.sentence else None):
        return replace(name, base=scope + ("投资" if reading.form is Form.COUNTED else name.base))
    if scope := programme(sentence, reading, name.base):
        return replace(name, base=scope + ("" if name.base == "人均" else name.base))
    if name.source is SlotSource.STATED and reading.form is not Form.COUNTED:
        antecedent = _antecedent(sentence, reading, kind, state)
        joined = reading.leader == reading.quantity and sentence.masked[reading.left[0] : reading.left[0] + 1] == "、"
        part = sentence.is_part or sentence.after_part(quantity.start)
        drafts = state.sentence or ([state.last] if state.last else [])
        listed = part or (antecedent is not None and antecedent.name.base.endswith("产量"))
        alike = listed and any(d.quantity.unit == quantity.unit and d.kind is Kind.LEVEL for d in drafts)
        if antecedent is None and (subject := leading_subject(sentence, reading, name.base)):
            name = replace(name, base=subject + name.base)
        elif reading.form is Form.PLAIN or name.base.startswith("对") or name.base in _EXTENT:
            name = complete(name, antecedent, kind, joined, alike)
            if head_of(name.base) is None and (flow := flow_spoken_of(sentence, reading)):
                name = replace(name, base=name.base + flow)
        elif name.base == "覆盖" and antecedent:
            name = replace(name, base=antecedent.name.base, source=SlotSource.INHERITED)
    if kind in (Kind.SHARE, Kind.CONTRIBUTION):
        return share_name(name)
    if kind is Kind.DIFFERENCE and quantity.unit_class is UnitClass.POINTS:
        return _rate_suffix(name, reading, state.sentence[-1] if state.sentence else state.last)
    return name


def _antecedent(sentence: Sentence, reading: Reading, kind: Kind, state: State) -> Draft | None:
    """The fact whose scope or head an incomplete name takes.

    Outside 其中 it is the sentence's last one that is no part; a growth may follow a growth of the sentence before,
    a level its subject (。实现利润3亿元).
    """
    if not state.sentence:
        follows = state.last is not None and kind is Kind.GROWTH and state.last.kind is Kind.GROWTH
        measured = state.last is not None and head_of(state.last.name.base) is not None
        follows = follows or (kind is Kind.LEVEL and measured and sentence.has_no_subject)
        return state.last if sentence.is_part or follows else None
    if not sentence.after_part(reading.left[1]):
        return next((d for d in reversed(state.sentence) if not d.part), state.sentence[-1])
    return state.sentence[-1]


def _rate_suffix(name: Name, reading: Reading, before: Draft | None) -> Name:
    rate = rate_word(reading.words)
    if reading.form is Form.SHARE:
        return name
    if rate:
        return replace(name, suffix="降幅" if rate in ("降幅", "跌幅") else "涨幅" if rate == "涨幅" else "增速")
    if name.source is SlotSource.INHERITED and before is not None:
        if before.kind is Kind.GROWTH:
            falls = before.sign < 0 and any(w.text in ("收窄", "扩大") for w in reading.words)
            return replace(name, suffix="降幅" if falls else "增速")
        if before.kind is Kind.DIFFERENCE:
            return replace(name, suffix=before.name.suffix)
    return name


def _difference_of(draft: Draft, before: Draft | None) -> DifferenceOf | None:
    """What a difference is the difference of: a growth rate, a share (said, or the share just before), or a level."""
    if draft.kind is not Kind.DIFFERENCE:
        return None
    if draft.name.suffix:
        return DifferenceOf.GROWTH
    of_share = draft.reading.form is Form.SHARE or draft.name.base.endswith(("占比", "比重", "份额"))
    follows = draft.name.source is SlotSource.INHERITED and before is not None
    if of_share or (follows and before is not None and (before.kind is Kind.SHARE or before.of is DifferenceOf.SHARE)):
        return DifferenceOf.SHARE
    return DifferenceOf.LEVEL


def _price_basis(sentence: Sentence, reading: Reading, kind: Kind) -> PriceBasis:
    if kind is not Kind.GROWTH:
        return PriceBasis.UNSTATED
    roles = {w.role for w in reading.words}
    if "real" in roles or _REAL.search(sentence.masked, reading.left[0], reading.left[1]):
        return PriceBasis.REAL
    return PriceBasis.NOMINAL if "nominal" in roles else PriceBasis.UNSTATED
