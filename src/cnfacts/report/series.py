"""Series: the figures of one indicator over its periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cnfacts.checks.observation import Observation, SeriesKey, Window
from cnfacts.schema.enums import Basis, Kind, PriceBasis, Status
from cnfacts.schema.fact import Fact

__all__ = ["LEAST_PERIODS", "Point", "Series", "series_of"]

LEAST_PERIODS = 3

_KINDS = (Kind.LEVEL, Kind.GROWTH, Kind.SHARE)
_BASES = {Basis.NONE: Basis.NONE, Basis.YOY: Basis.YOY, Basis.POP: Basis.POP, Basis.AVERAGE: Basis.YOY}
"""What is drawn together; growth from a period of its own is comparable with no other."""
_NEXT_SCALE = {0: 4, 4: 8, 8: 12}
_LARGE = 100_000
_Lane = tuple[SeriesKey, Kind, Basis, str, PriceBasis, str]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure for a period; `value` counts in the series' scale."""

    window: Window
    value: Decimal
    fact: Fact
    flagged: bool

    @property
    def planned(self) -> bool:
        """A target or a forecast."""
        return self.fact.status is not Status.ACTUAL

    @property
    def is_instant(self) -> bool:
        """On one day, not over a period."""
        return self.window[0] == self.window[1]


@dataclass(frozen=True, slots=True)
class Series:
    """Points in the order of time, each period's different figures once; values in `scale` (8 is 亿) and `unit`."""

    key: SeriesKey
    name: str
    kind: Kind
    basis: Basis
    unit: str
    scale: int
    points: tuple[Point, ...]


def series_of(observations: Iterable[Observation], flagged: frozenset[str]) -> list[Series]:
    """The series with at least three periods, in order of their first figure.

    Figures are of one series when indicator, region, kind, comparison, unit and prices are the same.

    Args:
        observations: of one document, or of many.
        flagged: fact_ids that findings call into question.
    """
    lanes: dict[_Lane, list[Observation]] = {}
    for o in observations:
        if o.kind in _KINDS and o.basis in _BASES and o.window is not None and o.fact.value is not None:
            lane = (o.key, o.kind, _BASES[o.basis], o.unit, o.price, o.fact.relative_to or "")
            lanes.setdefault(lane, []).append(o)
    return [
        _series(lane, found, flagged) for lane, found in lanes.items() if len({o.window for o in found}) >= LEAST_PERIODS
    ]


def _series(lane: _Lane, found: list[Observation], flagged: frozenset[str]) -> Series:
    key, kind, basis, unit, _, _ = lane
    scale = _scale(found)
    names = Counter(o.fact.metric for o in found)
    seen: dict[tuple[Window, Decimal, bool], Point] = {}
    for o in found:
        assert o.window is not None
        assert o.fact.value is not None
        value = o.fact.value.scaleb(-scale)
        point = Point(o.window, value, o.fact, o.fact.fact_id in flagged)
        seen.setdefault((o.window, value, point.planned), point)
    points = sorted(seen.values(), key=lambda p: (p.window, p.planned))
    return Series(key, names.most_common(1)[0][0], kind, basis, unit, scale, tuple(points))


def _scale(found: list[Observation]) -> int:
    """The scale that most figures are printed in, or a larger one where they are too long to read."""
    scale = Counter(o.fact.scale for o in found).most_common(1)[0][0]
    largest = max(abs(o.fact.value) for o in found if o.fact.value is not None)
    while largest.scaleb(-scale) >= _LARGE and scale in _NEXT_SCALE:
        scale = _NEXT_SCALE[scale]
    return scale
