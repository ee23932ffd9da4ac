"""Line breaks that a page layout put inside a sentence."""

from __future__ import annotations

import regex

__all__ = ["soft_breaks"]

# A line of running text: it has a comma or a full stop, and does not end a sentence, a heading or a list head.
_BREAK = regex.compile(r"[ \t\u3000]*\r?\n[ \t]*")
_PROSE = regex.compile(r"[，。；]")
_ENDS = "。！？；：:;!?”》）)"
_STARTS_NEW = regex.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]|\d+[.、]|[—●◆◎■▲*#·]|第.{1,3}[章节条]|\s|　")
_MIN_LINE = 16  # shorter lines are labels, cells and headings


def soft_breaks(text: str) -> list[tuple[int, int]]:
    """Spans of line breaks inside a sentence: the line before is running text cut short, the next goes on."""
    if "\n" not in text:
        return []
    found: list[tuple[int, int]] = []
    line_start = 0
    for match in _BREAK.finditer(text):
        line = text[line_start : match.start()]
        rest_start = match.end()
        line_start = rest_start
        if len(line) < _MIN_LINE or line[-1] in _ENDS or not _PROSE.search(line):
            continue
        if _STARTS_NEW.match(line) and "。" not in line:
            continue
        if rest_start >= len(text) or text[rest_start] == "\n" or _STARTS_NEW.match(text, rest_start):
            continue
        if text[match.start() : rest_start].count("\n") == 1 and not text[match.start() : rest_start].endswith("\u3000"):
            found.append(match.span())
    return found
