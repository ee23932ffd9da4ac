"""S9b `parts-growth`: the parts' growths give the whole's.

**What.** With every part's level and growth, G = ΣA_i ÷ Σ(A_i ÷ G_i). Without levels the whole's growth still lies
between the least and the greatest of the parts' growths, for any weights.

**When.** P1–P6: a complete partition by definition (partitions.tsv), growths of one price basis over one period. With
levels only for growth at current prices; between the parts' growths for real growth too.

**Example.** 商务部's figures in 新闻联播, 2022-11-04: 服务进出口 of January to September grew by 18.2%; exports, 21480.2亿元, by
20.5%, imports, 23242.6亿元, by 16.1%. 44722.8 ÷ (21480.2 ÷ 1.205 + 23242.6 ÷ 1.161) = 1.1817.

- Good: 18.2, in W from 18.07 to 18.28 implied.
- Bad: 12.8: [12.7, 12.9] is below both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnfacts.checks.band import Band, hull, total
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison, Operand
from cnfacts.checks.conditions import identity, prices, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band, in_unit_of
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Partition
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Basis, Kind, PriceBasis

__all__ = ["CHECK", "run"]

CHECK = CheckName("S9b", "parts-growth")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge the growth of every whole whose parts' growths are printed."""
    for what in ("sum", "growth"):
        for partition, _ in index.partitions(what):
            for growth in index.of_series(partition.whole, Kind.GROWTH):
                if growth.basis is Basis.YOY:
                    yield from _judge(growth, partition, index)


def _judge(growth: Observation, partition: Partition, index: Index) -> Iterator[Judgement | Reason]:
    found = [index.growth(part, growth.window, growth) for part in partition.parts]
    parts = [part for part in found if part is not None]
    if not parts:
        return
    if len(parts) < len(partition.parts):
        yield Reason.MISSING_OPERAND
        return
    if any(part.price is not growth.price or part.currency != growth.currency for part in parts):
        yield Reason.UNKNOWN_BASIS
        return
    if growth.price is PriceBasis.UNSTATED or growth.currency == "?":
        yield Reason.UNKNOWN_BASIS
        return
    percents = [growth_band(part) for part in parts]
    factors = [p.factor() for p in percents if p is not None]
    own = growth_band(growth)
    if own is None or len(factors) < len(parts) or not all(f.is_positive for f in factors):
        yield Reason.BASE_NOT_POSITIVE
        return
    operands: list[Operand] = [("growth", growth), *(("part growth", part) for part in parts)]
    implied = hull(factors)
    levels = _levels(growth, parts, index)
    if levels and prices(growth) is Precondition.INFERRED:
        operands += [("part level", level) for level in levels]
        bands = [band(level) for level in levels]
        implied = total(bands) / total(b / f for b, f in zip(bands, factors, strict=True))
    yield compare(_comparison(growth, operands, own, implied, index))


def _levels(growth: Observation, parts: Sequence[Observation], index: Index) -> list[Observation]:
    """The parts' levels in one unit, all positive, or nothing."""
    found = [index.levels(part.key, growth.window, growth) for part in parts]
    if not all(found):
        return []
    unit = found[0][0].unit
    levels = [level for levels in found for level in levels if level.unit == unit and band(level).is_positive]
    return levels if len(levels) == len(parts) else []


def _comparison(growth: Observation, operands: Sequence[Operand], own: Band, implied: Band, index: Index) -> Comparison:
    observations = [o for _, o in operands]
    shown = "、".join(f"{o.key.metric} {printed(o)}" for role, o in operands if role != "growth")
    return Comparison(
        check=CHECK,
        operands=operands,
        reported=in_unit_of(own, growth),
        implied=in_unit_of(implied.percent(), growth),
        formula=f"{growth.key.metric} {printed(growth)} ∈ {{{shown}}}",
        preconditions={
            "P1": identity(*observations),
            "P2": Precondition.INFERRED,
            "P3": vintage(*observations, same=index.same_vintage),
            "P4": Precondition.INFERRED,
            "P5": Precondition.INFERRED,
            "P6": Precondition.INFERRED,
        },
    )
