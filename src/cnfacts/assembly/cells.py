"""Facts of a flattened table: one a cell, metric from row and head, period and basis from head and caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from cnfacts.assembly.attach import reference
from cnfacts.assembly.bases import set_named_basis, set_plain_basis
from cnfacts.assembly.cell_names import BLANKS, BRACKET, GROWTH, SHARE, Sheet, cell_name
from cnfacts.assembly.names import complete
from cnfacts.assembly.state import Draft, Name, PeriodSlot, State
from cnfacts.assembly.tables import Cell, Column, Line, Row, Table
from cnfacts.grammar.periods import resolve
from cnfacts.grammar.quantities import find_quantities
from cnfacts.grammar.readings import Form, Reading
from cnfacts.lexicon.heads import head_of
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.enums import Basis, Kind, Qualifier, SlotSource, UnitClass
from cnfacts.schema.mentions import Quantity
from cnfacts.schema.periods import PeriodExpr, PeriodMention
from cnfacts.text.block import Block

__all__ = ["read_table"]

Span = tuple[int, int]

_AMOUNT = regex.compile(r"(?:增减|增加|减少|增长)[额量]|增减(?:绝对)?[额数]")
_DIGITS = regex.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?%?")
_POINTS = regex.compile(r"[（(].*百分点[）)]")
_RATE_CAPTION = regex.compile(r"涨跌幅|增长速度|增速|增长率|涨幅")
_POP = regex.compile(r"环比|比上月|比上季|较上月")


def read_table(
    source: str, block: Block, table: Table, periods: Sequence[PeriodMention], lexicon: Lexicon, state: State
) -> Iterator[Draft]:
    """Drafts of the table's cells in order."""
    sheet = Sheet(block, table, periods)
    if table.caption is not None and (slot := _slot_in(sheet, source, table.caption, state)) is not None:
        state.topic = state.window = slot
    before, state.year = state.year, _year_said(sheet) or state.year
    parent_unit = ""
    first: dict[int, Draft] = {}  # of each row, for the rows that are parts of it
    for i, row in enumerate(table.rows):
        parent_unit = _own_unit(row, lexicon) or parent_unit
        _note_section(sheet, row, state)
        for cell in row.cells:
            draft = _cell(source, sheet, row, cell, parent_unit, lexicon, state)
            if row.parent is not None:
                draft.name = _completed(draft, first.get(row.parent))
            first.setdefault(i, draft)
            yield draft
    state.year = before


def _completed(draft: Draft, parent: Draft | None) -> Name:
    """A scope such as 城镇 with what its parent row measures; 进口 under 进出口总值 is a name already."""
    base, theirs = draft.name.base, parent.name.base if parent else ""
    if head_of(base) not in (None, head_of(theirs)) and set(base) <= set(theirs):
        return draft.name
    alike = parent is not None and parent.quantity.unit == draft.quantity.unit
    return complete(draft.name, parent, draft.kind, False, alike or draft.kind is not Kind.LEVEL)


def _year_said(sheet: Sheet) -> int | None:
    """The year that the caption says for heads without one (1-5月)."""
    mentions = sheet.periods_in(sheet.table.caption) if sheet.table.caption else []
    return next((m.expr.year for m in mentions if m.expr.year is not None and not m.expr.multi_year), None)


def _note_section(sheet: Sheet, row: Row, state: State) -> None:
    """A year said over rows that are its months."""
    for mention in sheet.periods_in(row.section) if row.section is not None else ():
        if mention.expr.is_whole_year and mention.expr.year is not None and sheet.row_period(row) is not None:
            state.year = mention.expr.year


def _cell(source: str, sheet: Sheet, row: Row, cell: Cell, parent_unit: str, lexicon: Lexicon, state: State) -> Draft:
    table, column = sheet.table, sheet.table.columns[cell.column]
    head = BLANKS.sub("", column.heads[-1].text)
    kind = _kind(head) if not _is_rate_table(table) else Kind.GROWTH
    quantity = _quantity(cell, _unit(table, row, head, kind, lexicon) or parent_unit, lexicon)
    name = cell_name(sheet, row, cell.column)
    (start, end) = sheet.block.to_raw(quantity.start, quantity.end)
    reading = Reading(0, 0, (cell.line.start, cell.line.start), Form.PLAIN, (), (), None, False, False, cell.line.end)
    draft = Draft(quantity, reading, start, end, name, kind, rule="table")
    draft.period = _row_period(sheet, source, row, state) or _head_period(sheet, source, cell.column, state)
    if base := _compared(sheet, column):
        set_named_basis(draft, base, state)
    else:
        set_plain_basis(draft, Basis.POP if _POP.search(head) else Basis.YOY)
    return draft


def _is_rate_table(table: Table) -> bool:
    """Every figure is a growth by the caption (居民消费价格涨跌幅度, 单位：%)."""
    caption = table.caption.text if table.caption else ""
    return table.unit in ("%", "％") and _RATE_CAPTION.search(caption) is not None


def _kind(head: str) -> Kind:
    """What a column holds, from its head."""
    if _AMOUNT.search(head) or (_POINTS.search(head) and "%" not in head):
        return Kind.DIFFERENCE
    if GROWTH.search(head):
        return Kind.GROWTH
    return Kind.SHARE if SHARE.search(head) else Kind.LEVEL


def _unit(table: Table, row: Row, head: str, kind: Kind, lexicon: Lexicon) -> str:
    """The unit words for a cell: growths and shares are percent; else label, unit cell, head, caption."""
    if kind in (Kind.GROWTH, Kind.SHARE):
        return "%"
    if _POINTS.search(head):
        return "百分点"
    return _own_unit(row, lexicon) or _bracketed(head, lexicon) or BLANKS.sub("", table.unit or "")


def _own_unit(row: Row, lexicon: Lexicon) -> str:
    """The unit in the row's own label or unit cell."""
    return BLANKS.sub("", row.unit.text) if row.unit is not None else _bracketed(row.label.text, lexicon)


def _bracketed(text: str, lexicon: Lexicon) -> str:
    """The unit in brackets at a label's or head's end, or nothing."""
    bracket = BRACKET.search(BLANKS.sub("", text))
    return bracket["inner"] if bracket and _one(bracket["inner"], lexicon) else ""


def _one(unit: str, lexicon: Lexicon) -> Quantity | None:
    """One of the unit, or None when the words are none."""
    found, _ = find_quantities("为1" + unit, lexicon) if unit else ([], [])
    return found[0] if found and found[0].end == len(unit) + 2 else None


def _quantity(cell: Cell, unit: str, lexicon: Lexicon) -> Quantity:
    """The cell's digits read with the unit that stands elsewhere, unless the cell prints its own."""
    if not _DIGITS.fullmatch(cell.line.text):
        return _printed(cell, lexicon)
    unit = "%" if cell.line.text.endswith("%") else unit
    digits = cell.line.text.rstrip("%").replace(",", "").replace("−", "-").lstrip("+")
    model = _one(unit, lexicon)
    factor = model.value if model else Decimal(1)
    start, end = cell.line.start, cell.line.end
    return Quantity(
        start=start,
        end=end,
        lead=start,
        tail=end,
        value=_exact(Decimal(digits) * factor),
        value_high=None,
        value_text=digits,
        value_high_text=None,
        scale=model.scale if model else 0,
        unit=model.unit if model else unit,
        unit_code=model.unit_code if model else None,
        unit_class=model.unit_class if model else UnitClass.NONE,
        qualifier=Qualifier.EQ,
        qualifier_text=None,
        rule="table",
    )


def _printed(cell: Cell, lexicon: Lexicon) -> Quantity:
    """The whole cell as a quantity (135.2亿元, 6%左右)."""
    found, _ = find_quantities(cell.line.text, lexicon)
    by, one = cell.line.start, found[0]
    places = {name: getattr(one, name) + by for name in ("start", "end", "lead", "tail")}
    return replace(one, **places, rule="table")


def _exact(value: Decimal) -> Decimal:
    """Without the zeros that multiplying by a scale leaves after the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _row_period(sheet: Sheet, source: str, row: Row, state: State) -> PeriodSlot | None:
    """The period that the whole row is for."""
    mention = sheet.row_period(row)
    return _resolved(sheet, source, mention, state) if mention is not None else None


def _head_period(sheet: Sheet, source: str, at: int, state: State) -> PeriodSlot | None:
    """The period in the column's head, or in the nearest head to its left (1-3月, 增长)."""
    for i in range(at, -1, -1):
        for line in reversed(sheet.table.columns[i].heads):
            found = _slot_in(sheet, source, line, state)
            if found is not None:
                return found
    return state.topic


def _compared(sheet: Sheet, column: Column) -> PeriodExpr | None:
    """The period that a head compares with (比年初增减额)."""
    for line in column.heads:
        for mention in sheet.periods_in(line):
            if mention.start > line.start and sheet.block.norm[mention.start - 1] in "比较":
                return mention.expr
    return None


def _slot_in(sheet: Sheet, source: str, line: Line, state: State) -> PeriodSlot | None:
    """The period said in a head or caption."""
    for mention in sheet.periods_in(line):
        before = sheet.block.norm[line.start : mention.start]
        if not GROWTH.search(before) and not before.endswith(("比", "较")):
            return _resolved(sheet, source, mention, state)
    return None


def _resolved(sheet: Sheet, source: str, mention: PeriodMention, state: State) -> PeriodSlot:
    low, high = sheet.block.to_raw(mention.start, mention.end)
    period = resolve(mention.expr, reference(state))
    return PeriodSlot(mention.expr, period, (low, high), source[low:high], SlotSource.CAPTION)
