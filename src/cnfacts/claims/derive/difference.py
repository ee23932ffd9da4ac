"""A change in absolute terms: A − B of two levels, of two growths (in points), of two shares."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cnfacts.checks.index import band
from cnfacts.checks.observation import Observation
from cnfacts.claims.derive.derived import Conditions, Derived, change_of, converted, labelled, year_back, years_of
from cnfacts.claims.shelf import Shelf, at
from cnfacts.schema.enums import Basis, DifferenceOf, Kind

__all__ = ["NAME", "derive"]

NAME = "difference"
_POINTS = ("百分点", "%")
_BASES = (Basis.YOY, Basis.POP, Basis.PERIOD)
_KINDS = {DifferenceOf.GROWTH: Kind.GROWTH, DifferenceOf.SHARE: Kind.SHARE}


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """The differences that the figures of its period and its base imply; for 年均 the yearly mean."""
    window, base, years = claim.window, claim.base, 1
    if claim.kind is not Kind.DIFFERENCE or window is None:
        return
    if claim.basis is Basis.AVERAGE:
        span = years_of(window)
        if span is None or len(span) < 2:
            return
        window, base, years = span[-1], year_back(span[0]), len(span)
    elif claim.basis not in _BASES or base == window:
        return
    kind = Kind.LEVEL if claim.fact.difference_of is None else _KINDS.get(claim.fact.difference_of, Kind.LEVEL)
    found = shelf.series(claim, kind)
    for now, then in shelf.editions(at(found, window), at(found, base)):
        if (now.basis, now.price, now.fact.relative_to) == (then.basis, then.price, then.fact.relative_to):
            yield from _implied(claim, now, then, years)


def _implied(claim: Observation, now: Observation, then: Observation, years: int) -> Iterator[Derived]:
    conditions: Conditions | None = Conditions()
    if claim.unit in _POINTS:
        high = band(now) if now.unit == "%" else None
        low = band(then) if then.unit == "%" else None
    else:
        high, low, conditions = converted(now, claim.unit), converted(then, claim.unit), change_of(claim, now)
    if high is None or low is None or conditions is None or high.is_any or low.is_any:
        return
    formula = f"{labelled(now)} − {labelled(then)}"
    yield Derived(
        NAME,
        (high - low).scaled(Fraction(1, years)),
        (("level", now), ("base", then)),
        formula if years == 1 else f"({formula}) ÷ {years}",
        conditions,
        size=None if high.wide.hi is None else abs(high.wide.hi) / years,
    )
