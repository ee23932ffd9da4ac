"""What a reader makes of a file: text, tables with their cells, and what the document says of itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812

from cnfacts.text.grid import Grid as Table
from cnfacts.text.grid import GridCell as Cell

__all__ = ["Cell", "DateCandidate", "Document", "Table"]


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that may be the document's, and where it came from."""

    date: Date
    source: str
    """manifest, dateline or metadata (what the document says), properties (what its file says)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a reader gave it; offsets of its facts are positions in `text`.

    Prose and tables stand in `text` in their order in the original; a table's cells one a line.
    """

    doc_id: str
    text: str
    tables: tuple[Table, ...] = ()
    title: str | None = None
    publisher: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    locators: tuple[tuple[int, str], ...] = ()
    """Where in `text` each page, sheet or other part of the original begins, in order: `(0, "page 1")`."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What could not be read, each in one line: a scanned page without OCR."""

    def locate(self, offset: int) -> str | None:
        """The place in the original of a character of `text`: `page 3, table 2, row 5, column 3`, or None."""
        at = bisect_right(self.locators, offset, key=lambda entry: entry[0]) - 1
        part = self.locators[at][1] if at >= 0 else ""
        return ", ".join(filter(None, (part, self._cell(offset)))) or None

    def _cell(self, offset: int) -> str:
        at = bisect_right(self.tables, offset, key=lambda table: table.start) - 1
        table = self.tables[at] if at >= 0 else None
        if table is None or offset >= table.end:
            return ""
        found = bisect_right(table.cells, offset, key=lambda cell: cell.start) - 1
        return table.place(table.cells[found])
