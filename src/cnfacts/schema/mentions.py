"""What the grammar finds before facts are assembled: quantities, periods, comparisons, metrics.

All offsets are half-open positions in the string the finder was given (a block's normalised text).
Mentions are plain frozen dataclasses: they are made by the ten thousand and need no validation.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cnfacts.schema.enums import Qualifier, UnitClass

__all__ = ["Quantity", "Rejected"]


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
