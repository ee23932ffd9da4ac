"""Arabic, Chinese and mixed numerals to exact decimals: 12,345.6, 三千零五, 1亿2千万, 一九九七, 八点五."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

__all__ = ["Numeral", "parse_numeral"]

DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
VAGUE = frozenset("多余几数上")
EXACT = Context(prec=120)
"""Wide enough for the longest run of digits that is read as a numeral."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of a numeral (dimensionless, scale words multiplied out) and how it was printed.

    `digits` are the printed digits as ASCII (None for words and for mixed forms such as 1亿2千万), `scale`
    the power of ten of the scale word, `vague` the word inside that makes it a bound (多, 余, 几, 数, 上) or
    "".
    """

    value: Decimal
    high: Decimal | None = None
    digits: str | None = None
    scale: int = 0
    vague: str = ""


def _scaled(value: Decimal, power: int) -> Decimal:
    if not power:
        return value
    product = EXACT.multiply(value, Decimal(10**power))
    whole = product.to_integral_value()
    return EXACT.quantize(whole, Decimal(1)) if whole == product else product


def _below_wan(text: str) -> int | None:
    """Value of the words between two of 万 and 亿: 三千零五, 二十三, 百."""
    total, digit, last = 0, -1, 10**4
    for char in text:
        if char in DIGIT:
            if digit > 0:
                return None
            digit = DIGIT[char]
            continue
        unit = SMALL[char]
        if digit == 0 and unit != 10:
            return None
        if unit in (20, 30):
            if digit > 0:
                return None
            total, last = total + unit, 10
        elif unit >= last:
            return None
        else:
            total, last = total + (digit if digit > 0 else 1) * unit, unit
        digit = -1
    if digit > 0 and len(text) > 1 and text[-2] in "百千":
        digit *= last // 10
    return total + max(digit, 0)


def _below_yi(text: str) -> int | None:
    high, wan, low = text.partition("万")
    if not wan:
        return _below_wan(text)
    if "万" in low:
        return None
    upper, lower = (_below_wan(high) if high else 1), _below_wan(low)
    if upper is None or lower is None:
        return None
    return upper * 10**4 + (lower * 1000 if low in DIGIT else lower)


def _words(text: str) -> int | None:
    """Value of a numeral in words without a decimal point; None when it is not well formed."""
    *heads, low = text.split("亿")
    total = 0
    for at, head in enumerate(heads):
        part = _below_yi(head) if head else (1 if at == 0 else None)
        if part is None:
            return None
        total += part * 10**8
    last = _below_yi(low)
    if last is None:
        return None
    return total + (last * 10**7 if heads and low in DIGIT else last)


def _pair(text: str) -> tuple[str, str] | None:
    """三四十亿 as 三十亿 and 四十亿: two neighbouring digits, one step apart, stand for a range."""
    for at in range(len(text) - 1):
        low, high = DIGIT.get(text[at]), DIGIT.get(text[at + 1])
        if low and high:
            head, tail = text[:at], text[at + 2 :]
            if high != low + 1 or any(c in DIGIT for c in head + tail):
                return None
            return head + text[at] + tail, head + text[at + 1] + tail
    return None


def _power(scales: str) -> int:
    return sum(POWER[c] for c in scales)


def _parse_words(text: str, vague: str) -> Numeral | None:
    whole, point, fraction = text.partition("点")
    if point:
        body = fraction.rstrip("十百千万亿")
        value, power = _words(whole), _power(fraction[len(body) :])
        if value is None or not body or any(c not in DIGIT for c in body):
            return None
        decimal = Decimal(f"{value}.{''.join(str(DIGIT[c]) for c in body)}")
        return Numeral(_scaled(decimal, power), scale=power, vague=vague)
    power = _power(text[len(text.rstrip("万亿")) :])
    ends = _pair(text)
    if ends:
        low, high = _words(ends[0]), _words(ends[1])
        if low is not None and high is not None:
            return Numeral(Decimal(low), Decimal(high), scale=power, vague=vague)
    if len(text) > 1 and all(c in DIGIT for c in text):
        return Numeral(Decimal("".join(str(DIGIT[c]) for c in text)), vague=vague)
    number = _words(text)
    return None if number is None else Numeral(Decimal(number), scale=power, vague=vague)


def _parse_arabic(text: str, vague: str) -> Numeral | None:
    groups: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        start = at
        while at < len(text) and text[at] not in POWER:
            at += 1
        middle = at
        while at < len(text) and text[at] in POWER:
            at += 1
        groups.append((text[start:middle], text[middle:at]))
    head, scales = groups[0]
    digits = head.replace(",", "").replace("·", ".").replace("．", ".")
    if len(groups) == 1:
        power = _power(scales)
        return Numeral(_scaled(Decimal(digits), power), digits=digits, scale=power, vague=vague)
    return _mixed(groups, vague)


def _mixed(groups: list[tuple[str, str]], vague: str) -> Numeral | None:
    """1亿2千万, 8亿5000万, 1万6千: every later part counts below the scale word of the one before it."""
    large = _power(groups[-1][1])
    total = Decimal(0)
    bound: int | None = None
    for digits, scales in groups:
        power = _power(scales)
        number = Decimal(DIGIT[digits]) if digits in DIGIT else Decimal(digits.replace(",", "") or 0)
        if bound is not None and (not scales or power >= bound):
            return None
        total = EXACT.add(total, _scaled(number, power))
        bound = power
    return Numeral(total, scale=large, vague=vague)


def parse_numeral(text: str) -> Numeral | None:
    """Read one numeral with its scale words, without unit or sign; None when it is not well formed.

    Args:
        text: digits or words, e.g. `12,345.6`, `1亿3千多万`, `二十三亿`, `一九九七`, `十几万`, `数百`.
    """
    vague = next((c for c in text if c in VAGUE), "")
    if vague:
        text = "".join(c for c in text if c not in VAGUE)
    text = text.replace(" ", "")
    if not text:
        return None
    return _parse_arabic(text, vague) if text[0].isdecimal() else _parse_words(text, vague)
