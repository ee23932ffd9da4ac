"""Facts in memory as a base of known figures: a fact file, or what one text says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from cnfacts.checks.observation import Window
from cnfacts.checks.observe import observe
from cnfacts.checks.records import as_facts
from cnfacts.claims.knowledge import Known
from cnfacts.schema.fact import Fact

__all__ = ["Memory"]


class Memory:
    """A `Knowledge` of facts at hand, filed by canonical metric."""

    def __init__(self, facts: Iterable[Fact | Mapping[str, Any]]) -> None:
        """File the facts, or records with the record's field names.

        Raises:
            InputError: a record lacks what it needs; names the row and the field.
        """
        self._by_metric: dict[str, list[Known]] = defaultdict(list)
        for observation in observe(as_facts(facts)):
            self._by_metric[observation.key.metric].append(Known(observation.fact, observation.key))

    def figures(
        self,
        metrics: Collection[str],
        regions: Collection[str] | None = None,
        ends: Window | None = None,
        most: int | None = None,
    ) -> Sequence[Known]:
        """Every figure of these metrics; see `Knowledge.figures`."""
        out: list[Known] = []
        for metric in dict.fromkeys(metrics):
            found = self._by_metric.get(metric, ())
            kept = (k for k in found if (regions is None or k.key.region in regions) and _ends_in(k, ends))
            out += islice(kept, most)
        return out

    def names_around(self, metric: str) -> Sequence[str]:
        """Names that contain `metric` or are contained in it; see `Knowledge.names_around`."""
        if not metric:
            return []
        near = (name for name in self._by_metric if name and name != metric and (name in metric or metric in name))
        return sorted(near, key=lambda name: (abs(len(name) - len(metric)), name))


def _ends_in(known: Known, ends: Window | None) -> bool:
    end = known.fact.period_end
    return ends is None or (end is not None and ends[0] <= end <= ends[1])
