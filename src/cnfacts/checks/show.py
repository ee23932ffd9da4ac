"""Numbers and intervals for people: short, at the figure's own scale."""

from __future__ import annotations

from fractions import Fraction

from cnfacts.checks.interval import Interval
from cnfacts.checks.observation import Observation
from cnfacts.schema.fact import Fact

__all__ = ["arithmetic", "bounds", "number", "printed", "scale_word"]

_SCALES = {0: "", 3: "千", 4: "万", 6: "百万", 7: "千万", 8: "亿", 12: "万亿"}
_MORE = 2
"""Decimals shown beyond the printed ones."""


def number(value: Fraction, fact: Fact) -> str:
    """A value at the scale and with two decimals more than the fact's figure, without unit."""
    decimals = len((fact.value_text or "").partition(".")[2]) + _MORE
    return _decimal(value.numerator, value.denominator * 10**fact.scale, decimals)


def bounds(interval: Interval, fact: Fact) -> str:
    """`[2.2, 2.4]%` in the fact's unit and scale."""
    low = "−∞" if interval.lo is None else number(interval.lo, fact)
    high = "∞" if interval.hi is None else number(interval.hi, fact)
    opening, closing = "(" if interval.lo is None else "[", ")" if interval.hi is None else "]"
    return f"{opening}{low}, {high}{closing}{scale_word(fact.scale)}{fact.unit}"


def scale_word(scale: int) -> str:
    """The word of a power of ten: 亿 for 8."""
    return _SCALES.get(scale, f"×10^{scale}")


def printed(observation: Observation) -> str:
    """The figure as printed, with the sign that its words give it (下降8.4% is −8.4%)."""
    fact = observation.fact
    is_negative = fact.value is not None and fact.value < 0
    return f"−{fact.text}" if is_negative and fact.text[:1] not in "-−－负" else fact.text


def arithmetic(parts: list[str], sign: str) -> str:
    """`a + b + c`, the middle of a long sum left out."""
    shown = parts if len(parts) <= 8 else [*parts[:6], "…", parts[-1]]
    return f" {sign} ".join(shown)


def _decimal(numerator: int, denominator: int, decimals: int) -> str:
    """A quotient rounded to nearest, in whole numbers throughout."""
    rounded = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    digits = str(rounded).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}".rstrip("0").rstrip(".") if decimals else digits
    return f"-{text}" if numerator < 0 and rounded else text
