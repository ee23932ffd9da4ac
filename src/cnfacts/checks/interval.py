"""Closed intervals of exact fractions; None is an end without bound."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["ANY", "Interval", "growth_factor", "growth_percent", "hull_of", "sum_of"]

End = Fraction | None


@dataclass(frozen=True, slots=True)
class Interval:
    """`[lo, hi]`; never empty."""

    lo: End
    hi: End

    def __post_init__(self) -> None:
        if self.lo is not None and self.hi is not None and _below(self.hi, self.lo):
            raise ValueError(f"empty interval: {self.lo} > {self.hi}")

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """One value."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_bounded(self) -> bool:
        """Both ends are known."""
        return self.lo is not None and self.hi is not None

    @property
    def is_any(self) -> bool:
        """Neither end is known, so nothing follows from it."""
        return self.lo is None and self.hi is None

    @property
    def is_positive(self) -> bool:
        """No value is below zero, and some are above."""
        return self.lo is not None and self.lo.numerator >= 0 and (self.hi is None or self.hi.numerator != 0)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.lo, other.lo), _sum(self.hi, other.hi))

    def __neg__(self) -> Interval:
        return Interval(_negated(self.hi), _negated(self.lo))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self._is_plain() and other._is_plain():
            assert self.lo is not None and self.hi is not None and other.lo is not None and other.hi is not None
            return Interval(self.lo * other.lo, self.hi * other.hi)
        corners = [_product(a, b) for a in self._corners() for b in other._corners()]
        return Interval(*_hull(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """Division by positive numbers of an interval; nought, where it ends there, is not among them.

        Raises:
            ZeroDivisionError: `other` holds numbers below zero, or no positive one.
        """
        if other.lo is None or other.lo < 0 or other.hi == 0:
            raise ZeroDivisionError("division by an interval that is not positive")
        low = Fraction(0) if other.hi is None else 1 / other.hi
        return self * Interval(low, 1 / other.lo if other.lo else None)

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every value times `factor`."""
        if factor == 0:
            return Interval.point(0)
        low = None if self.lo is None else self.lo * factor
        high = None if self.hi is None else self.hi * factor
        return Interval(low, high) if factor > 0 else Interval(high, low)

    def shifted(self, by: Fraction | int) -> Interval:
        """Every value plus `by`."""
        return Interval(None if self.lo is None else self.lo + by, None if self.hi is None else self.hi + by)

    def meets(self, other: Interval) -> bool:
        """Whether a value lies in both; touching counts."""
        below = self.hi is not None and other.lo is not None and _below(self.hi, other.lo)
        above = self.lo is not None and other.hi is not None and _below(other.hi, self.lo)
        return not (below or above)

    def encloses(self, other: Interval) -> bool:
        """Whether every value of `other` lies in this one."""
        low = self.lo is None or (other.lo is not None and self.lo <= other.lo)
        high = self.hi is None or (other.hi is not None and other.hi <= self.hi)
        return low and high

    def gap(self, other: Interval) -> Fraction:
        """The distance between the two; 0 where they meet."""
        if self.hi is not None and other.lo is not None and self.hi < other.lo:
            return other.lo - self.hi
        if self.lo is not None and other.hi is not None and self.lo > other.hi:
            return self.lo - other.hi
        return Fraction(0)

    def intersect(self, other: Interval) -> Interval | None:
        """The values in both, or None."""
        if not self.meets(other):
            return None
        lows = [e for e in (self.lo, other.lo) if e is not None]
        highs = [e for e in (self.hi, other.hi) if e is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    def _is_plain(self) -> bool:
        """Bounded and nowhere below zero, as levels and growth factors are."""
        return self.lo is not None and self.hi is not None and self.lo.numerator >= 0

    def _corners(self) -> tuple[tuple[End, int], tuple[End, int]]:
        return (self.lo, -1), (self.hi, 1)


ANY = Interval(None, None)
"""Every number."""


def growth_factor(percent: Interval) -> Interval:
    """G = 1 + g/100 of a growth printed in per cent."""
    return Interval(_factor(percent.lo), _factor(percent.hi))


def growth_percent(factor: Interval) -> Interval:
    """The growth in per cent of a factor G."""
    return Interval(_percent(factor.lo), _percent(factor.hi))


def sum_of(*intervals: Interval) -> Interval:
    """The sum; nought of none."""
    return Interval(_total([i.lo for i in intervals]), _total([i.hi for i in intervals]))


def hull_of(*intervals: Interval) -> Interval:
    """From the least lower end to the greatest upper end.

    Raises:
        ValueError: there is none.
    """
    if not intervals:
        raise ValueError("no interval to span")
    lows = [i.lo for i in intervals if i.lo is not None]
    highs = [i.hi for i in intervals if i.hi is not None]
    low = min(lows) if len(lows) == len(intervals) else None
    high = max(highs) if len(highs) == len(intervals) else None
    return Interval(low, high)


def _factor(end: End) -> End:
    if end is None:
        return None
    whole = 100 * end.denominator
    return Fraction(whole + end.numerator, whole)


def _percent(end: End) -> End:
    return None if end is None else Fraction(100 * (end.numerator - end.denominator), end.denominator)


def _total(ends: Sequence[End]) -> End:
    """The sum, on a common denominator and reduced once."""
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    bottom = math.lcm(*[end.denominator for end in known])
    return Fraction(sum(end.numerator * (bottom // end.denominator) for end in known), bottom)


def _below(a: Fraction, b: Fraction) -> bool:
    """a < b, without the generality of `Fraction`'s own comparison, which takes three times as long."""
    return a.numerator * b.denominator < b.numerator * a.denominator


def _sum(a: End, b: End) -> End:
    return None if a is None or b is None else a + b


def _negated(a: End) -> End:
    return None if a is None else -a


def _sign(end: tuple[End, int]) -> int:
    value, side = end
    return side if value is None else (value.numerator > 0) - (value.numerator < 0)


def _product(a: tuple[End, int], b: tuple[End, int]) -> tuple[End, int]:
    """A corner of a product: its value, or the sign of its infinity; nought times no bound is nought."""
    sign = _sign(a) * _sign(b)
    if sign == 0:
        return Fraction(0), 0
    if a[0] is None or b[0] is None:
        return None, sign
    return a[0] * b[0], sign


def _hull(corners: list[tuple[End, int]]) -> tuple[End, End]:
    known = [value for value, _ in corners if value is not None]
    low = None if any(v is None and s < 0 for v, s in corners) else min(known, default=None)
    high = None if any(v is None and s > 0 for v, s in corners) else max(known, default=None)
    return low, high
