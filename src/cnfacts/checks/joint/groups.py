"""Linked groups: the observations that one feasibility problem is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cnfacts.checks.observation import Links, Observation, Partition, SeriesKey
from cnfacts.schema.enums import Kind, Status

__all__ = ["Group", "groups_of"]


@dataclass(frozen=True, slots=True)
class Group:
    """Observations of one series, or of a family of wholes and parts, and the partitions among them."""

    observations: tuple[Observation, ...]
    partitions: tuple[Partition, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents in order of appearance."""
        return tuple(dict.fromkeys(o.doc for o in self.observations))

    def of_document(self, doc: str) -> Group:
        """The observations of one document."""
        return Group(tuple(o for o in self.observations if o.doc == doc), self.partitions)

    def without(self, ids: Iterable[str]) -> Group:
        """The group without some facts."""
        gone = frozenset(ids)
        return Group(tuple(o for o in self.observations if o.fact.fact_id not in gone), self.partitions)


def groups_of(links: Links) -> Iterator[Group]:
    """Families of series joined by partitions and by shares of each other, in order of appearance."""
    parent = {key: key for key in links.series}
    for partition in links.partitions:
        _join(parent, [key for key in (partition.whole, *partition.parts) if key in parent])
    for key, observations in links.series.items():
        for observation in observations:
            whole = whole_of(observation)
            if whole in parent:
                _join(parent, [whole, key])
    families: dict[SeriesKey, list[SeriesKey]] = {}
    for key in links.series:
        families.setdefault(_root(parent, key), []).append(key)
    partitions: dict[SeriesKey, list[Partition]] = {}
    for partition in links.partitions:
        present = [key for key in (partition.whole, *partition.parts) if key in parent]
        if len(present) > 1:
            partitions.setdefault(_root(parent, present[0]), []).append(partition)
    for root, keys in families.items():
        usable = [o for key in keys for o in links.series[key] if _is_usable(o)]
        if len(usable) > 1:
            yield Group(tuple(sorted(usable, key=_rank)), tuple(partitions.get(root, ())))


def whole_of(observation: Observation) -> SeriesKey | None:
    """The series that a share is of."""
    fact = observation.fact
    if fact.kind is not Kind.SHARE or not fact.relative_to:
        return None
    return SeriesKey(fact.relative_to, observation.key.region)


def _rank(observation: Observation) -> tuple[object, ...]:
    """An order that does not depend on the order of the facts given."""
    fact = observation.fact
    return (
        observation.key,
        observation.window,
        fact.kind.value,
        observation.base or (),
        fact.value,
        fact.fact_id,
    )


def _is_usable(observation: Observation) -> bool:
    return observation.is_usable and observation.fact.status is Status.ACTUAL


def _root(parent: dict[SeriesKey, SeriesKey], key: SeriesKey) -> SeriesKey:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _join(parent: dict[SeriesKey, SeriesKey], keys: list[SeriesKey]) -> None:
    for key in keys[1:]:
        parent[_root(parent, key)] = _root(parent, keys[0])
