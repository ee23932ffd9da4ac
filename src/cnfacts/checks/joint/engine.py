"""The joint check (S3): is there any assignment of positive levels under which a group could have been printed so?

Each document is decided alone first (identity), then all of a group's documents together. A group that is feasible
rounded to nearest is consistent; infeasible even in W, its minimal conflicts are found one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cnfacts.checks.finding import Finding
from cnfacts.checks.joint.groups import Group
from cnfacts.checks.joint.highs import solver
from cnfacts.checks.joint.iis import conflict_in
from cnfacts.checks.joint.model import Model, Reading
from cnfacts.checks.joint.remainder import remainders
from cnfacts.checks.joint.solve import Decision, decide
from cnfacts.checks.joint.verdicts import accusation, all_well, rounding, unsolved

__all__ = ["run"]

_MOST = 5
"""Conflicts reported of one group."""


def run(groups: Iterable[Group], *, within: Fraction | int | None = 2) -> list[Finding]:
    """The findings of the joint engine, consistent groups included.

    Args:
        groups: linked groups, as `groups_of(links)` gives them.
        within: the named assumption under which unreported remainders are bounded: no month of a year outweighs
            another by more than this factor. None leaves remainders out.

    Raises:
        MissingExtraError: the extra `checks` is not installed.
    """
    solver()
    out: list[Finding] = []
    for group in groups:
        out += _findings(group)
        if within is not None:
            for doc in group.documents:
                out += remainders(group.of_document(doc), Fraction(within))
    return out


def _findings(group: Group) -> Iterator[Finding]:
    wrong: set[str] = set()
    for doc in group.documents:
        for finding in _decided(group.of_document(doc)):
            wrong.update(finding.conflict_set)
            yield finding
    if len(group.documents) > 1:
        yield from _decided(group.without(wrong), across=True)


def _decided(group: Group, *, across: bool = False) -> Iterator[Finding]:
    """One verdict for a group that is whole; else its conflicts, each found without the facts of those before."""
    for _ in range(_MOST):
        model = Model.of(group)
        facts = [model.observations[s.index] for s in model.statements]
        if len(facts) < 2 or (across and len({o.doc for o in facts}) < 2):
            return
        near = decide(model.system(Reading.NEAR))
        if near.feasible:
            yield all_well(facts)
            return
        system = model.system(Reading.WIDE)
        wide = decide(system)
        if wide.feasible is not False:
            yield _not_refuted(model, near, wide)
            return
        finding = accusation(model, conflict_in(system, wide))
        yield finding
        group = group.without(finding.conflict_set)


def _not_refuted(model: Model, near: Decision, wide: Decision) -> Finding:
    if wide.feasible and near.feasible is False:
        return rounding(model, conflict_in(model.system(Reading.NEAR), near))
    return unsolved([model.observations[s.index] for s in model.statements])
