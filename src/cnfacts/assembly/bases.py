"""What a change is measured against, with its dates."""

from __future__ import annotations

from collections.abc import Sequence

from cnfacts.assembly.attach import reference
from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.state import Draft, State
from cnfacts.grammar.periods import preceding, resolve, sdmx, year_before, year_before_span
from cnfacts.grammar.readings import Form, Reading
from cnfacts.schema.enums import Basis, DifferenceOf, Kind, SlotSource, UnitClass
from cnfacts.schema.mentions import Comparison
from cnfacts.schema.periods import Period, PeriodExpr, PeriodKind, Reference

__all__ = [
    "base_comparison",
    "comparison_of",
    "is_multi",
    "leading_comparison",
    "set_basis",
    "set_named_basis",
    "set_plain_basis",
]

_DAY = len("2020-12-31")
_CHANGES = frozenset({Kind.GROWTH, Kind.DIFFERENCE, Kind.CONTRIBUTION})


def comparison_of(sentence: Sentence, draft: Draft) -> Comparison | None:
    """The comparison said for a figure: nearest in its own stretch of the clause; an average wins."""
    low, high = draft.reading.left
    own = [c for c in sentence.comparisons if low <= c.start and c.end <= high]
    if not own:
        return None
    return next((c for c in own if c.basis is Basis.AVERAGE), own[-1])


def base_comparison(sentence: Sentence, reading: Reading) -> Comparison | None:
    """比1980年的7159亿元: the comparison whose base the figure is."""
    return next((c for c in sentence.comparisons if c.end == reading.left[1] and c.basis is Basis.PERIOD), None)


def leading_comparison(sentence: Sentence, reading: Reading) -> Comparison | None:
    """同1987年相比，…: a comparison in a clause of its own before the figure, said for what follows."""
    for comparison in reversed(sentence.comparisons):
        if comparison.end < reading.left[0] and sentence.masked[comparison.end] in "，,":
            words = sentence.masked_text(comparison.start, comparison.end)
            if words.endswith(("相比", "比较")):
                return comparison
    return None


def set_basis(sentence: Sentence, draft: Draft, said: Comparison | None, item: int, count: int, state: State) -> None:
    """Fill the basis slots; `item` of `count` figures that share the comparison's words."""
    if draft.kind is Kind.MULTIPLE:
        _multiple(sentence, draft, said, state)
        return
    if draft.kind not in _CHANGES:
        return
    if said is None:
        follows = sentence.is_part and not state.sentence and state.last is not None
        _default(draft, [state.last] if follows and state.last else state.sentence)
        return
    draft.comparison = said
    draft.basis_span, _ = sentence.raw(said.start, said.end)
    draft.basis_source = SlotSource.STATED
    if said.basis is not Basis.PERIOD:
        draft.basis = said.basis
        draft.basis_period = _implied(draft, said.basis)
        return
    expr = said.periods[item] if len(said.periods) == count else said.periods[-1]
    _named(draft, expr, state, sentence.masked_text(said.start, said.end))


def set_plain_basis(draft: Draft, basis: Basis) -> None:
    """The basis that a table's head gives a change."""
    if draft.kind in _CHANGES:
        draft.basis, draft.basis_period = basis, _implied(draft, basis)


def set_named_basis(draft: Draft, expr: PeriodExpr, state: State) -> None:
    """The period that a table's head compares with."""
    if draft.kind in _CHANGES:
        _named(draft, expr, state)


def _period(draft: Draft) -> Period | None:
    return draft.period.period if draft.period else None


def _implied(draft: Draft, basis: Basis) -> Period | None:
    period = _period(draft)
    if period is None or period.start is None or period.end is None:
        return None
    if basis is Basis.YOY:
        return year_before(period)
    if basis is Basis.POP:
        return preceding(period)
    if basis is Basis.AVERAGE and is_multi(draft):
        return year_before_span(period)
    return None


def is_multi(draft: Draft) -> bool:
    """Whether the figure's period spans more than a calendar year."""
    period = _period(draft)
    return bool(period and period.start and period.end and period.end.year > period.start.year)


def _default(draft: Draft, sentence: Sequence[Draft]) -> None:
    """Without words: as the sentence said before of the same period; else year on year, or against a span's eve."""
    if draft.kind is not Kind.CONTRIBUTION and (running := _running_base(draft, sentence)):
        draft.basis, draft.basis_period, draft.basis_source = running.basis, running.basis_period, SlotSource.INHERITED
        return
    if draft.of is DifferenceOf.GROWTH and _is_single(draft):
        draft.basis, draft.basis_period = Basis.POP, _implied(draft, Basis.POP)
        return
    if draft.kind is not Kind.CONTRIBUTION and is_multi(draft):
        draft.basis = Basis.PERIOD
        period = _period(draft)
        assert period is not None
        base = year_before_span(period)
        if draft.kind is Kind.DIFFERENCE and base.end is not None:
            base = Period(base.end, base.end)
        draft.basis_period = base
        return
    if _timeless(draft) and not any(d.basis is Basis.YOY for d in sentence):
        draft.basis = Basis.UNSTATED
        draft.unresolved.append("basis: not stated")
        return
    draft.basis = Basis.YOY
    draft.basis_period = _implied(draft, Basis.YOY)


def _is_single(draft: Draft) -> bool:
    """A month, a quarter or a year: 降幅收窄 without words is said against the one before; 1—11月 has none before."""
    period = _period(draft)
    return period is not None and (name := sdmx(period)) is not None and "/" not in name and len(name) < _DAY


def _timeless(draft: Draft) -> bool:
    """A change of today, or of no period: nothing makes it a year's."""
    slot = draft.period
    if slot is None or slot.period.end is None:
        return True
    expr = slot.expr
    return expr is not None and (expr.is_day or expr.kind is PeriodKind.DAY) and slot.period.start == slot.period.end


def _running_base(draft: Draft, sentence: Sequence[Draft]) -> Draft | None:
    """The change whose named base holds for the next one: 比1980年增长12%；棉花360万吨，增长33%."""
    last = next((d for d in reversed(sentence) if d.kind in _CHANGES and d.basis is not Basis.AVERAGE), None)
    named = last is not None and last.basis in (Basis.PERIOD, Basis.POP) and last.basis_source is not SlotSource.DEFAULT
    if not named or last is None or _period(last) != _period(draft):
        return None
    points = [d.quantity.unit_class is UnitClass.POINTS for d in (last, draft)]
    return last if points[0] == points[1] else None


def _multiple(sentence: Sentence, draft: Draft, said: Comparison | None, state: State) -> None:
    """是1997年的2.9倍: the period in the base; 比1980年翻两番: the one compared with."""
    whole = draft.reading.whole if draft.reading.form is Form.MULTIPLE else None
    exprs = [p.expr for p in sentence.periods if whole and whole[0] <= p.start and p.end <= whole[1]]
    if not exprs and said is not None and said.periods:
        exprs = list(said.periods)
        draft.comparison = said
    if exprs:
        _named(draft, exprs[-1], state)
        draft.basis_source = SlotSource.STATED
        if whole:
            draft.basis_span, _ = sentence.raw(*whole)
        return
    draft.basis = Basis.UNSTATED
    draft.unresolved.append("basis: not stated")


def _resolved(expr: PeriodExpr, state: State, current: Period | None) -> Period:
    """Dates of a named base: one said without a year is of the figure's own year, or of the year before."""
    if expr.has_year or current is None or current.end is None:
        return resolve(expr, reference(state, current))
    base = resolve(expr, Reference(None, current.end.year, current))
    if base.end is not None and base.end >= current.end and base.start != current.start:
        return resolve(expr, Reference(None, current.end.year - 1, current))
    return base


def _years_apart(period: Period | None, base: Period) -> int | None:
    return period.end.year - base.end.year if period and period.end and base.end else None


def _named(draft: Draft, expr: PeriodExpr, state: State, words: str = "") -> None:
    """A named period: year on year or period on period when that is what it comes to."""
    current = _period(draft)
    if expr.kind in (PeriodKind.MONTH, PeriodKind.QUARTER) and expr.offset == -1 and not expr.is_instant:
        draft.basis, draft.basis_period = Basis.POP, _implied(draft, Basis.POP)
        return
    if (own := draft.period and draft.period.expr) and own.kind is expr.kind is PeriodKind.HOLIDAY:
        base = _resolved(expr, state, current)
        if (own.name, own.day, own.n) == (expr.name, expr.day, expr.n) and _years_apart(current, base) == 1:
            draft.basis, draft.basis_period = Basis.YOY, base
            return
    last_year = expr.is_whole_year and expr.anchor is not None and expr.offset == -1
    whole = current is not None and current.start == current.end
    if (expr.is_relative_same and expr.year is None) or (last_year and ("全年" not in words or whole)):
        draft.basis, draft.basis_period = Basis.YOY, _implied(draft, Basis.YOY)
        return
    base = _resolved(expr, state, current)
    draft.basis, draft.basis_period = Basis.PERIOD, base
    if base.start is None:
        draft.unresolved.append(f"basis: {base.reason}")
    elif current and current.start and expr.year is None and not expr.is_instant and not is_multi(draft):
        if base == year_before(current):
            draft.basis = Basis.YOY
        elif base == preceding(current):
            draft.basis = Basis.POP
