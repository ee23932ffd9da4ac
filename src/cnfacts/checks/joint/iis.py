"""Why a group is inconsistent: a minimal set of facts that cannot all be true, and the possible culprits.

The rows of a Farkas certificate already form an irreducible infeasible subset; a deletion filter (Chinneck
and Dravnieks, ORSA J. Computing 3, 1991) makes the *facts* minimal, each step decided in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cnfacts.checks.joint.solve import Decision, decide
from cnfacts.checks.joint.system import Number, Row, System

__all__ = ["Conflict", "conflict_in", "culprits"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts (by index) that cannot all be true, and the rows and multipliers that prove it."""

    facts: tuple[int, ...]
    proof: tuple[tuple[Row, Number], ...]


def conflict_in(system: System, decision: Decision) -> Conflict:
    """A minimal set of facts of an infeasible system."""
    assert decision.multipliers is not None
    rows, multipliers = system.rows, decision.multipliers
    facts = _facts(rows, multipliers)
    for fact in facts:
        if fact not in (kept := _facts(rows, multipliers)) or len(kept) == 1:
            continue
        part = system.only(other for other in kept if other != fact)
        fewer = decide(part)
        if fewer.multipliers is not None:
            rows, multipliers = part.rows, fewer.multipliers
    proof = tuple((rows[index], value) for index, value in sorted(multipliers.items()))
    return Conflict(_facts(rows, multipliers), proof)


def culprits(system: System, conflict: Conflict) -> tuple[int, ...]:
    """The facts without which the whole group can be true; none where more than one is wrong."""
    return tuple(fact for fact in conflict.facts if decide(system.without([fact])).feasible)


def _facts(rows: tuple[Row, ...], multipliers: Mapping[int, Number]) -> tuple[int, ...]:
    return tuple(sorted({source for index in multipliers for source in rows[index].sources}))
