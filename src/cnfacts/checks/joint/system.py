"""A system of exact linear rows on latent levels: the common language of the model and the solvers.

Every printed figure becomes one *ratio* `lo·den ≤ num ≤ hi·den`, its ends the ends of the figure's interval
and `num`, `den` linear forms in the latent levels (a level is its ratio to the constant τ). The system is
homogeneous: levels are positive, τ is positive, nothing else is constant, so *positive* needs no epsilon:
every solution can be scaled until each level and τ is at least one (design/checks.md, “Positivity without an
epsilon”).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

__all__ = [
    "Form",
    "Number",
    "Ratio",
    "Row",
    "System",
    "add",
    "certifies",
    "holds",
    "missed",
    "rows_of",
    "scaled",
]

Number = int | Fraction
Form = Mapping[int, Number]
"""A linear form: column to coefficient, no zeros."""


def scaled(form: Form, factor: Number) -> dict[int, Number]:
    """The form times a number."""
    return {column: value * factor for column, value in form.items()} if factor else {}


def add(*forms: Form) -> dict[int, Number]:
    """The sum of forms, zeros left out."""
    out: dict[int, Number] = {}
    for form in forms:
        for column, value in form.items():
            out[column] = out[column] + value if column in out else value
    return {column: value for column, value in out.items() if value}


@dataclass(frozen=True, slots=True)
class Ratio:
    """`lo·den ≤ num ≤ hi·den`; an end may be open.

    `sources` are the indexes of the facts that say so, none for a relation that holds by definition.
    """

    num: Form
    den: Form
    lo: Fraction | None
    hi: Fraction | None
    sources: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`Σ coefficient·level ≥ 0`, or `= 0`. Rows of figures have whole coefficients: cheap to check.

    `unit` times `den` is half the width of the interval, the row's natural scale for the float solver.
    """

    form: Form
    sources: tuple[int, ...]
    says: str
    end: Fraction | None = None
    equal: bool = False
    unit: float = 0.0
    den: Form | None = None

    @property
    def label(self) -> str:
        """What the row says, for the proof."""
        return self.says if self.end is None else f"{self.says} {self.end}"


@dataclass(frozen=True, slots=True)
class System:
    """Which columns are positive, the others free; and rows.

    A solution makes every row hold and every positive column positive.
    """

    positive: tuple[bool, ...]
    rows: tuple[Row, ...]

    def without(self, sources: Iterable[int]) -> System:
        """The system without the rows that rest on some facts."""
        gone = frozenset(sources)
        return self._with(row for row in self.rows if gone.isdisjoint(row.sources))

    def only(self, sources: Iterable[int]) -> System:
        """The system with the rows that rest on some facts alone, and the relations."""
        kept = frozenset(sources)
        return self._with(row for row in self.rows if kept.issuperset(row.sources))

    def joined(self, rows: Iterable[Row]) -> System:
        """The system with more rows."""
        return self._with((*self.rows, *rows))

    def _with(self, rows: Iterable[Row]) -> System:
        return replace(self, rows=tuple(rows))


def rows_of(ratio: Ratio) -> list[Row]:
    """The one or two rows of a ratio; one equality where its ends meet."""
    lo, hi = ratio.lo, ratio.hi
    if lo is not None and lo == hi:
        return [Row(_minus(ratio.num, ratio.den, lo, 1), ratio.sources, ratio.label, equal=True)]
    half = _half(lo, hi)
    out = []
    for end, sign, word in ((lo, 1, "≥"), (hi, -1, "≤")):
        if end is not None:
            form = _minus(ratio.num, ratio.den, end, sign)
            unit = half * end.denominator
            out.append(Row(form, ratio.sources, f"{ratio.label} {word}", end, unit=unit, den=ratio.den))
    return out


def _half(lo: Fraction | None, hi: Fraction | None) -> float:
    """Half the width, in floats; of an open interval a thousandth of its end."""
    if lo is None or hi is None:
        return float(abs(lo or hi or 0)) / 1000
    below, above = lo.denominator, hi.denominator
    return (hi.numerator * below - lo.numerator * above) / (2 * below * above)


def _minus(num: Form, den: Form, end: Fraction, sign: int) -> dict[int, Number]:
    """`num - end·den` in whole numbers, its sign turned with `sign`."""
    top, bottom = sign * end.numerator, sign * end.denominator
    out = {column: value * bottom for column, value in num.items()}
    for column, value in den.items() if top else ():
        out[column] = out[column] - value * top if column in out else -value * top
    return {column: value for column, value in out.items() if value}


def holds(system: System, point: Mapping[int, Number]) -> bool:
    """Exactly: does this point solve the system?"""
    positive = all(point[column] > 0 for column, above in enumerate(system.positive) if above)
    return positive and not any(_miss(row, point) for row in system.rows)


def missed(system: System, point: Mapping[int, Number]) -> list[int]:
    """The rows that this point breaks, those broken most first."""
    found = {index: miss for index, row in enumerate(system.rows) if (miss := _miss(row, point))}
    return sorted(found, key=lambda index: found[index], reverse=True)


def _miss(row: Row, point: Mapping[int, Number]) -> Number:
    total: Number = 0
    for column, value in row.form.items():
        total += value * point[column]
    if total < 0:
        return -total
    return total if row.equal else 0


def certifies(system: System, multipliers: Mapping[int, Number]) -> bool:
    """Exactly: do these multipliers of the rows prove that the system has no solution?

    The multiplied rows add up to a form that would have to be ≥ 0, although no positive column has a positive
    coefficient, no free column any, and one coefficient at least is negative (Farkas' lemma).
    """
    if any(value < 0 and not system.rows[index].equal for index, value in multipliers.items()):
        return False
    total = add(*(scaled(system.rows[index].form, value) for index, value in multipliers.items()))
    return bool(total) and all(value < 0 and system.positive[column] for column, value in total.items())
