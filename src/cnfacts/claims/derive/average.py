"""An average yearly growth (年均): from the levels at both ends, or from the yearly growths."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt

from cnfacts.checks.band import Band
from cnfacts.checks.index import band, in_unit_of
from cnfacts.checks.interval import Interval
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import arithmetic
from cnfacts.claims.derive.chained import products
from cnfacts.claims.derive.derived import Derived, change_of, converted, labelled, year_back, years_of
from cnfacts.claims.shelf import Shelf
from cnfacts.claims.units import conversion
from cnfacts.schema.enums import Basis, Kind

__all__ = ["NAME", "derive", "root"]

NAME = "average"
_PLACES = 9
"""Decimals to which a root is enclosed."""


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """The average growths over the years of the claim's period."""
    if claim.kind is not Kind.GROWTH or claim.basis is not Basis.AVERAGE or claim.window is None:
        return
    years = years_of(claim.window)
    if years is None or len(years) < 2 or conversion("%", claim.unit, is_growth=True) is None:
        return
    n = len(years)
    for factor, growths, conditions in products(claim, years, shelf):
        formula = arithmetic([f"(1 + {labelled(g)})" for g in growths], "×")
        mean = in_unit_of(root(factor, n).percent(), claim)
        yield Derived(NAME, mean, tuple(("growth", g) for g in growths), f"[{formula}]^(1/{n}) − 1", conditions)
    for level, base in shelf.editions(shelf.levels(claim, years[-1]), shelf.levels(claim, year_back(years[0]))):
        terms, below = change_of(claim, level), converted(base, level.unit)
        if terms is None or below is None or below.is_any or not below.is_positive or not band(level).is_positive:
            continue
        mean = in_unit_of(root(band(level) / below, n).percent(), claim)
        yield Derived(
            NAME,
            mean,
            (("level", level), ("base", base)),
            f"({labelled(level)} ÷ {labelled(base)})^(1/{n}) − 1",
            terms,
        )


def root(factor: Band, n: int) -> Band:
    """The n-th root of a positive band, its ends enclosed from outside."""
    return Band(lambda interval: _root(interval, n), factor)


def _root(interval: Interval, n: int) -> Interval:
    low = None if interval.lo is None else _floor(interval.lo, n)
    high = None if interval.hi is None else _floor(interval.hi, n) + Fraction(1, 10**_PLACES)
    return Interval(low, high)


def _floor(value: Fraction, n: int) -> Fraction:
    """The greatest decimal of _PLACES places whose n-th power is not above `value`."""
    scale = 10**_PLACES
    target = value.numerator * scale**n // value.denominator
    guess = isqrt(target) if n == 2 else _integer_root(target, n)
    return Fraction(guess, scale)


def _integer_root(target: int, n: int) -> int:
    low, high = 0, 1 << (target.bit_length() // n + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**n <= target:
            low = middle
        else:
            high = middle - 1
    return low
