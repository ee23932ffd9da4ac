"""A Farkas certificate that anyone can replay: rows `Σ coefficient·latent ≤ bound`, each and multipliers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cnfacts.checks.finding import Proof, ProofRow
from cnfacts.checks.joint.system import Number, Row, add, scaled

__all__ = ["proof_of"]


def proof_of(rows: Iterable[tuple[Row, Number]], names: Sequence[str], facts: Sequence[str]) -> Proof:
    """The certificate: the multiplied rows, and for each level left over that it is at least 1.

    The coefficients add up to nothing, the bounds to a negative number: 0 ≤ a negative number.
    """
    used: list[tuple[Row, Number]] = [(row, v) if v > 0 else (_flipped(row), -v) for row, v in rows]
    left = add(*(scaled(row.form, value) for row, value in used))
    out = [_printed(row, value, names, facts) for row, value in used]
    out += [_at_least_one(names[column], -value) for column, value in sorted(left.items())]
    return Proof(rows=tuple(out), total=str(sum(left.values())))


def _flipped(row: Row) -> Row:
    return Row(scaled(row.form, -1), row.sources, row.says, equal=row.equal)


def _printed(row: Row, value: Number, names: Sequence[str], facts: Sequence[str]) -> ProofRow:
    return ProofRow(
        label=row.label,
        facts=tuple(facts[source] for source in row.sources),
        coefficients={names[column]: str(-coefficient) for column, coefficient in sorted(row.form.items())},
        bound="0",
        multiplier=str(value),
    )


def _at_least_one(name: str, value: Number) -> ProofRow:
    label = f"{name} ≥ 1 (positive, at a free scale)"
    return ProofRow(label=label, coefficients={name: "-1"}, bound="-1", multiplier=str(value))
