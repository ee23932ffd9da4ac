"""Which facts speak of the same thing: series of one metric in one region, and parts of wholes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cnfacts.checks.figure import Figure
from cnfacts.schema.enums import Aggregation, Basis, Kind, PriceBasis
from cnfacts.schema.fact import Fact

__all__ = ["Links", "Observation", "Partition", "SeriesKey", "Window", "link"]

Window = tuple[date, date]
"""First and last day, both inclusive."""


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """What is measured and where; `metric` is canonical, `region` "" where none is named."""

    metric: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A fact as the checks see it.

    `window` and `base` are None where the record leaves them open; `figure` is None where no digits were
    printed. `price` is resolved (a value added's growth is real by definition), UNSTATED where it matters and
    is not known. `order` is its place in the sequence given.
    """

    fact: Fact
    key: SeriesKey
    window: Window | None
    base: Window | None
    figure: Figure | None
    aggregation: Aggregation
    price: PriceBasis
    order: int

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


@dataclass(frozen=True, slots=True)
class Partition:
    """A whole and the parts that it is split into.

    `name` says by what (产业, 城乡, 进出口 …). Parts of different partitions are never added together. Sums are
    checked only where `is_complete`; 其中 alone gives `is_complete` False.
    """

    whole: SeriesKey
    parts: tuple[SeriesKey, ...]
    name: str
    is_complete: bool
    is_disjoint: bool


@dataclass(frozen=True, slots=True)
class Links:
    """All observations, by series in the order given, and the partitions among the series present."""

    observations: tuple[Observation, ...]
    series: Mapping[SeriesKey, tuple[Observation, ...]]
    partitions: tuple[Partition, ...]


def link(facts: Iterable[Fact]) -> Links:
    """Link the facts of one document or of many."""
    raise NotImplementedError
