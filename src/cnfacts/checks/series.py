"""Under which series a figure is filed: what its name and region say, and what its document speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cnfacts.checks.names import LOCAL, NATIONAL, canonical, split_region
from cnfacts.checks.observation import SeriesKey

__all__ = ["area_of", "area_word", "series_key"]

_SHARE_OF_ONE = 4
"""A local document's commonest region word counts for names without one when it is this often the others."""
_NATION = frozenset({NATIONAL, "我国", "中国"})
_AREAS = frozenset({"东部地区", "中部地区", "西部地区", "东北地区"})
"""Parts of the country whose names are part of the metric's, as in partitions.tsv."""


def area_word(metric: str, region: str | None) -> str | None:
    """The region word that a figure adds to its document's: "" for none, None where its record names the region."""
    word, rest = split_region(metric)
    if not word and region:
        return None
    return NATIONAL if not word and rest.startswith("国内生产总值") else word


def area_of(doc_id: str, words: Mapping[str, int]) -> str:
    """What a document's names without a region word speak of: 全国, `@doc_id` for a local text, "" if nobody knows.

    Args:
        doc_id: the document.
        words: how often each region word stands before its names ("" for none).
    """
    named = Counter({word: n for word, n in words.items() if word})
    if not named:
        return ""
    word, most = named.most_common(1)[0]
    if LOCAL.fullmatch(word):
        return f"@{doc_id}" if most >= _SHARE_OF_ONE * (sum(named.values()) - most) else ""
    return word if most == sum(named.values()) else ""


def series_key(metric: str, region: str | None, doc_id: str, area: str) -> SeriesKey:
    """The series of a figure in a document whose names without a region word speak of `area`."""
    word, rest = split_region(metric)
    if region and not LOCAL.fullmatch(region):
        area = NATIONAL if region in _NATION else region
        if not word and metric.startswith(region) and region not in _AREAS:
            rest = metric[len(region) :].removeprefix("的") or rest
    elif LOCAL.fullmatch(word):
        area = area if area.startswith("@") else f"{word}@{doc_id}"
    elif word:
        area = word
    return SeriesKey(canonical(rest), area)
