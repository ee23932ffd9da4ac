"""What a table's cell is called: the row's label, completed by section, column head or caption."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from cnfacts.assembly.state import Name
from cnfacts.assembly.tables import Column, Row, Table
from cnfacts.grammar.masking import PERIOD, mask
from cnfacts.lexicon.heads import head_of
from cnfacts.schema.enums import SlotSource
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block

__all__ = ["BLANKS", "BRACKET", "GROWTH", "SHARE", "cell_name", "column_name"]

BRACKET = regex.compile(r"[（(](?P<inner>[^）)]*)[）)]")
BLANKS = regex.compile(r"[\s\u3000]+")
GROWTH = regex.compile(r"增长|增速|增减|增幅|±|比上|比去|同比")
SHARE = regex.compile(r"比重|占比|构成")
_MARKS = regex.compile(r"^(?:[#＃]|其中[：:]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])+")
_TOTAL = regex.compile(r"^(?:总\s*计|合\s*计|全市|全国|全省|全区|总量)$")
_INDUSTRY = regex.compile(r"业$|产业$")
_SECTION_FRAME = regex.compile(r"^(?:期末|年末|全年|主要)")
_GENERIC = regex.compile(
    r"^(?:指标值|数值|绝对数|绝对值|绝对量|总量|数量|实绩|完成|本月|当月|累计|全年|合计|计划|单位|.{0,8}[月季年度]份?)"
    r"(?:累计)?$"
)
_CAPTION_FRAME = regex.compile(
    r"^(?:表\s*\d+[、.．]?)?|(?:主要)?(?:财务)?(?:指标|产品产量|情况|统计表|完成情况|及产品产量)+$|主要"
)


def cell_name(block: Block, table: Table, row: Row, column: Column, periods: Sequence[PeriodMention]) -> Name:
    """Row label, completed by section, column head or caption."""
    span = block.to_raw(row.label.start, row.label.end)
    label = _MARKS.sub("", BLANKS.sub("", row.label.text))
    label = BRACKET.sub("", label) if _is_unit_bracket(label) else label
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
    bracket = BRACKET.search(label)
    return bracket is not None and bracket.end() == len(label) and len(bracket["inner"]) <= 6 and "折" not in bracket[0]


def _measure(table: Table, row: Row, column: Column) -> str:
    """What the column measures where its head or its section says so (产量, 营业收入, 存栏)."""
    for line in reversed(column.heads):
        text = BRACKET.sub("", BLANKS.sub("", line.text))
        if text and not _GENERIC.match(text) and not GROWTH.search(text) and not SHARE.search(text):
            return text
    for first in table.columns[:1]:
        text = BRACKET.sub("", BLANKS.sub("", first.heads[-1].text))
        if text and not _GENERIC.match(text) and not GROWTH.search(text) and len(column.heads) == 1:
            return text
    if row.section is not None:
        section = _SECTION_FRAME.sub("", BLANKS.sub("", row.section.text))
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
    return _CAPTION_FRAME.sub("", BLANKS.sub("", text.replace(PERIOD, "")))


def _moved(mention: PeriodMention, by: int) -> PeriodMention:
    return PeriodMention(mention.start - by, mention.end - by, mention.expr, mention.group)
