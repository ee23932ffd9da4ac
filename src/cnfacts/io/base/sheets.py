"""Tables as rows of cells: CSV, and the visible sheets of a workbook as they show their figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnfacts.errors import InputError
from cnfacts.io.decoding import decode
from cnfacts.io.extras import need
from cnfacts.io.readers.formats import shown

__all__ = ["Row", "Sheet", "read_bytes", "read_sheets"]

_SIGNS = ",\t;|"
_PROBE = 4096
_MAX_CELLS = 2_000_000

Row = tuple[int, list[str]]
"""A row's number, counted from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was read; `name` is that of a workbook's sheet, None for CSV."""

    rows: Iterator[Row]
    name: str | None = None

    def place(self, number: int) -> str:
        """Where a row stands."""
        return f"row {number}" if self.name is None else f"sheet {self.name}, row {number}"


def read_bytes(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None


def read_sheets(path: Path, only: str | None = None) -> Iterator[Sheet]:
    """The tables of a CSV file or workbook, empty rows left out.

    Args:
        path: the file; `.xlsx` and `.xlsm` are workbooks.
        only: the sheet to read; None: all that are visible.

    Raises:
        InputError: it cannot be read, or has no such sheet.
        MissingExtraError: a workbook needs the `xlsx` extra.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        yield from _workbook(path, only)
    else:
        yield Sheet(_csv(path))


def _csv(path: Path) -> Iterator[Row]:
    text = decode(read_bytes(path), str(path)).removeprefix("\ufeff")
    sign = max(_SIGNS, key=text[:_PROBE].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: no CSV ({error}); save it again") from None


def _workbook(path: Path, only: str | None) -> Iterator[Sheet]:
    openpyxl = need("openpyxl", "xlsx")
    try:
        book = openpyxl.load_workbook(io.BytesIO(read_bytes(path)), data_only=True, keep_links=False)
    except InputError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:120]
        raise InputError(f"{path}: a damaged .xlsx ({reason}); save it again from Excel") from None
    names = [sheet.title for sheet in book.worksheets]
    if only is not None and only not in names:
        raise InputError(f"{path}: no sheet {only!r}; there are {', '.join(names)}")
    for sheet in book.worksheets:
        if sheet.title == only or (only is None and sheet.sheet_state == "visible"):
            if sheet.max_row * sheet.max_column > _MAX_CELLS:
                raise InputError(
                    f"{path}: sheet {sheet.title} has over {_MAX_CELLS:,} cells; split it, or save it as CSV"
                )
            yield Sheet(_rows(sheet), sheet.title)


def _rows(sheet: Any) -> Iterator[Row]:
    """What the cells show; a merged cell stands in all that it covers."""
    merged = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col)
        merged.update({place: first for place in area.cells})
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_shown(merged.get((number, column), cell)) for column, cell in enumerate(row, 1)]
        if any(cells):
            yield number, cells


def _shown(cell: Any) -> str:
    return shown(cell.value, str(cell.number_format)).strip()
