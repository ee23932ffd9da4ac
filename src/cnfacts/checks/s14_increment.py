"""S14 `increment`: level, level before, increment and growth fit.

**What.** A − B meets Δ; where B is not printed, Δ meets A − A ÷ (1 + g).

**When.** P1–P3: Δ and A of one unit and period, Δ on the period of B or of g. The latter needs a growth at current
prices; it stands on the base that the growth itself is on, so restated bases do no harm to it, while A − B against a
restated base is cannot_tell (unknown_basis).

**Example.** 国家统计局's figures in 新闻联播, 2023-08-23: 早稻 of 2023 came to 566.7亿斤, 4.3亿斤 and 0.8% more than in 2022:
566.7 − 566.7 ÷ 1.008 = 4.5, in W from 3.9 to 5.1.

- Good: 4.3亿斤.
- Bad: 43亿斤: [42, 44] against [3.94, 5.06].
"""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison, Operand
from cnfacts.checks.conditions import coverage, identity, prices, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Basis, Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S14", "increment")
_TIMES = (Basis.YOY, Basis.POP, Basis.PERIOD)
_RATIOS = frozenset({"%", "百分点", "倍", "‰", ""})


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each change of an amount."""
    for change in index.of_kind(Kind.DIFFERENCE):
        if change.unit in _RATIOS or change.basis not in _TIMES:
            continue
        level = index.level(change.key, change.window, change.unit, change)
        if level is None:
            yield Reason.MISSING_OPERAND
            continue
        base = index.level(change.key, change.base, change.unit, change)
        if base is not None:
            yield _by_base(change, level, base, index)
        growth = _growth(change, index)
        if growth is not None:
            yield _by_growth(change, level, growth, index)
        elif base is None:
            yield Reason.MISSING_OPERAND


def _growth(change: Observation, index: Index) -> Observation | None:
    found = index.of_series(change.key, Kind.GROWTH)
    same = [g for g in found if g.window == change.window and g.base == change.base and g.base is not None]
    return min(same, key=lambda g: (g.doc != change.doc, g.order), default=None)


def _by_base(change: Observation, level: Observation, base: Observation, index: Index) -> Judgement | Reason:
    formula = f"{level.key.metric}：{printed(level)} − {printed(base)} = {printed(change)}"
    operands = (("increment", change), ("level", level), ("base", base))
    return _judge(operands, band(level) - band(base), formula, coverage(change), index)


def _by_growth(change: Observation, level: Observation, growth: Observation, index: Index) -> Judgement | Reason:
    percent, state = growth_band(growth), prices(growth)
    if state is None:
        return Reason.NOT_COMPARABLE
    if percent is None or not percent.factor().is_positive or not band(level).is_positive:
        return Reason.BASE_NOT_POSITIVE
    if growth.currency not in ("", level.currency):
        return Reason.UNKNOWN_BASIS
    factor = percent.factor()
    kept = Band.point(1) / factor
    implied = band(level) * (Band.point(1) - kept)
    text = printed(growth)
    formula = f"{level.key.metric}：{printed(level)} × {text}/(1 + {text}) = {printed(change)}"
    operands = (("increment", change), ("level", level), ("growth", growth))
    return _judge(operands, implied, formula, state, index)


def _judge(operands: tuple[Operand, ...], implied: Band, formula: str, basis: Precondition, index: Index) -> Judgement | Reason:
    observations = [o for _, o in operands]
    return compare(
        Comparison(
            check=CHECK,
            operands=operands,
            reported=band(observations[0]),
            implied=implied,
            formula=formula,
            preconditions={
                "P1": identity(*observations),
                "P2": basis,
                "P3": vintage(*observations, same=index.same_vintage),
            },
        )
    )
