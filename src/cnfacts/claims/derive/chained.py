"""A growth over several years from the yearly growths: (1 + g1)(1 + g2) … − 1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cnfacts.checks.band import Band
from cnfacts.checks.index import growth_band, in_unit_of
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import arithmetic
from cnfacts.claims.derive.derived import Conditions, Derived, labelled, years_of
from cnfacts.claims.options import SAME_PRICES
from cnfacts.claims.records import Reason
from cnfacts.claims.shelf import Shelf, at
from cnfacts.claims.units import conversion
from cnfacts.schema.enums import Basis, Kind, PriceBasis

__all__ = ["NAME", "derive", "products"]

NAME = "chained"


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """Products of the growths of the years since the base."""
    if claim.kind is not Kind.GROWTH or claim.basis is not Basis.PERIOD or not claim.window or not claim.base:
        return
    if conversion("%", claim.unit, is_growth=True) is None:
        return
    first, last = claim.base[1].year + 1, claim.window[1].year
    if last > first and years_of(claim.window) is not None and years_of(claim.base) is not None:
        years = [(date(y, 1, 1), date(y, 12, 31)) for y in range(first, last + 1)]
        for factor, growths, conditions in products(claim, years, shelf):
            yield Derived(
                NAME,
                in_unit_of(factor.percent(), claim),
                tuple(("growth", g) for g in growths),
                arithmetic([f"(1 + {labelled(g)})" for g in growths], "×") + " − 1",
                conditions,
            )


def products(
    claim: Observation, years: list[tuple[date, date]], shelf: Shelf
) -> Iterator[tuple[Band, tuple[Observation, ...], Conditions]]:
    """Growth factors over years, of growths at the claim's prices."""
    found = [g for g in shelf.series(claim, Kind.GROWTH) if g.basis is Basis.YOY and g.price is claim.price]
    yearly = [at(found, year)[:1] for year in years]
    unstated = claim.price is PriceBasis.UNSTATED
    conditions = Conditions((SAME_PRICES,), (Reason.PRICE_BASIS_UNKNOWN,)) if unstated else Conditions()
    for growths in shelf.editions(*yearly):
        bands = [b for g in growths if (b := growth_band(g)) is not None and not b.is_any]
        if len(bands) < len(years) or not all(b.factor().is_positive for b in bands):
            continue
        factor = Band.point(1)
        for b in bands:
            factor = factor * b.factor()
        yield factor, growths, conditions
