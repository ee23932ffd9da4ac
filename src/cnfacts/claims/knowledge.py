"""What claims are held against: any store of facts that finds them by canonical metric, region and time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from cnfacts.checks.observation import SeriesKey, Window
from cnfacts.schema.fact import Fact

__all__ = ["Knowledge", "Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the base, with the series it was filed under.

    `fact.doc_date` is its vintage, None where nobody knows when it was published.
    """

    fact: Fact
    key: SeriesKey


@runtime_checkable
class Knowledge(Protocol):
    """A base of known figures."""

    def figures(
        self,
        metrics: Collection[str],
        regions: Collection[str] | None = None,
        ends: Window | None = None,
        most: int | None = None,
    ) -> Sequence[Known]:
        """Every figure whose canonical metric is one of `metrics`.

        Args:
            metrics: canonical names, as in `SeriesKey.metric`.
            regions: only figures filed under one of these (`SeriesKey.region`); None: anywhere.
            ends: only figures whose `period_end` lies in this window, both days included; None: whenever, those
                of an open period too.
            most: no more than so many a metric, whichever; None: all.
        """
        ...

    def names_around(self, metric: str) -> Sequence[str]:
        """Canonical metrics of the base that contain `metric` or are contained in it, the nearest in length first."""
        ...
