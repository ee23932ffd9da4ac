"""S19 `rate`: a rate over a period lies within its sub-periods' rates.

**What.** 利润率, 产能利用率, 失业率 over a year are means of the quarters', weighted or not, so they lie between the
least and the greatest of them.

**When.** P1, P3; P5: the sub-periods cut the period without gap or overlap. Only rates that are such means: those per cent
whose denominator adds up over time. Rates at a date, birth rates, productivity and growth rates are not.

**Example.** Constructed: 产能利用率 of the quarters 74.3, 74.5, 75.6 and 75.9%, of the year 75.1%.

- Good: 75.1.
- Bad: 77.1: [77.0, 77.2] is above 76.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.finding import Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.mean import weighted_means
from cnfacts.checks.windows import is_instant
from cnfacts.schema.enums import Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S19", "rate")
_MEANS = ("利润率", "利用率", "调查失业率", "产销率", "毛利率", "上座率", "出租率")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge every period of a rate that has sub-periods."""
    for key, observations in index.series_of(Kind.LEVEL):
        if not key.metric.endswith(_MEANS):
            continue
        spans = [o for o in observations if o.unit == "%" and o.window and not is_instant(o.window)]
        yield from weighted_means(CHECK, [(o, band(o)) for o in spans], index)
