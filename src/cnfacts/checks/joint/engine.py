"""The joint check (S3): could a linked group have been printed so, whatever the true levels and the rounding?

Each document is decided alone first (identity), then all of a group's documents together. A group that is
feasible rounded to nearest is consistent; infeasible even in W, its minimal conflicts are found one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from cnfacts.checks.finding import Finding, Verdict
from cnfacts.checks.joint.components import connected
from cnfacts.checks.joint.groups import Group
from cnfacts.checks.joint.highs import solver
from cnfacts.checks.joint.iis import conflict_in
from cnfacts.checks.joint.model import Model, Reading
from cnfacts.checks.joint.remainder import remainders
from cnfacts.checks.joint.solve import Decision, decide
from cnfacts.checks.joint.verdicts import accusation, all_well, rounding, unsolved
from cnfacts.checks.judgement import Judgement

__all__ = ["judged", "run"]

_MOST = 5
"""Conflicts reported of one group."""


def run(groups: Iterable[Group], *, within: Fraction | int | None = 2, same_vintage: bool = False) -> list[Finding]:
    """The findings of the joint engine, consistent groups included.

    Args:
        groups: linked groups, as `groups_of(links)` gives them.
        within: the named assumption under which unreported remainders are bounded: no month of a year
            outweighs another by more than this factor. None leaves remainders out.
        same_vintage: all documents give one edition of the figures (P3 stated).

    Raises:
        MissingExtraError: the extra `checks` is not installed.
    """
    return [judgement.finding() for judgement in judged(groups, within=within, same_vintage=same_vintage)]


def judged(
    groups: Iterable[Group], *, within: Fraction | int | None = 2, same_vintage: bool = False
) -> Iterator[Judgement]:
    """The same as judgements, whose findings are written when they are read."""
    solver()
    for group in groups:
        alone = [Model.of(group.of_document(doc)) for doc in group.documents]
        yield from _of_group(group, alone, same_vintage)
        for model in alone if within is not None else ():
            yield from map(Judgement.of, remainders(model, Fraction(within or 1)))


def _of_group(group: Group, alone: Sequence[Model], same_vintage: bool) -> Iterator[Judgement]:
    """Documents alone, then all together without the facts found wrong and those of a place that nobody knows."""
    wrong: set[str] = set()
    for model in alone:
        for judgement in _decided(model, same_vintage):
            if judgement.verdict is not Verdict.CONSISTENT:
                wrong.update(judgement.finding().conflict_set)
            yield judgement
    if len(alone) > 1:
        wrong.update(o.fact.fact_id for o in group.observations if o.is_local)
        yield from _decided(Model.of(group.without(wrong)), same_vintage, across=True)


def _decided(whole: Model, same_vintage: bool, *, across: bool = False) -> Iterator[Judgement]:
    """The verdict on each connected part; of one that is wrong its conflicts, one by one."""
    for model in connected(whole):
        if not across or len({o.doc for o in model.observations}) > 1:
            yield from _conflicts(model, same_vintage, _MOST)


def _conflicts(model: Model, same_vintage: bool, left: int) -> Iterator[Judgement]:
    facts = [model.observations[s.index] for s in model.statements]
    near = decide(model.system(Reading.NEAR))
    if near.feasible:
        yield all_well(facts, same_vintage)
        return
    system = model.system(Reading.WIDE)
    wide = decide(system)
    if wide.feasible is not False:
        yield Judgement.of(_not_refuted(model, near, wide, same_vintage))
        return
    finding = accusation(model, conflict_in(system, wide), same_vintage)
    yield Judgement.of(finding)
    if left > 1:
        rest = Group(model.observations, model.partitions).without(finding.conflict_set)
        for part in connected(Model.of(rest)):
            yield from _conflicts(part, same_vintage, left - 1)


def _not_refuted(model: Model, near: Decision, wide: Decision, same_vintage: bool) -> Finding:
    if wide.feasible and near.feasible is False:
        return rounding(model, conflict_in(model.system(Reading.NEAR), near), same_vintage)
    return unsolved([model.observations[s.index] for s in model.statements])
