"""Where values and days stand in a chart, and the marks of its axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cnfacts.checks.observation import Window

__all__ = ["BOTTOM", "HEIGHT", "LEFT", "RIGHT", "TOP", "WIDTH", "Days", "Values", "short_name"]

WIDTH, HEIGHT = 420.0, 236.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 10.0, 20.0, 38.0

_TICKS = 4
_ROOM = 0.08
_YEAR_WIDTH = 34.0


@dataclass(frozen=True, slots=True)
class Values:
    """The upright axis, from `low` to `high` with a mark at every `step`."""

    low: float
    high: float
    step: float

    @classmethod
    def around(cls, values: Iterable[float], *, zero: bool) -> Values:
        """An axis that holds the values, and nought where bars grow from it."""
        found = [*values, *([0.0] if zero else [])]
        low, high = min(found), max(found)
        if low == high:
            low, high = low - (abs(low) or 1.0) * 0.1, high + (abs(high) or 1.0) * 0.1
        room = (high - low) * _ROOM
        low -= room if low < 0 or not zero else 0.0
        high += room if high > 0 or not zero else 0.0
        return cls(low, high, _step((high - low) / _TICKS))

    def y(self, value: float) -> float:
        """The height of a value on the page."""
        return TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Heights and their names."""
        places = max(0, -math.floor(math.log10(self.step)))
        for count in range(math.ceil(self.low / self.step), math.floor(self.high / self.step) + 1):
            value = count * self.step
            yield self.y(value), f"{value:,.{places}f}".replace("-", "−")


def _step(rough: float) -> float:
    """1, 2 or 5 times a power of ten, not less than `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class Days:
    """The level axis, from the first day's start to the last day's end."""

    first: int
    last: int

    @classmethod
    def over(cls, windows: Iterable[Window]) -> Days:
        """An axis that holds all periods, and a little air beside single days."""
        found = list(windows)
        first = min(start.toordinal() for start, _ in found)
        last = max(end.toordinal() for _, end in found) + 1
        air = round((last - first) * 0.04) if any(start == end for start, end in found) else 0
        return cls(first - air, last + air)

    def x(self, ordinal: float) -> float:
        """Where a day begins on the page."""
        return LEFT + (ordinal - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT)

    def sides(self, window: Window) -> tuple[float, float]:
        """Where a period begins and ends."""
        return self.x(window[0].toordinal()), self.x(window[1].toordinal() + 1)

    def years(self) -> Iterator[tuple[float, float, str]]:
        """Beginning, middle and name of each year, as many as there is room for."""
        first, last = date.fromordinal(self.first).year, date.fromordinal(self.last - 1).year
        every = max(1, math.ceil((last - first + 1) * _YEAR_WIDTH / (WIDTH - LEFT - RIGHT)))
        for year in range(first, last + 1):
            begin = max(self.first, date(year, 1, 1).toordinal())
            end = min(self.last, date(year, 12, 31).toordinal() + 1)
            left, right = self.x(begin), self.x(end)
            has_room = right - left >= _YEAR_WIDTH * 0.8 or every > 1 or first == last
            named = has_room and (last - year) % every == 0
            yield left, (left + right) / 2, f"{year}" if named else ""


def short_name(window: Window) -> str:
    """A period within a year: Q1, H1, 4 (April), 1–11; empty for a whole year or more."""
    start, end = window
    if start.year != end.year:
        return ""
    months = start.month, end.month
    if months == (1, 12):
        return ""
    length = end.month - start.month + 1
    if length == 3 and start.month % 3 == 1:
        return f"Q{start.month // 3 + 1}"
    if length == 6 and start.month in (1, 7):
        return f"H{start.month // 6 + 1}"
    return f"{start.month}" if length == 1 else f"{start.month}–{end.month}"
