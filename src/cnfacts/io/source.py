"""What to read: files, standard input, a text on the command line; and the document id each gets."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["STDIN", "TEXT", "Source", "document_id", "sources"]

STDIN = "-"
"""The path, and the document id, of standard input."""

TEXT = "text"
"""The document id of a text given on the command line."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be read: a path, standard input (`path` is `-`), or a text already at hand."""

    doc_id: str
    path: str | None = None
    text: str | None = None


def document_id(path: str) -> str:
    """The document's id: the path as given, POSIX, relative to the working directory where it is below it."""
    given = Path(path)
    if given.is_absolute() and given.is_relative_to(Path.cwd()):
        given = given.relative_to(Path.cwd())
    return os.fsencode(given.as_posix()).decode("utf-8", "replace")


def sources(paths: Iterable[str], text: str | None = None) -> Iterator[Source]:
    """The documents named, each once, in order; a text comes first."""
    if text is not None:
        yield Source(TEXT, text=text)
    seen: set[str] = set()
    for path in paths:
        doc_id = STDIN if path == STDIN else document_id(path)
        if doc_id not in seen:
            seen.add(doc_id)
            yield Source(doc_id, path=path)
