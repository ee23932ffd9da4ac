"""Tables without rules between their columns: lines whose pieces stand under each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

from cnfacts.io.layout import SourceCell

__all__ = ["Piece", "column_cells", "pieces_of", "runs"]

_FIGURE = regex.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?%?|[-—–…]{1,3}")
_GAP = 1.2  # characters between columns, at least
_MIN_ROWS = 3
_MIN_FIGURE_ROWS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without wide gaps."""

    text: str
    x0: float
    x1: float

    @property
    def is_figure(self) -> bool:
        """Nothing but a figure, or the sign for none."""
        return _FIGURE.fullmatch(self.text) is not None


def pieces_of(chars: list[dict[str, Any]]) -> list[Piece]:
    """The pieces of a line's characters."""
    pieces: list[list[dict[str, Any]]] = []
    for char in sorted((c for c in chars if not c["text"].isspace()), key=lambda c: c["x0"]):
        if pieces and char["x0"] - pieces[-1][-1]["x1"] <= _GAP * char["size"]:
            pieces[-1].append(char)
        else:
            pieces.append([char])
    return [Piece("".join(c["text"] for c in p), float(p[0]["x0"]), float(p[-1]["x1"])) for p in pieces]


def runs(lines: list[list[Piece]]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that are rows: several pieces each, and figures under figures."""
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and len(lines[at]) > 1:
            continue
        rows = lines[start:at]
        figures = sum(1 for row in rows if any(piece.is_figure for piece in row[1:]))
        if len(rows) >= _MIN_ROWS and figures >= _MIN_FIGURE_ROWS and figures * 2 >= len(rows):
            yield start, at
        start = at + 1


def column_cells(rows: list[list[Piece]], part: str) -> list[SourceCell] | None:
    """Cells under the columns that the rows with figures share; None where two pieces fall into one."""
    columns = _columns([row for row in rows if any(piece.is_figure for piece in row)])
    if len(columns) < 2:
        return None
    left = min(row[0].x0 for row in rows)
    cells: list[SourceCell] = []
    for at, row in enumerate(rows):
        taken: set[int] = set()
        for piece in row:
            over = [n for n, (x0, x1) in enumerate(columns) if piece.x0 < x1 and x0 < piece.x1] or [_nearest(columns, piece)]
            if taken.intersection(over):
                return None
            taken.update(over)
            size = (piece.x1 - piece.x0) / max(len(piece.text), 1)
            indent = round((piece.x0 - left) / size) * 2 if over[0] == 0 else 0
            cells.append(SourceCell(at, over[0], piece.text, 1, len(over), indent=indent, part=part))
    return cells


def _columns(rows: list[list[Piece]]) -> list[tuple[float, float]]:
    """Stretches of the page's width that pieces of these rows cover."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((piece.x0, piece.x1) for row in rows for piece in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _nearest(columns: list[tuple[float, float]], piece: Piece) -> int:
    middle = (piece.x0 + piece.x1) / 2
    return min(range(len(columns)), key=lambda n: abs(sum(columns[n]) / 2 - middle))
