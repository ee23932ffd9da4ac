"""What hangs together: facts that share no latent level, even through others, cannot contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cnfacts.checks.joint.columns import TAU
from cnfacts.checks.joint.groups import Group
from cnfacts.checks.joint.model import Model

__all__ = ["connected"]


def connected(model: Model) -> Iterator[Model]:
    """A model for each part of a group's in which two facts at least speak of linked levels.

    The constant τ links nothing: it can be one in each part.
    """
    families = list(_families(model))
    for indexes in families:
        if len(indexes) == len(model.observations):
            yield model
        else:
            some = tuple(model.observations[index] for index in indexes)
            yield Model.of(Group(some, model.partitions))


def _families(model: Model) -> Iterator[list[int]]:
    """The facts of each part, by their index."""
    parent: dict[int, int] = {}
    for row in model.relations:
        _join(parent, row.form)
    columns = {s.index: [c for form in model.forms(s) for c in form if c != TAU] for s in model.statements}
    for used in columns.values():
        _join(parent, used)
    families: dict[int, list[int]] = {}
    for index, used in columns.items():
        if used:
            families.setdefault(_root(parent, used[0]), []).append(index)
    yield from (indexes for indexes in families.values() if len(indexes) > 1)


def _join(parent: dict[int, int], columns: Iterable[int]) -> None:
    first = None
    for column in columns:
        parent.setdefault(column, column)
        if first is None:
            first = column
        parent[_root(parent, column)] = _root(parent, first)


def _root(parent: dict[int, int], column: int) -> int:
    while parent[column] != column:
        parent[column] = parent[parent[column]]
        column = parent[column]
    return column
