"""Which facts speak of the same thing: series of one metric in one region, and parts of wholes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cnfacts.checks.observation import Links, Observation, Partition, SeriesKey, Window
from cnfacts.checks.observe import observe
from cnfacts.checks.parts import partitions_of
from cnfacts.checks.sameness import settled
from cnfacts.schema.fact import Fact

__all__ = ["Links", "Observation", "Partition", "SeriesKey", "Window", "link"]


def link(facts: Iterable[Fact]) -> Links:
    """Link the facts of one document or of many.

    Unknown is never guessed: an observation whose name does not say what is measured, or of whom, has
    `identity` unknown, and its series holds together for cannot_tell alone.
    """
    observations = tuple(settled(observe(list(facts))))
    series: dict[SeriesKey, list[Observation]] = {}
    for observation in observations:
        series.setdefault(observation.key, []).append(observation)
    frozen: Mapping[SeriesKey, tuple[Observation, ...]] = {key: tuple(found) for key, found in series.items()}
    by_id = {observation.fact.fact_id: observation for observation in observations}
    return Links(observations, frozen, tuple(partitions_of(observations, frozen)), by_id)
