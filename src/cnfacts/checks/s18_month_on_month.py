"""S18 `month-on-month`: twelve 环比 growths make up the 同比 growth.

**What.** The product of the twelve months' factors meets 1 + g of the last month.

**When.** Assumption tier, always: the monthly growths and the yearly one are of one series that nobody revised or
rebased, and not seasonally adjusted. 经季节调整 series are not compared: cannot_tell (not_comparable).

**Example.** Constructed: prices of a year's twelve months changed by 0.8, −0.5, −0.3, −0.1, −0.2, −0.2, 0.2, 0.3, 0.2, −0.1, −0.5
and 0.1%, whose product is 0.9970, so that December's 同比 would be about −0.3%.

- Fits: −0.3.
- Conditional: 3.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, growth_band, in_unit_of
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.show import printed
from cnfacts.checks.windows import days
from cnfacts.schema.enums import Basis, Kind

__all__ = ["CHECK", "UNREVISED", "run"]

CHECK = CheckName("S18", "month-on-month")
UNREVISED = "unrevised_monthly: the 环比 and 同比 growths are of one series, not revised, rebased or adjusted"
_MONTHS = 12
_LONGEST_MONTH = 31
_ADJUSTED = "季节调整"


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each month's yearly growth whose twelve monthly ones are printed."""
    for _, observations in index.series_of(Kind.GROWTH):
        steps: dict[Window, Observation] = {}
        for o in observations:
            if o.basis is Basis.POP and o.window and days(o.window) <= _LONGEST_MONTH and growth_band(o):
                steps.setdefault(o.window, o)
        if not steps:
            continue
        for growth in observations:
            if growth.basis is Basis.YOY and growth.window and days(growth.window) <= _LONGEST_MONTH:
                yield _judge(growth, _chain(growth.window, steps), index)


def _chain(window: Window, steps: dict[Window, Observation]) -> list[Observation]:
    chain: list[Observation] = []
    at: Window | None = window
    while at in steps and len(chain) < _MONTHS:
        step = steps[at]
        chain.append(step)
        at = step.base
    return chain


def _judge(growth: Observation, chain: list[Observation], index: Index) -> Judgement | Reason:
    percent = growth_band(growth)
    if len(chain) < _MONTHS or percent is None:
        return Reason.MISSING_OPERAND
    if any(_ADJUSTED in o.fact.sentence or _ADJUSTED in o.fact.metric for o in chain):
        return Reason.NOT_COMPARABLE
    if any(o.price is not growth.price for o in chain):
        return Reason.UNKNOWN_BASIS
    product = Band.point(1)
    for step in chain:
        monthly = growth_band(step)
        assert monthly is not None
        product = product * monthly.factor()
    return compare(
        Comparison(
            check=CHECK,
            operands=(("yearly", growth), *(("monthly", step) for step in chain)),
            reported=in_unit_of(percent, growth),
            implied=in_unit_of(product.percent(), growth),
            formula=f"{growth.key.metric}：1 + {printed(growth)} = Π(1 + 环比)",
            preconditions={
                "P1": identity(growth, *chain),
                "P2": Precondition.INFERRED,
                "P3": vintage(growth, *chain, same=index.same_vintage),
            },
            assumptions=(UNREVISED,),
        )
    )
