"""Preconditions P1 to P6 of checks.md, as far as the records and the tables settle them."""

from __future__ import annotations

from cnfacts.checks.finding import Precondition
from cnfacts.checks.observation import Observation
from cnfacts.checks.observe import is_record
from cnfacts.schema.enums import PriceBasis

__all__ = ["coverage", "identity", "is_one_edition", "prices", "vintage", "weakest"]

_ORDER = (Precondition.UNKNOWN, Precondition.INFERRED, Precondition.STATED)


def weakest(*states: Precondition) -> Precondition:
    """The least known of several."""
    return min(states, key=_ORDER.index)


def identity(*observations: Observation) -> Precondition:
    """P1: every name says what is measured, and of whom; of which place, where they are of several documents."""
    if any(o.is_local for o in observations) and len({o.doc for o in observations}) > 1:
        return Precondition.UNKNOWN
    return weakest(*(o.identity for o in observations))


def vintage(*observations: Observation, same: bool = False) -> Precondition:
    """P3: one document is one edition; so are texts of one day on a known area, and what the caller says is."""
    if len({o.doc for o in observations}) == 1:
        return Precondition.STATED if all(is_record(o.fact) for o in observations) else Precondition.INFERRED
    if same:
        return Precondition.STATED
    return Precondition.INFERRED if is_one_edition(*observations) else Precondition.UNKNOWN


def is_one_edition(*observations: Observation) -> bool:
    """Whether texts are of one known day and of areas that they name."""
    days = {o.fact.doc_date for o in observations}
    return len(days) == 1 and None not in days and all(o.key.region for o in observations)


def prices(growth: Observation) -> Precondition | None:
    """P2 of a growth set against levels as printed: None when it is real, hence not comparable."""
    if growth.price is PriceBasis.REAL:
        return None
    if growth.price is PriceBasis.UNSTATED or growth.currency == "?":
        return Precondition.UNKNOWN
    return Precondition.INFERRED


def coverage(growth: Observation) -> Precondition:
    """P2 of a growth set against the level printed a year before: unknown where bases are restated."""
    return growth.scope
