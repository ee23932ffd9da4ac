"""S5 `level-growth`: level, growth and the level before fit: A = B × (1 + g).

**What.** The level lies within the interval that the earlier level and the growth give:
hi(A) ≥ lo(G)·lo(B) and lo(A) ≤ hi(G)·hi(B).

**When.** P1–P3, P6. A real growth beside levels at current prices is not comparable. Where bases are restated
(规模以上, 社会消费品零售总额 and others of conventions.tsv: 可比口径) the earlier level printed is not the base:
cannot_tell (unknown_basis); a figure that is wrong by a factor of ten or more is still told, as a hint (suspicious).

**Example.** 国家能源局: 全社会用电量 of 2025 is 103682亿千瓦时, up 5.0% (2026-01-17); of 2024 it was 98521亿千瓦时 (2025-01-21).
98521 × 1.05 = 103447, within 100: the two do not meet, the base was revised in between, hence conditional, not
inconsistent. In one document, of one edition, it would be.

Good and bad are constructed.

- Good: 2022年2012万吨; 2023年2038万吨, 增长1.3%.
- Bad: 2022年2012万吨; 2023年2308万吨, 增长1.3%.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare, suspect
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import coverage, identity, prices, vintage, weakest
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Basis, Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S5", "level-growth")
_GROSS = Fraction(9)
"""No restatement of a base changes a level ninefold."""


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Compare every level that has a growth and an earlier level."""
    for growth in index.of_kind(Kind.GROWTH):
        percent = growth_band(growth)
        if growth.basis not in (Basis.YOY, Basis.POP, Basis.PERIOD) or percent is None:
            continue
        for level in index.levels(growth.key, growth.window, growth):
            if growth.currency not in (level.currency, "?"):
                continue
            base = index.level(growth.key, growth.base, level.unit, growth)
            if growth.base == growth.window:
                yield Reason.AMBIGUOUS_PERIOD
            elif base is None:
                yield Reason.MISSING_OPERAND
            else:
                yield _judge(level, growth, base, percent.factor(), index)


def _judge(level: Observation, growth: Observation, base: Observation, factor: Band, index: Index) -> Judgement | Reason:
    state = prices(growth)
    if state is None:
        return Reason.NOT_COMPARABLE
    if band(base).is_any or factor.is_any:
        return Reason.APPROXIMATE_OPERAND
    if not factor.is_positive or not band(base).is_positive:
        return Reason.BASE_NOT_POSITIVE
    comparison = Comparison(
        check=CHECK,
        operands=(("level", level), ("growth", growth), ("base", base)),
        reported=band(level),
        implied=band(base) * factor,
        formula=f"{level.key.metric}：{printed(level)} = {printed(base)} × (1 + {printed(growth)})",
        preconditions={
            "P1": identity(level, growth, base),
            "P2": weakest(state, coverage(growth)),
            "P3": vintage(level, growth, base, same=index.same_vintage),
            "P6": Precondition.INFERRED,
        },
    )
    found = compare(comparison)
    return suspect(comparison) if isinstance(found, Reason) and _is_gross(comparison) else found


def _is_gross(comparison: Comparison) -> bool:
    """Ninefold apart: a slip of 万 for 亿, not another coverage."""
    a, b = comparison.reported.wide, comparison.implied.wide
    if None in (a.lo, a.hi, b.lo, b.hi):
        return False
    assert a.lo is not None and a.hi is not None and b.lo is not None and b.hi is not None
    identified = comparison.preconditions["P1"] is not Precondition.UNKNOWN
    return identified and ((a.hi > 0 and b.lo > _GROSS * a.hi) or (b.hi > 0 and a.lo > _GROSS * b.hi))
