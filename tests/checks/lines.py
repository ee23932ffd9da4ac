"""Facts written as one line each: metric | period | kind basis | figure | slot=value ….

Figures are as printed (-8.4%, 1015986亿元), `>`, `<`, `~` before one are gt, lt and approx; a/b is a range.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from cnfacts.grammar.periods import preceding, year_before
from cnfacts.schema.fact import Fact
from cnfacts.schema.periods import Period

SCALES = {"万亿": 12, "亿": 8, "万": 4, "": 0}
QUALIFIERS = {">": ("gt", "超过"), "<": ("lt", "不到"), "~": ("approx", "约"), "^": ("approx", "近"), "": ("eq", None)}
FIGURE = re.compile(r"([<>~^]?)(-?[\d.]+)(?:/(-?[\d.]+))?(万亿|亿|万|)(.*)")
LENGTHS = {"M": 1, "Q": 3, "S": 6}


def fact(line: str, row: int = 0) -> Fact:
    """One line as a fact without a sentence, or with the one that `sentence=` gives."""
    cells = [cell.strip() for cell in line.split("|")]
    metric, when, kinds, printed = cells[:4]
    extra = dict(cell.split("=", 1) for cell in cells[4:])
    kind, _, basis = kinds.partition(" ")
    period = window(when)
    data: dict[str, Any] = {"metric": metric, "kind": kind, "basis": basis or "none", "rule": "record"}
    data |= {"period_start": period.start, "period_end": period.end, "time_period": when}
    data |= figure(printed) | base(basis, period, extra.pop("base", None))
    data |= {"doc_id": "d", "start": 10 * row, "end": 10 * row + 5, "text": printed.lstrip("<>~^")}
    data["metric_span"] = (0, 1) if "sentence" in extra else None
    data |= {name: [] if value == "[]" else value for name, value in extra.items()}
    data["fact_id"] = f"{data['doc_id']}#{row}"
    return Fact.model_validate(data)


def figure(printed: str) -> dict[str, Any]:
    """Value, unit, scale and qualifier of a figure; `翻一番` prints no digits."""
    match = FIGURE.fullmatch(printed)
    if match is None:
        return {"value": Decimal(2), "value_text": None, "unit": "倍"}
    mark, low, high, scale, unit = match.groups()
    by = SCALES[scale]
    out: dict[str, Any] = {"value": Decimal(low).scaleb(by), "value_text": low.lstrip("-"), "scale": by, "unit": unit}
    if high:
        out |= {"value_high": Decimal(high).scaleb(by), "value_high_text": high.lstrip("-")}
    qualifier, text = QUALIFIERS[mark]
    return out | {"qualifier": qualifier, "qualifier_text": text}


def window(text: str) -> Period:
    """2020, 2020-Q1, 2020-S1, 2020-11, 2020-12-31, 2020-01/11 (months), 2016/2020 (years), ?."""
    if text == "?":
        return Period(None, None)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Period(date.fromisoformat(text), date.fromisoformat(text))
    if match := re.fullmatch(r"(\d{4})/(\d{4})", text):
        return Period(date(int(match[1]), 1, 1), date(int(match[2]), 12, 31))
    year, _, rest = text.partition("-")
    if not rest:
        return months(int(year), 1, 12)
    if rest[0] in LENGTHS:
        length = LENGTHS[rest[0]]
        first = (int(rest[1:]) - 1) * length + 1
        return months(int(year), first, first + length - 1)
    first, _, last = rest.partition("/")
    return months(int(year), int(first), int(last or first))


def months(year: int, first: int, last: int) -> Period:
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(date(year, first, 1), date.fromordinal(after.toordinal() - 1))


def base(basis: str, period: Period, said: str | None) -> dict[str, Any]:
    if said:
        found = window(said)
    elif basis == "yoy":
        found = year_before(period)
    elif basis == "pop":
        found = preceding(period)
    else:
        return {}
    return {"basis_start": found.start, "basis_end": found.end}
