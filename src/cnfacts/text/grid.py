"""A table as its source gives it: cells in rows and columns, each with its place in the document's text."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Grid", "GridCell"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell; `row` and `column` count from 0 and are those of its upper left corner."""

    row: int
    column: int
    text: str
    """As laid out in the document: `document.text[start:end]`; empty for an empty cell."""
    start: int
    end: int
    rowspan: int = 1
    colspan: int = 1
    indent: int = 0
    """How far the text is set in, in half-width characters: a row set in is a part of the row above."""
    head: bool = False
    """The source marks it as a head (`<th>`, a repeated head row)."""
    number_format: str | None = None
    """A spreadsheet's format, already applied in `text` (0.045 as 0.0% is `4.5%`)."""

    @property
    def span(self) -> Span:
        """Its place in the document's text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells, a merged one once."""

    number: int
    """Counts the document's tables from 1."""
    cells: tuple[GridCell, ...]
    """In the order of the text."""
    start: int
    """First character of its first cell in the document's text."""
    end: int
    caption: Span | None = None
    """The caption's place in the document's text, in the table or before it."""
    unit_line: Span | None = None
    """The place of a line such as 单位：亿元 outside the table."""
    name: str | None = None
    """A worksheet's name."""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.colspan for cell in self.cells), default=0)

    @property
    def rows(self) -> list[list[GridCell]]:
        """The cells row by row, each in the row of its upper left corner."""
        rows: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return [rows[row] for row in sorted(rows)]

    def place(self, cell: GridCell) -> str:
        """Where a cell stands, for a person: a worksheet's cells by their letters, others by row and column."""
        if self.name is not None:
            return f"cell {_letters(cell.column)}{cell.row + 1}"
        return f"table {self.number}, row {cell.row + 1}, column {cell.column + 1}"


def _letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
