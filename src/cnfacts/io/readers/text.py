"""Plain text: the text is the file's, character for character."""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.io.decoding import decode
from cnfacts.io.documents import Document
from cnfacts.io.given import Given

__all__ = ["read_text"]


def read_text(given: Given) -> Iterator[Document]:
    """Plain text, one document a file."""
    yield Document(given.doc_id, decode(given.read(), given.doc_id, given.options.encoding))
