"""S15 `cumulative-level`: an amount over a period is not less than over a part of it.

**What.** If one period lies within another, lo(A1) ≤ hi(A2).

**When.** P3; P4: a flow that adds up and is never negative. Not for balances, stocks, populations, net flows (利润,
顺差), means (日均, 人均) or rates.

**Example.** 海关总署, 2024-05-09: 进出口总值 13.81万亿元 in four months, of which 3.64万亿元 in April.

- Good: 13.81 and 3.64.
- Bad: 1.381万亿元 for the four months, 3.64万亿元 for April.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.show import printed
from cnfacts.checks.windows import inside, is_instant
from cnfacts.schema.enums import Aggregation, Kind

__all__ = ["CHECK", "MEANS", "run"]

CHECK = CheckName("S15", "cumulative-level")
MEANS = ("日均", "月均", "年均", "人均", "户均", "平均", "单位", "每", "亩均", "均")
"""Words of a mean, which does not grow with the period."""


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Compare each window's amount with that of the smallest window around it."""
    for key, observations in index.series_of(Kind.LEVEL):
        if any(word in key.metric for word in MEANS):
            continue
        lanes: dict[str, dict[Window, Observation]] = defaultdict(dict)
        for o in observations:
            if o.aggregation is Aggregation.FLOW and o.window and not is_instant(o.window) and o.figure:
                lanes[o.unit].setdefault(o.window, o)
        for lane in lanes.values():
            for window, part in lane.items():
                around = [w for w in lane if inside(window, w)]
                if around:
                    yield _judge(lane[min(around, key=lambda w: w[1] - w[0])], part, index)


def _judge(whole: Observation, part: Observation, index: Index) -> Judgement | Reason:
    if (whole.fact.value or 0) < 0 or (part.fact.value or 0) < 0:
        return Reason.NOT_ADDITIVE
    floor: Band = band(part).at_least()
    then, now = part.fact.time_period, whole.fact.time_period
    return compare(
        Comparison(
            check=CHECK,
            operands=(("whole", whole), ("part", part)),
            reported=band(whole),
            implied=floor,
            formula=f"{whole.key.metric}：{now} {printed(whole)} ≥ {then} {printed(part)}",
            preconditions={
                "P1": identity(whole, part),
                "P3": vintage(whole, part, same=index.same_vintage),
                "P4": Precondition.INFERRED,
            },
        )
    )
