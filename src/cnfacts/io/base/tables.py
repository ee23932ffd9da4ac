"""Tables of official figures as facts: a figure a row, or indicators or periods over the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import regex

from cnfacts.errors import InputError
from cnfacts.io.base.cells import is_blank, read_period
from cnfacts.io.base.columns import PERIOD, Columns
from cnfacts.io.base.rows import fact_of
from cnfacts.io.base.sheets import Row, Sheet, read_sheets
from cnfacts.io.source import document_id
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.fact import Fact

__all__ = ["TABLE_SUFFIXES", "_ACROSS", "Counts", "read_table"]

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_ACROSS = "*"
"""`--map metric=*`: the headings of all other columns are indicators."""

_HEAD_ROWS = 20
"""Rows among which the headings are looked for; titles stand above them."""
_UNIT = regex.compile(r"(?:计量)?单位\s*[：:]\s*([^\s（）()，,；;]+)")


@dataclass(slots=True)
class Counts:
    """What reading a table passed by: cells without a figure, columns that are no field."""

    blank: int = 0
    unused: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where each field stands; `across` are columns of figures and what their heading says of them."""

    places: Mapping[str, int]
    across: Sequence[tuple[int, Mapping[str, str]]]
    unit: str | None


def read_table(
    path: Path, columns: Columns, lexicon: Lexicon, counts: Counts | None = None
) -> Iterator[Fact]:
    """Yield the facts of a table; their `doc_id` is the path, their `locator` the row.

    Raises:
        InputError: a column that is needed is missing, or a cell is not what its column says.
        MissingExtraError: a workbook needs the `xlsx` extra.
    """
    counts = Counts() if counts is None else counts
    doc_id, read, lacking = document_id(str(path)), False, ""
    for sheet in read_sheets(path, columns.sheet):
        first = list(islice(sheet.rows, _HEAD_ROWS))
        try:
            at, head = _head(first, columns, counts)
        except InputError as error:
            lacking = lacking or error.message
            continue
        read = True
        yield from _facts(sheet, chain(first[at + 1 :], sheet.rows), head, columns, lexicon, doc_id, counts)
    if not read:
        raise InputError(
            f"{path}: {lacking or 'no sheet that can be seen; show one, or name it in the mapping file'}"
        )


def has_head(path: Path, columns: Columns) -> bool:
    """Whether a file has a row of headings that says all that is needed.

    Raises:
        CnfactsError: the file cannot be read.
    """
    for sheet in read_sheets(path, columns.sheet):
        try:
            _head(list(islice(sheet.rows, _HEAD_ROWS)), columns, Counts())
        except InputError:
            continue
        return True
    return False


def _head(rows: Sequence[Row], columns: Columns, counts: Counts) -> tuple[int, _Head]:
    """The row of headings: the first that has all that is needed.

    Raises:
        InputError: there is none; says what the likeliest row lacks.
    """
    best = ""
    unit = None
    for at, (_, cells) in enumerate(rows):
        lacking, head = _tried(cells, columns, unit, counts)
        if not lacking:
            return at, head
        if not best and sum(1 for cell in cells if cell.strip()) > 1:
            best = lacking
        said = next((found[1] for cell in cells if (found := _UNIT.search(cell))), None)
        unit = said or unit
    raise InputError(best or "no row of headings; give one that names metric, period, value and unit")


def _tried(cells: Sequence[str], columns: Columns, unit: str | None, counts: Counts) -> tuple[str, _Head]:
    """What the row lacks as a row of headings, or "", and what it says."""
    places = columns.found(cells)
    across = _across(cells, places, columns)
    head = _Head(places, across, unit)
    lacking = _lacking(cells, columns, head)
    if not lacking:
        used = {*places.values(), *(place for place, _ in across)}
        counts.unused |= {
            cell.strip() for place, cell in enumerate(cells) if cell.strip() and place not in used
        }
    return lacking, head


def _across(
    cells: Sequence[str], places: Mapping[str, int], columns: Columns
) -> list[tuple[int, Mapping[str, str]]]:
    free = [
        (place, cell.strip())
        for place, cell in enumerate(cells)
        if cell.strip() and place not in places.values()
    ]
    if columns.named.get("metric") == _ACROSS:
        return [(place, {"metric": heading}) for place, heading in free]
    if "value" in places or PERIOD in places or "value" in columns.named:
        return []
    return [(place, {PERIOD: heading}) for place, heading in free if read_period(heading) is not None]


def _lacking(cells: Sequence[str], columns: Columns, head: _Head) -> str:
    has = {*head.places, *columns.constants, *(name for _, said in head.across for name in said)}
    has |= {"value"} if head.across else set()
    has |= {PERIOD} if {"period_start", "period_end"} <= has else set()
    has |= (
        {"unit"} if head.unit is not None or "metric" in has else set()
    )  # may stand in the indicator's name
    headings = ", ".join(cell.strip() for cell in cells if cell.strip())
    for name, column in columns.named.items():
        if column != _ACROSS and name not in head.places:
            return (
                f"no column {column!r} for {name} among {headings}; name one of them with --map {name}=COLUMN"
            )
    for name in ("metric", "value", PERIOD):
        if name not in has:
            what = "period (or period_start and period_end)" if name == PERIOD else name
            constant = "" if name == "value" else f", or give it for all rows with --set {name}=…"
            return f"no column for {what} among {headings}; name it with --map {name}=COLUMN{constant}"
    return ""


def _facts(
    sheet: Sheet,
    rows: Iterator[Row],
    head: _Head,
    columns: Columns,
    lexicon: Lexicon,
    doc_id: str,
    counts: Counts,
) -> Iterator[Fact]:
    constants = {**({"unit": head.unit} if head.unit is not None else {}), **columns.constants}
    has_unit = "unit" in head.places or "unit" in constants
    for number, cells in rows:
        said = {name: cells[place].strip() for name, place in head.places.items() if place < len(cells)}
        given = {**constants, **{name: cell for name, cell in said.items() if cell}}
        for column, more in head.across or [(head.places["value"], {})]:
            cell = cells[column].strip() if column < len(cells) else ""
            if is_blank(cell):
                counts.blank += 1
                continue
            place = sheet.place(number) + (f", column {column + 1}" if head.across else "")
            yield fact_of({**given, **more, "value": cell}, doc_id, place, lexicon, has_unit=has_unit)
