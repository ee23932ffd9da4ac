"""Worksheets: what a cell shows, in its number format; merged cells; caption and unit in rows above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cnfacts.errors import InputError
from cnfacts.io.documents import Document
from cnfacts.io.extras import need
from cnfacts.io.given import Given
from cnfacts.io.layout import Layout, SourceCell
from cnfacts.io.readers.formats import shown
from cnfacts.io.readers.office import check_archive, properties

__all__ = ["read_xlsx"]

_MAX_CELLS = 2_000_000
_INDENT = 2  # half-width characters a level


def read_xlsx(given: Given) -> Iterator[Document]:
    """One document a workbook, with its visible sheets in order; formulas give their stored results.

    Raises:
        InputError: it is damaged, or too large.
        MissingExtraError: the `xlsx` extra is not installed.
    """
    openpyxl = need("openpyxl", "xlsx")
    with given.open() as file:
        check_archive(file, given)
        try:
            book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
        except Exception as error:
            reason = " ".join(str(error).split())[:120]
            raise InputError(f"{given.doc_id}: a damaged .xlsx ({reason}); save it again from Excel") from None
    layout = Layout()
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and sheet.max_row * sheet.max_column <= _MAX_CELLS:
            _read_sheet(sheet, layout)
        elif sheet.sheet_state == "visible":
            raise InputError(f"{given.doc_id}: sheet {sheet.title} has over {_MAX_CELLS:,} cells; split it")
    yield layout.document(given.doc_id, **properties(book.properties))


def _read_sheet(sheet: Any, layout: Layout) -> None:
    """Rows above the table with one filled cell are lines of text; the rest is the table."""
    layout.part(f"sheet {sheet.title}")
    merged = {(r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1) for r in sheet.merged_cells.ranges}
    cells: list[SourceCell] = []
    for row in sheet.iter_rows():
        filled = [cell for cell in row if cell.value is not None and str(cell.value).strip()]
        if not cells and len(filled) == 1:
            layout.paragraph(str(filled[0].value).strip())
            continue
        for cell in filled:
            high, wide = merged.get((cell.row, cell.column), (1, 1))
            cells.append(_cell(cell, high, wide))
    if cells:
        layout.table(cells, name=sheet.title)


def _cell(cell: Any, high: int, wide: int) -> SourceCell:
    form = str(cell.number_format)
    text = shown(cell.value, form)
    lead = len(text) - len(text.lstrip(" \u3000\u00a0"))
    wide_blanks = text[:lead].count("\u3000")
    indent = int(getattr(cell.alignment, "indent", 0) or 0) * _INDENT + lead + wide_blanks
    return SourceCell(cell.row - 1, cell.column - 1, text, high, wide, False, indent, form)
