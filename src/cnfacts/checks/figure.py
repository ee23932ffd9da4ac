"""What a printed figure says of the true one: N, rounded to nearest, and W, the way of rounding unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import regex

from cnfacts.checks.interval import ANY, Interval
from cnfacts.schema.enums import Qualifier
from cnfacts.schema.fact import Fact

__all__ = ["Figure", "figure_of"]


_DIGITS = regex.compile(r"[+-]?(\d+)(?:\.(\d+))?")
_NEARLY = ("近", "将近", "接近")
"""approx words that bound the magnitude from above; 约, 左右, 上下 bound nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Printed digits: `digits` (signed) times ten to `power`, the last `noughts` of them trailing noughts."""

    digits: int
    power: int
    noughts: int

    def around(self, halves: int) -> Interval:
        """The number give or take so many halves of its last place."""
        return Interval(self._plus(-halves), self._plus(halves))

    def _plus(self, halves: int) -> Fraction:
        top = 2 * self.digits + halves
        return Fraction(top * 10**self.power, 2) if self.power >= 0 else Fraction(top, 2 * 10**-self.power)

    @property
    def near(self) -> Interval:
        """Half a unit of the last place to either side."""
        return self.around(1)

    @property
    def wide(self) -> Interval:
        """A unit of the last place that is no trailing nought."""
        return self.around(2 * 10**self.noughts)


@dataclass(frozen=True)
class Figure:
    """A printed figure: `near` is N and `wide` is W of checks.md, the qualifier's bounds already applied.

    `power` is ten's at the last printed place; `is_exact` when no qualifier stands by it and it is no range.
    """

    printed: Decimal
    power: int
    is_exact: bool
    low: Place
    high: Place
    bound: Interval | None = None

    @cached_property
    def value(self) -> Fraction:
        """As printed; of a range the first."""
        return Fraction(self.printed)

    @property
    def unit(self) -> Fraction:
        """The last printed place."""
        return Fraction(10) ** self.power

    @property
    def wide_unit(self) -> Fraction:
        """The place of the last digit that is no trailing nought."""
        return Fraction(10) ** max(place.power + place.noughts for place in (self.low, self.high))

    @cached_property
    def near(self) -> Interval:
        """Rounded to nearest."""
        if self.bound is not None:
            return self.bound
        return self.low.near if self.low is self.high else Interval(self.low.near.lo, self.high.near.hi)

    @cached_property
    def wide(self) -> Interval:
        """The way of rounding unknown."""
        if self.bound is not None:
            return self.bound
        return self.low.wide if self.low is self.high else Interval(self.low.wide.lo, self.high.wide.hi)

    @property
    def is_any(self) -> bool:
        """Bounds nothing."""
        return self.bound is not None and self.bound.is_any


def figure_of(fact: Fact) -> Figure | None:
    """The figure of a fact; None where no digits were printed or they do not give its value."""
    if fact.value is None or fact.value_text is None:
        return None
    low = _place(fact.value_text, fact.value, fact.scale)
    if low is None:
        return None
    if fact.value_high is not None:
        return _range(fact, low)
    is_exact = fact.qualifier is Qualifier.EQ
    return Figure(fact.value, low.power, is_exact, low, low, None if is_exact else _bound(Fraction(fact.value), fact))


def _place(text: str, value: Decimal, scale: int) -> Place | None:
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    whole, decimals = match[1], match[2] or ""
    if Decimal(f"{whole}{decimals}E{scale - len(decimals)}") != value.copy_abs():
        return None
    noughts = 0 if decimals or not whole.strip("0") else len(whole) - len(whole.rstrip("0"))
    digits = int(whole + decimals)
    return Place(-digits if value < 0 else digits, scale - len(decimals), noughts)


def _bound(value: Fraction, fact: Fact) -> Interval:
    """The table of qualifiers, on the magnitude, mirrored for a negative value."""
    size = abs(value)
    match fact.qualifier:
        case Qualifier.GT:
            bound = Interval(size, None)
        case Qualifier.LT:
            bound = Interval(Fraction(0), size)
        case _:
            bound = Interval(None, size) if fact.qualifier_text in _NEARLY else ANY
    return -bound if value < 0 else bound


def _range(fact: Fact, low: Place) -> Figure | None:
    assert fact.value is not None and fact.value_high is not None
    high = _place(fact.value_high_text or "", fact.value_high, fact.scale)
    if high is None:
        return None
    first, last = (low, high) if fact.value <= fact.value_high else (high, low)
    bound = None if fact.qualifier is Qualifier.EQ else ANY
    return Figure(fact.value, max(low.power, high.power), False, first, last, bound)
