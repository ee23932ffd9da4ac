"""Sources to documents: the reader that a file needs, imported when such a file comes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from cnfacts.io.decoding import decode
from cnfacts.io.documents import Document
from cnfacts.io.given import Given, ReadOptions
from cnfacts.io.kinds import SUFFIXES, kind_of
from cnfacts.io.source import STDIN, Source

__all__ = ["Document", "ReadOptions", "Reader", "read_source", "suffixes"]

Reader = Callable[[Given], Iterator[Document]]

_READERS = {
    "text": "cnfacts.io.readers.text:read_text",
    "markdown": "cnfacts.io.readers.markdown:read_markdown",
    "html": "cnfacts.io.readers.html:read_html",
    "docx": "cnfacts.io.readers.docx:read_docx",
    "pdf": "cnfacts.io.readers.pdf:read_pdf",
    "xlsx": "cnfacts.io.readers.xlsx:read_xlsx",
    "csv": "cnfacts.io.readers.csv:read_csv",
    "jsonl": "cnfacts.io.readers.jsonl:read_jsonl",
    "legacy": "cnfacts.io.readers.legacy:read_legacy",
}


def suffixes() -> tuple[str, ...]:
    """The suffixes that can be read."""
    return tuple(sorted(filter(None, SUFFIXES)))


def reader(kind: str) -> Reader:
    """The function that reads a kind of file."""
    module, function = _READERS[kind].split(":")
    return cast(Reader, getattr(import_module(module), function))


def read_source(source: Source, options: ReadOptions | None = None) -> Iterator[Document]:
    """The documents of a source.

    Raises:
        InputError: it is missing, of an unknown kind, or cannot be read; names file, place and remedy.
        MissingExtraError: its reader needs a library that is not installed.
    """
    options = options or ReadOptions()
    if source.text is not None:
        yield Document(source.doc_id, _argument(source))
        return
    if source.path == STDIN:
        given, suffix = Given(STDIN, data=sys.stdin.buffer.read(), options=options), ""
    else:
        path = Path(source.path or "")
        suffix = path.suffix.lower()
        suffix = "" if suffix[1:].isdigit() else suffix  # a report.2020 has no suffix
        given = Given(source.doc_id, path=path, options=options)
        if path.exists() and not (path.is_file() or path.is_dir()):
            given = replace(given, data=given.read())  # a pipe is read once
    yield from reader(kind_of(given, suffix))(given)


def _argument(source: Source) -> str:
    """The text of an argument, which a terminal in another encoding hands over as undecoded bytes."""
    text = source.text or ""
    if not any("\udc80" <= c <= "\udcff" for c in text):
        return text
    return decode(os.fsencode(text), f"--{source.doc_id}")
