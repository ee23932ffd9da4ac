"""S21 `domain`: figures that no series can have.

**What.** Nothing that is positive falls by more than 100 %; a part's share of its whole is between 0 and 100 %.

**When.** Growth of flows and stocks that are not negative: not of profits, balances, indices that may be negative
(盈亏, 顺差). Shares of a part in a named whole: not 贡献率, not the completion of a target, not ratios such as 负债率.
Every such figure is judged, so that `checked` counts them all.

**Example.** 交通运输部, 2023-10-06: air passengers 176% above 2022's: growth has no upper bound; 下降176% could not be.

- Good: 下降97.2%; 占98.7%.
- Bad: 下降107.2%; 占118.7%.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import regex

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band, in_unit_of
from cnfacts.checks.interval import Interval
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Aggregation, Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S21", "domain")
_POSITIVE = (Aggregation.FLOW, Aggregation.STOCK)
_NET = regex.compile(r"利润|盈|亏|顺差|逆差|差额|净|余额|结余|赤字|增量|收益|效益")
_NO_PART = regex.compile(r"贡献率|目标|任务|计划|预算|负债|相当于|比率|完成|达标|以上")

_NOT_BELOW = Band.both(Interval(Fraction(-100), None))
_PART = Band.both(Interval(Fraction(0), Fraction(100)))


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each growth of a positive amount and each share of a part."""
    for o in index.of_kind(Kind.GROWTH):
        percent = growth_band(o)
        if o.aggregation not in _POSITIVE or _NET.search(o.key.metric) or percent is None:
            continue
        implied = in_unit_of(_NOT_BELOW, o)
        yield _judge(o, in_unit_of(percent, o), implied, f"{printed(o)} ≥ −100%")
    for o in index.of_kind(Kind.SHARE):
        words = f"{o.fact.relative_to or ''} {o.fact.metric}"
        if o.unit == "%" and o.fact.relative_to and not _NO_PART.search(words):
            yield _judge(o, band(o), _PART, f"0 ≤ {printed(o)} ≤ 100%")


def _judge(o: Observation, reported: Band, implied: Band, formula: str) -> Judgement | Reason:
    return compare(
        Comparison(
            check=CHECK,
            operands=(("figure", o),),
            reported=reported,
            implied=implied,
            formula=f"{o.key.metric}：{formula}",
            preconditions={"P1": o.identity, "P6": Precondition.INFERRED},
        )
    )
