"""Which rows of a grid are heads, captions, sections and data; a sheet of several tables in its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from cnfacts.assembly.grid_text import GridText, Word
from cnfacts.assembly.tables import HEAD_WORD, LABEL_HEAD, UNIT_LINE
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.grid import Grid

__all__ = ["Part", "parts_of"]

_NOTE = regex.compile(r"[（(]?(?:[附备]?注|说明|资料来源|数据来源|来源)\d*[：:、.\s]")
_UNIT = regex.compile(r"(?:计量)?单位[：:](?P<unit>[^）)]+)")


@dataclass(slots=True)
class Part:
    """One table of a grid: heads over rows; `above` holds a section's word where one opens before a row."""

    caption: Word | None = None
    unit: str | None = None
    heads: list[list[Word | None]] = field(default_factory=list)
    rows: list[list[Word | None]] = field(default_factory=list)
    sections: list[Word | None] = field(default_factory=list)


def parts_of(grid: Grid, text: GridText) -> list[Part]:
    """The grid's tables in order; rows before any head are left out."""
    parts = [Part(unit=_unit_in(text.unit_line.text) if text.unit_line else None)]
    pending: list[Word] = []  # captions or a section, before it is known which
    section: Word | None = None
    for row in _matrix(grid, text):
        part = parts[-1]
        unit, row = _without_unit(row)
        distinct = list({id(word): word for word in row if word is not None}.values())
        if unit and part.rows:
            parts.append(part := Part(unit=unit))
        part.unit = unit or part.unit
        if not distinct:
            continue
        if len(distinct) == 1 and not _is_data(distinct[0]):
            if not _NOTE.match(distinct[0].text):
                pending.append(distinct[0])
        elif _is_head(row, part, text.periods):
            if part.rows:
                parts.append(part := Part(unit=part.unit))
            part.caption = pending[-1] if pending and not part.heads else part.caption
            part.heads.append(row)
            pending, section = [], None
        elif part.heads:
            section = pending[-1] if pending else section
            pending = []
            part.rows.append(row)
            part.sections.append(section)
    return [part for part in parts if part.rows]


def _is_data(word: Word) -> bool:
    return word.is_figure or word.is_empty


def _matrix(grid: Grid, text: GridText) -> Iterator[list[Word | None]]:
    """Rows with a merged cell's word at each place it covers."""
    width = grid.width
    down: dict[int, tuple[Word | None, int]] = {}  # by column: what covers it and in how many rows to come
    cells: dict[int, list[int]] = {}
    for i, cell in enumerate(grid.cells):
        cells.setdefault(cell.row, []).append(i)
    for at in range(max(cells, default=-1) + 1):
        row: list[Word | None] = [None] * width
        for column, (word, left) in list(down.items()):
            row[column] = word
            down[column] = (word, left - 1)
            if left <= 1:
                del down[column]
        for i in cells.get(at, ()):
            cell = grid.cells[i]
            word = text.words.get(i)
            for column in range(cell.column, min(cell.column + cell.colspan, width)):
                row[column] = word
                if cell.rowspan > 1:
                    down[column] = (word, cell.rowspan - 1)
        yield row


def _without_unit(row: list[Word | None]) -> tuple[str | None, list[Word | None]]:
    """The unit line in a row, and the row without it."""
    for word in row:
        if word is not None and UNIT_LINE.fullmatch(word.line.text):
            return _unit_in(word.text), [None if other is word else other for other in row]
    return None, row


def _unit_in(text: str) -> str | None:
    found = _UNIT.search(text)
    return found["unit"].strip() if found else None


def _is_head(row: list[Word | None], part: Part, periods: list[PeriodMention]) -> bool:
    """Words only, or years over columns; among rows of data only what looks like a head."""
    label = row[0]
    rest = [word for word in row[1:] if word is not None and word is not label]
    if not rest or any(word.is_empty for word in rest):
        return False
    named = label is not None and LABEL_HEAD.search(label.text) is not None
    years = [word for word in rest if word.is_year]
    if any(word.is_figure and not word.is_year for word in rest):
        return False
    if years and not (named or label is None or not part.rows):
        return False
    if not part.rows:
        # A label whose figures are missing but for its unit is no head under heads.
        return not part.heads or named or len(rest) > 1 or _continues(row, part)
    speaking = sum(1 for word in rest if HEAD_WORD.search(word.text) or _has_period(word, periods))
    return (named and speaking > 0) or (label is None and speaking > 1)


def _continues(row: list[Word | None], part: Part) -> bool:
    """The row's first cell began in the head above."""
    return row[0] is None or row[0] is part.heads[-1][0]


def _has_period(word: Word, periods: list[PeriodMention]) -> bool:
    return any(word.line.start <= p.start and p.end <= word.line.end for p in periods)
