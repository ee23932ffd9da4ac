"""A page's elements as paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from cnfacts.io.layout import Layout
from cnfacts.io.readers.html_tables import is_data_table, table_cells

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["lay_out"]

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_SOURCE_BREAK = regex.compile(r"[ \t]*[\r\n]\s*")
_BLANKS = regex.compile(r"[ \t\f\v]+")
_ENDS = regex.compile(r"[。！？；：:;!?…”》）)]$")
_SET_IN = regex.compile(r"[\u00a0\u3000 ]{2}|\u3000")
_MIN_TORN = 16  # shorter lines before a <br> are headings and labels
_LINK_SHARE = 0.8
_CHROME = regex.compile(r"上一[篇条页]|下一[篇条页]|打印本页|关闭窗口|分享到|【?字体|浏览次数|责任编辑|扫一扫")


class _Flow:
    """The paragraph under way."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.lines: list[str] = [""]
        self.linked = 0

    def text(self, text: str, in_link: bool) -> None:
        text = _BLANKS.sub(" ", _SOURCE_BREAK.sub(self._joint, text))
        self.lines[-1] += text
        self.linked += len(text.strip()) if in_link else 0

    @staticmethod
    def _joint(match: regex.Match[str]) -> str:
        """A line break of the source is a blank between Latin letters, and nothing in Chinese."""
        before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
        return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""

    def br(self) -> None:
        self.lines.append("")

    def end(self) -> None:
        """The paragraph ends."""
        size = sum(len(line.strip()) for line in self.lines)
        text = "".join(self.lines)
        link_only = size and self.linked >= _LINK_SHARE * size and "。" not in text
        chrome = size < 40 and _CHROME.search(text) is not None
        if size and not link_only and not chrome:
            for line in _joined(self.lines):
                self.layout.paragraph(line.strip())
        self.lines, self.linked = [""], 0


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines between `<br>`, a sentence torn by one put together."""
    whole = ""
    for line in lines:
        before = whole.strip()
        if not before:
            whole = line
        elif line.strip() and len(before) >= _MIN_TORN and not _ENDS.search(before) and not _SET_IN.match(line):
            whole = before + line.strip()
        else:
            yield whole
            whole = line
    yield whole


def lay_out(main: LexborNode, layout: Layout) -> None:
    """Write an element's text and tables; walks without recursion, however deep the page is nested."""
    flow = _Flow(layout)
    links = 0
    node: LexborNode | None = main
    while node is not None:
        tag = node.tag
        descend = False
        if tag == "-text":
            flow.text(node.text_content or "", links > 0)
        elif tag == "br":
            flow.br()
        elif tag == "table" and is_data_table(node):
            flow.end()
            layout.table(table_cells(node))
        elif tag is not None and not tag.startswith("-"):
            if tag in _BLOCKS:
                flow.end()
            descend = True
        if descend and node.child is not None:
            links += tag == "a"
            node = node.child
            continue
        if descend and tag in _BLOCKS:
            flow.end()
        while node is not None and node.next is None and node.mem_id != main.mem_id:
            node = node.parent
            if node is not None and node.tag == "a":
                links -= 1
            if node is not None and node.tag in _BLOCKS:
                flow.end()
        node = None if node is None or node.mem_id == main.mem_id else node.next
    flow.end()
