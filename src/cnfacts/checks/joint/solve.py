"""Decide a system: floats propose, fractions decide.

A point counts only after every row has been checked exactly, an infeasibility only with multipliers that
certify it exactly; else the answer is that the solver cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cnfacts.checks.joint.exact import Outcome, decide_exactly
from cnfacts.checks.joint.highs import Proposal, propose
from cnfacts.checks.joint.linear import CONSTANT, solution
from cnfacts.checks.joint.mend import mended
from cnfacts.checks.joint.system import Number, System, certifies, holds, missed

__all__ = ["Decision", "decide"]

_ROUNDS = 12
_PIVOTS = 400
_ADDED = 12
"""Rows added at a time, those missed most."""
_ROWS = 160
"""The exact simplex is not tried on more rows than this at once."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`feasible` with a point that solves the system, infeasible with multipliers, or None: cannot tell."""

    feasible: bool | None
    point: Mapping[int, Number] | None = None
    multipliers: Mapping[int, Number] | None = None


UNKNOWN = Decision(None)


def decide(system: System) -> Decision:
    """Decide a system exactly."""
    proposal = propose(system)
    if proposal is None:
        return _exactly(system, range(len(system.rows)), {})
    point = mended(system, proposal.point)
    if proposal.margin > 0 and holds(system, point):
        return Decision(True, point=point)
    if proposal.margin < 0:
        multipliers = _from_prices(system, proposal)
        if certifies(system, multipliers):
            return Decision(False, multipliers=multipliers)
    priced = proposal.priced if proposal.margin < 1 else ()
    return _exactly(system, priced, point)


def _from_prices(system: System, proposal: Proposal) -> dict[int, Number]:
    """The multipliers that the float prices stand for: they cancel every column that has no reduced cost."""
    equations: dict[int, dict[int, Number]] = {column: {} for column in proposal.loose}
    for index in proposal.priced:
        form = system.rows[index].form
        for column in form.keys() & equations.keys():
            equations[column][index] = form[column]
    one = next((index for index in proposal.priced if not system.rows[index].equal), None)
    scale: dict[int, Number] = {CONSTANT: -1} if one is None else {CONSTANT: -1, one: 1}
    found = solution([*equations.values(), scale], proposal.priced) or {}
    return {index: value for index, value in found.items() if index != CONSTANT and value}


def _exactly(system: System, first: Iterable[int], point: Mapping[int, Number]) -> Decision:
    """The exact simplex on the rows that bind; rows that its point misses are added until none is missed."""
    used = list(first)
    for _ in range(_ROUNDS):
        if len(used) > _ROWS:
            break
        part = replace(system, rows=tuple(system.rows[index] for index in used))
        outcome = decide_exactly(part, point, _PIVOTS)
        if outcome.point is None:
            return _refuted(system, used, outcome)
        point = outcome.point
        more = missed(system, point)
        if not more:
            return Decision(True, point=point) if holds(system, point) else UNKNOWN
        used += more[:_ADDED]
    return UNKNOWN


def _refuted(system: System, used: list[int], outcome: Outcome) -> Decision:
    multipliers = {used[index]: value for index, value in (outcome.multipliers or {}).items() if value}
    return Decision(False, multipliers=multipliers) if certifies(system, multipliers) else UNKNOWN
