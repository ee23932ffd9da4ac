"""From two bands to a verdict and its tier."""

from __future__ import annotations

from functools import partial

from cnfacts.checks.band import Band
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.finding import Precondition, Reason, Tier, Verdict
from cnfacts.checks.judgement import Judgement
from cnfacts.checks.wording import finding_of

__all__ = ["SAME_VINTAGE", "compare", "inform", "suspect"]

SAME_VINTAGE = "same_vintage: the documents give the same edition and coverage (口径) of the same area's figure"
"""The assumption under which figures of different documents are compared."""


def compare(comparison: Comparison) -> Judgement | Reason:
    """The judgement of a comparison, or why nothing can be told.

    Figures of one document are compared at the identity tier. Across documents the vintage is not known, so
    what fits is cannot_tell and what does not is conditional, unless `preconditions` say that P3 is stated.
    """
    reported, implied = comparison.reported, comparison.implied
    if reported.near.is_any or implied.near.is_any:
        return Reason.APPROXIMATE_OPERAND
    unknown = [p for p, state in comparison.preconditions.items() if state is Precondition.UNKNOWN]
    vintage_only = unknown == ["P3"]
    if unknown and not vintage_only:
        return Reason.UNKNOWN_BASIS if "P2" in unknown else Reason.NOT_COMPARABLE
    verdict = _verdict(reported, implied)
    if verdict is None:
        return Reason.APPROXIMATE_OPERAND
    tier, reason, assumptions = Tier.IDENTITY, None, comparison.assumptions
    if vintage_only:
        assumptions = (*assumptions, SAME_VINTAGE)
    if assumptions:
        tier = Tier.ASSUMPTION
        if verdict is Verdict.INCONSISTENT:
            verdict = Verdict.CONDITIONAL
        else:
            verdict, reason = Verdict.CANNOT_TELL, Reason.VINTAGE_UNKNOWN
    return _judged(comparison, verdict, tier, reason, assumptions)


def suspect(comparison: Comparison) -> Judgement:
    """A hint, whatever the intervals say."""
    return _judged(comparison, Verdict.SUSPICIOUS, Tier.HEURISTIC, None, comparison.assumptions)


def inform(comparison: Comparison, reason: Reason, tier: Tier = Tier.IDENTITY) -> Judgement:
    """What the figures imply of one that is not printed, or of one that the assumption does not settle."""
    return _judged(comparison, Verdict.CANNOT_TELL, tier, reason, comparison.assumptions)


def _judged(
    comparison: Comparison, verdict: Verdict, tier: Tier, reason: Reason | None, assumptions: tuple[str, ...]
) -> Judgement:
    facts = tuple([o.fact.fact_id for _, o in comparison.operands])
    finding = partial(finding_of, comparison, verdict, tier, reason, assumptions)
    return Judgement(comparison.check, verdict, reason, facts, finding)


def _verdict(reported: Band, implied: Band) -> Verdict | None:
    """None where W bounds nothing. N lies within W: where the two meet in N, W need not be worked out."""
    if reported.near.meets(implied.near):
        return Verdict.CONSISTENT
    if reported.is_any or implied.is_any:
        return None
    return Verdict.ROUNDING_SENSITIVE if reported.wide.meets(implied.wide) else Verdict.INCONSISTENT
