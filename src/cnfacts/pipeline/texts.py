"""The text of a Doc, put together once: `Doc.text` joins all tokens anew each time it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from cnfacts.assembly.document import printable
from cnfacts.text.block import Block
from cnfacts.text.blocks import iter_blocks

__all__ = ["document_blocks", "text_of"]

_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()  # gone with their Docs


def text_of(doc: Doc) -> str:
    """The Doc's text as the grammar reads it: of the same length as `doc.text`."""
    text = _TEXTS.get(doc)
    if text is None:
        text = _TEXTS[doc] = printable(doc.text)
    return text


def document_blocks(doc: Doc) -> Iterator[tuple[int, Block]]:
    """The numbered blocks of the Doc's text."""
    return enumerate(iter_blocks(text_of(doc)))
