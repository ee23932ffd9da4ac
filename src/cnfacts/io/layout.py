"""Laying a document out as text: paragraphs and tables in order, a table's cells one a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import regex

from cnfacts.io.documents import Cell, Document, Table

__all__ = ["Layout", "SourceCell", "flat"]

_BREAK = regex.compile(r"[ \t\r\f\v\u00a0\u3000]*\n[ \t\r\f\v\u00a0\u3000]*")
_LEAD = regex.compile(r"[\s\u00a0\u3000]*")
_UNIT = regex.compile(r"单位\s*[：:]\s*\S+")
_SENTENCE = regex.compile(r"[。；！？]|，.*，")
_CAPTION_LENGTH = 60
_LINES_ABOVE = 3


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as a reader finds it; `text` may hold line breaks and lead with blanks that set it in."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    head: bool = False
    indent: int | None = None
    number_format: str | None = None
    part: str | None = None
    """The page that it stands on, for a table that goes on over pages."""


class Layout:
    """Gathers a document's text with its tables and the places of its parts."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._paragraphs: list[tuple[int, int, str]] = []  # since the last table
        self._tables: list[Table] = []
        self._locators: list[tuple[int, str]] = []
        self._at = 0

    @property
    def tables(self) -> int:
        """How many tables there are so far."""
        return len(self._tables)

    def part(self, name: str) -> None:
        """A page or sheet of the original begins here."""
        if self._locators and self._locators[-1][0] == self._at:
            self._locators.pop()
        self._locators.append((self._at, name))

    def paragraph(self, text: str, parts: Iterable[tuple[int, str]] = ()) -> None:
        """Add a paragraph as given, on lines of its own; `parts` are pages that begin within it."""
        if text.strip():
            self._locators += [(self._at + at, name) for at, name in parts]
            self._paragraphs.append((self._at, self._at + len(text), text))
            self._write(text)

    def table(self, cells: Iterable[SourceCell], *, name: str | None = None) -> None:
        """Add a table, whose caption and unit may be the lines before it."""
        placed: list[Cell] = []
        start = self._at
        for cell in sorted(cells, key=lambda c: (c.row, c.column)):
            lead = _LEAD.match(cell.text)
            indent = sum(2 if c == "\u3000" else 1 for c in lead[0] if c not in "\r\n\t") if lead else 0
            text = flat(cell.text)
            if cell.part is not None and (not self._locators or self._locators[-1][1] != cell.part):
                self.part(cell.part)
            at = self._at
            if text:
                self._write(text)
            placed.append(
                Cell(
                    cell.row,
                    cell.column,
                    text,
                    at,
                    at + len(text),
                    cell.rowspan,
                    cell.colspan,
                    indent if cell.indent is None else cell.indent,
                    cell.head,
                    cell.number_format,
                )
            )
        caption, unit = self._above()
        number = len(self._tables) + 1
        self._tables.append(Table(number, tuple(placed), start, self._at, caption, unit, name))
        self._paragraphs.clear()

    def document(self, doc_id: str, **known: Any) -> Document:
        """The document with what else is known of it (`title`, `dates`, …)."""
        return Document(doc_id, "".join(self._pieces), tuple(self._tables), locators=tuple(self._locators), **known)

    def _write(self, text: str) -> None:
        self._pieces += [text, "\n"]
        self._at += len(text) + 1

    def _above(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """The caption and the unit line among the last lines before a table."""
        caption = unit = None
        for start, end, text in reversed(self._paragraphs[-_LINES_ABOVE:]):
            if len(text.strip()) > _CAPTION_LENGTH or _SENTENCE.search(text):
                break
            said = _UNIT.search(text)
            if said is not None:
                unit = (start + said.start(), start + said.end())
                end = start + said.start()
            if text[: end - start].strip(" \t\u3000（("):
                caption = (start, end)
                break
        return caption, unit


def flat(text: str) -> str:
    """A cell's text on one line: lines are joined, with a blank only between Latin words."""

    def join(match: regex.Match[str]) -> str:
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        return " " if len(around) == 2 and around.isascii() and around.isalpha() else ""

    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    return _BREAK.sub(join, text).strip()
