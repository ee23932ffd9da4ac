"""Lists of metrics that share a head or a tail: 第一、二、三产业增加值; 对欧盟、美国、韩国等进出口."""

from __future__ import annotations

import regex

from cnfacts.lexicon.heads import head_of, tail_of

__all__ = ["across_commas", "split_names"]

_SEPARATORS = ("、", "、和", "、和及与", "和", "及", "与", "、和及与，")
_PREFIX = regex.compile(r"^(?P<head>[^、]*?(?:对|与|向|从))(?P<item>[^对与向从]+)$")
_MEASURES = frozenset({"量", "额"})
_MEASURED = 3  # 供应量: a measure with the verb before it
_TRADE = regex.compile(r"[^、]{2,16}?(?:进出口|出口|进口|投资)(?=[^、额量值总]{2,})")
_ORDINAL_HEAD = regex.compile(r"^(?P<head>.+?)(?P<item>第[一二三四五六七八九十])$")
_SHORT = regex.compile(r"^(?P<items>[一二三]{2,3})(?P<tail>产业.*)$")
_ORDINAL = regex.compile(r"^第?[一二三四五六七八九十]$")
_MODIFIERS = regex.compile(r"(?:人均|户均|平均|日均|财政|补助|线上|线下|网上|网络|商品|总)+$")
_OPPOSITES = regex.compile(
    "国内|国际|国外|境内|境外|城镇|城市|农村|乡村|中央|地方|线上|线下|网上|省内|省外|公办|民办|国有|民营|民间|外资|东部|中部|西部|东北|大型|中型|小型|小微|微型|进口|出口"
)
_HALVES = frozenset("内外进出轻重东西南北上下高中初低")  # 内、外贸; 轻、重工业; 中、高等教育
_ORDINAL_TAIL = regex.compile(r"^第?[一二三四五六七八九十](?P<tail>\D+)$")


def split_names(name: str, count: int) -> list[str] | None:
    """`count` full names out of a joint phrase, or None when it does not hold that many items."""
    if count == 2 and name.endswith(("产销", "产销量")):
        scope = name[: name.rindex("产销")]
        return [scope + "产量", scope + "销量"]
    if count == 2 and name.startswith("城乡") and "、" not in name and "和" not in name:
        return ["城镇" + name[2:], "农村" + name[2:]]
    short = _SHORT.match(name)
    if short and len(short["items"]) == count:
        return [f"第{item}{short['tail']}" for item in short["items"]]
    for separators in _SEPARATORS:
        items = [i for i in regex.split(f"[{separators}]|以及", name) if i]
        if len(items) == count:
            return _share(items)
    return None


def across_commas(before: str, name: str, count: int) -> list[str] | None:
    """Names of a list that a comma cuts: 外商投资企业、国有企业，进出口分别…; A、B和C业，D和E业增加值分别…."""
    if not name:
        return split_names(before, count)
    head = head_of(name)
    if head is None:
        return None
    if head.text == name:
        items = split_names(before, count)
        return [item + name for item in items] if items else None
    items = before.split("，")
    if len(items) < count - 1 or not all(name[: -len(head.text)].endswith(item[-1]) for item in items[1 - count :]):
        return None
    return _share([*items[1 - count :], name])


def _share(items: list[str]) -> list[str]:
    """Give every item the head that only the first has and the tail that only the last has."""
    first, *middle, last = items
    head = ""
    if ordinal := _ORDINAL_HEAD.match(first):
        head, first = ordinal["head"], ordinal["item"]
    elif prefix := _PREFIX.match(first):
        head, first = prefix["head"], prefix["item"]
        if flow := _TRADE.match(first):
            head, first = head + flow[0], first[flow.end() :]
        if last.startswith(head[-1]):
            last = last[1:]
        middle = [m[1:] if m.startswith(head[-1]) else m for m in middle]
    stems, tail = _tail([first, *middle], last)
    return [head + _joined(_ordinal(items, stem, i), tail) for i, stem in enumerate(stems)]


def _joined(stem: str, tail: str) -> str:
    """Stem and tail, what both hold said once (电气机械[行业] + 行业利润)."""
    for size in range(min(len(stem), len(tail)), 1, -1):
        if stem.endswith(tail[:size]):
            return stem + tail[size:]
    return stem + tail


def _scoped(item: str, first: str) -> str:
    """A bare head takes the scope of the list's first item: 购物金额、人数."""
    head, theirs = head_of(item), head_of(first)
    bare = head is not None and head.text == item and head.needs_scope and item != first
    return first[: -len(theirs.text)] + item if bare and theirs else item


def _ordinal(items: list[str], stem: str, index: int) -> str:
    """第一、二、三产业: the 第 is shared as well."""
    if index and _ORDINAL.match(stem) and items[0].startswith("第") and not stem.startswith("第"):
        return "第" + stem
    return stem


def _tail(stems: list[str], last: str) -> tuple[list[str], str]:
    """Stems of all items and the tail shared by them (empty where every item is a full name)."""
    if all(s in _HALVES for s in stems) and last[0] in _HALVES:
        return [*stems, last[0]], last[1:]
    if any("等" in s for s in stems):
        whole = tail_of(last) or ""
        return [*stems, last.removesuffix(whole)], whole
    if "等" in last:
        stem, _, tail = last.partition("等")
        if stem and tail:
            return [*stems, stem], tail
    heads = [head_of(s) for s in stems]
    shared = tail_of(last)
    if shared and all(h and h.text != s and last.endswith(h.text + shared) for h, s in zip(heads, stems, strict=True)):
        return [*stems, last[: -len(shared)]], shared
    if all(heads):
        return [_scoped(item, stems[0]) for item in (*stems, last)], ""
    if all(_ORDINAL.match(s) for s in stems) and (match := _ORDINAL_TAIL.match(last)):
        return [*stems, last[: match.start("tail")]], match["tail"]
    end = stems[0][-1]
    at = last.find(end)
    if 0 < at < len(last) - 1 and all(s.endswith(end) for s in stems):
        return [*stems, last[: at + 1]], last[at + 1 :]
    if (toward := last.find("对")) > 0:
        return [*stems, last[:toward]], last[toward:]
    if (mine := _OPPOSITES.match(last)) and all(_OPPOSITES.fullmatch(s) for s in stems):
        return [*stems, mine[0]], last[mine.end() :]
    if shared in _MEASURES and len(last) > _MEASURED:
        shared = last[-_MEASURED:]
    if shared and len(shared) < len(last):
        stem = _MODIFIERS.sub("", last[: -len(shared)])
        if stem:
            return [*stems, stem], last[len(stem) :]
    return [*stems, last], ""
