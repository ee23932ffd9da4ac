"""The certificate of a closed-form check: two rows that cannot both hold."""

from __future__ import annotations

from fractions import Fraction

from cnfacts.checks.finding import Proof, ProofRow
from cnfacts.checks.interval import Interval

__all__ = ["two_row_proof"]


def two_row_proof(reported: Interval, implied: Interval, ids: tuple[str, ...]) -> Proof | None:
    """`x ≤ a` and `−x ≤ −b` with a < b, where x is the true figure; None where the intervals meet."""
    names: tuple[tuple[str, ...], tuple[str, ...]]
    if reported.hi is not None and implied.lo is not None and reported.hi < implied.lo:
        upper, lower, names = reported.hi, implied.lo, ((ids[0],), ids[1:])
    elif reported.lo is not None and implied.hi is not None and reported.lo > implied.hi:
        upper, lower, names = implied.hi, reported.lo, (ids[1:], (ids[0],))
    else:
        return None
    rows = (_row("at most", names[0], 1, upper), _row("at least", names[1], -1, -lower))
    return Proof(rows=rows, total=str(upper - lower))


def _row(label: str, facts: tuple[str, ...], sign: int, bound: Fraction) -> ProofRow:
    return ProofRow(label=label, facts=facts, coefficients={"x": str(sign)}, bound=str(bound), multiplier="1")
