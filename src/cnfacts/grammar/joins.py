"""Numerals that share what only one of them prints: ranges, lists with the unit at the end, ratios."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cnfacts.grammar.numerals import EXACT, Numeral
from cnfacts.grammar.scan import Item
from cnfacts.schema.enums import UnitClass

__all__ = ["join"]

DASHES = frozenset("-—–―－─‐‑−")
RANGE_SIGNS = frozenset("~～〜∼至到") | DASHES
LIST_SIGNS = frozenset({"、", "和", "及", "与", "或", "以及", "，和", "、和", "到", "至"})
QUALIFIED_LIST_SIGNS = frozenset({"和约", "和近", "和超"})
COLONS = frozenset(":：∶")


def _is_range_sign(gap: str) -> bool:
    return gap in RANGE_SIGNS or (len(gap) == 2 and gap[0] in DASHES and gap[1] in DASHES)


def _copy_unit(to: Item, source: Item) -> None:
    to.unit, to.unit_code, to.unit_class = source.unit, source.unit_code, source.unit_class


def _scale_up(number: Numeral, power: int) -> Numeral:
    value = EXACT.multiply(number.value, Decimal(10**power))
    whole = value.to_integral_value()
    value = EXACT.quantize(whole, Decimal(1)) if whole == value else value
    return replace(number, value=value, scale=power)


def _carry_back(first: Item, second: Item, ordered: bool) -> None:
    """Give `first` the unit, and the scale word where it has none, that only `second` prints."""
    if not second.unit and not second.number.scale:
        return
    power = second.number.scale
    if power and not first.number.scale and first.form == second.form == "arabic":
        scaled = _scale_up(first.number, power)
        base = second.number.value.scaleb(-power)
        # 1000至1万元 starts at 1000, not at 1000万; 3.8、4.1和5万元 share the word.
        same_size = first.number.value < max(base * 100, Decimal(100))
        if scaled.value <= second.number.value if ordered else same_size:
            first.number = scaled
    if second.unit:
        _copy_unit(first, second)


def _forward_percent(first: Item, second: Item) -> None:
    """百分之六到七, 百分之三、五和八: the base is printed once, before the first."""
    bare = second.form in ("words", "arabic") and not second.unit and not second.number.scale
    if first.form == "percent" and bare:
        _copy_unit(second, first)
        second.form = "percent"


def _share(first: Item, second: Item, gap: str) -> None:
    """Hand the unit and scale word of a range's or list's later item to the earlier one."""
    if first.reject or second.reject:
        return
    ranged = _is_range_sign(gap)
    if not ranged and gap not in LIST_SIGNS | QUALIFIED_LIST_SIGNS:
        return
    _forward_percent(first, second)
    if first.form not in ("arabic", "words") or second.form not in ("arabic", "words"):
        return
    if first.form == "words" and first.num_end - first.start == 1 and not ranged:
        return
    if not first.unit:
        _carry_back(first, second, ranged)
    elif first.printed_unit == "个" and second.unit_class is UnitClass.POINTS:
        # 2.04个和0.56个百分点
        _copy_unit(first, second)


def _from_to(first: Item, gap: str, text: str) -> bool:
    """由3.1%到2.5% is a change between two values, not a range."""
    return gap in ("到", "至") and text[max(first.start - 1, 0) : first.start] in ("由", "从", "自")


def _range(first: Item, second: Item, gap: str, text: str) -> bool:
    if first.reject or second.reject or not _is_range_sign(gap) or _from_to(first, gap, text):
        return False
    if first.unit != second.unit or first.high or first.form == "long":
        return False
    if not first.unit and not first.number.scale and not _decimal_pair(first, second):
        return False
    first.high, first.end, first.num_end, first.rule = second.number, second.end, second.end, "range"
    return True


def _decimal_pair(first: Item, second: Item) -> bool:
    return "." in (first.number.digits or "") or "." in (second.number.digits or "")


def _bare(item: Item) -> bool:
    return item.form == "arabic" and not item.reject and not item.unit and not item.number.scale


def _ratios(items: list[Item], text: str) -> list[Item]:
    """3.9：59.5：36.6 stays three figures; 5：1 becomes one; other pairs are scores or times of day."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        last = at
        while last + 1 < len(items) and _bare(items[last]) and _bare(items[last + 1]):
            if text[items[last].end : items[last + 1].start] not in COLONS:
                break
            last += 1
        group = items[at : last + 1]
        if len(group) == 2 and group[1].number.value == 1 and group[1].number.digits == "1":
            group[0].end, group[0].rule = group[1].end, "ratio"
            group = group[:1]
        elif len(group) > 1:
            total = sum((item.number.value for item in group), Decimal(0))
            a_ratio = len(group) > 2 or abs(total - 100) < 1 or _decimal_pair(*group)
            for item in group:
                item.rule = "ratio"
                item.reject = "" if a_ratio else "score or time of day"
        kept += group
        at = last + 1
    return kept


def join(items: list[Item], text: str) -> list[Item]:
    """Resolve ranges, lists and ratios between neighbours; the result is still sorted and without overlap."""
    for at in range(len(items) - 2, -1, -1):
        gap = text[items[at].end : items[at + 1].start] if items[at + 1].start - items[at].end <= 2 else ""
        if gap:
            _share(items[at], items[at + 1], gap)
    for at in range(len(items) - 1):
        _forward(items[at], items[at + 1], text)
    kept: list[Item] = []
    for item in items:
        if kept and item.start - kept[-1].end in (1, 2):
            gap = text[kept[-1].end : item.start]
            if _range(kept[-1], item, gap, text):
                continue
            if item.reject and _is_range_sign(gap) and _bare(kept[-1]):
                kept[-1].reject = item.reject
        kept.append(item)
    return _ratios(kept, text)


def _forward(first: Item, second: Item, text: str) -> None:
    if first.form == "percent" and not first.reject and not second.reject:
        gap = text[first.end : second.start]
        if _is_range_sign(gap) or gap in LIST_SIGNS:
            _forward_percent(first, second)
