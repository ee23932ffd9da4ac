"""S11 `chained-growth`: growth over a span is the product of the growths in it.

**What.** 比2019年增长 … is the product of the years' factors since; likewise 环比 growths over three months give the
growth on the month before them.

**When.** P1–P3, one price basis; the growth names its base period, and the growths between follow each other without
gap, each on the period that the next one starts from.

**Example.** Constructed, as comparisons with the year before last are printed: sales of two months grew by 33.8% on the year
before, when they had fallen by 20.5%; on two years before they grew by 6.4%. 1.338 × 0.795 = 1.0637.

- Good: 6.4.
- Bad: 4.6: [4.5, 4.7] against [6.1, 6.7].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, growth_band, in_unit_of
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Basis, Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S11", "chained-growth")
_LONGEST = 12


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Follow the chain of growths back from each growth on a named base."""
    for _, observations in index.series_of(Kind.GROWTH):
        if len(observations) < 2:
            continue
        links: dict[Window, Observation] = {}
        for o in observations:
            if o.basis in (Basis.YOY, Basis.POP) and o.window and o.base and growth_band(o):
                links.setdefault(o.window, o)
        for long in observations:
            if long.basis is Basis.PERIOD and long.window and long.base and growth_band(long):
                yield from _follow(long, links, index)


def _follow(long: Observation, links: Mapping[Window, Observation], index: Index) -> Iterator[Judgement | Reason]:
    chain: list[Observation] = []
    at = long.window
    while at is not None and at != long.base and len(chain) < _LONGEST:
        step = links.get(at)
        if step is None:
            break
        chain.append(step)
        at = step.base
    if at != long.base or not chain:
        if chain:
            yield Reason.MISSING_OPERAND
        return
    if any(step.price is not long.price or step.currency != long.currency for step in chain):
        yield Reason.UNKNOWN_BASIS
        return
    product = Band.point(1)
    for step in chain:
        percent = growth_band(step)
        assert percent is not None
        product = product * percent.factor()
    own = growth_band(long)
    assert own is not None
    shown = " × ".join(f"(1 + {printed(step)})" for step in chain)
    yield compare(
        Comparison(
            check=CHECK,
            operands=(("span", long), *(("step", step) for step in chain)),
            reported=in_unit_of(own, long),
            implied=in_unit_of(product.percent(), long),
            formula=f"{long.key.metric}：1 + {printed(long)} = {shown}",
            preconditions={
                "P1": identity(long, *chain),
                "P2": Precondition.INFERRED,
                "P3": vintage(long, *chain, same=index.same_vintage),
            },
        )
    )
