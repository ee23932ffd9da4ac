"""What claims are held against: any store of facts that finds them by canonical metric and region."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from cnfacts.checks.observation import SeriesKey
from cnfacts.schema.fact import Fact

__all__ = ["Knowledge", "Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the base, with the series it was filed under.

    `fact.doc_date` is its vintage, None where nobody knows when it was published.
    """

    fact: Fact
    key: SeriesKey


class Knowledge(Protocol):
    """A base of known figures."""

    def figures(self, metrics: Collection[str], regions: Collection[str] | None = None) -> Sequence[Known]:
        """Every figure whose canonical metric is one of `metrics`, in one of `regions` (None: anywhere)."""
        ...

    def names_around(self, metric: str) -> Sequence[str]:
        """Canonical metrics of the base that contain `metric` or are contained in it, the nearest in length first."""
        ...
