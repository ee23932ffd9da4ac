"""The construction a figure stands in, read from the right end of its clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import regex

from cnfacts.grammar.masking import COMPARISON, NOTE, PERIOD, QUANTITY
from cnfacts.lexicon.predicates import Word
from cnfacts.schema.enums import UnitClass
from cnfacts.schema.mentions import Quantity

__all__ = ["Construction", "Form", "attributed", "construction_of", "origin_of"]

Span = tuple[int, int]


class Form(str, Enum):
    """The constructions."""

    PLAIN = "plain"  # 增加值增长2.3%
    SHARE = "share"  # 占…的比重为38.2%
    COMPLETION = "completion"  # 完成全年目标的56.5%
    CONTRIBUTION = "contribution"  # 拉动增长1.2个百分点
    MULTIPLE = "multiple"  # 是1997年的2.9倍
    COUNTED = "counted"  # 新建40个产业园


@dataclass(frozen=True, slots=True)
class Construction:
    """A form, where the metric's phrase ends in it, the whole of a share or total of a contribution, its direction."""

    form: Form
    phrase_end: int
    whole: Span | None = None
    negative: bool = False


_PULL = regex.compile(r"(?P<sign>负向|正向)?(?:合计|共同|同时|直接|共)*(?:拉动|带动|推动|下拉|拉低|贡献(?!率))(?P<whole>[^，]*)$")
_SHARE = regex.compile(
    r"(?:均|约|已|共|合计|仅|分别|就|又)*占(?!比|有|用|地(?!区|方|级|市)|领)到?(?P<whole>[^占]*?)的?"
    r"(?:比重|比例|份额|市场份额|总量|比率)?的?$"
    r"|(?:恢复[到至]|相当于|已?接近|达到?)(?P<whole>[^，]{2,16})的$"
)
_COMPLETION = regex.compile(r"(?:已|均|分别|超额|提前)*完成(?P<whole>[^，]*(?:目标|任务|计划|预算|进度|规划)[^，]*?)的?$")
_MULTIPLE = regex.compile(r"(?:分别|约|已|则|均)*(?:相当于|是|为|达到|达)(?P<whole>[^，是为]*?)的$")
_ORIGIN = regex.compile(
    rf"[由从][{PERIOD}{NOTE}]*(?:[^，。；由从{PERIOD}]{{0,8}}[时前]|过去|以往|原来|原先|现在|当初|最初)?的?(?:不足|不到|每[^，。由从]{{1,3}}){{0,2}}(?:(?<={PERIOD}的?)(?:增长|上涨|下降))?$"
)
# 占全国18.4%[的外商投资]: a noun that the ratio is a share of.
_ATTRIBUTE = regex.compile(
    r"的(?P<noun>(?!(?:较快|快速|高速|中高速|较高|稳定|平稳)*的?(?:增|降|涨)|速度|增|降|涨|水平|目标|比重|比例|份额|以)"
    rf"[^，。；：、（）()\n\s{QUANTITY}{PERIOD}{COMPARISON}]{{2,12}})"
)
# 入境人员中89%[为免签游客].
_IS = regex.compile(rf"[为是](?P<noun>[^，。；：、（）()\n\s{QUANTITY}{PERIOD}{COMPARISON}]{{2,12}})")
# 超六成[行业], 近半数[产品]增速回升.
_TENTHS_OF = regex.compile(
    r"(?P<noun>(?:行业|企业|产品|地区|省份|城市|居民|用户|家庭|受访者|农户|游客|消费者|劳动者)"
    rf"[^，。；：、（）()\n\s{QUANTITY}{PERIOD}{COMPARISON}]{{0,14}})"
)
_RATIOS = frozenset({UnitClass.RATIO, UnitClass.POINTS})


def construction_of(masked: str, start: int, end: int, quantity: Quantity, words: tuple[Word, ...]) -> Construction:
    """The construction of `masked[start:end]`, the clause before the figure without its predicate words."""
    unit = quantity.unit_class
    if unit in _RATIOS and (pull := _PULL.search(masked, start, end)) and not _drives(pull, unit):
        down = pull["sign"] == "负向" or "拉低" in pull[0]
        return Construction(Form.CONTRIBUTION, pull.start(), pull.span("whole"), down)
    if unit is UnitClass.MULTIPLE and (multiple := _MULTIPLE.search(masked, start, quantity.lead)):
        return Construction(Form.MULTIPLE, multiple.start(), multiple.span("whole"))
    if unit in _RATIOS:
        return _ratio(masked, start, end, quantity, words)
    return Construction(Form.PLAIN, end)


def _drives(pull: regex.Match[str], unit: UnitClass) -> bool:
    """带动消费税增长11.2%: the growth of what is named, in percent, and no contribution."""
    return unit is UnitClass.RATIO and ("带动" in pull[0] or "推动" in pull[0]) and len(pull["whole"]) > 1


def _ratio(masked: str, start: int, end: int, quantity: Quantity, words: tuple[Word, ...]) -> Construction:
    if completion := _COMPLETION.search(masked, start, end):
        return Construction(Form.COMPLETION, completion.start(), completion.span("whole"))
    if share := _SHARE.search(masked, start, end):
        return Construction(Form.SHARE, share.start(), share.span("whole"))
    if _bare(words) and masked.endswith("中", start, end) and _IS.match(masked, quantity.tail):
        return Construction(Form.SHARE, end)
    if _bare(words) and _TENTHS_OF.match(masked, quantity.tail):
        return Construction(Form.SHARE, end)
    covers = masked.endswith("覆盖", start, end) or (quantity.qualifier_text or "").endswith("占")
    if covers or any(w.text == "占" for w in words) or (_bare(words) and _ATTRIBUTE.match(masked, quantity.tail)):
        return Construction(Form.SHARE, end)
    return Construction(Form.PLAIN, end)


def _bare(words: tuple[Word, ...]) -> bool:
    """No word but helpers (全国已有76%的县)."""
    return all(w.role == "fill" or w.text == "有" for w in words)


def origin_of(masked: str, start: int, end: int) -> int | None:
    """Where 由 or 从 stands when the figure is the start of a change (由54万亿元增加到), or None."""
    match = _ORIGIN.search(masked, start, end)
    return match.start() if match else None


def attributed(masked: str, quantity: Quantity) -> tuple[Span, int] | None:
    """The noun after a ratio that is a share of it, and where that noun ends."""
    among = masked.endswith("中", 0, quantity.lead)
    match = (_IS if among else _ATTRIBUTE).match(masked, quantity.tail) or _TENTHS_OF.match(masked, quantity.tail)
    return (match.span("noun"), match.end()) if match else None
