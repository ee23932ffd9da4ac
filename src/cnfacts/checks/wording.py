"""From a comparison to its finding: ends as exact strings, and the line that shows the arithmetic."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction

from cnfacts.checks.comparison import Comparison, Operand
from cnfacts.checks.finding import Bounds, FactRef, Finding, Message, Reason, Tier, Verdict, exact
from cnfacts.checks.proof import two_row_proof
from cnfacts.checks.show import bounds, number

__all__ = ["finding_id", "finding_of"]

_VERDICTS = {
    Verdict.CONSISTENT: ("相符", "consistent"),
    Verdict.INCONSISTENT: ("任何舍入方式下都不可能同时成立", "cannot hold together however they were rounded"),
    Verdict.ROUNDING_SENSITIVE: (
        "四舍五入下不成立，其他取舍方式下成立",
        "fails for rounding to nearest, holds for truncation",
    ),
    Verdict.CONDITIONAL: ("若所列假定成立则矛盾", "contradictory if the named assumption holds"),
    Verdict.SUSPICIOUS: ("可疑", "suspicious"),
    Verdict.CANNOT_TELL: ("无法判断", "cannot tell"),
}


def finding_id(code: str, operands: Sequence[Operand], note: str = "") -> str:
    """Stable for the same check of the same facts."""
    key = "|".join([code, note, *(f"{role}={o.fact.fact_id}" for role, o in operands)])
    return f"{code}-{hashlib.blake2s(key.encode(), digest_size=6).hexdigest()}"


def finding_of(
    comparison: Comparison, verdict: Verdict, tier: Tier, reason: Reason | None, assumptions: tuple[str, ...]
) -> Finding:
    check, operands = comparison.check, comparison.operands
    ids = tuple(dict.fromkeys(o.fact.fact_id for _, o in operands))
    accused = verdict in (Verdict.INCONSISTENT, Verdict.CONDITIONAL, Verdict.SUSPICIOUS)
    reported, implied = comparison.reported, comparison.implied
    missing = reason is Reason.MISSING_OPERAND or reason is Reason.UNBOUNDED_REMAINDER
    gap = None if missing else reported.wide.gap(implied.wide)
    return Finding.trusted(
        {
            "id": finding_id(check.code, operands),
            "check": check.code,
            "name": check.name,
            "tier": tier,
            "verdict": verdict,
            "reason": reason,
            "facts": tuple(FactRef.of(o.fact, role) for role, o in operands),
            "conflict_set": ids if accused else (),
            "suspects": ids if accused else (),
            "reported": None if missing else Bounds.of(reported.wide),
            "implied": Bounds.of(implied.wide),
            "reported_near": None if missing else Bounds.of(reported.near),
            "implied_near": Bounds.of(implied.near),
            "gap": exact(gap),
            "preconditions": dict(comparison.preconditions),
            "assumptions": assumptions,
            "proof": two_row_proof(reported.wide, implied.wide, ids) if accused else None,
            "repairs": comparison.repairs,
            "message": _message(comparison, verdict, assumptions, gap),
        }
    )


def _message(comparison: Comparison, verdict: Verdict, assumptions: tuple[str, ...], gap: Fraction | None) -> Message:
    """The arithmetic in one line; `gap` is None where nothing is printed to compare with."""
    fact = comparison.operands[0][1].fact
    implied = bounds(comparison.implied.wide, fact)
    zh, en = _VERDICTS[verdict]
    if gap is None:
        return _implication(comparison, implied)
    reported = bounds(comparison.reported.wide, fact)
    apart_zh = f"，相差 {number(gap, fact)}" if gap else ""
    apart_en = f", {number(gap, fact)} apart" if gap else ""
    under_zh = f"（假定：{'；'.join(assumptions)}）" if assumptions else ""
    under_en = f" (assuming {'; '.join(assumptions)})" if assumptions else ""
    return Message.trusted(
        {
            "zh": f"{comparison.formula}：印出 {reported}，推得 {implied}{apart_zh}，{zh}{under_zh}",
            "en": f"{comparison.formula}: printed {reported}, implied {implied}{apart_en}; {en}{under_en}",
        }
    )


def _implication(comparison: Comparison, implied: str) -> Message:
    """What is implied of a figure that is not printed, with the middle of N."""
    near, formula = comparison.implied.near, comparison.formula
    if comparison.implied.is_any:
        return Message(
            zh=f"{formula}：其余时段未公布，无法判断", en=f"{formula}: part of the period is not reported; cannot tell"
        )
    middle = ""
    if near.lo is not None and near.hi is not None:
        middle = f"{number((near.lo + near.hi) / 2, comparison.operands[0][1].fact)}, "
    return Message(zh=f"{formula}，推得 {middle}{implied}", en=f"{formula} implies {middle}{implied}")
