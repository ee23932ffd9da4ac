"""Lines of pages put together: page numbers and running heads left out, sentences joined across lines and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import regex

from cnfacts.io.layout import Layout, SourceCell
from cnfacts.io.readers.pdf_pages import Line, Page, PageTable

__all__ = ["lay_out"]

_PAGE_NUMBER = regex.compile(r"[-—–－\s·]*\d{1,4}[-—–－\s·]*|第\s*\d+\s*页(?:\s*[/，,]?\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+")
_DIGITS = regex.compile(r"\d+")
_ASCII_WORD = regex.compile(r"[A-Za-z]")
_MANY = 3  # pages that a running head stands on
_SET_IN = 1.4  # characters from the left margin
_INDENT = 3  # characters that a paragraph's first line is set in at most
_SHORT = 1.6  # characters to the right margin
_HANGING = "，。、；：！？）”》"  # may stand in the margin, and cannot open a line
_STOPS = "。！？：；"
_UNBROKEN = regex.compile(rf"(?P<narrow>[\x21-\x7e]*)(?P<wide>.?[{_HANGING}]*)")
_NARROW = 0.6  # characters' width of a Latin letter or digit


def lay_out(pages: list[Page], layout: Layout) -> None:
    """Write all pages."""
    running = _running(pages)
    flow = _Flow(layout)
    for page in pages:
        lines = [line for line in page.lines if not _is_furniture(line, page, running)]
        flow.page(page.name, lines, page.tables)
    flow.end()


def _running(pages: list[Page]) -> set[str]:
    """Words of first and last lines that come again and again, whatever their digits."""
    seen: Counter[str] = Counter()
    for page in pages:
        ends = {_DIGITS.sub("", line.text) for line in (*page.lines[:1], *page.lines[-1:])}
        seen.update(ends)
    return {text for text, count in seen.items() if count >= _MANY and text and count * 3 >= len(pages)}


def _is_furniture(line: Line, page: Page, running: set[str]) -> bool:
    if line not in (*page.lines[:2], *page.lines[-2:]):
        return False
    return _PAGE_NUMBER.fullmatch(line.text) is not None or _DIGITS.sub("", line.text) in running


class _Flow:
    """The paragraph and the table under way."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = ""
        self.last: Line | None = None
        self.left = self.right = 0.0
        self.margin: float | None = None
        self.name = self.seen = ""
        self.parts: list[tuple[int, str]] = []
        self.table: PageTable | None = None

    def page(self, name: str, lines: list[Line], tables: list[PageTable]) -> None:
        """Lines and tables of a page from above."""
        self.name = name
        left = self.margin = _margin(lines, self.margin)
        right = max((line.x1 - line.size * line.text.endswith(tuple(_HANGING)) for line in lines), default=0.0)
        items: list[Line | PageTable] = sorted([*lines, *tables], key=lambda item: item.top)
        for item in items:
            if isinstance(item, PageTable):
                self._table(item)
            else:
                self._line(item, left, right)

    def end(self) -> None:
        """Write what is under way."""
        if self.text:
            self.layout.paragraph(self.text, self.parts)
        self.text, self.last, self.parts = "", None, []
        if self.table is not None:
            self.layout.table(self.table.cells)
        self.table = None

    def _line(self, line: Line, left: float, right: float) -> None:
        if self.table is not None:
            self.end()
        if self.last is not None and self._goes_on(line, left):
            blank = self.text[-1:].isascii() and line.text[:1].isascii() and _ASCII_WORD.match(line.text)
            self.text += " " if blank else ""
        else:
            self.end()
        if self.seen != self.name:
            self.parts.append((len(self.text), self.name))
            self.seen = self.name
        self.text += line.text
        self.last, self.left, self.right = line, left, right

    def _goes_on(self, line: Line, left: float) -> bool:
        """The line before was full, and this one is not set in."""
        last = self.last
        assert last is not None
        if abs(last.size - line.size) > 1.5:
            return False
        short = _SHORT if last.text.endswith(tuple(_STOPS)) else max(_SHORT, _first_word(line.text))
        full = last.x1 >= self.right - short * last.size and last.x0 <= self.left + _INDENT * last.size
        return full and line.x0 <= left + _SET_IN * line.size

    def _table(self, table: PageTable) -> None:
        """A table that goes on from the page before is one with it."""
        before = self.table
        if before is not None and before.columns == table.columns and not self.text:
            more = list(_more(before, table))
            self.table = replace(before, cells=(*before.cells, *more), rows=before.rows + table.rows)
            return
        self.end()
        self.table = table


def _first_word(text: str) -> float:
    """Characters that the line before would have needed to hold what cannot be broken: 1234.5亿 or 增，"""
    word = _UNBROKEN.match(text)
    return _NARROW * len(word["narrow"]) + len(word["wide"]) if word else 0.0


def _more(before: PageTable, table: PageTable) -> Iterator[SourceCell]:
    """Rows of the next page under those before, without repeated heads."""
    heads = {(cell.row, cell.column): cell.text for cell in before.cells}
    repeated = 0
    while repeated < table.rows:
        row = [cell for cell in table.cells if cell.row == repeated]
        if not row or any(heads.get((cell.row, cell.column)) != cell.text for cell in row):
            break
        repeated += 1
    for cell in table.cells:
        if cell.row >= repeated:
            yield replace(cell, row=cell.row - repeated + before.rows)


def _margin(lines: list[Line], before: float | None) -> float:
    """The left edge of most lines that are not set in; of a page with too few, that of the page before."""
    edges = Counter(round(line.x0) for line in lines)
    often = [edge for edge, count in edges.items() if count > 1]
    if not often and before is not None:
        return before
    return float(min(often or edges, default=0))
