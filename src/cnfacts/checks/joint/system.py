"""A system of exact linear rows on latent levels: the common language of the model and the solvers.

Every printed figure becomes one *ratio* `lo·den ≤ num ≤ hi·den`, its ends the ends of the figure's interval and
`num`, `den` linear forms in the latent levels (a level is its ratio to the constant τ). The system is homogeneous:
levels are positive, τ is positive, nothing else is constant, so *positive* needs no epsilon: every solution can be
scaled until each level and τ is at least one (design/checks.md, “Positivity without an epsilon”).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

__all__ = ["Form", "Ratio", "Row", "System", "add", "certifies", "holds", "scaled"]

Form = Mapping[int, Fraction]
"""A linear form: column to coefficient, no zeros."""


def scaled(form: Form, factor: Fraction | int) -> dict[int, Fraction]:
    """The form times a number."""
    return {column: value * factor for column, value in form.items()} if factor else {}


def add(*forms: Form) -> dict[int, Fraction]:
    """The sum of forms, zeros left out."""
    out: dict[int, Fraction] = {}
    for form in forms:
        for column, value in form.items():
            total = out.get(column, 0) + value
            if total:
                out[column] = total
            else:
                out.pop(column, None)
    return out


@dataclass(frozen=True, slots=True)
class Ratio:
    """`lo·den ≤ num ≤ hi·den`; an end may be open. `source` is the fact's index, or -1 for a relation."""

    num: Form
    den: Form
    lo: Fraction | None
    hi: Fraction | None
    source: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`Σ coefficient·level ≥ 0`, or `= 0`. `margin` scales its slack for the float solver."""

    form: Form
    source: int
    label: str
    equal: bool = False
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class System:
    """Columns (names; positive or free) and rows. A solution makes every row hold and every positive column > 0."""

    names: tuple[str, ...]
    positive: tuple[bool, ...]
    rows: tuple[Row, ...]

    def without(self, sources: Iterable[int]) -> System:
        """The system without the rows of some facts."""
        gone = frozenset(sources)
        return replace(self, rows=tuple(row for row in self.rows if row.source not in gone))

    def only(self, sources: Iterable[int]) -> System:
        """The system with the rows of some facts, and of the relations."""
        kept = frozenset(sources) | {-1}
        return replace(self, rows=tuple(row for row in self.rows if row.source in kept))

    def joined(self, rows: Iterable[Row]) -> System:
        """The system with more rows."""
        return replace(self, rows=(*self.rows, *rows))


def rows_of(ratio: Ratio) -> list[Row]:
    """The one or two rows of a ratio; one equality where both ends meet."""
    lo, hi = ratio.lo, ratio.hi
    if lo is not None and lo == hi:
        return [Row(add(ratio.num, scaled(ratio.den, -lo)), ratio.source, f"{ratio.label}=", equal=True)]
    out = []
    margin = float(hi - lo) / 2 if lo is not None and hi is not None else float(abs(lo or hi or 0)) / 1000
    if lo is not None:
        form = add(ratio.num, scaled(ratio.den, -lo))
        out.append(Row(form, ratio.source, f"{ratio.label}≥", margin=margin))
    if hi is not None:
        form = add(scaled(ratio.den, hi), scaled(ratio.num, -1))
        out.append(Row(form, ratio.source, f"{ratio.label}≤", margin=margin))
    return out


def holds(system: System, point: Mapping[int, Fraction]) -> bool:
    """Exactly: does this point solve the system?"""
    if any(positive and point[column] <= 0 for column, positive in enumerate(system.positive)):
        return False
    for row in system.rows:
        total = sum((value * point[column] for column, value in row.form.items()), Fraction(0))
        if total < 0 or (row.equal and total > 0):
            return False
    return True


def certifies(system: System, multipliers: Mapping[int, Fraction]) -> bool:
    """Exactly: do these multipliers of the rows prove that the system has no solution?

    The multiplied rows add up to a form that would have to be ≥ 0, although no positive column has a positive
    coefficient, no free column any, and one coefficient at least is negative (Farkas' lemma).
    """
    if any(value < 0 and not system.rows[index].equal for index, value in multipliers.items()):
        return False
    total = add(*(scaled(system.rows[index].form, value) for index, value in multipliers.items()))
    return bool(total) and all(value < 0 and system.positive[column] for column, value in total.items())
