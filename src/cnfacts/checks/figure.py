"""What a printed figure says of the true one: N, rounded to nearest, and W, the way of rounding unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

import regex

from cnfacts.checks.interval import ANY, Interval
from cnfacts.schema.enums import Qualifier
from cnfacts.schema.fact import Fact

__all__ = ["Figure", "figure_of"]


@cache
def ten(power: int) -> Fraction:
    """A power of ten."""
    return Fraction(10) ** power


_DIGITS = regex.compile(r"[+-]?(\d+)(?:\.(\d+))?")
_NEARLY = ("近", "将近", "接近")
"""approx words that bound the magnitude from above; 约, 左右, 上下 bound nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: `near` is N and `wide` is W of checks.md, the qualifier's bounds already applied.

    `unit` is u at its scale (the last printed place), `wide_unit` that of the last digit that is no trailing
    nought; `is_exact` when no qualifier stands by it and it is no range.
    """

    value: Fraction
    near: Interval
    wide: Interval
    unit: Fraction
    wide_unit: Fraction
    is_exact: bool
    decimals: int


def figure_of(fact: Fact) -> Figure | None:
    """The figure of a fact; None where no digits were printed or they do not give its value."""
    if fact.value is None or fact.value_text is None:
        return None
    low = _place(fact.value_text, fact.value, fact.scale)
    if low is None:
        return None
    value, unit, wide_unit, decimals = low
    if fact.value_high is not None:
        return _range(fact, low)
    near = _around(value, unit / 2)
    wide = _around(value, wide_unit)
    if fact.qualifier is not Qualifier.EQ:
        near = wide = _bound(value, fact)
    return Figure(value, near, wide, unit, wide_unit, fact.qualifier is Qualifier.EQ, decimals)


def _place(text: str, value: Decimal, scale: int) -> tuple[Fraction, Fraction, Fraction, int] | None:
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    whole, decimals = match[1], match[2] or ""
    unit, exact = ten(scale - len(decimals)), Fraction(value)
    if int(whole + decimals) * unit != abs(exact):
        return None
    noughts = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    wide = unit * 10 ** (noughts if whole.strip("0") else 0)
    return exact, unit, wide, len(decimals)


def _around(value: Fraction, half: Fraction) -> Interval:
    return Interval(value - half, value + half)


def _bound(value: Fraction, fact: Fact) -> Interval:
    """The table of qualifiers, on the magnitude, mirrored for a negative value."""
    size = abs(value)
    match fact.qualifier:
        case Qualifier.GT:
            bound = Interval(size, None)
        case Qualifier.LT:
            bound = Interval(Fraction(0), size)
        case _:
            bound = Interval(None, size) if fact.qualifier_text in _NEARLY else ANY
    return -bound if value < 0 else bound


def _range(fact: Fact, low: tuple[Fraction, Fraction, Fraction, int]) -> Figure | None:
    assert fact.value_high is not None
    high = _place(fact.value_high_text or "", fact.value_high, fact.scale)
    if high is None:
        return None
    ends = sorted((low, high))
    (a, ua, wa, decimals), (b, ub, wb, _) = ends
    near, wide = Interval(a - ua / 2, b + ub / 2), Interval(a - wa, b + wb)
    if fact.qualifier is not Qualifier.EQ:
        near = wide = ANY
    return Figure(low[0], near, wide, max(ua, ub), max(wa, wb), False, decimals)
