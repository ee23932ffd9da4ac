"""A quantity in both readings at once, so that each check's arithmetic is written once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from cnfacts.checks.figure import Figure
from cnfacts.checks.interval import ANY, Interval, growth_factor

__all__ = ["ANY_BAND", "Band", "hull", "total"]


@dataclass(frozen=True, slots=True)
class Band:
    """`near` is N and `wide` is W of what was printed, or of what follows from it."""

    near: Interval
    wide: Interval

    @classmethod
    def of(cls, figure: Figure) -> Band:
        """A printed figure."""
        return cls(figure.near, figure.wide)

    @classmethod
    def point(cls, value: Fraction | int) -> Band:
        """An exact number."""
        return cls(Interval.point(value), Interval.point(value))

    def __add__(self, other: Band) -> Band:
        return Band(self.near + other.near, self.wide + other.wide)

    def __sub__(self, other: Band) -> Band:
        return Band(self.near - other.near, self.wide - other.wide)

    def __mul__(self, other: Band) -> Band:
        return Band(self.near * other.near, self.wide * other.wide)

    def __truediv__(self, other: Band) -> Band:
        """Division by positive numbers."""
        return Band(self.near / other.near, self.wide / other.wide)

    def scaled(self, factor: Fraction | int) -> Band:
        """Every value times `factor`."""
        return Band(self.near.scaled(factor), self.wide.scaled(factor))

    def shifted(self, by: Fraction | int) -> Band:
        """Every value plus `by`."""
        return Band(self.near.shifted(by), self.wide.shifted(by))

    def factor(self) -> Band:
        """G of a growth in per cent."""
        return Band(growth_factor(self.near), growth_factor(self.wide))

    def percent(self) -> Band:
        """The growth in per cent of a factor G."""
        return self.shifted(-1).scaled(100)

    def power(self, n: int) -> Band:
        """The n-th power, n at least 1."""
        out = self
        for _ in range(n - 1):
            out = out * self
        return out

    def at_least(self) -> Band:
        """Everything from the lower end up."""
        return Band(Interval(self.near.lo, None), Interval(self.wide.lo, None))

    def at_most(self) -> Band:
        """Everything up to the upper end."""
        return Band(Interval(None, self.near.hi), Interval(None, self.wide.hi))

    @property
    def is_positive(self) -> bool:
        """Not below zero in either reading."""
        return self.wide.is_positive and self.near.is_positive

    @property
    def is_any(self) -> bool:
        """Bounds nothing."""
        return self.wide.is_any


ANY_BAND = Band(ANY, ANY)


def total(bands: Iterable[Band]) -> Band:
    """The sum; nought of none."""
    out = Band.point(0)
    for band in bands:
        out = out + band
    return out


def hull(bands: Iterable[Band]) -> Band:
    """From the least lower end to the greatest upper end: what holds every weighted mean of them.

    Raises:
        ValueError: there is none.
    """
    found = list(bands)
    return Band(_hull([b.near for b in found]), _hull([b.wide for b in found]))


def _hull(intervals: list[Interval]) -> Interval:
    lows = [i.lo for i in intervals if i.lo is not None]
    highs = [i.hi for i in intervals if i.hi is not None]
    if not intervals:
        raise ValueError("no interval to span")
    low = min(lows) if len(lows) == len(intervals) else None
    high = max(highs) if len(highs) == len(intervals) else None
    return Interval(low, high)
