"""Line breaks that a page layout put inside a sentence."""

from __future__ import annotations

from collections import Counter

import regex

__all__ = ["soft_breaks"]

_BREAK = regex.compile(r"[ \t\u3000]*\r?\n[ \t]*")
_ENDS = "。！？；：:;!?”》）)"
_STARTS_NEW = regex.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]|\d+[.、]|[—●◆◎■▲*#·]|第.{1,3}[章节条]|\s"
)
# What cannot open a sentence: punctuation, or a scale word, unit or numeral that goes on from the line before.
_GOES_ON = regex.compile(r"[，。、；：）)％%]|[万亿千百]|个百分点|百分点")
_SUBSCRIPT = regex.compile(r"[A-Za-z]\n\d[\d.]{0,3}(?P<after>\n)")  # PM, 2.5 on lines of their own
_MIN_WIDTH = 16  # shorter lines are labels, cells and headings
_SAME_WIDTH = 3  # lines of a page differ by a few characters where punctuation hangs
_MIN_LINES = 3


def soft_breaks(text: str) -> list[tuple[int, int]]:
    """Spans of line breaks inside a sentence: of lines cut at the page's width, or before what goes on."""
    if "\n" not in text:
        return []
    breaks = [m.span() for m in _BREAK.finditer(text)]
    lines = _lines(text, breaks)
    width = _page_width(lines)
    found: list[tuple[int, int]] = []
    for line, (start, end) in zip(lines, breaks, strict=False):
        if found and start < found[-1][1]:
            continue
        if not line or end >= len(text) or text.count("\n", start, end) > 1:
            continue
        if (tail := _SUBSCRIPT.match(text, start - 1)) is not None:
            found += [(start, end), tail.span("after")]
            continue
        torn = len(line) >= _MIN_WIDTH and line[-1].isalnum() and _GOES_ON.match(text, end)
        at_width = width and abs(len(line) - width) <= _SAME_WIDTH and _cut_short(line)
        if torn or (at_width and not _STARTS_NEW.match(text, end)):
            found.append((start, end))
    return found


def _lines(text: str, breaks: list[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _, end in breaks)]
    return [text[a:b] for a, b in zip(starts, [*(start for start, _ in breaks), len(text)], strict=True)]


def _page_width(lines: list[str]) -> int:
    """The width that most long lines share and none passes, or 0 where no page was cut."""
    widths = Counter(len(line) for line in lines if len(line) >= _MIN_WIDTH)
    if not widths:
        return 0
    best = max(widths, key=lambda w: sum(widths[w + d] for d in range(-_SAME_WIDTH, _SAME_WIDTH + 1)))
    near = sum(widths[best + d] for d in range(-_SAME_WIDTH, _SAME_WIDTH + 1))
    cut = near >= _MIN_LINES and near * 2 >= widths.total() and max(widths) <= best + _SAME_WIDTH
    return best if cut else 0


def _cut_short(line: str) -> bool:
    """Neither the end of a sentence nor a heading."""
    return line[-1] not in _ENDS and not (_STARTS_NEW.match(line) and "。" not in line)
