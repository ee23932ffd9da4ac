"""What the grammar finds before facts are assembled: quantities, periods, comparisons, metrics.

All offsets are half-open positions in the string the finder was given (a block's normalised text).
Mentions are plain frozen dataclasses: they are made by the ten thousand and need no validation.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cnfacts.schema.enums import Basis, Qualifier, UnitClass
from cnfacts.schema.periods import PeriodExpr

__all__ = ["Comparison", "MetricMention", "Quantity", "Rejected"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral with its scale word and unit.

    `start:end` is the numeral with the scale word and unit that touch it (`2.3%`, `2.04个` when 百分点 comes
    with the last item of the list, `3000多万名`). `lead` is where qualifier words before it begin (`约`, `超过`),
    `tail` where those after it end (`以上`, `左右`); both equal start and end where there are none.
    """

    start: int
    end: int
    lead: int
    tail: int
    value: Decimal
    value_high: Decimal | None
    value_text: str | None
    value_high_text: str | None
    scale: int
    unit: str
    unit_code: str | None
    unit_class: UnitClass
    qualifier: Qualifier
    qualifier_text: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A numeral that is not a statistic, with the reason (asked for by `cnfacts explain`)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words that say what a change is measured against (同比, 比上年末, 比第一季度和上半年, 高于全国平均).

    `periods` are the periods named in it, in printed order; `group` the other group's words for `Basis.OTHER`;
    `years` the length of an averaged span (两年平均 is 2).
    """

    start: int
    end: int
    basis: Basis
    periods: tuple[PeriodExpr, ...] = ()
    group: tuple[int, int] | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class MetricMention:
    """The indicator's words as they stand in the clause before (or after) a figure.

    `parts` are the spans that make the name once periods, comparisons and verbs are left out.
    """

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    quantity: int
