"""Observations found by what a check asks for, the best-printed one of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from cnfacts.checks.band import Band
from cnfacts.checks.interval import Interval
from cnfacts.checks.observation import Links, Observation, Partition, SeriesKey, Window
from cnfacts.schema.enums import Basis, Kind, Status

__all__ = ["Index", "band", "growth_band", "in_unit_of"]

_PER_CENT = {"%": Fraction(1), "倍": Fraction(100), "‰": Fraction(1, 10)}


def band(observation: Observation) -> Band:
    """The printed figure in both readings.

    Raises:
        ValueError: no digits were printed; ask `is_usable` first.
    """
    if observation.figure is None:
        raise ValueError(f"{observation.fact.fact_id}: no digits were printed")
    return Band.of(observation.figure)


def growth_band(growth: Observation) -> Band | None:
    """A growth in per cent, whatever unit it is printed in (增长1.5倍 is 150 %); None for other units."""
    factor = _PER_CENT.get(growth.unit)
    if factor is None:
        return None
    return band(growth) if factor == 1 else band(growth).scaled(factor)


def in_unit_of(percent: Band, growth: Observation) -> Band:
    """A growth in per cent in the unit that `growth` is printed in."""
    factor = _PER_CENT[growth.unit]
    return percent if factor == 1 else percent.scaled(1 / factor)


class Index:
    """What the checks ask for. Only actual figures, printed in digits, of known periods and identified metrics."""

    def __init__(self, links: Links, same_vintage: bool = False) -> None:
        """Sort the observations once; `notes` holds what one check works out and another needs too."""
        self.links = links
        self.notes: dict[tuple[str, SeriesKey], Any] = {}
        self.same_vintage = same_vintage
        self.actual = tuple(o for o in links.observations if o.fact.status is Status.ACTUAL)
        self.usable = tuple(o for o in self.actual if o.is_usable)
        self._by_kind: dict[Kind, list[Observation]] = defaultdict(list)
        self._levels: dict[tuple[SeriesKey, Window, str], list[Observation]] = defaultdict(list)
        self._units: dict[tuple[SeriesKey, Window], dict[str, None]] = defaultdict(dict)
        self._growths: dict[tuple[SeriesKey, Window], list[Observation]] = defaultdict(list)
        self._by_series: dict[tuple[SeriesKey, Kind], list[Observation]] = defaultdict(list)
        for o in self.usable:
            self._by_kind[o.kind].append(o)
            self._by_series[o.key, o.kind].append(o)
            if o.window and o.kind is Kind.LEVEL:
                self._levels[o.key, o.window, o.unit].append(o)
                self._units[o.key, o.window][o.unit] = None
            elif o.window and o.kind is Kind.GROWTH:
                self._growths[o.key, o.window].append(o)

    def of_kind(self, kind: Kind) -> list[Observation]:
        """All of a kind, in order."""
        return self._by_kind[kind]

    def of_series(self, key: SeriesKey, kind: Kind) -> list[Observation]:
        """A series' observations of a kind, in order."""
        return self._by_series.get((key, kind), [])

    def series_of(self, kind: Kind) -> Iterator[tuple[SeriesKey, list[Observation]]]:
        """Each series with its observations of a kind."""
        for (key, found), observations in self._by_series.items():
            if found is kind:
                yield key, observations

    def level(self, key: SeriesKey, window: Window | None, unit: str, by: Observation) -> Observation | None:
        """The level of a series for a window, from the document of `by` if it is there."""
        return _best(self._levels.get((key, window, unit), []), by) if window else None

    def levels(self, key: SeriesKey, window: Window | None, by: Observation) -> list[Observation]:
        """The levels of a series for a window, one a unit."""
        units = self._units.get((key, window), {}) if window else {}
        found = (self.level(key, window, unit, by) for unit in units)
        return [o for o in found if o is not None]

    def growth(self, key: SeriesKey, window: Window | None, by: Observation) -> Observation | None:
        """The year-on-year growth of a series for a window."""
        if window is None:
            return None
        found = [o for o in self._growths.get((key, window), []) if o.basis is Basis.YOY]
        return _best([o for o in found if o.currency != "?"], by)

    def partitions(self, what: str) -> Iterator[tuple[Partition, Mapping[str, Observation]]]:
        """Complete partitions by definition whose row says `what`."""
        for partition in self.links.partitions:
            if partition.name.endswith(f":{what}"):
                yield partition, self.links.by_id


def _best(found: list[Observation], by: Observation) -> Observation | None:
    """From the same document first, then the narrowest, then the first."""
    others = [o for o in found if o is not by]
    if len(others) == 1:
        return others[0]
    return min(others, key=lambda o: (o.doc != by.doc, _width(band(o).wide), o.order), default=None)


def _width(interval: Interval) -> tuple[bool, Fraction]:
    if interval.lo is None or interval.hi is None:
        return True, Fraction(0)
    return False, interval.hi - interval.lo
