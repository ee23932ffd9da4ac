"""Where a page's main text is: the innermost element that holds nearly all sentences and figures of tables."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import regex

from cnfacts.io.readers.html_tables import is_data_table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["main_node", "page_text"]

_SENTENCE = regex.compile(r"[，。；：]")
_DIGIT = regex.compile(r"\d")
_NEARLY_ALL = 0.85
_NOT_WHOLE = frozenset(
    {
        "p",
        "span",
        "font",
        "strong",
        "b",
        "em",
        "i",
        "u",
        "a",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "blockquote",
        "pre",
    }
)
"""Elements that hold a part of a text, whose title or other paragraphs stand beside them."""
_PAGE = 50_000


def main_node(body: LexborNode) -> LexborNode:
    """The element to read; the body where no one element holds the text."""
    weights = _weights(body)
    node, enough = body, _NEARLY_ALL * weights[body.mem_id]
    while True:
        heavy = next((child for child in node.iter() if weights[child.mem_id] >= enough), None)
        if heavy is None or not enough or (heavy.tag == "table" and is_data_table(heavy)):
            break
        node = heavy
    while node.tag in _NOT_WHOLE and node.parent is not None and node.mem_id != body.mem_id:
        if node.tag == "td" and not _in_data_table(node):
            break
        node = node.parent
    return node


def _in_data_table(node: LexborNode) -> bool:
    up: LexborNode | None = node
    while up is not None and up.tag != "table":
        up = up.parent
    return up is not None and is_data_table(up)


def _weights(body: LexborNode) -> dict[int, int]:
    """How many characters of sentences and of table cells with figures each element holds."""
    weights: dict[int, int] = defaultdict(int)
    parents: list[tuple[int, int]] = []
    for node in body.traverse(include_text=True):
        up = node.parent
        if up is None:
            continue
        if node.tag == "-text":
            weights[up.mem_id] += _weight(node, up)
        elif node.mem_id != body.mem_id:
            parents.append((node.mem_id, up.mem_id))
    for node_id, up_id in reversed(parents):
        weights[up_id] += weights[node_id]
    return weights


def _weight(node: LexborNode, up: LexborNode) -> int:
    text = node.text_content or ""
    if up.tag == "a":
        return 0
    if _SENTENCE.search(text) or _DIGIT.search(text):
        return len(text.strip())
    return 0


def page_text(body: LexborNode) -> str:
    """The text of the page's beginning, a line a piece, for its dateline."""
    pieces: list[str] = []
    size = 0
    for node in body.traverse(include_text=True):
        if node.tag == "-text" and (text := (node.text_content or "").strip()):
            pieces.append(text)
            size += len(text)
            if size > _PAGE:
                break
    return "\n".join(pieces)
