"""One row of a user's table as a fact: every field read, or a line that says which is not and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import regex

from cnfacts.checks.records import as_facts
from cnfacts.errors import DateError, InputError
from cnfacts.io.base.cells import read_figure, read_period, read_unit
from cnfacts.io.base.columns import PERIOD
from cnfacts.io.dates import parse_day
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.dates import parse_date
from cnfacts.schema.enums import Aggregation, Basis, DifferenceOf, Kind, PriceBasis, Qualifier, Status
from cnfacts.schema.fact import Fact

__all__ = ["fact_of"]

_ENUMS: Mapping[str, type[Enum]] = {
    "kind": Kind,
    "basis": Basis,
    "qualifier": Qualifier,
    "status": Status,
    "aggregation": Aggregation,
    "price_basis": PriceBasis,
    "difference_of": DifferenceOf,
}
_DATES = ("period_start", "period_end", "basis_start", "basis_end", "doc_date")
_IN_NAME = regex.compile(r"[（(](?P<unit>[^（）()]+)[）)]$")
_CHANGE = regex.compile(r"(?:同比|环比|比上年)?(?:增长|增速|增幅|增长率|增长速度|涨幅|涨跌幅)$")
"""What a growth's name ends with; 自然增长率 is a rate of its own."""
_RATIOS = frozenset(["%", "‰"])


def fact_of(
    given: Mapping[str, str], doc_id: str, place: str, lexicon: Lexicon, *, has_unit: bool = True
) -> Fact:
    """The fact of a row.

    Args:
        given: the row's cells by field, `value` among them.
        doc_id: the table's path, the `doc_id` of rows that name none.
        place: where the row stands, its `locator` if it has none.
        lexicon: the units that are known.
        has_unit: whether the table says units; otherwise the indicator's name or the figure must.

    Raises:
        InputError: a field is missing or is not what it should be; names the place, the field and the remedy.
    """
    try:
        record = _record(given, lexicon, has_unit)
    except InputError as error:
        raise InputError(f"{doc_id}, {place}: {error.message}") from None
    record.setdefault("doc_id", doc_id)
    record.setdefault("locator", place)
    record.setdefault("fact_id", f"{record['doc_id']}#{place}")
    try:
        return as_facts([record])[0]
    except InputError as error:
        raise InputError(f"{doc_id}, {place}: {error.message.removeprefix('record 1: ')}") from None


def _record(given: Mapping[str, str], lexicon: Lexicon, has_unit: bool) -> dict[str, Any]:
    record: dict[str, Any] = {name: cell for name, cell in given.items() if cell and name != PERIOD}
    if "metric" not in record:
        raise InputError("metric: empty; name the indicator, or remove the row")
    _measured(record, lexicon, has_unit)
    for name in _DATES:
        if name in record:
            record[name] = _date(record[name], name)
    _dated(record, given)
    for name, choices in _ENUMS.items():
        if name in record:
            record[name] = _chosen(record[name], name, choices)
    _compared(record)
    return record


def _measured(record: dict[str, Any], lexicon: Lexicon, has_unit: bool) -> None:
    """Value, digits, scale and unit."""
    printed = read_figure(record["value"])
    if printed is None:
        raise InputError(f"value: {record['value']!r} is no number; give plain digits such as 471564 or 7.8")
    cell = _unit_cell(record, printed.unit, lexicon, has_unit)
    unit = read_unit(cell, lexicon)
    if unit is None:
        raise InputError(
            f"unit: {cell!r} is unknown; write it as 元, 亿元, 万吨, % …, or add it with --lexicon FILE"
        )
    record.setdefault("text", record["value"].strip().removesuffix(cell) + cell)
    record["value"] = printed.value(unit.scale)
    record.setdefault("value_text", printed.digits)
    record["scale"] = printed.power + unit.scale
    record["unit"] = unit.name
    record.setdefault("unit_code", unit.code)
    if record.get("value_high") is not None:
        high = read_figure(record["value_high"])
        if high is None:
            raise InputError(f"value_high: {record['value_high']!r} is no number; give plain digits")
        record["value_high"] = high.value(unit.scale)
        record.setdefault("value_high_text", high.digits)


def _unit_cell(record: dict[str, Any], printed: str, lexicon: Lexicon, has_unit: bool) -> str:
    """The unit as it is written: in its column, by the figure, or in the indicator's name, which is left without it."""
    cell: str = record.get("unit", "")
    named = _IN_NAME.search(record["metric"])
    if named and read_unit(named["unit"], lexicon) is not None:
        record["metric"] = record["metric"][: named.start()].strip()
        cell = cell or printed or named["unit"]
    if not cell and not printed and not has_unit:
        raise InputError(
            "unit: none given; name its column with --map unit=COLUMN, give one for all rows with --set unit=元, "
            "or write it in the indicator's name: 国内生产总值(亿元)"
        )
    return cell or printed


def _date(cell: str, name: str) -> Any:
    try:
        return parse_date(cell)
    except DateError as error:
        if name == "doc_date" and (day := parse_day(cell)) is not None:
            return day
        raise InputError(f"{name}: {error.message}") from None


def _dated(record: dict[str, Any], given: Mapping[str, str]) -> None:
    """The period's first and last day."""
    cell = given.get(PERIOD, "")
    if cell and not ("period_start" in record and "period_end" in record):
        period = read_period(cell)
        if period is None:
            raise InputError(
                f"period: {cell!r} is no period with its year; write it as 2013, 2013-Q1, 2013-01, 2013年1—11月 or 2013年末"
            )
        record["period_start"], record["period_end"] = period.start, period.end
    start, end = record.get("period_start"), record.get("period_end")
    if start is None or end is None:
        empty = "period_start" if start is None else "period_end"
        raise InputError(f"{empty}: empty; give both ends of the period, or remove the row")
    if start > end:
        raise InputError(f"period_end: {end} is before period_start {start}; correct one of them")


def _chosen(cell: str, name: str, choices: type[Enum]) -> str:
    known = [choice.value for choice in choices]
    if cell.lower() not in known:
        raise InputError(f"{name}: {cell!r} is unknown; use one of {', '.join(known)}")
    return cell.lower()


def _compared(record: dict[str, Any]) -> None:
    """A rate whose name ends with a change's word is a growth; a growth is on the year before unless it says 环比."""
    name, unit = record["metric"], record["unit"]
    if "kind" not in record:
        is_change = unit in _RATIOS and _CHANGE.search(name) and not name.endswith("自然增长率")
        record["kind"] = Kind.GROWTH.value if is_change else Kind.LEVEL.value
    if record["kind"] == Kind.GROWTH.value and "basis" not in record:
        record["basis"] = (Basis.POP if "环比" in name else Basis.YOY).value
    if record["kind"] == Kind.GROWTH.value and unit in _RATIOS:
        record["metric"] = _CHANGE.sub("", name) or name
