"""What the checks see: observations in series, and partitions of series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cnfacts.checks.figure import Figure
from cnfacts.checks.finding import Precondition
from cnfacts.schema.enums import Aggregation, Basis, Kind, PriceBasis
from cnfacts.schema.fact import Fact

__all__ = ["Links", "Observation", "Partition", "SeriesKey", "Window"]

Window = tuple[date, date]
"""First and last day, both inclusive."""


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """What is measured and where.

    `metric` is canonical; `region` is 全国, the area that the record names, `@doc_id` for the area that a local
    document speaks of (comparable in that document alone), or "" where nothing says.
    """

    metric: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A fact as the checks see it.

    `window` and `base` are None where the record leaves them open; `figure` is None where no digits were
    printed. `price` is resolved (a value added's growth is real by definition; figures that are no money are
    nominal), UNSTATED where it matters and is not known. `currency` is that of a money level, or of the levels
    that a growth goes with: "" where there is none, "?" where it cannot be told.
    """

    fact: Fact
    key: SeriesKey
    window: Window | None
    base: Window | None
    figure: Figure | None
    aggregation: Aggregation
    price: PriceBasis
    currency: str
    identity: Precondition  # P1: the name says what is measured, and of whom
    scope: Precondition  # P2: coverage is the same in the year before (规模以上 … is not)
    order: int  # place in the sequence given
    is_local: bool = False  # of a place that the text names and the name does not: one document's only

    @property
    def kind(self) -> Kind:
        """level, growth …"""
        return self.fact.kind

    @property
    def basis(self) -> Basis:
        """What a change is measured against."""
        return self.fact.basis

    @property
    def unit(self) -> str:
        """The unit as the record has it."""
        return self.fact.unit

    @property
    def doc(self) -> str:
        """The document."""
        return self.fact.doc_id

    @property
    def is_usable(self) -> bool:
        """Printed in digits, for a known period, and of something that the name identifies."""
        known = self.figure is not None and self.window is not None
        return known and self.identity is not Precondition.UNKNOWN


@dataclass(frozen=True, slots=True)
class Partition:
    """A whole and the parts that it is split into, in one document or one region.

    `name` says by what (产业, 城乡, 进出口, 其中 …). Parts of different partitions are never added together. Sums
    are checked only where `is_complete`; 其中 alone gives `is_complete` False. For links that the text makes,
    `members` are the fact_ids of the parts and `total` that of the whole, and hold for those facts alone.
    """

    whole: SeriesKey
    parts: tuple[SeriesKey, ...]
    name: str
    is_complete: bool
    is_disjoint: bool
    total: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """All observations, by series in the order given, and the partitions among the series present."""

    observations: tuple[Observation, ...]
    series: Mapping[SeriesKey, tuple[Observation, ...]]
    partitions: tuple[Partition, ...]
    by_id: Mapping[str, Observation]
