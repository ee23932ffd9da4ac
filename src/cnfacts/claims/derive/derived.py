"""What a derivation gives, and what several of them share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from cnfacts.checks.band import Band
from cnfacts.checks.finding import Precondition
from cnfacts.checks.index import band
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.observe import CURRENCIES
from cnfacts.claims.options import NOMINAL, SAME_COVERAGE
from cnfacts.claims.records import Reason
from cnfacts.claims.shown import figure, when
from cnfacts.claims.units import conversion
from cnfacts.schema.enums import PriceBasis

__all__ = ["Conditions", "Derived", "change_of", "converted", "day_before", "labelled", "year_back", "years_of"]

Operand = tuple[str, Observation]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a derivation takes for granted when it supports, and what keeps it from refuting."""

    assumptions: tuple[str, ...] = ()
    unknown: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows for a claim: `implied` in the claim's unit, the operands with their roles, the arithmetic.

    `size` is the magnitude, in the claim's unit, that a revision would be a share of.
    """

    name: str
    implied: Band
    operands: tuple[Operand, ...]
    formula: str
    conditions: Conditions = Conditions()
    size: Fraction | None = None


def labelled(o: Observation) -> str:
    """A figure with its period, as it stands in a formula."""
    return f"{figure(o)}（{when(o.fact)}）"


def converted(o: Observation, unit: str) -> Band | None:
    """An observation's band in a unit; None where the units are not comparable."""
    factor = conversion(o.unit, unit)
    return None if factor is None else band(o).scaled(factor)


def change_of(change: Observation, level: Observation) -> Conditions | None:
    """On what terms a change goes with levels as published; None where it does not.

    A real growth of money has no levels. One that does not say is taken for nominal when it supports; where bases
    are restated (可比口径) an implied range refutes nothing.
    """
    assumptions: list[str] = []
    unknown: list[Reason] = []
    if level.unit in CURRENCIES:
        if change.price is PriceBasis.REAL or change.currency not in ("", "?", level.unit):
            return None
        if change.price is PriceBasis.UNSTATED:
            assumptions.append(NOMINAL)
            unknown.append(Reason.PRICE_BASIS_UNKNOWN)
        if change.currency != level.unit and (change.currency == "?" or level.unit != "元"):
            unknown.append(Reason.BASIS_UNKNOWN)
    if change.scope is Precondition.UNKNOWN:
        assumptions.append(SAME_COVERAGE)
        unknown.append(Reason.COVERAGE_UNKNOWN)
    return Conditions(tuple(assumptions), tuple(unknown))


def years_of(window: Window) -> list[Window] | None:
    """The calendar years of a window; None where it is not made of whole ones."""
    start, end = window
    if (start.month, start.day) != (1, 1) or (end.month, end.day) != (12, 31):
        return None
    return [(date(y, 1, 1), date(y, 12, 31)) for y in range(start.year, end.year + 1)]


def year_back(window: Window, years: int = 1) -> Window:
    """The same window some years before."""
    return _shifted(window[0], -years), _shifted(window[1], -years)


def _shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
