"""S1 `same-figure`: the same figure printed twice is printed the same.

**What.** Two figures of one metric, area, period, kind and comparison basis. At equal precision they are equal; at
different precision their intervals meet: 1015986亿元 and 101.6万亿元 are one figure. A qualifier bounds its figure
(超1800万 and 1806.3万 agree).

**When.** P1 the same metric and scope, P2 the same price basis and currency, P3 the same edition. In prose P1 is not
known, hence cannot_tell (not_comparable), for two figures in one sentence (产销量 …), for what follows 其中, for names
that say no scope (投资) or do not stand in the sentence as a whole, and for amounts that differ by half and more without
being powers of ten apart: there a scope was left out. Across documents the edition is not known: assumption tier.

**Example.** 国家能源局's figures of 2025-10-20: charging points at the end of September are over 1800万个 in one line and
1806.3万个 in the next, which agree: the first says at least 1800万.

- Good: `增加值增长2.3%` … `增加值增长2.3%`; `粮食产量13390亿斤` … `粮食产量1.34万亿斤`.
- Bad: `粮食产量13390亿斤` … `粮食产量13930亿斤`: [13380, 13400] and [13920, 13940] do not meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.interval import Interval
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation
from cnfacts.checks.sameness import CHANGES, are_alike, slot_of
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Aggregation, PriceBasis

__all__ = ["CHECK", "run"]

CHECK = CheckName("S1", "same-figure")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Compare each figure with the first of its key in its document, and the documents' first ones."""
    groups: dict[Any, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for o in index.actual:
        if o.figure is not None and o.window is not None:
            groups[slot_of(o)][o.doc].append(o)
    for documents in groups.values():
        for found in documents.values():
            for other in found[1:]:
                yield _judge(found[0], other, index)
        firsts = [found[0] for found in documents.values()]
        for other in firsts[1:]:
            yield _judge(firsts[0], other, index)


def _judge(one: Observation, other: Observation, index: Index) -> Judgement | Reason:
    if not are_alike(one, other):
        return Reason.NOT_COMPARABLE
    near, wide = _bands(one, other)
    return compare(
        Comparison(
            check=CHECK,
            operands=(("first", one), ("again", other)),
            reported=near,
            implied=wide,
            formula=f"{one.key.metric}：{printed(one)} = {printed(other)}",
            preconditions={
                "P1": identity(one, other),
                "P2": _same_basis(one, other),
                "P3": vintage(one, other, same=index.same_vintage),
            },
        )
    )


def _same_basis(one: Observation, other: Observation) -> Precondition:
    if one.kind not in CHANGES or one.aggregation in (Aggregation.RATE, Aggregation.INDEX):
        return Precondition.INFERRED
    unknown = one.price is PriceBasis.UNSTATED or one.currency == "?"
    return Precondition.UNKNOWN if unknown else Precondition.INFERRED


def _bands(one: Observation, other: Observation) -> tuple[Band, Band]:
    """At equal precision, figures rounded alike are equal: N shrinks to the printed value."""
    first, second = band(one), band(other)
    a, b = one.figure, other.figure
    if a is not None and b is not None and a.is_exact and b.is_exact and a.power == b.power:
        points = Interval.point(a.value), Interval.point(b.value)
        return Band.given(points[0], first.wide), Band.given(points[1], second.wide)
    return first, second
