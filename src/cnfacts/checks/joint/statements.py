"""What each observation says of latent levels: `lo·den ≤ num ≤ hi·den`, before any interval is put in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import regex

from cnfacts.checks.interval import Interval, growth_factor
from cnfacts.checks.joint.groups import whole_of
from cnfacts.checks.joint.lanes import Lane, Mode, Units, base_lane, lane_of, points
from cnfacts.checks.observation import Observation, Window
from cnfacts.schema.enums import Basis, DifferenceOf, Kind

__all__ = ["Place", "Statement", "statement_of"]

ONE = Fraction(1)
Place = tuple[Lane, Window]
"""A level: of a lane, in a window."""
_FACTORS = {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "成": Fraction(1, 10), "倍": Fraction(1)}
_PER_CENT = _FACTORS["%"]
_MEAN = regex.compile(r"[月季日周]均|平均")
"""The mean of monthly growths is no growth of a sum (3月份以来，月均增速达到9%)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """`num` (less `minus`), in proportion to `den` where there is one, is `factor` · figure + `shift`."""

    index: int
    num: Place
    den: Place | None = None
    factor: Fraction = ONE
    shift: int = 0
    minus: Place | None = None

    def read(self, figure: Interval) -> Interval:
        """The ratio's interval from the figure's."""
        if not self.shift:
            return figure if self.factor == 1 else figure.scaled(self.factor)
        if self.factor == _PER_CENT:
            return growth_factor(figure)
        return figure.scaled(self.factor).shifted(self.shift)

    def printed(self, ratio: Interval) -> Interval:
        """The figure's interval from the ratio's."""
        return ratio.shifted(-self.shift).scaled(1 / self.factor)

    @property
    def places(self) -> tuple[Place, ...]:
        """All levels spoken of."""
        return tuple(place for place in (self.num, self.den, self.minus) if place is not None)


def statement_of(index: int, observation: Observation, units: Units) -> Statement | None:
    """What an observation says; None where nothing sound follows from it."""
    window, lane = observation.window, lane_of(observation, units)
    if window is None or lane is None or observation.figure is None or observation.figure.is_any:
        return None
    match observation.kind:
        case Kind.LEVEL:
            return _level(index, observation, _place(lane, window))
        case Kind.GROWTH | Kind.MULTIPLE:
            return _change(index, observation, (lane, window))
        case Kind.DIFFERENCE:
            return _difference(index, observation, (lane, window))
        case Kind.SHARE:
            return _share(index, observation, _place(lane, window), units)
    return None


def _place(lane: Lane, window: Window) -> Place:
    """A stock is what it is at its window's end."""
    return lane, (window[1], window[1]) if lane.mode is Mode.POINT else window


def _level(index: int, observation: Observation, place: Place) -> Statement:
    return Statement(index, place, factor=_unit(place[0], observation))


def _difference(index: int, observation: Observation, place: Place) -> Statement | None:
    base, fact = observation.base, observation.fact
    if base is None or fact.difference_of is not DifferenceOf.LEVEL or fact.basis is Basis.OTHER:
        return None
    lane, window = place
    before = lane if lane.mode is Mode.RATE else base_lane(lane, observation)
    unit = _unit(lane, observation)
    return Statement(index, _place(lane, window), factor=unit, minus=_place(before, base))


def _change(index: int, observation: Observation, place: Place) -> Statement | None:
    """Growth over a base, or a multiple of it; adjusted growths and averages have their own checks."""
    lane, window = place
    base, factor, fact = observation.base, _FACTORS.get(observation.unit), observation.fact
    if base is None or factor is None or lane.mode not in (Mode.FLOW, Mode.POINT):
        return None
    if fact.relative_to or not _is_alike(window, base):
        return None
    plain = fact.basis in (Basis.YOY, Basis.PERIOD) or (fact.basis is Basis.POP and lane.mode is Mode.POINT)
    if not plain or _MEAN.search(fact.sentence):
        return None
    shift = 0 if observation.kind is Kind.MULTIPLE else 1
    if observation.kind is Kind.MULTIPLE and observation.unit != "倍":
        return None
    before = _place(base_lane(lane, observation), base)
    return Statement(index, _place(lane, window), before, factor, shift)


def _share(index: int, observation: Observation, place: Place, units: Units) -> Statement | None:
    """A part of a whole whose levels are known by the same name, at the same prices."""
    lane, whole = place[0], whole_of(observation)
    factor = _FACTORS.get(observation.unit)
    if whole is None or factor is None or not lane.adds_up or lane.mode not in (Mode.FLOW, Mode.POINT):
        return None
    if observation.base is not None or observation.unit == "倍":
        return None
    known = units.get(whole, frozenset())
    unit = lane.unit or next(iter(known), "")
    return Statement(index, place, (Lane(whole, lane.price, unit, lane.mode), place[1]), factor)


def _is_alike(window: Window, base: Window) -> bool:
    """Periods of one length, so that the levels compared are of one kind."""
    spans = [(end.year - start.year) * 12 + end.month - start.month for start, end in (window, base)]
    days = [(end - start).days for start, end in (window, base)]
    return spans[0] == spans[1] and abs(days[0] - days[1]) <= max(1, spans[0] // 12 + 3)


def _unit(lane: Lane, observation: Observation) -> Fraction:
    return (points(observation) or ONE) if lane.mode is Mode.RATE else ONE
