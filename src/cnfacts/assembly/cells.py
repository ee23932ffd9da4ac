"""Facts of a flattened table: one a cell, metric from row and head, period and basis from head and caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from cnfacts.assembly.attach import reference
from cnfacts.assembly.bases import set_named_basis, set_plain_basis
from cnfacts.assembly.state import Draft, Name, PeriodSlot, State
from cnfacts.assembly.tables import Cell, Column, Row, Table
from cnfacts.grammar.masking import PERIOD, mask
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

_BRACKET = regex.compile(r"[（(](?P<inner>[^）)]*)[）)]")
_BLANKS = regex.compile(r"[\s\u3000]+")
_MARKS = regex.compile(r"^(?:[#＃]|其中[：:]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])+")
_GROWTH = regex.compile(r"增长|增速|增减|增幅|±|比上|比去|同比")
_AMOUNT = regex.compile(r"(?:增减|增加|减少|增长)[额量]|增减(?:绝对)?[额数]")
_POP = regex.compile(r"环比|比上月|比上季|较上月")
_SHARE = regex.compile(r"比重|占比|构成")
_GENERIC = regex.compile(
    r"^(?:指标值|数值|绝对数|绝对值|绝对量|总量|数量|实绩|完成|本月|当月|累计|全年|合计|计划|单位|.{0,8}[月季年度]份?)"
    r"(?:累计)?$"
)
_TOTAL = regex.compile(r"^(?:总\s*计|合\s*计|全市|全国|全省|全区|总量)$")
_CAPTION_FRAME = regex.compile(
    r"^(?:表\s*\d+[、.．]?)?|(?:主要)?(?:财务)?(?:指标|产品产量|情况|统计表|完成情况|及产品产量)+$|主要"
)
_SECTION_FRAME = regex.compile(r"^(?:期末|年末|全年|主要)")
_INDUSTRY = regex.compile(r"业$|产业$")


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
    head = _BLANKS.sub("", column.heads[-1].text)
    kind = _kind(head)
    quantity = _quantity(cell, _unit(table, row, head, kind, lexicon) or parent_unit, lexicon)
    name = _name(block, table, row, column, periods)
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
    if _GROWTH.search(head):
        return Kind.GROWTH
    return Kind.SHARE if _SHARE.search(head) else Kind.LEVEL


def _unit(table: Table, row: Row, head: str, kind: Kind, lexicon: Lexicon) -> str:
    """The unit words for a cell: growths and shares are percent; else label, unit cell, head, caption."""
    if kind in (Kind.GROWTH, Kind.SHARE):
        return "%"
    return _own_unit(row, lexicon) or _bracketed(head, lexicon) or _BLANKS.sub("", table.unit or "")


def _own_unit(row: Row, lexicon: Lexicon) -> str:
    """The unit in the row's own label or unit cell."""
    return _BLANKS.sub("", row.unit.text) if row.unit is not None else _bracketed(row.label.text, lexicon)


def _bracketed(text: str, lexicon: Lexicon) -> str:
    """The unit in brackets at a label's or head's end, or nothing."""
    bracket = _BRACKET.search(_BLANKS.sub("", text))
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


def _name(block: Block, table: Table, row: Row, column: Column, periods: Sequence[PeriodMention]) -> Name:
    """Row label, completed by section, column head or caption."""
    span = block.to_raw(row.label.start, row.label.end)
    label = _MARKS.sub("", _BLANKS.sub("", row.label.text))
    label = _BRACKET.sub("", label) if _is_unit_bracket(label) else label
    caption = _caption_name(block, table, periods)
    measure = _measure(table, row, column)
    if _TOTAL.match(label):
        label = caption[: -len(head.text)] if (head := head_of(caption)) and not measure else caption
    own = head_of(label)
    if measure and not label.endswith(measure) and (own is None or own.text not in label or len(column.heads) > 1):
        label += measure
    elif own is None and caption.endswith("生产总值") and _INDUSTRY.search(label):
        label += "增加值"
    return Name(label, span, SlotSource.STATED)


def _is_unit_bracket(label: str) -> bool:
    bracket = _BRACKET.search(label)
    return bracket is not None and bracket.end() == len(label) and len(bracket["inner"]) <= 6 and "折" not in bracket[0]


def _measure(table: Table, row: Row, column: Column) -> str:
    """What the column measures where its head or its section says so (产量, 营业收入, 存栏)."""
    for line in reversed(column.heads):
        text = _BRACKET.sub("", _BLANKS.sub("", line.text))
        if text and not _GENERIC.match(text) and not _GROWTH.search(text) and not _SHARE.search(text):
            return text
    for first in table.columns[:1]:
        text = _BRACKET.sub("", _BLANKS.sub("", first.heads[-1].text))
        if text and not _GENERIC.match(text) and not _GROWTH.search(text) and len(column.heads) == 1:
            return text
    if row.section is not None:
        section = _SECTION_FRAME.sub("", _BLANKS.sub("", row.section.text))
        head = head_of(section)
        return head.text if head else ""
    return ""


def _caption_name(block: Block, table: Table, periods: Sequence[PeriodMention]) -> str:
    """The caption without number, period and frame words (规模以上工业企业, 地区生产总值)."""
    if table.caption is None:
        return ""
    start, end = table.caption.start, table.caption.end
    inside = (_moved(p, start) for p in periods if start <= p.start and p.end <= end)
    text = mask(block.norm[start:end], (PERIOD, inside))
    return _CAPTION_FRAME.sub("", _BLANKS.sub("", text.replace(PERIOD, "")))


def _moved(mention: PeriodMention, by: int) -> PeriodMention:
    return PeriodMention(mention.start - by, mention.end - by, mention.expr, mention.group)


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
        if not _GROWTH.search(before) and not before.endswith(("比", "较")):
            low, high = block.to_raw(mention.start, mention.end)
            period = resolve(mention.expr, reference(state))
            return PeriodSlot(mention.expr, period, (low, high), source[low:high], SlotSource.CAPTION)
    return None
