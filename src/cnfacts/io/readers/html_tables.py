"""HTML tables that hold data, and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from cnfacts.io.layout import SourceCell

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["is_data_table", "table_cells"]

_FIGURE = regex.compile(r"\s*[-+−]?\d[\d,]*(?:\.\d+)?\s*%?\s*")
_MIN_FIGURES = 2
_MAX_SPAN = 1000  # as browsers do
_MAX_COLUMNS, _MAX_ROWS = 500, 100_000
_MAX_PLACES = 2_000_000
_LONG = 120
_BLANKS = regex.compile(r"[ \t\r\n\f\v]+")
_SPACED = {"\u00a0": 1, "\u3000": 2, " ": 1}


def is_data_table(table: LexborNode) -> bool:
    """Figures in rows and columns, and no table inside: not one that only places text on the page."""
    figures = rows = long = cells = 0
    for node in _inside(table):
        if node.tag == "table":
            return False
        rows += node.tag == "tr"
        if node.tag in ("td", "th"):
            cells += 1
            text = _text(node)
            figures += _FIGURE.fullmatch(text) is not None
            long += len(text) > _LONG
    return rows > 1 and cells > rows and figures >= _MIN_FIGURES and long * 10 <= cells


def table_cells(table: LexborNode) -> Iterator[SourceCell]:
    """Cells at the rows and columns where merged ones put them."""
    taken: dict[int, int] = {}  # by column: rows still covered from above
    row = -1
    column = covered = 0
    for node in _inside(table):
        if node.tag == "tr":
            row += 1
            column = 0
            taken = {c: left - 1 for c, left in taken.items() if left > 1} if row else {}
        if node.tag not in ("td", "th") or row < 0 or row >= _MAX_ROWS:
            continue
        while column in taken:
            column += 1
        if column >= _MAX_COLUMNS:
            continue
        text = _text(node)
        wide = min(_span(node, "colspan"), _MAX_COLUMNS - column)
        high = min(_span(node, "rowspan"), _MAX_ROWS - row)
        covered += wide * high
        if covered > _MAX_PLACES:
            wide = high = 1  # spans made to exhaust their reader
        indent = _indent(text)
        yield SourceCell(row, column, text.strip(), high, wide, node.tag == "th", indent)
        if high > 1:
            taken.update(dict.fromkeys(range(column, column + wide), high))
        column += wide


def _inside(table: LexborNode) -> Iterator[LexborNode]:
    for node in table.traverse():
        if node.mem_id != table.mem_id:
            yield node


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _text(cell: LexborNode) -> str:
    """The cell's text with its leading blanks; the source's line breaks are blanks, `<br>` and blocks break lines."""
    pieces: list[str] = []
    for node in cell.traverse(include_text=True):
        if node.tag == "-text":
            pieces.append(_BLANKS.sub(" ", node.text_content or ""))
        elif node.tag in ("br", "p", "div") and "".join(pieces).strip():
            pieces.append("\n")
    return "".join(pieces)


def _indent(text: str) -> int:
    size = 0
    for c in text:
        if c not in _SPACED:
            break
        size += _SPACED[c]
    return size
