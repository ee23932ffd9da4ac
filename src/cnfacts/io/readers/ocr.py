"""Scanned pages: recognised by RapidOCR, whose models come with its wheel, so that nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from cnfacts.errors import MissingExtraError
from cnfacts.io.extras import need
from cnfacts.io.readers.pdf_columns import Piece
from cnfacts.io.readers.pdf_pages import Line, Page, unruled

__all__ = ["recognise"]

_DPI = 200
_MAX_PIXELS = 25_000_000
_SURE = 0.5


def recognise(source: Any, page: Page) -> Page:
    """The page with its lines; as it is where the `ocr` extra is not installed."""
    try:
        engine = _engine()
    except MissingExtraError:
        return page
    wide, high = float(source.width), float(source.height)
    dpi = min(_DPI, int(72 * (_MAX_PIXELS / max(wide * high, 1)) ** 0.5))
    picture = source.to_image(resolution=max(dpi, 36)).original.convert("RGB")
    numpy = need("numpy", "ocr")
    found = engine(numpy.asarray(picture))
    if found is None or found.boxes is None or found.txts is None:
        return replace(page, is_scan=False, is_recognised=True)  # a picture without text
    scale = wide / picture.width
    lines = [
        _line(box, text, scale)
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if score >= _SURE and text.strip()
    ]
    page = replace(page, is_scan=False, is_recognised=True)
    prose, tables = unruled(_rows(lines), page.name)
    return replace(page, lines=prose, tables=tables)


@cache
def _engine() -> Any:
    rapidocr = need("rapidocr", "ocr")
    need("onnxruntime", "ocr")
    return rapidocr.RapidOCR(params={"Global.log_level": "critical"})


def _line(box: Any, text: str, scale: float) -> Line:
    xs = [float(point[0]) * scale for point in box]
    ys = [float(point[1]) * scale for point in box]
    piece = Piece(text.strip(), min(xs), max(xs))
    return Line(text, min(xs), max(xs), min(ys), max(ys) - min(ys), (piece,))


def _rows(lines: list[Line]) -> list[Line]:
    """From above, boxes side by side as one line of pieces."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top):
        if rows and line.top - rows[-1][0].top < rows[-1][0].size / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda line: line.x0)) for row in rows]


def _joined(row: list[Line]) -> Line:
    text = "".join(line.text for line in row)
    pieces = tuple(piece for line in row for piece in line.pieces)
    return Line(text, row[0].x0, max(line.x1 for line in row), row[0].top, row[0].size, pieces)
