"""S2 `cumulative-growth`: growth over a period lies within its sub-periods' growths.

**What.** The growth of 前三季度 is the mean of the quarters' growths, weighted by the base year's quarters, which are
positive. So it is not below the least of them nor above the greatest, for any weights.

**When.** P1–P3; P4 a flow that adds up over time; P5 the sub-periods cut the period without gap or overlap; P6 a
positive base. Where part of the period is unreported nothing follows: cannot_tell (unbounded_remainder), unless levels
are known (S3) or the rest is bounded (S4, the joint engine). Across documents: assumption tier.

**Example.** 工业和信息化部, 2020-12-31: 规模以上工业增加值 grew by 2.3% in January to November; the first quarter by −8.4%, the
second and third by 4.4% and 5.8%. October and November are not given, so cannot_tell.

- Good: 前三季度 1.2, with Q1 −8.4, Q2 4.4 and Q3 5.8.
- Bad: 前三季度 6.3 with the same quarters: [6.2, 6.4] is above 5.9.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cnfacts.checks.finding import Reason
from cnfacts.checks.index import Index, growth_band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.mean import Part, weighted_means
from cnfacts.schema.enums import Aggregation, Basis, Kind, PriceBasis

__all__ = ["CHECK", "run"]

CHECK = CheckName("S2", "cumulative-growth")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge every period that has sub-periods in its series."""
    for _, observations in index.series_of(Kind.GROWTH):
        lanes: dict[tuple[PriceBasis, str], list[Part]] = defaultdict(list)
        for o in observations:
            percent = growth_band(o)
            if o.basis is not Basis.YOY or percent is None or o.currency == "?":
                continue
            if o.aggregation is Aggregation.FLOW:
                lanes[o.price, o.currency].append((o, percent))
            elif len(observations) > 1:
                yield Reason.NOT_ADDITIVE
        for parts in lanes.values():
            yield from weighted_means(CHECK, parts, index)
