"""S6 `point-change`: a change in percentage points is the difference of the two rates.

**What.** r1 − r0 meets d, for rates and shares, and for growth rates (增速比上月加快0.2个百分点). Where r0 is not printed
it is implied: cannot_tell (missing_operand) with the range, and chains of such changes are compared where a second
text prints one.

**When.** P1, P3. A change against 上年 of part of a year may be against the whole year or the same months, and a
change against 上月 of a cumulative figure names no window: cannot_tell (ambiguous_period). 比预期 and 高于全国 are no
changes over time.

**Example.** 工业和信息化部, 2020-12-31: 规模以上工业企业营业收入利润率 was 5.98% in January to October, 2.04 points above the
first quarter's and 0.56 above the first half's: 第一季度 3.94, 上半年 5.42.

- Good: 利润率5.98%, 比上半年提高0.56个百分点; 上半年5.42%.
- Bad: 利润率5.89%, the same change and the same 上半年: [−0.01, 0.01] around 0.47 is not 0.56.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare, inform
from cnfacts.checks.comparison import Comparison, Operand
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.show import printed
from cnfacts.checks.windows import days, is_instant
from cnfacts.schema.enums import Basis, DifferenceOf, Kind, Status

__all__ = ["CHECK", "run"]

CHECK = CheckName("S6", "point-change")
_POINTS = "百分点"
_KINDS = {
    DifferenceOf.GROWTH: (Kind.GROWTH,),
    DifferenceOf.SHARE: (Kind.SHARE, Kind.LEVEL),
    DifferenceOf.LEVEL: (Kind.LEVEL, Kind.SHARE),
}
_LONGEST_MONTH = 31


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each change whose two rates are printed; imply the earlier rate where only the later one is."""
    for change in index.actual:
        if change.kind is not Kind.DIFFERENCE or change.unit != _POINTS or change.figure is None:
            continue
        if change.basis in (Basis.OTHER, Basis.TARGET, Basis.AVERAGE) or change.window is None:
            continue
        if change.identity is Precondition.UNKNOWN:
            yield Reason.NOT_COMPARABLE
        elif change.base in (None, change.window) or _is_ambiguous(change, change.window, change.base):
            yield Reason.AMBIGUOUS_PERIOD
        elif change.basis is Basis.UNSTATED:
            yield Reason.UNKNOWN_BASIS
        else:
            yield _judge(change, index)


def _is_ambiguous(change: Observation, window: Window, base: Window) -> bool:
    if change.basis is Basis.POP:
        return not is_instant(window) and days(window) > _LONGEST_MONTH and "季" not in (change.fact.basis_text or "")
    text = change.fact.basis_text or ""
    said_last_year = "上年" in text or "去年" in text
    return said_last_year and "同期" not in text and "末" not in text and not is_instant(window) and days(window) < 365


def _judge(change: Observation, index: Index) -> Judgement | Reason:
    later = _rate(change, change.window, index)
    if later is None:
        return Reason.MISSING_OPERAND
    earlier = _rate(change, change.base, index)
    if later.kind is Kind.GROWTH and not _one_price(later, earlier):
        return Reason.UNKNOWN_BASIS
    sign = -1 if _is_decline(change) else 1
    moved = band(change).scaled(sign)
    if earlier is None:
        return inform(_implied(change, later, band(later) - moved, index), Reason.MISSING_OPERAND)
    implied = (band(later) - band(earlier)).scaled(sign)
    return compare(_comparison(change, later, earlier, implied, index))


def _is_decline(change: Observation) -> bool:
    """降幅收窄: the value is that of the decline, so the growth moves the other way."""
    return change.fact.metric.endswith(("降幅", "跌幅"))


def _one_price(later: Observation, earlier: Observation | None) -> bool:
    return earlier is None or (later.price is earlier.price and later.currency == earlier.currency != "?")


def _rate(change: Observation, window: Window | None, index: Index) -> Observation | None:
    """The rate of the change's series for a window, in per cent."""
    of = change.fact.difference_of or DifferenceOf.LEVEL
    for kind in _KINDS[of]:
        found = [o for o in index.of_series(change.key, kind) if o.window == window and o.unit == "%"]
        if kind is Kind.GROWTH:
            found = [o for o in found if o.basis is Basis.YOY]
        found = [o for o in found if o.fact.status is Status.ACTUAL]
        if found:
            return min(found, key=lambda o: (o.doc != change.doc, o.order))
    return None


def _comparison(change: Observation, later: Observation, earlier: Observation, implied: Band, index: Index) -> Comparison:
    operands: tuple[Operand, ...] = (("change", change), ("later", later), ("earlier", earlier))
    formula = f"{change.key.metric}：{printed(later)} − {printed(earlier)} = {printed(change)}"
    return Comparison(CHECK, operands, band(change), implied, formula, _conditions(operands, index))


def _implied(change: Observation, later: Observation, implied: Band, index: Index) -> Comparison:
    operands: tuple[Operand, ...] = (("later", later), ("change", change))
    moved = change.fact.value_text or ""
    formula = f"{change.key.metric} {change.fact.basis_text or change.base}：{printed(later)} − {moved}百分点"
    return Comparison(CHECK, operands, band(later), implied, formula, _conditions(operands, index))


def _conditions(operands: tuple[Operand, ...], index: Index) -> dict[str, Precondition]:
    observations = [o for _, o in operands]
    return {"P1": identity(*observations), "P3": vintage(*observations, same=index.same_vintage)}
