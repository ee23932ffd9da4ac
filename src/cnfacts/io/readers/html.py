"""Web pages: the main text without navigation, tables by cell, title and dates from head and dateline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from cnfacts.errors import InputError
from cnfacts.io.dates import parse_day
from cnfacts.io.decoding import decode
from cnfacts.io.documents import DateCandidate, Document
from cnfacts.io.extras import need
from cnfacts.io.given import Given
from cnfacts.io.layout import Layout
from cnfacts.io.readers.html_flow import lay_out
from cnfacts.io.readers.html_main import main_node, page_text
from cnfacts.text.dateline import find_dateline

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["read_html"]

_META_CHARSET = regex.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*(?P<name>[\w.:-]+)", regex.IGNORECASE)
_XML_CHARSET = regex.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"'](?P<name>[\w.:-]+)")
_HEAD = 4096
_MAX_DEPTH = 5000  # browsers stop at 512
_TAG = regex.compile(
    r"<(?P<end>/?)(?:div|span|table|section|article|main|ul|ol|dl|font|b|i|u|em|strong|a|center|blockquote|form|big|small)\b",
    regex.IGNORECASE,
)
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252", "us-ascii", "ascii"})
_DROPPED = ["script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "aside", "select", "button"]
_TITLES = ("ArticleTitle", "og:title", "DC.Title", "dc.title")
_DATES = ("PubDate", "publishdate", "firstpublishedtime", "article:published_time", "DC.Date", "DCTERMS.issued")
_TITLE_TAIL = regex.compile(r"\s*[-_|–—]+\s*[^-_|–—]*(?:网|网站|局|政府|门户|委员会|厅|首页|队).*$")
_LABELLED = regex.compile(r"(?:发布|发文|印发|成文|公布|公开|发稿)(?:时间|日期)\s*[:：\]】]\s*\d[^\n]{7,12}")


def read_html(given: Given) -> Iterator[Document]:
    """One document a page.

    Raises:
        InputError: it cannot be decoded, or holds no text.
        MissingExtraError: the `html` extra is not installed.
    """
    lexbor = need("selectolax.lexbor", "html")
    data = given.read()
    source = _decoded(data, given)
    if (depth := _depth(source)) > _MAX_DEPTH:
        raise InputError(f"{given.doc_id}: elements nested {depth:,} deep; not read; save the page's text")
    tree: LexborHTMLParser = lexbor.LexborHTMLParser(source)
    body = tree.body
    if body is None:
        raise InputError(f"{given.doc_id}: no HTML; check the file")
    metas = _metas(tree)
    title = _title(tree, metas)
    tree.strip_tags(_DROPPED)
    layout = Layout()
    lay_out(main_node(body), layout)
    dates = tuple(_dates(metas, page_text(body)))
    yield layout.document(given.doc_id, title=title, dates=dates, metadata=metas)


def _decoded(data: bytes, given: Given) -> str:
    """By the caller's word, a mark, UTF-8 where the bytes are valid as such, the page's word, or by the bytes.

    Pages that say gb2312 over bytes in UTF-8 are common; bytes that are valid UTF-8 by chance are not.
    """
    name = given.doc_id
    if given.options.encoding is not None:
        return decode(data, name, given.options.encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _META_CHARSET.search(data[:_HEAD]) or _XML_CHARSET.search(data[:_HEAD])
    charset = said["name"].decode("ascii", "replace").lower() if said else None
    if charset is not None and not charset.startswith(("utf", "unicode")) and charset not in _LATIN:
        try:
            return decode(data, name, charset)
        except InputError:
            pass  # the page's word is wrong; the bytes decide
    return decode(data, name)


def _depth(source: str) -> int:
    """How deep elements that only their own end tag closes are nested: parsing is quadratic in it."""
    depth = deepest = 0
    for tag in _TAG.finditer(source):
        depth = max(depth - 1, 0) if tag["end"] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        key = attributes.get("name") or attributes.get("property")
        content = attributes.get("content")
        if key and content and content.strip():
            metas.setdefault(key, content.strip())
    return metas


def _title(tree: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    for key in _TITLES:
        if key in metas:
            return metas[key]
    for selector in ("h1", "title"):
        node = tree.css_first(selector)
        text = " ".join(node.text().split()) if node is not None else ""
        if text:
            return (_TITLE_TAIL.sub("", text) or text) if selector == "title" else text
    return None


def _dates(metas: dict[str, str], page: str) -> Iterator[DateCandidate]:
    """The dateline, which often stands outside the main text, and what the head declares."""
    labelled = "\n".join(m[0] for m in _LABELLED.finditer(page))
    if (found := find_dateline(labelled)) is not None:
        yield DateCandidate(found[0], "dateline")
    low = {key.lower(): value for key, value in metas.items()}
    for key in _DATES:
        if (day := parse_day(low.get(key.lower(), ""))) is not None:
            yield DateCandidate(day, "metadata")
            return
