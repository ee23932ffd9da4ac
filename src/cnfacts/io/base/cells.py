"""Cells of a user's table as what they mean: figures, units, periods, dates."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

import regex

from cnfacts.grammar.periods import find_periods, resolve
from cnfacts.grammar.scan import scan
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.periods import Period, Reference

__all__ = ["Printed", "Unit", "is_blank", "read_figure", "read_period", "read_unit"]

_BLANK = frozenset(
    [
        "",
        "-",
        "--",
        "—",
        "——",
        "－",
        "…",
        "……",
        "...",
        "..",
        "#",
        "/",
        "*",
        "na",
        "n/a",
        "nan",
        "null",
        "none",
    ]
)
_FIGURE = regex.compile(
    r"(?P<digits>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:[eE](?P<power>[+-]?\d{1,3}))?(?P<unit>[%‰]?)"
)
_SIGNS = str.maketrans("０１２３４５６７８９．，％＋－−", "0123456789.,%+--")
_YEAR = r"(?P<y>(?:1[89]|20|21)\d\d)"
_CODES = regex.compile(
    rf"{_YEAR}(?:\.0)?(?:[-.]?Q(?P<q>[1-4])|[-.]?[SH](?P<h>[12])|[-/.]?(?P<m>0[1-9]|1[0-2])|[-/.](?P<m>[1-9]))?"
    rf"|{_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?: 00:00:00)?(?:/P(?P<n>\d{{1,3}})(?P<step>[MY]))?",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed: digits with their decimals, power of ten, and % or ‰ where that stands by it."""

    digits: str
    power: int
    unit: str

    def value(self, scale: int) -> Decimal:
        """The value, a unit's scale word (亿元: 8) multiplied out."""
        return Decimal(self.digits).scaleb(self.power + scale)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit without its scale word, its code where one fits, and the scale word's power of ten."""

    name: str
    code: str | None
    scale: int


def is_blank(cell: str) -> bool:
    """A cell that says that there is no figure."""
    return cell.strip().lower() in _BLANK


def read_figure(cell: str) -> Printed | None:
    """A number in plain digits, with thousands or an exponent; None where it is none."""
    match = _FIGURE.fullmatch(cell.strip().translate(_SIGNS).replace(" ", ""))
    if match is None:
        return None
    return Printed(match["digits"].replace(",", "").lstrip("+"), int(match["power"] or 0), match["unit"])


def read_unit(cell: str, lexicon: Lexicon) -> Unit | None:
    """The unit that a whole cell names (亿元, 万吨, 元/人); None where it is unknown."""
    return _unit(cell.strip(), lexicon)


@lru_cache(maxsize=4096)
def _unit(cell: str, lexicon: Lexicon) -> Unit | None:
    if not cell:
        return Unit("", None, 0)
    items = [] if cell[0].isdecimal() else list(scan(f"1{cell}", lexicon))
    if len(items) != 1 or items[0].reject or items[0].end != len(cell) + 1 or not items[0].unit:
        return None
    return Unit(items[0].unit, items[0].unit_code, items[0].number.scale)


@lru_cache(maxsize=65536)
def read_period(cell: str) -> Period | None:
    """The dates of a whole cell that names a period with its year; None where it does not.

    Years, months, quarters and halves in figures (2013, 2013-Q1, 2013-01, 201301, 2013-01-01/P11M) or in words
    (2013年, 2013年1—11月, 2013年末); a day of the year's end is an instant.
    """
    text = cell.strip()
    code = _CODES.fullmatch(text)
    if code is not None:
        return _coded(code)
    found = find_periods(text)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    period = resolve(found[0].expr, Reference())
    return period if period.start is not None and period.end is not None else None


def _coded(code: regex.Match[str]) -> Period | None:
    year = int(code["y"])
    if code["d"]:
        return _from_day(code, year)
    first, months = 1, 12
    if code["q"]:
        first, months = 3 * int(code["q"]) - 2, 3
    elif code["h"]:
        first, months = 6 * int(code["h"]) - 5, 6
    elif code["m"]:
        first, months = int(code["m"]), 1
    return _months(year, first, months)


def _from_day(code: regex.Match[str], year: int) -> Period | None:
    try:
        day = date(year, int(code["m"]), int(code["d"]))
    except ValueError:
        return None
    if not code["n"]:
        return Period(day, day)
    return (
        _months(year, day.month, int(code["n"]) * (12 if code["step"].upper() == "Y" else 1))
        if day.day == 1
        else None
    )


def _months(year: int, first: int, months: int) -> Period | None:
    last = first + months - 1
    end_year, month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if not months or end_year > date.max.year:
        return None
    return Period(date(year, first, 1), date(end_year, month, monthrange(end_year, month)[1]))
