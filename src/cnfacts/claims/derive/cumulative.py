"""A level of a period from those of its parts: the year from its quarters, a plan's total from its years."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cnfacts.checks.band import total
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import arithmetic
from cnfacts.checks.windows import covers, is_instant
from cnfacts.claims.derive.derived import Derived, converted, labelled, years_of
from cnfacts.claims.shelf import Shelf, by_window
from cnfacts.schema.enums import Aggregation, Basis, Kind

__all__ = ["NAME", "derive"]

NAME = "cumulative"
_NOT_ADDED = (Aggregation.STOCK, Aggregation.RATE, Aggregation.INDEX)


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """Sums over windows that make up the claim's; for 年均 their yearly mean."""
    window = claim.window
    if claim.kind is not Kind.LEVEL or window is None or is_instant(window) or claim.aggregation in _NOT_ADDED:
        return
    years = years_of(window) if claim.basis is Basis.AVERAGE else None
    if claim.basis is Basis.AVERAGE and years is None:
        return
    known = by_window(o for o in shelf.series(claim, Kind.LEVEL) if _adds_up(o))
    for cover in covers(window, known):
        for parts in shelf.editions(*(known[part] for part in cover)):
            bands = [b for o in parts if (b := converted(o, claim.unit)) is not None and not b.is_any]
            if len(bands) < len(parts):
                continue
            formula = arithmetic([labelled(o) for o in parts], "+")
            yield Derived(
                NAME,
                total(bands).scaled(Fraction(1, len(years) if years else 1)),
                tuple(("part", o) for o in parts),
                f"({formula}) ÷ {len(years)}" if years else formula,
            )


def _adds_up(o: Observation) -> bool:
    return o.aggregation not in _NOT_ADDED and o.basis is not Basis.AVERAGE
