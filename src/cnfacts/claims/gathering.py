"""What a base is asked for: the figures that may bear on some claims, in three questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cnfacts.checks.observation import Observation, SeriesKey, Window
from cnfacts.checks.sameness import settled
from cnfacts.claims.areas import in_full, spellings
from cnfacts.claims.derive.parts import parts_of
from cnfacts.claims.derive.share import whole_of
from cnfacts.claims.knowledge import Knowledge, Known
from cnfacts.claims.matching import is_known_area
from cnfacts.claims.naming import core, relate
from cnfacts.claims.shelf import Shelf
from cnfacts.claims.viewing import view

__all__ = ["Names", "elsewhere", "gather", "names_of", "observed"]

_NEAREST = 4
"""Other names looked at for near misses of one claim."""
_PER_NAME = 40
"""Figures of a name that are looked at for near misses in other regions."""


@dataclass(frozen=True, slots=True)
class Names:
    """The base's names for a claim's metric, and the nearest ones that are of another scope."""

    same: tuple[str, ...]
    near: tuple[str, ...]


def names_of(metric: str, region: str, base: Knowledge) -> Names:
    """Names of the base that are the claim's, and some that contain it or that it contains."""
    short = core(metric, region)[0]
    around = dict.fromkeys((*base.names_around(metric), *(base.names_around(short) if short != metric else ()), short))
    same = [name for name in around if name != metric and relate(metric, name, region).is_same]
    near = [name for name in around if name not in same and name != metric]
    return Names((metric, *same), tuple(near[:_NEAREST]))


def gather(claims: Sequence[Observation], base: Knowledge) -> tuple[Shelf, dict[tuple[str, str], Names]]:
    """The figures of the claims' regions that may support or refute them, and the names they were asked by."""
    names: dict[tuple[str, str], Names] = {}
    wanted: dict[str, dict[str, None]] = {"": {}}
    for claim in claims:
        region = claim.key.region
        for metric in _metrics(claim):
            if (metric, region) not in names:
                names[metric, region] = names_of(metric, region, base)
            same = dict.fromkeys(names[metric, region].same)
            for area in {*spellings(region), ""} if is_known_area(region) else {""}:
                wanted.setdefault(area, {}).update(same)
    known = [known for area, metrics in wanted.items() for known in base.figures(list(metrics), {area})]
    return Shelf(observed(known)), names


def _metrics(claim: Observation) -> Iterable[str]:
    whole = whole_of(claim)
    yield claim.key.metric
    yield from [whole] if whole else []
    for names in parts_of(claim):
        yield from names


def elsewhere(claims: Sequence[Observation], names: dict[tuple[str, str], Names], base: Knowledge) -> Shelf:
    """Near misses for claims that nothing of their region and name bears on: other scopes, then other regions."""
    wanted: dict[str, None] = {}
    for claim in claims:
        found = names[claim.key.metric, claim.key.region]
        wanted.update(dict.fromkeys((*found.same, *found.near)))
    days = [day for claim in claims if claim.window for day in claim.window]
    ends: Window | None = (min(days), max(days)) if days else None
    if not wanted:
        return Shelf(())
    areas = {area for claim in claims if is_known_area(claim.key.region) for area in spellings(claim.key.region)}
    here = base.figures(list(wanted), areas, ends) if areas else ()
    anywhere = base.figures(list(wanted), None, ends, _PER_NAME)
    known = {(k.fact.doc_id, k.fact.fact_id): k for k in (*here, *anywhere)}
    return Shelf(observed(list(known.values())))


def observed(known: Sequence[Known]) -> list[Observation]:
    """Known figures as observations, in the series that they were filed under."""
    found = view([k.fact for k in known])
    keys = [SeriesKey(k.key.metric, in_full(k.key.region)) for k in known]
    return settled([replace(o, key=key) for o, key in zip(found, keys, strict=True)])
