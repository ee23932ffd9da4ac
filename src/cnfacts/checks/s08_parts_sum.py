"""S8 `parts-sum`: the parts of a complete partition add up to the whole; their shares to 100.

**What.** The sum of the parts' intervals meets the whole's. Each part is rounded by itself, so a sum that misses the
printed total by a few last digits is no contradiction.

**When.** P1–P3; P5: the partition is complete and disjoint by definition (partitions.tsv: 三次产业, 城乡, 出口与进口 …).
其中 and lists that may leave something out are S9's. Different partitions of one whole are never mixed. A part that is
not printed: cannot_tell (missing_operand).

**Example.** 国家统计局, 2024-10-18: 国内生产总值 of the first three quarters 949746亿元; 第一产业 57733亿元, 第二产业 361362亿元,
第三产业 530651亿元.

- Good: 57733 + 361362 + 530651 = 949746.
- Bad: 第二产业增加值316362亿元: the parts add up to 904746, within 3, which does not meet the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnfacts.checks.band import Band, total
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Partition, SeriesKey
from cnfacts.checks.show import arithmetic, printed
from cnfacts.schema.enums import Aggregation, Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S8", "parts-sum")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge every complete partition, in every period and unit; then shares of one whole."""
    for partition, _ in index.partitions("sum"):
        for whole in _wholes(partition.whole, index):
            parts = [index.level(part, whole.window, whole.unit, whole) for part in partition.parts]
            found = [part for part in parts if part is not None]
            if len(found) == len(partition.parts):
                yield _levels(whole, found, index)
            elif found:
                yield Reason.MISSING_OPERAND
        yield from _shares(partition, index)


def _wholes(key: SeriesKey, index: Index) -> Iterator[Observation]:
    seen = set()
    for level in index.of_series(key, Kind.LEVEL):
        slot = (level.window, level.unit, level.doc)
        if slot not in seen and level.aggregation in (Aggregation.FLOW, Aggregation.STOCK):
            seen.add(slot)
            yield level


def _levels(whole: Observation, parts: Sequence[Observation], index: Index) -> Judgement | Reason:
    shown = arithmetic([printed(part) for part in parts], "+")
    return compare(
        Comparison(
            check=CHECK,
            operands=(("total", whole), *(("part", part) for part in parts)),
            reported=band(whole),
            implied=total(map(band, parts)),
            formula=f"{whole.key.metric} {printed(whole)} = {shown}",
            preconditions=_conditions([whole, *parts], index),
        )
    )


def _shares(partition: Partition, index: Index) -> Iterator[Judgement | Reason]:
    """The parts' shares of the whole, which the parts' names or their 占比 carry."""
    lists = [_shares_of(part, partition.whole, index) for part in partition.parts]
    if not all(lists):
        return
    for first in lists[0]:
        others = [next((s for s in found if s.window == first.window and s.doc == first.doc), None) for found in lists]
        shares = [share for share in others if share is not None]
        if len(shares) == len(lists):
            yield _hundred(shares, index)


def _shares_of(part: SeriesKey, whole: SeriesKey, index: Index) -> list[Observation]:
    keys = (part, *(SeriesKey(part.metric + tail, part.region) for tail in ("占比", "比重")))
    found = [share for key in keys for share in index.of_series(key, Kind.SHARE) if share.unit == "%"]
    return [share for share in found if share.fact.relative_to in (None, "", whole.metric)]


def _hundred(shares: Sequence[Observation], index: Index) -> Judgement | Reason:
    first, rest = shares[0], shares[1:]
    shown = arithmetic([printed(share) for share in rest], "−")
    return compare(
        Comparison(
            check=CHECK,
            operands=tuple(("share", share) for share in shares),
            reported=band(first),
            implied=Band.point(100) - total(map(band, rest)),
            formula=f"{first.key.metric} {printed(first)} = 100% − {shown}",
            preconditions=_conditions(shares, index),
        )
    )


def _conditions(observations: Sequence[Observation], index: Index) -> dict[str, Precondition]:
    return {
        "P1": identity(*observations),
        "P2": Precondition.INFERRED,
        "P3": vintage(*observations, same=index.same_vintage),
        "P5": Precondition.INFERRED,
    }
