"""What stands on a PDF page: lines and ruled tables with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from cnfacts.io.extras import need
from cnfacts.io.layout import SourceCell, flat
from cnfacts.io.readers.pdf_columns import Piece, column_cells, pieces_of, runs

__all__ = ["Line", "Page", "PageTable", "read_page", "unruled"]

_FIGURE = regex.compile(r"\s*[-+−]?\d[\d,]*(?:\.\d+)?\s*%?\s*")
_CJK = r"[\p{Han}\u3000-\u303f\uff00-\uffef“”‘’（）]"
_GAP = regex.compile(rf"(?<={_CJK}) +(?=\S)|(?<=\S) +(?={_CJK})")
_SCAN_SHARE = 0.3
_FEW_CHARS = 5
_MIN_FIGURES = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside tables, with its edges and the size of its letters."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table."""

    top: float
    columns: int
    rows: int
    cells: tuple[SourceCell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Lines and tables, each in order from above."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    is_scan: bool = False
    """A picture that was not read."""
    is_recognised: bool = False
    """Its lines were read from a picture."""

    @property
    def name(self) -> str:
        """As locators name it."""
        return f"page {self.number}{' (scan)' if self.is_recognised else ''}"


def read_page(source: Any, number: int) -> Page:
    """The page's lines and tables, or that it is a picture."""
    height = float(source.height)
    if sum(1 for char in source.chars if not char["text"].isspace()) < _FEW_CHARS:
        covered = sum(_area(image) for image in source.images)
        is_scan = covered > _SCAN_SHARE * float(source.width) * height
        return Page(number, height, list(_lines(source)), is_scan=is_scan)
    source = source.dedupe_chars()
    found = [(table, cells) for table in source.find_tables() if (cells := _table_cells(table, number))]
    boxes = [table.bbox for table, _ in found]
    outside = source.filter(lambda item: not any(_within(item, box) for box in boxes)) if boxes else source
    tables = [_page_table(float(table.bbox[1]), cells) for table, cells in found]
    lines = list(_lines(outside))
    lines, more = unruled(lines, f"page {number}")
    return Page(number, height, lines, sorted([*tables, *more], key=lambda t: t.top))


def unruled(lines: list[Line], name: str) -> tuple[list[Line], list[PageTable]]:
    """Tables of lines that stand in columns, and the other lines."""
    pieces = [list(line.pieces) for line in lines]
    tables: list[PageTable] = []
    taken: set[int] = set()
    for start, end in runs(pieces):
        cells = column_cells(pieces[start:end], name)
        if cells is not None:
            tables.append(_page_table(lines[start].top, cells))
            taken.update(range(start, end))
    return [line for n, line in enumerate(lines) if n not in taken], tables


def _area(item: dict[str, Any]) -> float:
    return float(abs((item["x1"] - item["x0"]) * (item["bottom"] - item["top"])))


def _within(item: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _lines(source: Any) -> Iterator[Line]:
    for line in source.extract_text_lines(strip=True):
        text = _GAP.sub("", line["text"])
        if text.strip():
            size = float(line["chars"][0]["size"]) if line.get("chars") else float(line["bottom"] - line["top"])
            pieces = tuple(pieces_of(line.get("chars", [])))
            yield Line(text, float(line["x0"]), float(line["x1"]), float(line["top"]), size, pieces)


def _page_table(top: float, cells: list[SourceCell]) -> PageTable:
    columns = max(cell.column + cell.colspan for cell in cells)
    rows = max(cell.row + cell.rowspan for cell in cells)
    return PageTable(top, columns, rows, tuple(cells))


def _table_cells(table: Any, number: int) -> list[SourceCell]:
    """Cells of a table that holds figures; spans are counted by the edges that a cell covers."""
    boxes = sorted({cell for cell in table.cells if cell is not None}, key=lambda box: (box[1], box[0]))
    xs, ys = _edges(boxes, 0), _edges(boxes, 1)
    if len(xs) < 2 or len(ys) < 2:
        return []
    extract_text = need("pdfplumber.utils", "pdf").extract_text
    chars = [char for char in table.page.chars if _within(char, table.bbox)]
    cells: list[SourceCell] = []
    for box in boxes:
        text = flat(extract_text([char for char in chars if _within(char, box)]) or "")
        row, column = _index(ys, box[1]), _index(xs, box[0])
        high, wide = _count(ys, box[1], box[3]), _count(xs, box[0], box[2])
        cells.append(SourceCell(row, column, _GAP.sub("", text), high, wide, part=f"page {number}"))
    return cells if sum(1 for cell in cells if _FIGURE.fullmatch(cell.text)) >= _MIN_FIGURES else []


def _edges(boxes: list[tuple[float, ...]], axis: int) -> list[float]:
    """Left or upper edges, those within two points as one."""
    edges: list[float] = []
    for edge in sorted(box[axis] for box in boxes):
        if not edges or edge - edges[-1] > 2:
            edges.append(edge)
    return edges


def _index(edges: list[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - edge))


def _count(edges: list[float], start: float, end: float) -> int:
    return max(sum(1 for edge in edges if start - 2 <= edge < end - 2), 1)
