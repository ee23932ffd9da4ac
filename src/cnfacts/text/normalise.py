"""Normalised copy of a stretch of text, with the way back to the text as given.

Full-width digits, letters, ％ and ．, and the traditional characters of figures and statistics are replaced one for
one. Zero-width characters, blanks inside a number (`1 9 9 7 年`) and line breaks inside a sentence are left out. A line
ends with a line feed, however the text ends it.
"""

from __future__ import annotations

import regex

from cnfacts.text.block import Block
from cnfacts.text.lines import soft_breaks

__all__ = ["normalise"]

_FULL_WIDTH = "".join(chr(c) for c in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)])
_TRADITIONAL = (
    "萬万億亿兩两個个點点達达長长減减與与較较從从應应時时間间當当節节後后來来內内週周歲岁噸吨畝亩頃顷"
    "戶户輛辆臺台條条項项處处數数總总產产業业額额進进積积營营稅税財财資资貨货貿贸電电發发實实現现漲涨"
    "雙双佔占為为約约幾几餘余貳贰參叁陸陆壹壹倆俩歐欧幣币圓圆"
)
_TABLE = str.maketrans(
    _FULL_WIDTH + "％．＋／－\r" + _TRADITIONAL[::2],
    "".join(chr(ord(c) - 0xFEE0) for c in _FULL_WIDTH) + "%.+/-\n" + _TRADITIONAL[1::2],
)

_INVISIBLE = r"[\u200b-\u200f\u2060\ufeff\u00ad]"
_BLANK = r"[ \u00a0\u3000]"
_SPACED_DIGITS = rf"(?<=(?<![\d.])\d(?:{_BLANK}*[.\d])*?){_BLANK}+(?=\d(?![\d]))"
_BEFORE_UNIT = rf"(?<=\d){_BLANK}+(?=[万亿千百元美多余个年月日%吨斤人户公平立])"
_BEFORE_POINT = rf"(?<=\d){_BLANK}+(?=\.\d)"
_COMMA_GROUP = regex.compile(r"(?<![\d，,.])[1-9]\d{0,2}(?:，\d{3})+(?=[.万亿元吨人户公平立千])")
_DROPPED = regex.compile(rf"{_INVISIBLE}+|{_SPACED_DIGITS}|{_BEFORE_UNIT}|{_BEFORE_POINT}")
_RETURN = regex.compile(r"\r(?=\n)")


def normalise(raw: str, start: int = 0, end: int | None = None) -> Block:
    """Normalise `raw[start:end]` into a block that leads back to `raw`."""
    end = len(raw) if end is None else end
    text = raw[start:end]
    returns = [m.span() for m in _RETURN.finditer(text)] if "\r" in text else []
    text = text.replace("\r\n", " \n").translate(_TABLE)
    if "，" in text:
        text = _COMMA_GROUP.sub(lambda m: m[0].replace("，", ","), text)
    drops = sorted([*soft_breaks(text), *returns, *(m.span() for m in _DROPPED.finditer(text))])
    if not drops:
        return Block(start, end, text, None)
    pieces: list[str] = []
    index: list[int] = []
    at = 0
    for drop_start, drop_end in drops:
        if drop_start > at:
            pieces.append(text[at:drop_start])
            index.extend(range(start + at, start + drop_start))
        at = max(at, drop_end)
    pieces.append(text[at:])
    index.extend(range(start + at, end + 1))
    return Block(start, end, "".join(pieces), tuple(index))
