"""Office Open XML archives: checked before a library unpacks them."""

from __future__ import annotations

import zipfile
from datetime import date as Date  # noqa: N812
from datetime import datetime
from typing import IO, Any, BinaryIO

import regex

from cnfacts.errors import InputError
from cnfacts.io.documents import DateCandidate
from cnfacts.io.given import Given

__all__ = ["check_archive", "properties"]

_RATIO = 200
"""Office XML shrinks to a tenth, at most to a fiftieth; a bomb to a thousandth."""
_SMALL = 1 << 20
_CHUNK = 16 * 1024
_LONGEST_PROLOG = 1 << 20
_COMMENT = regex.compile(rb"<!--.*?(?:-->|$)", regex.DOTALL)
_ELEMENT = regex.compile(rb"<[A-Za-z]")
_TEMPLATE = Date(2013, 12, 23)  # python-docx's own template


def check_archive(file: BinaryIO, given: Given) -> None:
    """Refuse what would unpack without bounds or declare entities; leaves the file at its beginning.

    Raises:
        InputError: with what is wrong.
    """
    limit = given.options.max_bytes
    try:
        with zipfile.ZipFile(file) as archive:
            total = 0
            for info in archive.infolist():
                total += info.file_size
                packed = max(info.compress_size, 1)
                if total > limit or (info.file_size > _SMALL * 16 and info.file_size / packed > _RATIO):
                    raise InputError(f"{given.doc_id}: {info.filename} unpacks to {info.file_size:,} bytes; not read")
                if info.filename.endswith((".xml", ".rels")):
                    with archive.open(info) as part:
                        if _declares(part):
                            raise InputError(f"{given.doc_id}: {info.filename} declares XML entities; not read")
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise InputError(f"{given.doc_id}: a damaged archive ({error}); save it again") from None
    file.seek(0)


def _declares(part: IO[bytes]) -> bool:
    """Whether a declaration stands before the first element, in whatever width of characters."""
    head = b""
    while len(head) < _LONGEST_PROLOG and (more := part.read(_CHUNK)):
        head += more.replace(b"\0", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            return True
        if _ELEMENT.search(_COMMENT.sub(b"", head)):
            return False
    return len(head) >= _LONGEST_PROLOG


def properties(core: Any) -> dict[str, Any]:
    """Title, date and metadata out of core properties, as fields of a document."""
    metadata: dict[str, str] = {}
    for name in ("title", "creator", "author", "subject", "created", "modified"):
        value = getattr(core, name, None)
        if value:
            metadata[name] = value.isoformat() if isinstance(value, datetime) else str(value)
    created = getattr(core, "created", None)
    day = created.date() if isinstance(created, datetime) else None
    dates = (DateCandidate(day, "properties"),) if day is not None and day != _TEMPLATE else ()
    return {"metadata": metadata, "dates": dates}
