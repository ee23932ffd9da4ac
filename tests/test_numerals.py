"""Numerals: exact values of Arabic, Chinese and mixed forms, and forms that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnfacts.grammar.numerals import parse_numeral

VALUES = """
0 => 0
12,345.6 => 12345.6
5千 => 5000
1.2万亿 => 1200000000000
1亿2千万 => 120000000
1万6千 => 16000
1亿3千多万 => 130000000
8亿5000万 => 850000000
3000多万 => 30000000
三千零五 => 3005
三千五 => 3500
一百二 => 120
一百零二 => 102
两万五 => 25000
二十三亿 => 2300000000
一亿零四百七十五万 => 104750000
一百零五万亿 => 105000000000000
一万亿二千亿 => 1200000000000
十五 => 15
廿三 => 23
一九九七 => 1997
二〇〇〇 => 2000
零点六 => 0.6
八点五 => 8.5
八点五亿 => 850000000
十几万 => 100000
几十万 => 100000
数百 => 100
上亿 => 100000000
百亿 => 10000000000
三七二十一 => none
百千 => none
万万万 => none
"""


@pytest.mark.parametrize("line", VALUES.strip().splitlines())
def test_value(line: str) -> None:
    text, _, expected = line.partition(" => ")
    number = parse_numeral(text)
    assert ("none" if number is None else format(number.value, "f")) == expected


@pytest.mark.parametrize(
    ("text", "digits", "scale", "vague"),
    [
        ("8.40", "8.40", 0, ""),
        ("12,345.60万", "12345.60", 4, ""),
        ("3000多万", "3000", 4, "多"),
        ("1.5万亿", "1.5", 12, ""),
        ("1亿2千万", None, 7, ""),
        ("二十三亿", None, 8, ""),
        ("几十万", None, 4, "几"),
    ],
)
def test_printed_form(text: str, digits: str | None, scale: int, vague: str) -> None:
    number = parse_numeral(text)
    assert number is not None
    assert (number.digits, number.scale, number.vague) == (digits, scale, vague)


def test_neighbouring_digits_are_a_range() -> None:
    number = parse_numeral("三四十亿")
    assert number is not None
    assert (number.value, number.high) == (Decimal(3 * 10**9), Decimal(4 * 10**9))


def test_long_decimals_stay_exact() -> None:
    digits = "123456789012345678901234567890.12345678901234567890"
    number = parse_numeral(digits + "万亿")
    assert number is not None
    assert number.value == Decimal("123456789012345678901234567890123456789012.34567890")


def in_words(number: int) -> str:
    """The standard Chinese numeral of 0 to 10^12 - 1."""
    digits = "零一二三四五六七八九"

    def four(value: int) -> str:
        words, gap = "", False
        for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = value // unit % 10
            if digit:
                words += ("零" if gap and words else "") + digits[digit] + name
                gap = False
            else:
                gap = True
        return words

    if number == 0:
        return "零"
    words, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // unit % 10**4
        if part:
            words += ("零" if words and (gap or part < 1000) else "") + four(part) + name
            gap = False
        else:
            gap = True
    return words


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_words_round_trip(number: int) -> None:
    parsed = parse_numeral(in_words(number))
    assert parsed is not None
    assert parsed.value == number


@given(st.decimals(min_value=0, max_value=10**15, places=3))
def test_digits_round_trip(number: Decimal) -> None:
    parsed = parse_numeral(f"{number:,f}")
    assert parsed is not None
    assert parsed.value == number
