"""Near misses: known figures that differ from a claim in a slot or two, and what that says of the claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from heapq import nsmallest

from cnfacts.checks.observation import Observation
from cnfacts.claims.matching import Aligned, is_known_area, same_window
from cnfacts.claims.naming import relate
from cnfacts.claims.records import Evidence, Reason, Slot
from cnfacts.claims.shown import evidence_of
from cnfacts.schema.enums import Basis

__all__ = ["nearby", "nearest", "shown", "why_not"]

_SHOWN = 3
_LOOKED_AT = 32
_WEIGHT = {
    Slot.METRIC: 8,
    Slot.REGION: 7,
    Slot.KIND: 6,
    Slot.PERIOD: 5,
    Slot.UNIT: 4,
    Slot.STATUS: 4,
    Slot.BASIS: 3,
    Slot.PRICE_BASIS: 2,
}
"""What a person would mind most."""
_REASONS = {
    Slot.METRIC: Reason.OTHER_METRIC,
    Slot.REGION: Reason.OTHER_REGION,
    Slot.KIND: Reason.OTHER_KIND,
    Slot.PERIOD: Reason.OTHER_PERIOD,
    Slot.UNIT: Reason.OTHER_UNIT,
    Slot.STATUS: Reason.OTHER_STATUS,
    Slot.BASIS: Reason.OTHER_BASIS,
    Slot.PRICE_BASIS: Reason.OTHER_PRICE_BASIS,
}


def nearby(claim: Observation, found: Iterable[Observation]) -> list[Observation]:
    """The figures worth setting beside the claim one by one, by what is quickly told of them."""
    return nsmallest(_LOOKED_AT, found, key=lambda o: (_rough(claim, o), _distance(claim, o), o.order))


def nearest(claim: Observation, found: Iterable[Aligned]) -> tuple[Aligned, ...]:
    """The few that differ least, none of another metric where there is one of the claim's own."""
    ranked = sorted(found, key=lambda a: (_weight(a), _distance(claim, a.reference), a.reference.order))
    distinct: dict[tuple[object, ...], Aligned] = {}
    for aligned in ranked:
        fact = aligned.reference.fact
        slot = (aligned.reference.key, fact.kind, fact.value, fact.period_start, fact.period_end, fact.basis)
        distinct.setdefault(slot, aligned)
    return tuple(distinct.values())[:_SHOWN]


def why_not(claim: Observation, misses: tuple[Aligned, ...]) -> Reason:
    """Why nothing settles the claim: what the nearest figure differs in, or that nothing is known."""
    if not misses:
        return Reason.NO_REFERENCE
    slots = {d.slot: d for d in misses[0].differs}
    worst = max(slots, key=lambda s: _WEIGHT[s])
    if worst is Slot.METRIC and slots[worst].claimed == slots[worst].known:
        return Reason.METRIC_UNKNOWN
    if worst is Slot.REGION and not is_known_area(claim.key.region):
        return Reason.REGION_UNKNOWN
    if worst is Slot.PERIOD and claim.window is None:
        return Reason.PERIOD_UNKNOWN
    if worst is Slot.BASIS and claim.basis is Basis.UNSTATED:
        return Reason.BASIS_UNKNOWN
    return _REASONS[worst]


def shown(misses: Iterable[Aligned]) -> tuple[Evidence, ...]:
    """Near misses as evidence, with what differs."""
    return tuple(evidence_of(a.reference, "near miss", a.differs) for a in misses)


def _rough(claim: Observation, o: Observation) -> int:
    weight = 0 if o.key.metric == claim.key.metric else _WEIGHT[Slot.METRIC]
    if weight and relate(claim.key.metric, o.key.metric, claim.key.region).is_same:
        weight = 0
    weight += _WEIGHT[Slot.REGION] if o.key.region != claim.key.region else 0
    weight += _WEIGHT[Slot.KIND] if o.kind is not claim.kind else 0
    return weight + (0 if same_window(claim, o) else _WEIGHT[Slot.PERIOD])


def _weight(aligned: Aligned) -> int:
    return sum(_WEIGHT[d.slot] for d in aligned.differs)


def _distance(claim: Observation, other: Observation) -> int:
    if claim.window is None or other.window is None:
        return date.max.toordinal()
    return abs((claim.window[1] - other.window[1]).days)
