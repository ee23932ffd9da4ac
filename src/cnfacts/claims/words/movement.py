"""Whether a series rose or fell from one period to another, by its growths or else by its levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cnfacts.checks.band import Band
from cnfacts.checks.index import band, growth_band
from cnfacts.checks.observation import Observation, Window
from cnfacts.claims.derive.derived import converted, year_back
from cnfacts.claims.shelf import Shelf, at
from cnfacts.schema.enums import Basis, Kind, PriceBasis

__all__ = ["Movement", "movements"]


@dataclass(frozen=True, slots=True)
class Movement:
    """A change over the year before, in per cent (of a level in per cent, in points), and the figures behind it."""

    change: Band
    figures: tuple[Observation, ...]

    @property
    def is_up(self) -> bool:
        """Certainly above nought when rounded to nearest."""
        return self.change.near.lo is not None and self.change.near.lo > 0

    @property
    def is_down(self) -> bool:
        """Certainly below nought when rounded to nearest."""
        return self.change.near.hi is not None and self.change.near.hi < 0


def movements(claim: Observation, window: Window, shelf: Shelf) -> list[Movement]:
    """The year-on-year changes of the claim's series in a window that the base knows."""
    found = list(_growths(claim, window, shelf))
    return found or list(_levels(claim, window, shelf))


def _growths(claim: Observation, window: Window, shelf: Shelf) -> Iterator[Movement]:
    unstated = claim.price is PriceBasis.UNSTATED
    for growth in at(shelf.series(claim, Kind.GROWTH), window):
        percent = growth_band(growth)
        comparable = unstated or growth.price in (claim.price, PriceBasis.UNSTATED)
        if growth.basis is Basis.YOY and percent is not None and not percent.is_any and comparable:
            yield Movement(percent, (growth,))


def _levels(claim: Observation, window: Window, shelf: Shelf) -> Iterator[Movement]:
    if claim.price is PriceBasis.REAL and claim.currency not in ("", "?"):
        return
    for now, then in shelf.editions(shelf.levels(claim, window), shelf.levels(claim, year_back(window))):
        below = converted(then, now.unit)
        if below is None or below.is_any or band(now).is_any:
            continue
        if now.unit in ("%", "‰"):
            yield Movement(band(now) - below, (now, then))
        elif below.is_positive:
            yield Movement((band(now) / below).percent(), (now, then))
