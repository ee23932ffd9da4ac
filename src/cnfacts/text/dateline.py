"""The document's own date, where its dateline prints one: a release date with its year, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import regex

__all__ = ["find_dateline"]

_HEAD, _FOOT = 1000, 400  # characters looked at
_HEAD_LINES, _FOOT_LINES = 12, 6
_TABLE = str.maketrans(
    "０１２３４５６７８９：（）－．／",
    "0123456789:()-./",
    "\u200b\u200c\u200d\u2060\ufeff\u00ad",
)
_CHINESE = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "Ｏ": 0, "零": 0}

_NUMERIC = r"(?P<y>(?:19|20)\d\d)\s*(?:年|[-./])\s*(?P<m>\d{1,2})\s*(?:月|[-./])\s*(?P<d>\d{1,2})(?!\d)\s*日?"
_WORDS = (
    r"(?P<cy>[一二][〇○Ｏ零一二三四五六七八九]{3})\s*年\s*(?P<cm>[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?P<cd>[一二三四五六七八九十]{1,3})\s*日"
)
_DATE = rf"(?:{_NUMERIC}|{_WORDS})"
_TIME = r"(?:\s*[日T]?\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_BODY = r"[\p{Han}]{2,30}(?:局|部|委|会|府|厅|室|院|署|队|中心|社|行)"

_LABELLED = regex.compile(
    rf"(?:发布|发文|印发|成文|公布|公开|发稿)(?:时间|日期)\s*[:\]】]?\s*{_DATE}|^[\[【]?(?:日期|时间)\s*[:\]】]\s*{_DATE}",
    regex.MULTILINE,
)
_OWN_LINE = regex.compile(rf"[(]?\s*{_DATE}{_TIME}\s*[)]?(?:\s*(?:来源|字号|作者)\b?.{{0,40}})?")
_TITLE_END = regex.compile(rf"[^，。；,;!?！？]{{4,50}}[(]\s*{_DATE}\s*[)]")
_MEETING = regex.compile(rf"[—\-─－\s(]*{_DATE}\s*在.{{2,50}}(?:会议?|全会|大会|会)上(?:的.{{2,12}})?[)]?")
_WIRE = regex.compile(rf".{{0,12}}(?:社|网|报).{{0,12}}?{_DATE}(?:电|讯).*")
_SIGNED = regex.compile(rf"{_BODY}\s*[(]?\s*{_DATE}\s*[)]?")

Finding = tuple[date, str]


def find_dateline(text: str) -> Finding | None:
    """The release date printed near the head or the foot, and the words it stands in.

    Taken are a labelled date (发布时间：2024-02-29), a line that is nothing but a date, a meeting's line
    (——2023年3月5日在…会议上), a wire's dateline with its year, a title that ends in a bracketed date, and a
    signature. Dates in sentences, and dates without a year (今天（5月9日）), are not. Two different dates of
    one sort leave it open.

    Returns:
        The date and its words without blanks around them, or None.
    """
    head = text[:_HEAD].translate(_TABLE)
    top = _lines(head, _HEAD_LINES)
    bottom = _lines(text[-_FOOT:].translate(_TABLE), _FOOT_LINES, last=True)
    searches: tuple[Callable[[], Iterator[regex.Match[str]]], ...] = (
        lambda: _LABELLED.finditer(head),
        lambda: _whole(_OWN_LINE, top),
        lambda: _whole(_MEETING, top),
        lambda: _whole(_WIRE, top[:3]),
        lambda: _whole(_TITLE_END, top[:3]),
        lambda: _whole(_OWN_LINE, bottom),
        lambda: _whole(_SIGNED, bottom),
    )
    for search in searches:
        found = [finding for match in search() if (finding := _read(match)) is not None]
        if found:
            return found[0] if len({day for day, _ in found}) == 1 else None
    return None


def _lines(piece: str, count: int, *, last: bool = False) -> list[str]:
    lines = [line.strip() for line in piece.splitlines() if line.strip()]
    return lines[-count:] if last else lines[:count]


def _whole(pattern: regex.Pattern[str], lines: list[str]) -> Iterator[regex.Match[str]]:
    for line in lines:
        if len(line) <= 120 or pattern is _WIRE:
            match = pattern.fullmatch(line)
            if match is not None:
                yield match


def _read(match: regex.Match[str]) -> Finding | None:
    """The date of a match, or None where there is no such day."""
    groups = match.groupdict()
    if groups["y"]:
        parts = [int(groups[key]) for key in "ymd"]
        span = (match.start("y"), match.end("d"))
    else:
        year = int("".join(str(_CHINESE[c]) for c in groups["cy"]))
        parts = [year, _number(groups["cm"]), _number(groups["cd"])]
        span = (match.start("cy"), match.end("cd"))
    words = match.string[span[0] : span[1]]
    if match.string[span[1] : span[1] + 1] == "日":
        words += "日"
    try:
        return date(*parts), words
    except ValueError:
        return None


def _number(words: str) -> int:
    """一 to 三十一."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _CHINESE[words] if len(words) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)
