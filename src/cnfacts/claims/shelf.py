"""Known figures laid out for a text's claims: by series and window, in editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, product

from cnfacts.checks.observation import Observation, SeriesKey, Window
from cnfacts.checks.observe import is_record
from cnfacts.claims.matching import is_known_area, is_named
from cnfacts.claims.naming import relate
from cnfacts.schema.enums import Aggregation, Kind, Status

__all__ = ["Shelf", "at", "by_window"]

_MOST = 16
"""Ways looked at to take the operands of a derivation."""


class Shelf:
    """The figures of a base that may bear on some claims."""

    def __init__(self, known: Sequence[Observation]) -> None:
        """Sort the figures by name and by series."""
        self._by_metric: dict[str, list[Observation]] = defaultdict(list)
        self._series: dict[tuple[SeriesKey, Kind], list[Observation]] = defaultdict(list)
        for o in known:
            self._by_metric[o.key.metric].append(o)
            if o.fact.status is Status.ACTUAL and o.figure is not None and o.window is not None and _is_sound(o):
                self._series[o.key, o.kind].append(o)

    def named(self, names: Iterable[str]) -> list[Observation]:
        """Every figure of these canonical metrics."""
        return [o for name in names for o in self._by_metric.get(name, ())]

    def series(self, claim: Observation, kind: Kind, metric: str | None = None) -> list[Observation]:
        """Actual figures of a kind, of the claim's metric (or of `metric`), in the claim's region."""
        name, region = metric or claim.key.metric, claim.key.region
        if not is_known_area(region):
            return []
        return [
            o
            for other in self._by_metric
            if relate(name, other, region).is_same
            for o in self._series.get((SeriesKey(other, region), kind), ())
        ]

    def levels(self, claim: Observation, window: Window | None, metric: str | None = None) -> list[Observation]:
        """Levels for a window, exact figures first."""
        return at(self.series(claim, Kind.LEVEL, metric), window)

    def editions(self, *operands: Sequence[Observation]) -> Iterator[tuple[Observation, ...]]:
        """Ways to take one of each: of one document where that is possible, else of several."""
        ways = list(islice(product(*operands), _MOST))
        together = [way for way in ways if len({o.doc for o in way}) == 1]
        yield from together or ways


def at(found: Iterable[Observation], window: Window | None) -> list[Observation]:
    """Those of a window; of a stock, of its last day."""
    if window is None:
        return []
    day = _eve(window)
    fits = [o for o in found if o.window == window or _ends(o, day)]
    return sorted(fits, key=lambda o: (o.figure is None or not o.figure.is_exact, o.order))


def by_window(found: Iterable[Observation]) -> Mapping[Window, list[Observation]]:
    """Figures by their windows."""
    out: dict[Window, list[Observation]] = defaultdict(list)
    for o in found:
        if o.window is not None:
            out[o.window].append(o)
    return out


def _eve(window: Window) -> date:
    """The last day; of a first day of the year (年初) the day before, with which a stock ends."""
    first = window[0] == window[1] and (window[1].month, window[1].day) == (1, 1)
    return window[1] - timedelta(days=1) if first else window[1]


def _ends(o: Observation, day: date) -> bool:
    return o.aggregation is Aggregation.STOCK and o.window is not None and o.window[1] == day


def _is_sound(o: Observation) -> bool:
    return is_record(o.fact) or is_named(o)
