"""Names of metrics: stated, listed, inherited, or composed of a scope here and a head there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from cnfacts.assembly.lists import split_names
from cnfacts.assembly.state import Draft, Name
from cnfacts.lexicon.heads import head_of
from cnfacts.schema.enums import Kind, SlotSource

__all__ = ["complete", "inherit", "ratio_names", "share_name", "stated"]

_SUFFIX = regex.compile(r"(?:同比|月均|年均|日均)?(?:增速|增幅|涨幅|降幅|跌幅)$")
_SHARE_WORDS = regex.compile(r"(?:的|所)*(?:占比|所占比重|占比重|比重)$")
_WITHIN = regex.compile(r"在[^，]{1,12}[中里](?:的|所)?$")
_MEASURED = regex.compile(r"[价费率量额数值度比金期程]$|水平$")
_INDUSTRY = regex.compile(r"(?:产业|[农林牧渔工商建筑制造]业|[^企事]业)$")
_PRODUCER = regex.compile(r"[业济]$|(?:地区|部门|行业|产业|园区|类|区|县|市|省|旗|乡|镇|队)$")
# Verbs that make the flow they stand before (新建公路): kept in a name, shared by a list, dropped from a scope.
_VERB = (
    "(?:支持|推动|带动)?(?:发行|发放|新建和改造|新建|新开工|新增|改造|建成|建设|支持|培育|培训|安排|投入|开展|举办|开行"
    "|发送|淘汰|减少|保障|免除|出动|接收|引领|实施|支付|接待|出栏|处置|清理|销售|购买|办理|查处|检查|完成)"
)
_ACTION = regex.compile(rf"^(?:共|累计|已)*{_VERB}")
_VERBS_ONLY = regex.compile(rf"(?:共|累计|已|基本)*{_VERB}+")
_VERB_AFTER = regex.compile(rf"(?:共|累计|已|基本)*{_VERB}+$")
_VERB_BEFORE = regex.compile(rf"^(?:共|累计|已)*{_VERB}(?!性)")
_SHARED_VERB = regex.compile(rf"^(?P<head>[^、]{{0,12}}?(?:共|累计|已)*{_VERB}(?:老旧)?)(?=[^、]{{2,}})")
_DRIVES = regex.compile(r"助力|带动|推动|促进|支撑")
_LOAD = regex.compile(r"(?:货物|货邮|旅客|集装箱)$")  # belongs to the measure: 货邮运输量
_NO_NAME = frozenset("转于压点小大期签调合至及等较高低共降升！这")  # what verbs and marks leave of a phrase without a name
_PER_HEAD = regex.compile(r"^(?P<head>单位[^、，]{2,8}?(?:生产总值|GDP|增加值|产值|产品))(?=[^、])")
_FIRST = regex.compile(r"^是?[^，。]{0,4}首[个次家座批]$")  # 是全国首个突破…的省份
_MODIFIER = regex.compile(r"^(?:日均|月均|人均|户均|单日|单月|单季|年均)$")
_REACH = regex.compile(r"^(?:惠及|覆盖|受益|参保|涉及|辐射|带动|服务)$")
_RATE_ONLY = regex.compile(r"^(?:对.*贡献率|与.*的?比[率例值]|比重|占比|比例)$")
_RATIO = regex.compile(r"(?:增加值)?(?:结构|的?比重|的?比例|之比|比)$")
_EXTENT = frozenset({"总量", "总额", "规模", "数量", "总数", "总值"})
_GROWN = ("产量", "面积", "单产", "存栏", "出栏")
_PRICE_HEADS = ("指数", "价格")


def stated(text: str, span: tuple[int, int] | None, count: int) -> list[Name] | None:
    """Names for `count` figures from a phrase of the clause, or None when the phrase is empty."""
    base = _SUFFIX.sub("", text)
    if (drives := _DRIVES.match(base)) and head_of(base[drives.end() :]):
        base = base[drives.end() :]
    if not base or base in _NO_NAME or _FIRST.match(base) or (count > 1 and _MODIFIER.match(base)):
        return None
    if count > 1:
        listed = split_names(base, count)
        if listed is not None:
            return [Name(item, span, SlotSource.STATED) for item in listed]
    return [Name(base, span, SlotSource.STATED)] * count


def ratio_names(text: str, span: tuple[int, int] | None, count: int) -> list[Name]:
    """Names of the terms of a ratio (三次产业投资比重为6.8：77.3：15.9; 中直与地方经济比重)."""
    base = _RATIO.sub("", text)
    thirds = regex.match(r"三次产业(?P<tail>.*)$", base)
    if thirds and count == 3:
        items = [f"第{n}产业{thirds['tail']}" for n in "一二三"]
    else:
        items = split_names(base, count) or [base] * count
    return [Name(item, span, SlotSource.STATED) for item in items]


def share_name(name: Name) -> Name:
    """The part of a share: 第三产业增加值 of 第三产业增加值比重."""
    base = _WITHIN.sub("", _SHARE_WORDS.sub("", name.base))
    return replace(name, base=base or name.base)


def inherit(count: int, same_metric: bool, sentence: Sequence[Draft], last: Draft | None) -> list[Name] | None:
    """Names for figures without a phrase: the last metric, or the last `count` ones in their order."""
    if count > 1 and not same_metric:
        distinct = list({d.name.base: d for d in sentence}.values())
        if len(distinct) >= count:
            return [_inherited(d.name) for d in distinct[-count:]]
    antecedent = sentence[-1] if sentence else last
    return [_inherited(antecedent.name)] * count if antecedent else None


def _inherited(name: Name) -> Name:
    return Name(name.base, name.span, SlotSource.INHERITED)


def complete(name: Name, antecedent: Draft | None, kind: Kind, joined: bool, alike: bool) -> Name:
    """A name that is only part of one, completed from the antecedent's.

    `joined` says that both stand in one list (、), `alike` that the antecedent measures in the same unit.
    """
    if antecedent is None or antecedent.name.base == name.base:
        return name
    theirs = antecedent.name.base
    if _MODIFIER.match(name.base):
        return replace(name, base=theirs + name.base if kind is Kind.LEVEL else theirs)
    if theirs.endswith(name.base) and head_of(theirs) == head_of(name.base) and theirs != f"非{name.base}":
        return replace(name, base=theirs)
    if _REACH.match(name.base) or _RATE_ONLY.match(name.base):
        return replace(name, base=_SHARE_WORDS.sub("", theirs) + name.base)
    if _VERBS_ONLY.fullmatch(name.base) and (both := _of_verb(name.base, theirs)):
        return replace(name, base=both)
    if joined and (shared := _shared_head(theirs, name.base)):
        return replace(name, base=shared + name.base)
    return _compose(name, theirs, kind, alike)


def _of_verb(verb: str, theirs: str) -> str | None:
    """What a verb alone is said of: 保障房建成2万套，新开工1万套; 新建公路3万公里，改造1万公里."""
    if match := _VERB_AFTER.search(theirs):
        return theirs[: match.start()] + verb if match.start() else None
    match = _VERB_BEFORE.match(theirs)
    return verb + theirs[match.end() :] if match and match.end() < len(theirs) else None


def _shared_head(theirs: str, mine: str) -> str | None:
    """What a list's first item says for all: 新建[膜下滴灌]、旱田喷灌; 单位生产总值[能耗]、二氧化碳排放."""
    for pattern in (_PER_HEAD, _SHARED_VERB):
        match = pattern.match(theirs)
        head = head_of(mine)
        own = head is not None and not head.needs_scope
        if match and not own and not _ACTION.match(mine) and not mine.startswith("单位"):
            return match["head"]
    return None


def _compose(name: Name, theirs: str, kind: Kind, alike: bool) -> Name:
    """A bare head takes the antecedent's scope, a bare scope the antecedent's head."""
    their_head, head = head_of(theirs), head_of(name.base)
    if head is not None:
        if not head.needs_scope or head.text != name.base:
            return name
        if their_head and their_head.text.endswith(_GROWN) and "口" in head.text:
            return name  # 粮食产量…，进出口总额…: nobody means trade in grain
        whole = their_head is None or (not their_head.needs_scope and name.base in _EXTENT)
        scope = theirs if whole or their_head is None else theirs[: -len(their_head.text)]
        scope = regex.sub(r"^(?:全国|全市)?(?:实施|完成|开展)|的$|进出口$|(?:惠及|带动|覆盖|拉动)$", "", scope)
        if name.base.startswith("利润"):
            scope = scope.removesuffix("业务")
        if len(name.base) > 2 and scope.endswith(name.base[:2]):
            scope = scope[:-2]
        return replace(name, base=scope + name.base)
    if their_head is None or len(their_head.text) == 1 or their_head.text in name.base:
        return name
    if _ACTION.match(name.base) or _MEASURED.search(name.base):
        return name
    if their_head.text.endswith("生产总值"):
        return replace(name, base=name.base + "增加值") if _INDUSTRY.search(name.base) else name
    if their_head.text.endswith("产值") and not _PRODUCER.search(name.base):
        return name
    if their_head.text.endswith(_PRICE_HEADS) and their_head.text != "价格":
        return name
    if kind is Kind.LEVEL and not alike:
        return name
    load = _LOAD.search(theirs[: -len(their_head.text)])
    return replace(name, base=name.base + (load[0] if load else "") + their_head.text)
