"""What kind of text a document is."""

from __future__ import annotations

__all__ = ["genre_of"]


def genre_of(doc_id: str) -> str:
    """The first word of a document's id: press_customs_20230607_06 is press."""
    return doc_id.partition("_")[0]
