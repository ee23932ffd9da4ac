"""Excel's number formats, as far as statistics use them: decimals, thousands, percent, scale, words around."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import regex

__all__ = ["shown"]

_SECTION = regex.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|[^;])+|(?<=;)(?=;)')
_CONDITION = regex.compile(r"\[(?!\$)[^\]]*\]|\[\$[^\]]*\]|_.|\*.")
_LITERAL = regex.compile(r'"(?P<words>[^"]*)"|\\(?P<char>.)')
_CORE = regex.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?(?P<thousands>,*)|\.[#0?]+(?P<thousands>,*)")
_GENERAL_DIGITS = 15  # what Excel itself keeps of a number


def shown(value: object, form: str) -> str:
    """What a cell shows: 0.045 as `0.0%` is 4.5%, 1234.5 as `#,##0.00` is 1,234.50."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), form)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, form)
    return str(value)


def _number(value: Decimal, form: str) -> str:
    if not value.is_finite():
        return ""
    section, negative = _section(value, form)
    if section is None:
        return _general(value)
    bare = _CONDITION.sub("", section)
    masked = _LITERAL.sub(lambda m: "\ue000" * len(m[0]), bare)
    core = _CORE.search(masked)
    if core is None:
        return _general(value) if "General" in masked or "@" in masked or not masked.strip() else _words(bare)
    percent = masked.count("%")
    if "E+" in masked or "E-" in masked or "/" in masked:
        return _general(value)
    value = value.scaleb(2 * percent - 3 * len(core["thousands"]))
    digits = _digits(abs(value) if negative else value, core[0].rstrip(","))
    before, after = _words(bare[: core.start()]), _words(bare[core.end() :])
    if negative and "-" not in before:
        before = "-" + before.replace("(", "")
        after = after.replace(")", "")
    return f"{before}{digits}{after}".strip()


def _section(value: Decimal, form: str) -> tuple[str | None, bool]:
    """The part of the format for a value of this sign, and whether it is one for negative values alone."""
    if form in ("", "General", "@"):
        return None, False
    sections = [match[0] for match in _SECTION.finditer(form)]
    if not sections:
        return None, False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _digits(value: Decimal, core: str) -> str:
    places = [c for c in core.partition(".")[2] if c in "#0?"]
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in core.partition(".")[0] else f"{rounded:f}"
    for optional in reversed(places):
        if optional != "#" or not text.endswith("0"):
            break
        text = text[:-1]
    return "0" if text.strip("-0.,") == "" and not places else text.rstrip(".")


def _words(text: str) -> str:
    """Literal words of a format, without quotes."""
    return _LITERAL.sub(lambda m: m["words"] if m["words"] is not None else m["char"], text)


def _general(value: Decimal) -> str:
    """Without the noise of binary fractions: 0.1 + 0.2 is 0.3."""
    if value == value.to_integral_value():
        return f"{value.quantize(Decimal(1)):f}" if value.adjusted() < 27 else f"{value:f}"
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - _GENERAL_DIGITS + 1), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def _moment(value: date | time | timedelta, form: str) -> str:
    """A date as the words of its format ask: 2024年2月, 2024年2月29日, else ISO."""
    if isinstance(value, timedelta | time):
        return str(value)
    plain = _CONDITION.sub("", form).lower()
    if "d" not in plain and "y" in plain and "m" in plain:
        return f"{value.year}年{value.month}月"
    if "d" not in plain and "y" in plain:
        return f"{value.year}年"
    if "y" not in plain and "m" in plain and "d" not in plain:
        return f"{value.month}月"
    return f"{value.year}年{value.month}月{value.day}日"
