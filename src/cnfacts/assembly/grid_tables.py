"""A grid's parts as tables: which columns label, which one holds units, and what stands over each figure."""

from __future__ import annotations

import regex

from cnfacts.assembly.grid_rows import Part, parts_of
from cnfacts.assembly.grid_text import GridText, Word
from cnfacts.assembly.tables import UNIT_CELL, Cell, Column, Line, Row, Table
from cnfacts.text.grid import Grid

__all__ = ["grid_tables"]

_UNIT_HEAD = regex.compile(r"(?:计量)?单位(?:名称)?")
_NUMBER_HEAD = regex.compile(r"序号|行次|编号|代码|代号|排名|位次|名次")
_MARK = regex.compile(r"(?:其中[：:]?|[#＃])")
_SAME = frozenset({"〃", "″", '"', "同上"})


def grid_tables(grid: Grid, text: GridText) -> list[Table]:
    """The tables whose heads settle what each figure is, in order."""
    found = []
    for part in parts_of(grid, text):
        table = _read(part, text)
        if table is not None:
            found.append(table)
    return found


def _read(part: Part, text: GridText) -> Table | None:
    labels, unit_at, values = _columns(part)
    if not labels or not values:
        return None
    columns = [_heads(part, at, labels[0]) for at in values]
    caption = part.caption.line if part.caption else text.caption
    rows = _rows(part, labels, unit_at, values)
    if not rows or not all(column.heads for column in columns):
        return None
    lines = [cell.line for row in rows for cell in row.cells]
    return Table(rows[0].label.start, max(line.end for line in lines), caption, part.unit, tuple(columns), tuple(rows))


def _columns(part: Part) -> tuple[list[int], int | None, list[int]]:
    """Places of the label columns, of the unit column, and of the columns of figures."""
    labels: list[int] = []
    values: list[int] = []
    unit_at: int | None = None
    for at in range(len(part.rows[0])):
        words = [row[at] for row in part.rows if row[at] is not None]
        head = next((h[at].text for h in reversed(part.heads) if h[at] is not None), "")  # type: ignore[union-attr]
        figures = sum(1 for word in words if word is not None and (word.is_figure or word.is_empty))
        if not words or _NUMBER_HEAD.search(head):
            continue
        if _UNIT_HEAD.fullmatch(head) or _are_units([w for w in words if w is not None]):
            unit_at = at if unit_at is None else unit_at
        elif not values and (figures * 2 <= len(words) or (not labels and _are_years(words))):
            labels.append(at)
        elif figures:
            values.append(at)
    return labels, unit_at, values


def _are_units(words: list[Word]) -> bool:
    return sum(1 for word in words if UNIT_CELL.fullmatch(word.text) or word.text in _SAME) * 2 > len(words)


def _are_years(words: list[Word | None]) -> bool:
    return all(word is not None and word.is_year for word in words)


def _heads(part: Part, at: int, label: int) -> Column:
    """What stands over a column, outermost first; what stands over the labels too is no head of it."""
    heads: list[Line] = []
    for row in part.heads:
        word = row[at]
        if word is not None and word is not row[label] and word.line not in heads:
            heads.append(word.line)
    return Column(tuple(heads))


def _rows(part: Part, labels: list[int], unit_at: int | None, values: list[int]) -> list[Row]:
    rows: list[Row] = []
    above: list[tuple[int, int]] = []  # indent and place of the rows that the next one may be a part of
    unit: Line | None = None
    for cells, section in zip(part.rows, part.sections, strict=True):
        words = list({id(w): w for at in labels if (w := cells[at]) is not None}.values())
        if not words:
            continue
        unit = _unit(cells[unit_at], unit) if unit_at is not None else None
        figures = tuple(Cell(word.line, n) for n, at in enumerate(values) if (word := cells[at]) is not None and word.is_figure)
        label, outer = words[-1], words[-2].line if len(words) > 1 else None
        depth = label.cell.indent + (100 if _MARK.match(label.text) else 0)
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above else None
        above.append((depth, len(rows)))
        section_line = outer or (section.line if section else None)
        rows.append(Row(label.line, unit, section_line, figures, parent))
    return rows


def _unit(word: Word | None, before: Line | None) -> Line | None:
    if word is None:
        return None
    return before if word.text in _SAME else word.line
