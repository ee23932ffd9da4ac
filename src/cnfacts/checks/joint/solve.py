"""Decide a system: floats propose, fractions decide.

A point counts only after every row has been checked exactly, an infeasibility only with multipliers that certify it
exactly; else the answer is that the solver cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from cnfacts.checks.joint.exact import decide_exactly
from cnfacts.checks.joint.highs import propose
from cnfacts.checks.joint.mend import mended
from cnfacts.checks.joint.system import System, certifies, holds

__all__ = ["Decision", "decide"]

_CLEAR = 1e-5
"""A margin this far from nought is worth a direct try."""
_PIVOTS = 400
_CELLS = 60_000
"""The exact simplex is not tried on whole systems with more rows times columns than this."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`feasible` with a point that solves the system, infeasible with multipliers, or None: cannot tell."""

    feasible: bool | None
    point: Mapping[int, Fraction] | None = None
    multipliers: Mapping[int, Fraction] | None = None


UNKNOWN = Decision(None)


def decide(system: System) -> Decision:
    """Decide a system exactly."""
    proposal = propose(system)
    if proposal is None:
        return _exactly(system, None)
    point = mended(system, proposal.point)
    if proposal.margin > _CLEAR and holds(system, point):
        return Decision(True, point=point)
    if proposal.margin < _CLEAR:
        found = _conflict(system, proposal.priced)
        if found is not None:
            return found
    return _exactly(system, point)


def _conflict(system: System, priced: tuple[int, ...]) -> Decision | None:
    """An exact proof from the priced rows alone."""
    part = replace(system, rows=tuple(system.rows[index] for index in priced))
    multipliers = decide_exactly(part, pivots=_PIVOTS).multipliers
    if multipliers is None:
        return None
    whole = {priced[index]: value for index, value in multipliers.items() if value}
    return Decision(False, multipliers=whole) if certifies(system, whole) else None


def _exactly(system: System, start: Mapping[int, Fraction] | None) -> Decision:
    """The exact simplex on the whole system, from the float point, where it is small enough."""
    if len(system.rows) * len(system.names) > _CELLS:
        return UNKNOWN
    outcome = decide_exactly(system, start, _PIVOTS)
    if outcome.point is not None and holds(system, outcome.point):
        return Decision(True, point=outcome.point)
    if outcome.multipliers is not None:
        multipliers = {index: value for index, value in outcome.multipliers.items() if value}
        if certifies(system, multipliers):
            return Decision(False, multipliers=multipliers)
    return UNKNOWN
