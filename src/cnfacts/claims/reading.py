"""What a figure, claimed or known, may be: where it supports, and beyond what it is refuted."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cnfacts.checks.band import Band
from cnfacts.checks.figure import Figure
from cnfacts.checks.interval import Interval
from cnfacts.checks.observation import Observation
from cnfacts.schema.enums import Qualifier

__all__ = ["Reading", "read"]

_NEARLY = ("近", "将近", "接近")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure in some unit.

    `band` is N and W of checks.md with the qualifier's bounds. `tight` is what it is taken to say when it
    supports: N, and for a bound the stretch up to the next step of its last digit (超过47万亿 is 47 to 48; 近14亿 is
    13 to 14; never more than half of it), for 约 the digits as they stand. `step` is its last printed place.
    `is_plain` when no qualifier stands by it.
    """

    value: Fraction
    band: Band
    tight: Interval
    step: Fraction
    is_plain: bool

    def agrees(self, other: Reading) -> bool:
        """Whether both may be one number; what is printed to the same place must be the same."""
        if self.is_plain and other.is_plain and self.step == other.step:
            return self.value == other.value or self.tight == other.tight
        return self.tight.meets(other.tight)


def read(o: Observation, factor: Fraction = Fraction(1)) -> Reading | None:
    """The figure of an observation times `factor` (positive); None where no digits were printed."""
    figure = o.figure
    if figure is None:
        return None
    plain = o.fact.qualifier is Qualifier.EQ
    tight = figure.near if plain else _said(figure, o)
    return Reading(
        figure.value * factor,
        Band.of(figure).scaled(factor),
        tight.scaled(factor),
        figure.unit * factor,
        plain,
    )


def _said(figure: Figure, o: Observation) -> Interval:
    size = abs(figure.value)
    step = min(figure.wide_unit, size / 2) if size else figure.wide_unit
    match o.fact.qualifier:
        case Qualifier.GT:
            said = Interval(size, size + step)
        case Qualifier.LT:
            said = Interval(max(size - step, Fraction(0)), size)
        case _ if o.fact.qualifier_text in _NEARLY:
            said = Interval(max(size - step, Fraction(0)), size)
        case _:
            said = Interval(size - figure.unit / 2, size + figure.unit / 2)
    return -said if figure.value < 0 else said
