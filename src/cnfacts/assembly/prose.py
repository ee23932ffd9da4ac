"""Facts of one sentence of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import regex

from cnfacts.assembly.attach import list_periods, period_of, run_on, slot
from cnfacts.assembly.bases import comparison_of, set_basis
from cnfacts.assembly.kinds import kind_and_sign, rate_word
from cnfacts.assembly.names import compose, inherit, share_name, stated
from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.spans import narrow
from cnfacts.assembly.state import Draft, Name, PeriodSlot, State
from cnfacts.assembly.status import aims, status_of
from cnfacts.grammar.readings import Form, Reading
from cnfacts.schema.enums import Kind, PriceBasis, SlotSource, UnitClass
from cnfacts.schema.periods import Period

__all__ = ["read_sentence"]

_REAL = regex.compile(r"扣除(?:价格|物价)(?:上涨)?因素|可比价|不变价|实际(?=增长|下降|提高)")
_AFTER = 12


def read_sentence(sentence: Sentence, state: State) -> list[Draft]:
    """Drafts of the sentence's figures, in order; updates what runs on."""
    state.sentence = []
    groups: dict[int, list[Reading]] = {}
    for reading in sentence.readings:
        groups.setdefault(reading.leader, []).append(reading)
    drafts: list[Draft] = []
    for group in groups.values():
        made = _read_group(sentence, group, state)
        drafts.extend(made)
        state.sentence.extend(made)
    run_on(sentence, state, [d.period for d in drafts if d.period], False)
    if drafts:
        state.last = drafts[-1]
    return drafts


def _quantity(sentence: Sentence, reading: Reading) -> int:
    return reading.quantity


def _read_group(sentence: Sentence, group: Sequence[Reading], state: State) -> list[Draft]:
    """Figures of one list: names, periods and bases go pairwise where their numbers agree."""
    first, count = group[0], len(group)
    phrase, span = _phrase(sentence, first)
    listed = list_periods(sentence, first, count)
    same = listed is not None or _lists_bases(sentence, first, count)
    antecedent = _antecedent(sentence, state)
    names = stated(phrase, span, count) or inherit(count, same, state.sentence, state.last)
    if names is None:
        return []
    drafts: list[Draft] = []
    for i, (reading, name) in enumerate(zip(group, names, strict=True)):
        mention = listed[i] if listed else None
        draft = _draft(sentence, reading, name, mention_slot(sentence, mention, state), antecedent, state)
        said = comparison_of(sentence, drafts[0] if drafts else draft)
        set_basis(sentence, draft, said, i, count, state)
        drafts.append(draft)
    return drafts


def mention_slot(sentence: Sentence, mention: object, state: State) -> PeriodSlot | None:
    """The period of one item of a list of periods."""
    return slot(sentence, mention, state, False) if mention is not None else None  # type: ignore[arg-type]


def _lists_bases(sentence: Sentence, reading: Reading, count: int) -> bool:
    return any(
        len(c.periods) == count > 1
        for c in sentence.comparisons
        if reading.left[0] <= c.start and c.end <= reading.left[1]
    )


def _phrase(sentence: Sentence, reading: Reading) -> tuple[str, tuple[int, int] | None]:
    if not reading.parts:
        return "", None
    text = "".join(sentence.raw(*part)[1] for part in reading.parts)
    start = sentence.raw(*reading.parts[0])[0][0]
    end = sentence.raw(*reading.parts[-1])[0][1]
    return regex.sub(r"[\s\u3000]+", "", text), (start, end)


def _antecedent(sentence: Sentence, state: State) -> Draft | None:
    """The fact whose scope or head an incomplete name takes."""
    if state.sentence:
        return state.sentence[-1]
    return state.last if sentence.is_part else None


def _draft(
    sentence: Sentence,
    reading: Reading,
    name: Name,
    period: PeriodSlot | None,
    antecedent: Draft | None,
    state: State,
) -> Draft:
    quantity = sentence.quantities[reading.quantity]
    after = sentence.masked[quantity.tail : quantity.tail + _AFTER]
    before = state.sentence[-1] if state.sentence else state.last
    kind, sign = kind_and_sign(quantity, reading, name.base, after, before if not reading.parts else antecedent)
    name = _complete(name, reading, kind, quantity.unit_class, quantity.unit, antecedent, before)
    (start, end), _ = sentence.raw(quantity.start, quantity.end)
    draft = Draft(quantity, reading, start, end, name, kind, sign, rule=reading.form.value)
    target = aims(sentence, reading)
    draft.period = period or period_of(sentence, reading, state, target)
    narrow(draft, state)
    draft.status = status_of(sentence, reading, draft.period.period if draft.period else None, state.doc_date)
    draft.price_basis = _price_basis(sentence, reading, kind)
    if reading.whole:
        draft.relative_to = sentence.raw(*reading.whole)[1] or None
    return draft


def _complete(
    name: Name,
    reading: Reading,
    kind: Kind,
    unit_class: UnitClass,
    unit: str,
    antecedent: Draft | None,
    before: Draft | None,
) -> Name:
    """Scope and head filled in; 增速 or 降幅 added for a change of a growth rate."""
    if name.source is SlotSource.STATED and reading.form is not Form.COUNTED:
        name = compose(name, antecedent, kind, unit)
    if kind is Kind.SHARE:
        return share_name(name)
    if kind is not Kind.DIFFERENCE or unit_class is not UnitClass.POINTS:
        return name
    rate = rate_word(reading.words)
    if rate:
        return replace(name, suffix="降幅" if rate in ("降幅", "跌幅") else "涨幅" if rate == "涨幅" else "增速")
    if name.source is SlotSource.INHERITED and before is not None:
        if before.kind is Kind.GROWTH:
            falls = before.sign < 0 and any(w.text in ("收窄", "扩大") for w in reading.words)
            return replace(name, suffix="降幅" if falls else "增速")
        if before.kind is Kind.DIFFERENCE:
            return replace(name, suffix=before.name.suffix)
    return name


def _price_basis(sentence: Sentence, reading: Reading, kind: Kind) -> PriceBasis:
    if kind not in (Kind.GROWTH, Kind.LEVEL):
        return PriceBasis.UNSTATED
    words = {w.role for w in reading.words}
    if kind is Kind.GROWTH and ("real" in words or _REAL.search(sentence.masked, reading.left[0], reading.left[1])):
        return PriceBasis.REAL
    return PriceBasis.NOMINAL if "nominal" in words else PriceBasis.UNSTATED


def over(period: Period | None, day: date | None) -> bool:
    """Whether the period has ended by a day."""
    return bool(day and period and period.end and period.end <= day)
