"""Lanes: which latent levels a figure speaks of, and how they may be added up.

A lane is a series at one price basis, in one currency or unit. Levels and growths meet only in one lane: a
real growth says nothing of nominal levels, and a growth whose currency or price basis is not known says
nothing of any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

import regex

from cnfacts.checks.finding import Precondition
from cnfacts.checks.observation import Observation, SeriesKey
from cnfacts.schema.enums import Aggregation, Kind, PriceBasis

__all__ = ["Lane", "Mode", "Units", "lane_of", "mode_of", "units_of"]

_SIGNED = regex.compile(r"利润|盈余|结余|差额|顺差|逆差|净")
"""Flows that may be negative: no positive base, and a part may exceed the whole."""
_PER_HEAD = regex.compile(r"人均|平均|户均|每|单位|价格")
_POINTS = {"%": Fraction(1), "百分点": Fraction(1), "‰": Fraction(1, 10), "千分点": Fraction(1, 10)}


class Mode(str, Enum):
    """How latent levels of a series relate over time."""

    FLOW = "flow"  # positive, adds up over sub-periods
    NET = "net"  # adds up, of either sign
    POINT = "point"  # positive, one level for each period named
    RATE = "rate"  # of either sign, one for each period named


@dataclass(frozen=True, slots=True, order=True)
class Lane:
    """A series at one price basis in one unit; `restated` for last year's levels at this year's coverage."""

    key: SeriesKey
    price: str
    unit: str
    mode: Mode
    restated: bool = False
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        """Lanes are keys everywhere, so their hash is computed once."""
        key = (self.key.metric, self.key.region, self.price, self.unit, self.mode.value, self.restated)
        object.__setattr__(self, "_hash", hash(key))

    def __hash__(self) -> int:
        return self._hash

    @property
    def adds_up(self) -> bool:
        """Parts of it may be summed to a whole."""
        return self.mode is not Mode.RATE and not _PER_HEAD.search(self.key.metric)

    @property
    def name(self) -> str:
        """For proofs and messages."""
        words = [self.key.metric, self.key.region, "" if self.price == "nominal" else self.price]
        return " ".join(word for word in (*words, "restated" if self.restated else "") if word)


Units = dict[SeriesKey, frozenset[str]]
"""The units that a series' levels are printed in, money apart."""


def mode_of(observation: Observation) -> Mode | None:
    """The mode of an observation's series; None where nothing may be concluded (an index, an unknown)."""
    match observation.aggregation:
        case Aggregation.RATE:
            return Mode.RATE
        case Aggregation.NET:
            return Mode.NET
        case Aggregation.FLOW:
            return Mode.NET if _SIGNED.search(observation.key.metric) else Mode.FLOW
        case Aggregation.STOCK:
            return None if _SIGNED.search(observation.key.metric) else Mode.POINT
    return None


def units_of(observations: Sequence[Observation]) -> Units:
    """The physical units of each series' levels: two of them, and a growth may be of either."""
    out: dict[SeriesKey, set[str]] = {}
    for observation in observations:
        if observation.kind is Kind.LEVEL and not observation.currency:
            out.setdefault(observation.key, set()).add(observation.unit)
    return {key: frozenset(units) for key, units in out.items()}


def lane_of(observation: Observation, units: Units) -> Lane | None:
    """The lane of the levels that an observation speaks of; None where that is not known."""
    mode = mode_of(observation)
    if mode is None or observation.currency == "?":
        return None
    key = observation.key
    if mode is Mode.RATE:
        return Lane(key, "", "points" if observation.unit in _POINTS else observation.unit, mode)
    if observation.price is PriceBasis.UNSTATED:
        return None
    price = observation.price.value
    if observation.kind in (Kind.LEVEL, Kind.DIFFERENCE):
        return Lane(key, price, observation.currency or observation.unit, mode)
    physical = units.get(key, frozenset())
    if len(physical) > 1 or (physical and observation.currency):
        return None
    return Lane(key, price, observation.currency or next(iter(physical), ""), mode)


def points(observation: Observation) -> Fraction | None:
    """What one printed unit of a rate is in percentage points."""
    return _POINTS.get(observation.unit)


def base_lane(lane: Lane, observation: Observation) -> Lane:
    """The lane of the level that a growth is measured against."""
    restated = observation.scope is Precondition.UNKNOWN
    return Lane(lane.key, lane.price, lane.unit, lane.mode, restated) if restated else lane
