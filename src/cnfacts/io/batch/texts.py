"""The texts that readers gave, beside the facts whose offsets count in them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import quote

from cnfacts.assembly.document import printable
from cnfacts.io.reading import Document

__all__ = ["save_text", "text_path"]

_LONGEST = 200
"""Bytes of a name; file systems take 255."""
_UNSAFE = {ord(c): quote(c) for c in '%<>:"|?*\\\0'} | {code: f"%{code:02X}" for code in range(1, 32)}


def text_path(doc_id: str, folder: Path) -> Path:
    """Where a document's text lies: its id as a path beneath `folder`, never outside it."""
    return folder.joinpath(*(_safe(piece) for piece in doc_id.split("/"))).with_name(
        _safe(_last(doc_id)) + ".txt"
    )


def save_text(document: Document, folder: Path) -> None:
    """Write a document's text, UTF-8 with its line ends, whole or not at all."""
    path = text_path(document.doc_id, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{os.getpid()}.tmp")
    aside.write_text(printable(document.text), encoding="utf-8", newline="")
    aside.replace(path)


def _last(doc_id: str) -> str:
    return doc_id.rpartition("/")[2]


def _safe(piece: str) -> str:
    """A name for a file of one part of an id."""
    name = piece.translate(_UNSAFE)
    if not name.strip("."):
        name = name.replace(".", "%2E") or "%"
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        mark = hashlib.sha256(piece.encode("utf-8", "replace")).hexdigest()[:12]
        name = name.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore") + f"~{mark}"
    return name
