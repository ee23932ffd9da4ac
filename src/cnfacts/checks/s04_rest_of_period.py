"""S4 `rest-of-period`: what a cumulative growth implies for the part of the period that is not printed.

**What.** With levels and growths of a first stretch (A1, g1) and of the whole period (A, g), the rest grew by
(A − A1) ÷ (A ÷ G − A1 ÷ G1) − 1. The range is reported, not judged: it is information, cannot_tell (missing_operand),
unless the rest's growth is itself printed, which S3 and the joint engine compare.

**When.** P1–P3, prices as for S3, P4–P6. Without levels the weight of the first stretch is unknown; under the
assumption that monthly means differ at most by a named factor the joint engine gives a range.

**Example.** 工业和信息化部, 2020-12-31: 规模以上工业增加值 grew by 2.3% in January to November and by −8.4% in the first
quarter, no levels given, so no range from S4 alone.

- Good: 一季度 100 (+10%), 上半年 210 (+5%) implies 第二季度 110, about +0.8%.
- Not told: 一季度 +10%, 上半年 +5%, no levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cnfacts.checks.compare import inform
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage, weakest
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, growth_band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.s03_known_levels import Known, known_windows
from cnfacts.checks.show import printed
from cnfacts.checks.windows import rest, shares_start
from cnfacts.grammar.periods import sdmx
from cnfacts.schema.enums import Kind
from cnfacts.schema.periods import Period

__all__ = ["CHECK", "run"]

CHECK = CheckName("S4", "rest-of-period")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Give the implied growth of what is left after each first stretch."""
    for key, observations in index.series_of(Kind.GROWTH):
        if len(observations) < 2:
            continue
        for lane in known_windows(key, observations, index):
            if isinstance(lane, Reason):
                continue
            for short, long in pairwise(sorted(lane)):
                left = rest(short, long)
                if shares_start(short, long) and index.growth(key, left, lane[long].growth) is None:
                    name = sdmx(Period(*left)) or ""
                    yield _implied(lane[short], lane[long], name, index)


def _implied(part: Known, whole: Known, name: str, index: Index) -> Judgement | Reason:
    now, before = whole.now - part.now, whole.before - part.before
    if not before.is_positive:
        return Reason.UNBOUNDED_REMAINDER
    observations = [*whole.facts, *part.facts]
    roles = ("growth", "level", "part growth", "part level")
    percent = growth_band(whole.growth)
    assert percent is not None
    shown = f"({printed(whole.level)} − {printed(part.level)}) ÷ ({printed(whole.level)}/(1+{printed(whole.growth)})"
    return inform(
        Comparison(
            check=CHECK,
            operands=tuple(zip(roles, observations, strict=True)),
            reported=percent,
            implied=(now / before).percent(),
            formula=f"{whole.level.key.metric} {name}：{shown} − {printed(part.level)}/(1+{printed(part.growth)}))",
            preconditions={
                "P1": identity(*observations),
                "P2": weakest(whole.prices, part.prices),
                "P3": vintage(*observations, same=index.same_vintage),
                "P4": Precondition.INFERRED,
                "P6": Precondition.INFERRED,
            },
        ),
        Reason.MISSING_OPERAND,
    )
