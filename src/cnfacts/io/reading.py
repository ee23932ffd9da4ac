"""Readers, one a kind of document, found by the file's suffix."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cnfacts.errors import InputError
from cnfacts.io.decoding import decode
from cnfacts.io.source import STDIN, Source

__all__ = ["Document", "Reader", "read_source", "reader", "suffixes"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a reader gave it; offsets of its facts are positions in `text`."""

    doc_id: str
    text: str


Reader = Callable[[bytes, str], Iterator[Document]]
"""Makes documents of a file's bytes; the second argument is the file's document id."""

_READERS: dict[str, Reader] = {}


def reader(*endings: str) -> Callable[[Reader], Reader]:
    """Register a reader for file suffixes (lower case, with the dot; empty for none)."""

    def register(function: Reader) -> Reader:
        _READERS.update(dict.fromkeys(endings, function))
        return function

    return register


def suffixes() -> tuple[str, ...]:
    """The suffixes that can be read."""
    return tuple(sorted(filter(None, _READERS)))


@reader("", ".txt", ".text", ".md")
def read_text(data: bytes, doc_id: str) -> Iterator[Document]:
    """Plain text, one document a file."""
    yield Document(doc_id, decode(data, doc_id))


def read_source(source: Source) -> Iterator[Document]:
    """The documents of a source.

    Raises:
        InputError: it is missing, of an unknown kind, or cannot be decoded; names file, place and remedy.
    """
    if source.text is not None:
        yield Document(source.doc_id, _argument(source))
    elif source.path == STDIN:
        yield from read_text(sys.stdin.buffer.read(), STDIN)
    else:
        path = Path(source.path or "")
        suffix = path.suffix.lower()
        suffix = "" if suffix[1:].isdigit() else suffix  # a report.2020 has no suffix
        data = _bytes(path, source.doc_id)
        if suffix not in _READERS:
            known = ", ".join(suffixes())
            raise InputError(f"{source.doc_id}: no reader for {suffix} files; convert it to text ({known})")
        yield from _READERS[suffix](data, source.doc_id)


def _argument(source: Source) -> str:
    """The text of an argument, which a terminal in another encoding hands over as undecoded bytes."""
    text = source.text or ""
    if not any("\udc80" <= c <= "\udcff" for c in text):
        return text
    return decode(os.fsencode(text), f"--{source.doc_id}")


def _bytes(path: Path, doc_id: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{doc_id}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{doc_id}: a folder; name the files in it ({doc_id.rstrip('/')}/*.txt)") from None
    except PermissionError:
        raise InputError(f"{doc_id}: no permission to read it; check its rights") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{doc_id}: cannot be read ({error}); check the path") from None
