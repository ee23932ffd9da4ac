"""Names of metrics: stated, listed, inherited, or composed of a scope here and a head there."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from cnfacts.assembly.lists import split_names
from cnfacts.assembly.state import Draft, Name
from cnfacts.lexicon.heads import head_of
from cnfacts.schema.enums import Kind, SlotSource, UnitClass

__all__ = ["compose", "inherit", "stated"]

_SUFFIX = regex.compile(r"(?:同比|月均|年均|日均)?(?:增速|增幅|涨幅|降幅|跌幅)$")
_SHARE_WORDS = regex.compile(r"(?:的|所)*(?:占比|所占比重|占比重|比重)$")
_INDUSTRY = regex.compile(r"(?:产业|[农林牧渔工商建筑制造]业|[^企事]业)$")
_ACTION = regex.compile(
    r"^(?:共|累计|已)*(?:发行|发放|新建|新增|改造|建成|建设|完成|实现|支持|培育|培训|安排|投入|开展|举办|开行|发送|淘汰|减少|保障|免除)"
)
_PRICE_HEADS = ("指数", "价格")


def stated(text: str, span: tuple[int, int] | None, count: int) -> list[Name] | None:
    """Names for `count` figures from a phrase of the clause, or None when the phrase is empty."""
    base = _SUFFIX.sub("", text)
    if not base:
        return None
    if count > 1:
        listed = split_names(base, count)
        if listed is not None:
            return [Name(item, span, SlotSource.STATED) for item in listed]
    return [Name(base, span, SlotSource.STATED)] * count


def share_name(name: Name) -> Name:
    """The part of a share: 第三产业增加值 of 第三产业增加值比重."""
    base = _SHARE_WORDS.sub("", name.base)
    return Name(base or name.base, name.span, name.source, name.suffix)


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


def compose(name: Name, antecedent: Draft | None, kind: Kind, unit: str) -> Name:
    """Complete a bare head with the antecedent's scope, or a bare scope with the antecedent's head."""
    if antecedent is None or antecedent.name.base == name.base:
        return name
    theirs = antecedent.name.base
    their_head = head_of(theirs)
    head = head_of(name.base)
    if head is not None:
        if not head.needs_scope or head.text != name.base:
            return name
        scope = theirs[: -len(their_head.text)] if their_head else theirs
        scope = regex.sub(r"的$", "", scope)
        return Name(scope + name.base, name.span, SlotSource.STATED) if scope else name
    if their_head is None or _ACTION.match(name.base):
        return name
    if their_head.text.endswith("生产总值"):
        return Name(name.base + "增加值", name.span, SlotSource.STATED) if _INDUSTRY.search(name.base) else name
    if their_head.text.endswith(_PRICE_HEADS) and their_head.text != "价格":
        return name
    alike = kind is not Kind.LEVEL or unit == antecedent.quantity.unit
    return Name(name.base + their_head.text, name.span, SlotSource.STATED) if alike else name


def is_counted(unit_class: UnitClass) -> bool:
    """Units that count things named right after the figure."""
    return unit_class in (UnitClass.COUNT, UnitClass.PERSON, UnitClass.NONE)
