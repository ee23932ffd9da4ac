"""Units compared and converted, exactly; what no row relates is not comparable."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from cnfacts.checks.lexicon import rows

__all__ = ["Unit", "conversion", "units"]

_GROWTHS = {"%": Fraction(1), "倍": Fraction(100), "‰": Fraction(1, 10)}
"""A growth of 1.5倍 is one of 150 %; a level in 倍 is none in %."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of units.tsv."""

    name: str
    dimension: str
    size: Fraction
    example: str


@cache
def units() -> dict[str, Unit]:
    """The rows of units.tsv by unit."""
    return {cells[0]: Unit(cells[0], cells[1], Fraction(cells[2]), cells[3]) for cells in rows("units.tsv", 5, "cnfacts.claims")}


@cache
def conversion(given: str, wanted: str, *, is_growth: bool = False) -> Fraction | None:
    """What a figure in `given` is multiplied by to be in `wanted`; None where the two are not comparable."""
    if given == wanted:
        return Fraction(1)
    if is_growth and given in _GROWTHS and wanted in _GROWTHS:
        return _GROWTHS[given] / _GROWTHS[wanted]
    one, other = units().get(given), units().get(wanted)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return one.size / other.size
