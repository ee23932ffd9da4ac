"""Title and issuing body, where the lines before the first paragraph print them."""

from __future__ import annotations

import regex

__all__ = ["find_publisher", "find_title"]

_HEAD = 1500
_HEAD_LINES = 8
_TITLE_LENGTH = range(6, 61)
_INVISIBLE = regex.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_SENTENCE_MARK = regex.compile(r"[，。；：！？,;:!?…]")
_PROSE = regex.compile(r".{12,}[，。；]")
_SPACED = regex.compile(r"(?:\p{Han}\s+)+\p{Han}")
_HEADLINE = regex.compile(r"[^—\-─－(（].*\p{Han}{2}")
_OFFICES = (
    r"统计局|调查总?队|人民政府|政府办公[厅室]|发展和?改革(?:委员会|委|局)|财政[部厅局]|商务[部厅局]|海关总署|海关"
    r"|工业和信息化[部厅局委]|人力资源和?社会保障[部厅局]|交通运输[部厅局]|农业农村[部厅局]|文化和旅游[部厅局]"
    r"|教育[部厅局]|税务总?局|能源局|中国人民银行|外汇管理局|国务院办公厅|国务院"
)
_BODY = regex.compile(rf"\p{{Han}}{{0,24}}(?:{_OFFICES})(?:\p{{Han}}{{2,8}}调查总?队)?")
_LABELLED = regex.compile(r"(?:发布机构|发文机关|发布单位)\s*[：:]\s*(?P<body>\p{Han}{3,30})")


def find_title(text: str) -> str | None:
    """The first line, where it is short, has no mark of a sentence, and paragraphs follow it."""
    lines = _head(text)
    if len(lines) < 2 or not any(_PROSE.match(line) for line in lines[1:]):
        return None
    title = lines[0]
    if _SPACED.fullmatch(title):
        title = "".join(title.split())
    if len(title) not in _TITLE_LENGTH or _SENTENCE_MARK.search(title):
        return None
    return title if _HEADLINE.match(title) and not _BODY.fullmatch(title) else None


def find_publisher(text: str) -> str | None:
    """The issuing body: a labelled one, or lines of the head that are nothing but an office's name."""
    if labelled := _LABELLED.search(text[:_HEAD]):
        return str(labelled["body"])
    bodies: list[str] = []
    for line in _head(text):
        if _PROSE.match(line):
            break
        if _BODY.fullmatch(line) and line not in bodies:
            bodies.append(line)
    return "、".join(bodies) or None


def _head(text: str) -> list[str]:
    lines = (_INVISIBLE.sub("", line).strip() for line in text[:_HEAD].splitlines())
    return [line for line in lines if line][:_HEAD_LINES]
