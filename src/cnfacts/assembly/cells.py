"""Facts of a flattened table: one a cell, metric from row and head, period and basis from head and caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from cnfacts.assembly.attach import reference
from cnfacts.assembly.bases import set_named_basis, set_plain_basis
from cnfacts.assembly.cell_names import BLANKS, BRACKET, GROWTH, SHARE, cell_name
from cnfacts.assembly.state import Draft, PeriodSlot, State
from cnfacts.assembly.tables import Cell, Column, Row, Table
from cnfacts.grammar.periods import resolve
from cnfacts.grammar.quantities import find_quantities
from cnfacts.grammar.readings import Form, Reading
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.enums import Basis, Kind, Qualifier, SlotSource, UnitClass
from cnfacts.schema.mentions import Quantity
from cnfacts.schema.periods import PeriodExpr, PeriodMention
from cnfacts.text.block import Block

__all__ = ["read_table"]

Span = tuple[int, int]

_AMOUNT = regex.compile(r"(?:增减|增加|减少|增长)[额量]|增减(?:绝对)?[额数]")
_POP = regex.compile(r"环比|比上月|比上季|较上月")


def read_table(
    source: str, block: Block, table: Table, periods: Sequence[PeriodMention], lexicon: Lexicon, state: State
) -> Iterator[Draft]:
    """Drafts of the table's cells in order."""
    caption_slot = _caption_period(block, source, table, periods, state)
    if caption_slot is not None:
        state.topic = state.window = caption_slot
    parent_unit = ""
    for row in table.rows:
        parent_unit = _own_unit(row, lexicon) or parent_unit
        for cell in row.cells:
            draft = _cell(source, block, table, row, cell, parent_unit, periods, lexicon, state)
            yield draft


def _cell(
    source: str,
    block: Block,
    table: Table,
    row: Row,
    cell: Cell,
    parent_unit: str,
    periods: Sequence[PeriodMention],
    lexicon: Lexicon,
    state: State,
) -> Draft:
    column = table.columns[cell.column]
    head = BLANKS.sub("", column.heads[-1].text)
    kind = _kind(head)
    quantity = _quantity(cell, _unit(table, row, head, kind, lexicon) or parent_unit, lexicon)
    name = cell_name(block, table, row, column, periods)
    (start, end) = block.to_raw(cell.line.start, cell.line.end)
    reading = Reading(0, 0, (cell.line.start, cell.line.start), Form.PLAIN, (), (), None, False, False, cell.line.end)
    draft = Draft(quantity, reading, start, end, name, kind, rule="table")
    draft.period = _head_period(block, source, table, cell.column, periods, state)
    if base := _compared(block, column, periods):
        set_named_basis(draft, base, state)
    else:
        set_plain_basis(draft, Basis.POP if _POP.search(head) else Basis.YOY)
    return draft


def _kind(head: str) -> Kind:
    """What a column holds, from its head."""
    if _AMOUNT.search(head):
        return Kind.DIFFERENCE
    if GROWTH.search(head):
        return Kind.GROWTH
    return Kind.SHARE if SHARE.search(head) else Kind.LEVEL


def _unit(table: Table, row: Row, head: str, kind: Kind, lexicon: Lexicon) -> str:
    """The unit words for a cell: growths and shares are percent; else label, unit cell, head, caption."""
    if kind in (Kind.GROWTH, Kind.SHARE):
        return "%"
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
    """The cell's digits read with the unit that stands elsewhere."""
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


def _exact(value: Decimal) -> Decimal:
    """Without the zeros that multiplying by a scale leaves after the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _caption_period(
    block: Block, source: str, table: Table, periods: Sequence[PeriodMention], state: State
) -> PeriodSlot | None:
    return _slot_in(block, source, table.caption.start, table.caption.end, periods, state) if table.caption else None


def _head_period(
    block: Block, source: str, table: Table, column: int, periods: Sequence[PeriodMention], state: State
) -> PeriodSlot | None:
    """The period in the column's head, or in the nearest head to its left (1-3月, 增长)."""
    for at in range(column, -1, -1):
        for line in reversed(table.columns[at].heads):
            found = _slot_in(block, source, line.start, line.end, periods, state)
            if found is not None:
                return found
    return state.topic


def _compared(block: Block, column: Column, periods: Sequence[PeriodMention]) -> PeriodExpr | None:
    """The period that a head compares with (比年初增减额)."""
    for line in column.heads:
        for mention in periods:
            inside = line.start < mention.start and mention.end <= line.end
            if inside and block.norm[mention.start - 1] in "比较":
                return mention.expr
    return None


def _slot_in(
    block: Block, source: str, start: int, end: int, periods: Sequence[PeriodMention], state: State
) -> PeriodSlot | None:
    """The period said in a head or caption."""
    for mention in periods:
        if not (start <= mention.start and mention.end <= end):
            continue
        before = block.norm[start : mention.start]
        if not GROWTH.search(before) and not before.endswith(("比", "较")):
            low, high = block.to_raw(mention.start, mention.end)
            period = resolve(mention.expr, reference(state))
            return PeriodSlot(mention.expr, period, (low, high), source[low:high], SlotSource.CAPTION)
    return None
