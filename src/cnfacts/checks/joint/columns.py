"""Latent levels: one unknown for each lane and block of time.

All windows of a group's flows cut the calendar into blocks; a cumulative level is the sum of its blocks, and
a sub-period that no figure reports is a block of its own, so a free unknown. A stock or a rate has one
unknown for each window named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from cnfacts.checks.joint.lanes import Lane, Mode
from cnfacts.checks.joint.statements import Place
from cnfacts.checks.joint.system import Form, Number
from cnfacts.checks.observation import Window

__all__ = ["Cell", "Columns"]

DAY = timedelta(days=1)
TAU = 0
"""The column of the constant."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One latent level."""

    lane: Lane
    window: Window

    @property
    def name(self) -> str:
        """Unique in a system."""
        return f"{self.lane.name} {self.window[0]}/{self.window[1]}".strip()

    @property
    def months(self) -> Fraction:
        """Its length in months; days of an incomplete month count as part of it."""
        start, after = self.window[0], self.window[1] + DAY
        whole = (after.year - start.year) * 12 + after.month - start.month
        return Fraction(whole) + Fraction(after.day - start.day, 31)


class Columns:
    """The columns of a group's system, and the levels in terms of them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = list(dict.fromkeys(places))
        self.cells: list[Cell] = []
        self._index: dict[Lane, dict[Window, int]] = {}
        windows = [window for lane, window in self.places if lane.mode in (Mode.FLOW, Mode.NET)]
        self._cuts = sorted({day for start, end in windows for day in (start, end + DAY)})
        self._blocks = [(start, after - DAY) for start, after in pairwise(self._cuts)]
        self._forms = {place: self._make(place) for place in self.places}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """τ, then the cells' names."""
        seen = Counter(cell.name for cell in self.cells)
        return ("τ", *(c.name if seen[c.name] == 1 else f"{c.name} {c.lane.unit}" for c in self.cells))

    @property
    def positive(self) -> tuple[bool, ...]:
        """Which columns are positive."""
        return (True, *(cell.lane.mode in (Mode.FLOW, Mode.POINT) for cell in self.cells))

    def form(self, place: Place) -> Form:
        """A level as a sum of columns."""
        return self._forms[place]

    def column(self, lane: Lane, window: Window) -> int | None:
        """The column of a block, where there is one."""
        return self._index.get(lane, {}).get(window)

    def blocks(self, window: Window) -> list[Window]:
        """The blocks of a window."""
        first, last = bisect_left(self._cuts, window[0]), bisect_left(self._cuts, window[1] + DAY)
        return self._blocks[first:last]

    def _make(self, place: Place) -> dict[int, Number]:
        lane, window = place
        adds_up = lane.mode in (Mode.FLOW, Mode.NET)
        known = self._index.setdefault(lane, {})
        out: dict[int, Number] = {}
        for block in self.blocks(window) if adds_up else [window]:
            if block not in known:
                self.cells.append(Cell(lane, block))
                known[block] = len(self.cells)
            out[known[block]] = 1
        return out
