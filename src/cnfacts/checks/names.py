"""Names of metrics made comparable: region words apart, wordings of one metric as one."""

from __future__ import annotations

from functools import lru_cache

import regex

from cnfacts.checks.lexicon import aliases
from cnfacts.lexicon.heads import head_of

__all__ = ["LOCAL", "NATIONAL", "canonical", "is_identified", "is_joint", "split_region"]

NATIONAL = "全国"
LOCAL = regex.compile(r"(?:全|我|本)(?:省|市|县|区|旗|州|盟|镇|乡|自治区)")
_REGION = regex.compile(r"(?:全国|我国|中国(?!香港|台湾)|(?:全|我|本)(?:省|市|县|自治区|区(?!域)|旗|州|盟|镇|乡))的?")
_NOISE = regex.compile(r"[\s“”\"‘’'《》]|的(?=.)|[（(](?:GDP|CPI|PPI|PMI|M[012]|R&D)[)）]")
_CHANGE = regex.compile(r"(?:同比|累计)?(?:增速|增幅|涨幅|降幅|跌幅)$")
_JOINT = regex.compile(r"、|产销|[^费]和[^国]|及(?!以上)|与(?!试验)|/")
_ONE_NAME = ("电力、热力、燃气及水", "货物和服务", "软件和信息技术服务", "研究与试验发展", "城镇和乡村", "信息传输、")
_WHOLE_ECONOMY = frozenset({"国内生产总值", "地区生产总值", "生产总值", "社会消费品零售总额", "固定资产投资", "粮食产量"})
_WHOLE_ECONOMY |= {"居民消费价格", "工业生产者出厂价格", "货物进出口", "货物出口", "货物进口", "财政收入"}
_MIN_SCOPE = 2
"""Characters before the head that say of whom (城镇新增就业); less is a bare head (投资), whose scope was left out.

Twice as many before a head of one character (开工率 is bare, 森林覆盖率 is not)."""


@lru_cache(maxsize=65536)
def split_region(metric: str) -> tuple[str, str]:
    """The leading region word, 全国 for 我国, and the rest of the name."""
    match = _REGION.match(metric)
    if match is None or match.end() == len(metric):
        return "", metric
    word = match[0].removesuffix("的")
    return (NATIONAL if word in ("全国", "我国", "中国") else word), metric[match.end() :]


@lru_cache(maxsize=65536)
def canonical(metric: str) -> str:
    """The name with quotation marks and 的 left out, a change's suffix (增速) off, and aliases written as one."""
    name = _NOISE.sub("", metric)
    name = _CHANGE.sub("", name) or name
    for alias in aliases():
        name = alias.apply(name)
    return name


@lru_cache(maxsize=65536)
def is_joint(metric: str) -> bool:
    """One name for several things (汽车产销量; A、B): its figures are not of one series."""
    name = metric
    for known in _ONE_NAME:
        name = name.replace(known, "")
    return _JOINT.search(name) is not None


@lru_cache(maxsize=65536)
def is_identified(name: str) -> bool:
    """Whether a canonical name says what is measured and of whom: an indicator's head with a scope before it."""
    if name in _WHOLE_ECONOMY:
        return True
    head = head_of(name)
    if head is None or is_joint(name):
        return False
    return len(name) - len(head.text) >= (_MIN_SCOPE if len(head.text) > 1 else 2 * _MIN_SCOPE)
