"""S16 `per-day`: a daily mean times the days is the total.

**What.** total = 日均 × days, for a flow whose total and daily mean are both printed.

**When.** The denominator has to be declared: the days of the calendar are, for a 日均 of a whole period. Means over trading
or working days (成交, 交易), and means per head, whose population is not the printed one (年平均常住人口), are not:
cannot_tell (missing_operand).

**Example.** 交通运输部, 2023-10-07: 22.04亿人次 in the eight days from 29 September to 6 October, 2.75亿人次 a day:
22.04 ÷ 8 = 2.755.

- Good: 22.04 and 2.75.
- Bad: 22.04 and 2.57.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage, weakest
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, SeriesKey
from cnfacts.checks.show import printed
from cnfacts.checks.windows import days, is_instant
from cnfacts.schema.enums import Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S16", "per-day")
_DAILY = "日均"
_OTHER_DAYS = ("成交", "交易", "工作日", "交割")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each daily mean whose total is printed."""
    for mean in index.actual:
        name = mean.key.metric
        if mean.kind is not Kind.LEVEL or mean.figure is None or mean.window is None:
            continue
        if "人均" in name and mean.identity is not Precondition.UNKNOWN:
            yield Reason.MISSING_OPERAND
        if _DAILY not in name or is_instant(mean.window):
            continue
        whole = SeriesKey(name.replace(_DAILY, "", 1), mean.key.region)
        total = index.level(whole, mean.window, mean.unit, mean)
        if total is None or any(word in name for word in _OTHER_DAYS):
            yield Reason.MISSING_OPERAND
        else:
            yield _judge(mean, total, days(mean.window), index)


def _judge(mean: Observation, total: Observation, count: int, index: Index) -> Judgement | Reason:
    own = mean.identity if mean.identity is Precondition.STATED else Precondition.INFERRED
    return compare(
        Comparison(
            check=CHECK,
            operands=(("daily mean", mean), ("total", total)),
            reported=band(mean),
            implied=band(total).scaled(Fraction(1, count)),
            formula=f"{total.key.metric}：{printed(total)} ÷ {count}天 = {printed(mean)}",
            preconditions={
                "P1": weakest(own, identity(total)),
                "P3": vintage(mean, total, same=index.same_vintage),
                "denominator": Precondition.INFERRED,
            },
        )
    )
