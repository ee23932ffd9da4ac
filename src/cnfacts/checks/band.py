"""A quantity in both readings at once, so that each check's arithmetic is written once."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Protocol

from cnfacts.checks.figure import Figure
from cnfacts.checks.interval import ANY, Interval, growth_factor, growth_percent, hull_of, sum_of

__all__ = ["ANY_BAND", "Band", "hull", "total"]


class Read(Protocol):
    """Whatever has both readings: a figure, a band."""

    @property
    def near(self) -> Interval:
        """N, rounded to nearest."""

    @property
    def wide(self) -> Interval:
        """W, the way of rounding unknown."""


class Band:
    """`near` is N and `wide` is W of what was printed, or of what follows from it.

    Each is worked out when it is first asked for: of most figures N decides. N lies within W, since it does so
    for printed figures and all arithmetic here keeps it so.
    """

    __slots__ = ("_make", "_near", "_of", "_wide")

    def __init__(self, make: Callable[..., Interval], *of: Read) -> None:
        """What `make` gives of the intervals of some figures and bands."""
        self._make = make
        self._of = of
        self._near: Interval | None = None
        self._wide: Interval | None = None

    @classmethod
    def of(cls, figure: Figure) -> Band:
        """A printed figure."""
        return cls(_same, figure)

    @classmethod
    def given(cls, near: Interval, wide: Interval) -> Band:
        """Two intervals, the first within the second."""
        band = cls(_same)
        band._near, band._wide = near, wide
        return band

    @classmethod
    def both(cls, interval: Interval) -> Band:
        """One interval in both readings."""
        return cls.given(interval, interval)

    @classmethod
    def point(cls, value: Fraction | int) -> Band:
        """An exact number."""
        return cls.both(Interval.point(value))

    @property
    def near(self) -> Interval:
        """N."""
        if self._near is None:
            self._near = self._make(*[band.near for band in self._of])
        return self._near

    @property
    def wide(self) -> Interval:
        """W."""
        if self._wide is None:
            self._wide = self._make(*[band.wide for band in self._of])
        return self._wide

    def __add__(self, other: Band) -> Band:
        return Band(operator.add, self, other)

    def __sub__(self, other: Band) -> Band:
        return Band(operator.sub, self, other)

    def __mul__(self, other: Band) -> Band:
        return Band(operator.mul, self, other)

    def __truediv__(self, other: Band) -> Band:
        """Division by positive numbers."""
        return Band(operator.truediv, self, other)

    def scaled(self, factor: Fraction | int) -> Band:
        """Every value times `factor`."""
        return Band(lambda interval: interval.scaled(factor), self)

    def shifted(self, by: Fraction | int) -> Band:
        """Every value plus `by`."""
        return Band(lambda interval: interval.shifted(by), self)

    def factor(self) -> Band:
        """G of a growth in per cent."""
        return Band(growth_factor, self)

    def percent(self) -> Band:
        """The growth in per cent of a factor G."""
        return Band(growth_percent, self)

    def power(self, n: int) -> Band:
        """The n-th power, n at least 1."""
        out = self
        for _ in range(n - 1):
            out = out * self
        return out

    def at_least(self) -> Band:
        """Everything from the lower end up."""
        return Band(lambda interval: Interval(interval.lo, None), self)

    def at_most(self) -> Band:
        """Everything up to the upper end."""
        return Band(lambda interval: Interval(None, interval.hi), self)

    @property
    def is_positive(self) -> bool:
        """Not below zero in either reading."""
        return self.wide.is_positive and self.near.is_positive

    @property
    def is_any(self) -> bool:
        """Bounds nothing."""
        return self.wide.is_any


def _same(interval: Interval) -> Interval:
    return interval


ANY_BAND = Band.both(ANY)


def total(bands: Iterable[Band]) -> Band:
    """The sum; nought of none."""
    return Band(sum_of, *bands)


def hull(bands: Iterable[Band]) -> Band:
    """From the least lower end to the greatest upper end: what holds every weighted mean of them."""
    return Band(hull_of, *bands)
