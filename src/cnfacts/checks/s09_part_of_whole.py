"""S9 `part-of-whole`: what is said of 其中 does not exceed the whole.

**What.** Each part is at most the whole; the parts' sum is, where they are disjoint.

**When.** P1, P2; P4: an additive amount that is not negative (not profits, not balances of trade, not rates). The
whole is the one level of the same unit and period said before 其中 in its clause, the fact that a record's `part_of`
names, or the whole of a complete partition. A whole that might be another: not judged.

**Example.** 国家能源局's figures of 2025-10-20: 1806.3万个 charging points, of which 447.6万个 are public and 1358.7万个 private.

- Good: 1806.3万个, 其中公共447.6万个.
- Bad: 1806.3万个, 其中公共4476万个.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnfacts.checks.band import total
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Partition
from cnfacts.checks.show import arithmetic, printed
from cnfacts.schema.enums import Aggregation, Kind, Status

__all__ = ["CHECK", "run"]

CHECK = CheckName("S9", "part-of-whole")
_ADDITIVE = (Aggregation.FLOW, Aggregation.STOCK)


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge the parts that texts and records name, then those of complete partitions."""
    for partition in index.links.partitions:
        if partition.total is not None:
            yield from _linked(partition, index)
        elif partition.name.endswith(":sum"):
            yield from _defined(partition, index)


def _linked(partition: Partition, index: Index) -> Iterator[Judgement | Reason]:
    by_id = index.links.by_id
    whole = by_id[partition.total or ""]
    parts = [by_id[member] for member in partition.members]
    alike = [p for p in parts if _is_amount(p) and p.unit == whole.unit and p.window == whole.window]
    if not alike or not _is_amount(whole):
        yield Reason.NOT_ADDITIVE
        return
    for part in alike:
        yield _judge(whole, [part], Precondition.INFERRED, index)
    if partition.is_disjoint and len(alike) > 1:
        yield _judge(whole, alike, Precondition.INFERRED, index)


def _defined(partition: Partition, index: Index) -> Iterator[Judgement | Reason]:
    for part in partition.parts:
        for level in index.of_series(part, Kind.LEVEL):
            whole = index.level(partition.whole, level.window, level.unit, level)
            if whole is not None and _is_amount(level) and whole.doc == level.doc:
                yield _judge(whole, [level], identity(whole, level), index)


def _is_amount(o: Observation) -> bool:
    usable = o.figure is not None and o.window is not None and o.fact.status is Status.ACTUAL
    return usable and o.kind is Kind.LEVEL and o.aggregation in _ADDITIVE and o.fact.value is not None


def _judge(whole: Observation, parts: Sequence[Observation], linked: Precondition, index: Index) -> Judgement | Reason:
    observations = [whole, *parts]
    if any(o.fact.value is not None and o.fact.value < 0 for o in observations):
        return Reason.NOT_ADDITIVE
    return compare(
        Comparison(
            check=CHECK,
            operands=(("total", whole), *(("part", part) for part in parts)),
            reported=band(whole),
            implied=total(map(band, parts)).at_least(),
            formula=f"{whole.key.metric} {printed(whole)} ≥ {arithmetic([printed(p) for p in parts], '+')}",
            preconditions={
                "P1": linked,
                "P2": Precondition.INFERRED,
                "P3": vintage(*observations, same=index.same_vintage),
                "P4": Precondition.INFERRED,
            },
        )
    )
