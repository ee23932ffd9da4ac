"""Provinces under one name, short or in full: 浙江 is 浙江省; 吉林 is the province, 吉林市 is not."""

from __future__ import annotations

__all__ = ["in_full", "spellings"]

_SUFFIXES = {
    "省": "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾",
    "市": "北京 天津 上海 重庆",
    "自治区": "内蒙古 西藏",
    "壮族自治区": "广西",
    "回族自治区": "宁夏",
    "维吾尔自治区": "新疆",
    "特别行政区": "香港 澳门",
}
_FULL = {short: short + suffix for suffix, names in _SUFFIXES.items() for short in names.split()}
_SHORT = {full: short for short, full in _FULL.items()}


def in_full(region: str) -> str:
    """A province's name in full; other names as they are."""
    return _FULL.get(region, region)


def spellings(region: str) -> tuple[str, ...]:
    """The names that a region may be filed under."""
    short = _SHORT.get(region)
    return (region,) if short is None else (region, short)
