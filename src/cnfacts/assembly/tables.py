"""Tables that a text file has flattened: a line for each label and each figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

__all__ = ["HEAD_WORD", "LABEL_HEAD", "UNIT_CELL", "UNIT_LINE", "Cell", "Column", "Line", "Row", "Table", "find_tables"]

Span = tuple[int, int]

_FIGURE = regex.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?%?")
_EMPTY = regex.compile(r"[-—–…．.]{1,6}|持平|\*|/|—+|无")
_LINE = regex.compile(r"[^\n]+")
_PROSE = regex.compile(r"[。；，！？]")
_MAX_LABEL = 40
_MIN_FIGURES = 4
UNIT_LINE = regex.compile(r"[（(]?(?:计量)?单位[：:]\s*(?P<unit>[^）)\n]+?)\s*[）)]?")
UNIT_CELL = regex.compile(
    r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?"
    r"(?:[元吨人户头只个家件套台辆米亩斤条所张名位册场次座处艘箱度%‰公千立平美标载重瓦时升里方顷克分点]){1,6}|%|‰|百分点"
)
_CAPTION = regex.compile(r"表\s*\d|[\d一二三四五六七八九十]{1,4}年|情况$|指标$|统计表$|主要")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the block at its normalised offsets."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """Heads over a column of figures, outermost first."""

    heads: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure under its column."""

    line: Line
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row's label, its own unit cell, the section it stands in, its figures, and the row it is a part of."""

    label: Line
    unit: Line | None
    section: Line | None
    cells: tuple[Cell, ...]
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table read: `start:end` are normalised offsets of its lines."""

    start: int
    end: int
    caption: Line | None
    unit: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def find_tables(norm: str) -> list[Table]:
    """Tables of a block whose heads settle what each figure is, in order."""
    found = []
    for run in _runs(norm):
        table = _read(run)
        if table is not None:
            found.append(table)
    return found


def _runs(norm: str) -> Iterator[list[Line]]:
    """Stretches of short lines that hold figures."""
    run: list[Line] = []
    for match in _LINE.finditer(norm):
        text = match[0].strip()
        if UNIT_LINE.fullmatch(text) and _figures(run) >= _MIN_FIGURES:
            last = max(i for i, line in enumerate(run) if _is_cell(line)) + 1
            yield run[:last]
            run = run[last:]
        if text and len(text) <= _MAX_LABEL and not _PROSE.search(text):
            lead = len(match[0]) - len(match[0].lstrip())
            run.append(Line(match.start() + lead, match.start() + lead + len(text), text))
        elif text:
            if _figures(run) >= _MIN_FIGURES:
                yield run
            run = []
    if _figures(run) >= _MIN_FIGURES:
        yield run


def _figures(run: list[Line]) -> int:
    return sum(1 for line in run if _FIGURE.fullmatch(line.text))


def _is_cell(line: Line) -> bool:
    return _FIGURE.fullmatch(line.text) is not None or _EMPTY.fullmatch(line.text) is not None


def _groups(lines: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Labels and the cells after them, again and again."""
    groups: list[tuple[list[Line], list[Line]]] = []
    labels: list[Line] = []
    cells: list[Line] = []
    for line in lines:
        if _is_cell(line):
            cells.append(line)
            continue
        if cells:
            groups.append((labels, cells))
            labels, cells = [], []
        labels.append(line)
    if cells:
        groups.append((labels, cells))
    return groups


def _read(run: list[Line]) -> Table | None:
    """Fit heads to columns; None where their numbers do not agree."""
    groups = _groups(run)
    if len(groups) < 2 or not groups[0][0]:
        return None
    width, _ = Counter(len(cells) for _, cells in groups).most_common(1)[0]
    groups = [g for g in groups if len(g[1]) == width and g[0]]
    if not groups:
        return None
    has_unit = _has_unit_column(groups)
    head, label_count = groups[0][0], 2 if has_unit else 1
    columns, caption, unit, section = _heads(head[: len(head) - label_count], width, has_unit)
    if columns is None:
        return None
    rows: list[Row] = []
    for i, (labels, cells) in enumerate(groups):
        own = labels[-label_count:] if i else head[-label_count:]
        if i and len(labels) > label_count:
            section = labels[-label_count - 1]
        if len(own) < label_count:
            continue
        figures = tuple(Cell(c, n) for n, c in enumerate(cells) if _FIGURE.fullmatch(c.text))
        rows.append(Row(own[0], own[1] if has_unit else None, section, figures))
    start = min(line.start for line in head)
    return Table(start, groups[-1][1][-1].end, caption, unit, columns, tuple(rows))


def _has_unit_column(groups: list[tuple[list[Line], list[Line]]]) -> bool:
    """Whether most rows have a unit between label and figures."""
    units = sum(1 for labels, _ in groups if len(labels) >= 2 and UNIT_CELL.fullmatch(labels[-1].text))
    return units * 2 > len(groups)


def _heads(
    lines: list[Line], width: int, has_unit: bool
) -> tuple[tuple[Column, ...] | None, Line | None, str | None, Line | None]:
    """Columns, caption, the table's unit and a first section out of the lines above the first row."""
    unit = next((m["unit"] for line in lines if (m := UNIT_LINE.fullmatch(line.text))), None)
    heads = [line for line in lines if not UNIT_LINE.fullmatch(line.text)]
    fixed = 2 if has_unit else 1
    for section_lines in (0, 1):
        body = heads[: len(heads) - section_lines] if section_lines else heads
        section = heads[-1] if section_lines and heads else None
        for groups in range(width):
            if groups and width % groups:
                continue
            columns = _columns(body, width, fixed, groups)
            if columns is None:
                continue
            above = body[: len(body) - fixed - groups - width]
            caption = next((a for a in reversed(above) if _CAPTION.search(a.text)), above[-1] if above else None)
            return columns, caption, unit, section
    return None, None, unit, None


HEAD_WORD = regex.compile(
    r"增长|增速|增减|同比|比上|比去|比重|占比|指标|数值|产量|数量|总量|绝对|本月|累计|实绩|完成|%|±|月|季|年|额|值"
    r"|收入|成本|利润|[（(].+[）)]"
)
LABEL_HEAD = regex.compile(
    r"指\s*标|项\s*目|名\s*称|分\s*组|地\s*区|行\s*业|类\s*别|产\s*品|品\s*种|县\s*区|单位|分\s*类|城\s*市"
)


def _columns(lines: list[Line], width: int, fixed: int, groups: int) -> tuple[Column, ...] | None:
    """The last lines as heads: one over the labels, `groups` outer ones, `width` inner ones."""
    need = fixed + groups + width
    if len(lines) < need:
        return None
    heads = lines[-need:]
    if not LABEL_HEAD.search(heads[0].text):
        return None
    outer, inner = heads[fixed : fixed + groups], heads[fixed + groups :]
    if not all(HEAD_WORD.search(_plain(h.text)) for h in inner):
        return None
    if groups and len(set(h.text for h in inner)) * groups != width:
        return None
    share = width // groups if groups else width
    return tuple(Column((*((outer[n // share],) if groups else ()), line)) for n, line in enumerate(inner))


def _plain(text: str) -> str:
    return regex.sub(r"[\s\u3000]", "", text)
