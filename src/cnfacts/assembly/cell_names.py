"""What a table's cell is called: the row's label, completed by section, column head or caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from cnfacts.assembly.state import Name
from cnfacts.assembly.tables import Line, Row, Table
from cnfacts.grammar.masking import PERIOD, mask
from cnfacts.lexicon.heads import head_of
from cnfacts.schema.enums import SlotSource
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block

__all__ = ["BLANKS", "BRACKET", "GROWTH", "SHARE", "Sheet", "cell_name"]

BRACKET = regex.compile(r"[（(](?P<inner>[^）)]*)[）)]")
BLANKS = regex.compile(r"[\s\u3000]+")
GROWTH = regex.compile(r"增长|增速|增减|增幅|±|比上|比去|同比")
SHARE = regex.compile(r"比重|占比|构成")
_MARKS = regex.compile(r"^(?:[#＃]|其中[：:]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])+")
_TOTAL = regex.compile(r"^(?:总\s*计|合\s*计|全市|全国|全省|全区|总量)$")
_INDUSTRY = regex.compile(r"业$|产业$")
_SECTION_FRAME = regex.compile(r"^(?:期末|年末|全年|主要)")
_GENERIC = regex.compile(
    r"^(?:|指标值?|数值|期末|绝对数|绝对值|绝对量|绝对额|金额|数额|总量|数量|实绩|完成|本月|当月|累计|全年|合计|计划|单位|.{0,8}[月季年度]份?)"
    r"(?:累计)?$"
)
_WHOLE = regex.compile(r"^全[国省市区县州旗]$")
_PLACE = regex.compile(r"^(?:城市|农村|城镇|乡村)$")
_UNIT_NOTE = regex.compile(r"[（(]?(?:计量)?单位[：:].*$")
_CAPTION_FRAME = regex.compile(
    r"^(?:表\s*\d+[、.．]?)?|(?:主要)?(?:财务)?(?:指标|产品产量|情况|统计表|完成情况|及产品产量)+$|主要"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with the block that its lines are in and the block's periods."""

    block: Block
    table: Table
    periods: Sequence[PeriodMention]

    def periods_in(self, line: Line) -> list[PeriodMention]:
        """The periods said in a line."""
        return [p for p in self.periods if line.start <= p.start and p.end <= line.end]

    def bare(self, line: Line) -> str:
        """A line without periods and blanks."""
        inside = [PeriodMention(p.start - line.start, p.end - line.start, p.expr, p.group) for p in self.periods_in(line)]
        return BLANKS.sub("", mask(line.text, (PERIOD, inside)).replace(PERIOD, ""))

    def row_period(self, row: Row) -> PeriodMention | None:
        """The period that a row is for, where its label is nothing else (2019年, 1-2月)."""
        found = self.periods_in(row.label)
        return found[0] if len(found) == 1 and not BRACKET.sub("", self.bare(row.label)).strip("份") else None


def cell_name(sheet: Sheet, row: Row, at: int) -> Name:
    """Row label, completed by section, the head of column `at` or the caption."""
    column = sheet.table.columns[at]
    if sheet.row_period(row) is not None:
        return _column_name(sheet, row, at)
    span = sheet.block.to_raw(row.label.start, row.label.end)
    label = _MARKS.sub("", BLANKS.sub("", row.label.text))
    label = BRACKET.sub("", label) if _is_unit_bracket(label) else label
    caption = _caption_name(sheet)
    measure = _measure(sheet, row, at)
    if _TOTAL.match(label):
        label = caption[: -len(head.text)] if (head := head_of(caption)) and not measure else caption
    own = head_of(label)
    if measure and not label.endswith(measure) and (own is None or own.text not in label or len(column.heads) > 1):
        label += measure
    elif own is None and caption.endswith("生产总值") and _INDUSTRY.search(label):
        label += "增加值"
    if _PLACE.match(place := sheet.bare(column.heads[-1])):
        label = place + label
    return Name(label, span, SlotSource.STATED)


def _column_name(sheet: Sheet, row: Row, at: int) -> Name:
    """Where rows are periods, the column says what is measured, or else the caption does."""
    for i in range(at, -1, -1):
        for line in reversed(sheet.table.columns[i].heads):
            if text := _own_measure(sheet, line):
                outer = [_own_measure(sheet, other) for other in sheet.table.columns[i].heads]
                scope = outer[0] if outer[0] != text and head_of(text) is None else ""
                return Name(scope + text, sheet.block.to_raw(line.start, line.end), SlotSource.STATED)
    line = sheet.table.caption or row.label
    return Name(_caption_name(sheet), sheet.block.to_raw(line.start, line.end), SlotSource.CAPTION)


def _is_unit_bracket(label: str) -> bool:
    bracket = BRACKET.search(label)
    return bracket is not None and bracket.end() == len(label) and len(bracket["inner"]) <= 6 and "折" not in bracket[0]


def _own_measure(sheet: Sheet, line: Line) -> str:
    """What a head measures, or nothing where it only says how or when."""
    text = BRACKET.sub("", sheet.bare(line))
    says_how = _GENERIC.match(text) or GROWTH.search(text) or SHARE.search(text)
    return "" if says_how or _WHOLE.match(text) or _PLACE.match(text) else text


def _measure(sheet: Sheet, row: Row, at: int) -> str:
    """What the column measures where its head, one to its left or its section says so (产量, 营业收入, 存栏)."""
    heads = sheet.table.columns[at].heads
    for line in reversed(heads):
        if text := _own_measure(sheet, line):
            return text
    for i in range(at - 1, -1, -1) if len(heads) == 1 else ():
        if text := _own_measure(sheet, sheet.table.columns[i].heads[-1]):
            return text
    if row.section is not None:
        head = head_of(_SECTION_FRAME.sub("", BLANKS.sub("", row.section.text)))
        return head.text if head else ""
    return ""


def _caption_name(sheet: Sheet) -> str:
    """The caption without number, period and frame words (规模以上工业企业, 地区生产总值)."""
    caption = sheet.table.caption
    return _CAPTION_FRAME.sub("", _UNIT_NOTE.sub("", sheet.bare(caption))) if caption else ""
