"""A growth from two levels: g = A ÷ B − 1."""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.index import band, in_unit_of
from cnfacts.checks.observation import Observation, Window
from cnfacts.claims.derive.derived import Derived, change_of, converted, labelled, years_of
from cnfacts.claims.shelf import Shelf
from cnfacts.claims.units import conversion
from cnfacts.schema.enums import Basis, Kind

__all__ = ["NAME", "derive"]

NAME = "growth"
_BASES = (Basis.YOY, Basis.POP, Basis.PERIOD)


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """The growths that the levels of its period and its base imply."""
    if claim.kind is not Kind.GROWTH or claim.basis not in _BASES or claim.base == claim.window:
        return
    if conversion("%", claim.unit, is_growth=True) is None:
        return
    for level, base in shelf.editions(shelf.levels(claim, _year_reached(claim)), shelf.levels(claim, claim.base)):
        conditions, below = change_of(claim, level), converted(base, level.unit)
        if conditions is None or below is None or not below.is_positive or below.is_any or band(level).is_any:
            continue
        yield Derived(
            NAME,
            in_unit_of((band(level) / below).percent(), claim),
            (("level", level), ("base", base)),
            f"{labelled(level)} ÷ {labelled(base)} − 1",
            conditions,
        )


def _year_reached(claim: Observation) -> Window | None:
    """The last of several years that a growth over one base year is said of (五年增长一倍)."""
    if claim.window is None or claim.base is None:
        return None
    years = years_of(claim.window)
    return years[-1] if years and claim.base[0].year == claim.base[1].year else claim.window
