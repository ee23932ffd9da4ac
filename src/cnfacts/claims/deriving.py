"""A claim against what follows from other figures: supported inside, refuted apart, open where the range is wide."""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.conditions import is_one_edition
from cnfacts.checks.observation import Observation
from cnfacts.claims.derive.derived import Derived
from cnfacts.claims.derive.registry import modules
from cnfacts.claims.judging import Outcome, compounding, is_of_known_vintage
from cnfacts.claims.matching import is_named, says_base, says_when
from cnfacts.claims.options import SAME_EDITION, Allowances
from cnfacts.claims.reading import Reading, read
from cnfacts.claims.records import Match, Reason, Verdict
from cnfacts.claims.shelf import Shelf

__all__ = ["derived_outcome"]


def derived_outcome(claim: Observation, shelf: Shelf, allowances: Allowances) -> Outcome | None:
    """The verdict of the derivations that have their operands; None where none has."""
    said = read(claim)
    if said is None or (said.band.is_any and said.is_plain):
        return None
    outcomes = [_judge(claim, said, found, allowances) for found in _all(claim, shelf)]
    for verdict in (Verdict.SUPPORTED, Verdict.NOT_ENOUGH_INFO, Verdict.REFUTED):
        for outcome in outcomes:
            if outcome.verdict is verdict:
                return outcome
    return None


def _all(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    for module in modules():
        yield from module.derive(claim, shelf)


def _judge(claim: Observation, said: Reading, found: Derived, allowances: Allowances) -> Outcome:
    operands = tuple(o for _, o in found.operands)
    assumptions = list(found.conditions.assumptions)
    if len({o.doc for o in operands}) > 1 and not is_one_edition(*operands):
        assumptions.append(SAME_EDITION)
    if said.tight.encloses(found.implied.near):
        return _outcome(found, Verdict.SUPPORTED, assumptions, match=Match.DERIVED)
    if said.band.wide.meets(found.implied.wide):
        return _outcome(found, Verdict.NOT_ENOUGH_INFO, assumptions, reason=Reason.IMPLIED_RANGE)
    if found.conditions.unknown or not is_named(claim):
        reason = (*found.conditions.unknown, Reason.METRIC_UNKNOWN)[0]
        return _outcome(found, Verdict.NOT_ENOUGH_INFO, assumptions, reason=reason)
    if not says_base(claim):
        return _outcome(found, Verdict.NOT_ENOUGH_INFO, assumptions, reason=Reason.BASIS_UNKNOWN)
    if SAME_EDITION in assumptions or not all(is_of_known_vintage(claim, o) for o in operands):
        assumptions.append(allowances.named())
        gap = said.band.wide.gap(found.implied.wide)
        ends = [abs(e) for e in (found.implied.wide.lo, found.implied.wide.hi) if e is not None]
        size = found.size if found.size is not None else max(ends, default=abs(said.value))
        if allowances.covers(gap, size, claim.kind, claim.unit, compounding(claim)):
            return _outcome(found, Verdict.NOT_ENOUGH_INFO, assumptions, reason=Reason.VINTAGE_UNKNOWN)
    if not says_when(claim):  # two figures of a period that runs on from before are too little to accuse
        return _outcome(found, Verdict.NOT_ENOUGH_INFO, assumptions, reason=Reason.PERIOD_UNKNOWN)
    return _outcome(found, Verdict.REFUTED, assumptions)


def _outcome(
    found: Derived,
    verdict: Verdict,
    assumptions: list[str],
    match: Match | None = None,
    reason: Reason | None = None,
) -> Outcome:
    return Outcome(
        verdict,
        match,
        reason,
        reference=found.implied,
        used=found.operands,
        assumptions=tuple(dict.fromkeys(assumptions)),
        derivation=(found.name, found.formula),
    )
