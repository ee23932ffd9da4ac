"""Markdown: the text as it is, with pipe tables read by cell."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cnfacts.io.decoding import decode
from cnfacts.io.documents import Cell, Document, Table
from cnfacts.io.given import Given

__all__ = ["read_markdown"]

_RULE = regex.compile(r" {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LINE = regex.compile(r"[^\n]*\n?")
_PIPE = regex.compile(r"(?<!\\)\|")
_HEADING = regex.compile(r"^#\s+(?P<title>.+?)\s*#*\s*$", regex.MULTILINE)
_CAPTION_LENGTH = 60

Line = tuple[int, str]


def read_markdown(given: Given) -> Iterator[Document]:
    """One document a file; its title is the first heading of the first level."""
    text = decode(given.read(), given.doc_id, given.options.encoding)
    title = _HEADING.search(text)
    yield Document(given.doc_id, text, tuple(_tables(text)), title=title["title"] if title else None)


def _tables(text: str) -> Iterator[Table]:
    """A row, a rule of dashes under it, and the rows that follow."""
    lines = [(m.start(), m[0]) for m in _LINE.finditer(text) if m[0]]
    number = at = 0
    while at + 1 < len(lines):
        head, rule = lines[at][1], lines[at + 1][1]
        if "|" not in head or "|" not in rule or not _RULE.fullmatch(rule):
            at += 1
            continue
        last = at + 2
        while last < len(lines) and "|" in lines[last][1]:
            last += 1
        number += 1
        cells = list(_cells([lines[at], *lines[at + 2 : last]]))
        if cells:
            caption = _caption(lines[:at])
            yield Table(number, tuple(cells), cells[0].start, lines[last - 1][0] + len(lines[last - 1][1]), caption, caption)
        at = last


def _cells(lines: list[Line]) -> Iterator[Cell]:
    for row, (start, line) in enumerate(lines):
        body = line.rstrip()
        begin = len(body) - len(body.lstrip(" \t").removeprefix("|"))
        pipes = [m.start() for m in _PIPE.finditer(body, begin)]
        starts, ends = [begin, *(p + 1 for p in pipes)], [*pipes, len(body)]
        for column, (low, high) in enumerate(zip(starts, ends, strict=True)):
            piece = body[low:high]
            if column and low == len(body):
                break  # after the last pipe
            text = piece.strip().strip("*")
            at = start + low + (piece.find(text) if text else 0)
            indent = 2 * (len(piece) - len(piece.lstrip(" ")) - 1)
            yield Cell(row, column, text, at, at + len(text), indent=max(indent, 0), head=row == 0)


def _caption(before: list[Line]) -> tuple[int, int] | None:
    """The last line with words before a table, where it is short."""
    for start, line in reversed(before):
        if text := line.strip():
            short = len(text) <= _CAPTION_LENGTH and "。" not in text
            return (start, start + len(line.rstrip())) if short else None
    return None
