"""Figures written in Chinese numerals (百分之七点九, 二百七十元) as the digits that they print."""

from __future__ import annotations

from decimal import Decimal

import regex

from cnfacts.schema.fact import Fact

__all__ = ["in_digits"]

_DIGITS = "零〇○一二三四五六七八九两"
_NUMERAL = regex.compile(
    rf"(?:百分之|千分之)?(?P<whole>[{_DIGITS}十百千万亿]*[{_DIGITS}十百千])(?:点(?P<decimals>[{_DIGITS}]+))?(?P<scale>万亿|亿|万)?"
)
_POWERS = {"万亿": 12, "亿": 8, "万": 4, None: 0}


def in_digits(fact: Fact) -> Fact:
    """The fact with `value_text` and `scale` where Chinese numerals print its digits in full.

    翻两番, 三分之一, 几百 and ranges print none, and stay as they are.
    """
    if fact.value_text is not None or fact.value is None or fact.value_high is not None:
        return fact
    match = _NUMERAL.match("".join(fact.text.split()))
    if match is None:
        return fact
    scale, decimals = _POWERS[match["scale"]], len(match["decimals"] or "")
    mantissa = abs(fact.value).scaleb(-scale)
    if mantissa != mantissa.quantize(Decimal(1).scaleb(-decimals)) or (mantissa == 0) != (fact.value == 0):
        return fact
    printed = format(mantissa.quantize(Decimal(1).scaleb(-decimals)), "f")
    return fact.model_copy(update={"value_text": printed, "scale": scale})
