"""What a reader is handed: a file's bytes, its name, and how to read it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cnfacts.errors import InputError

__all__ = ["Given", "ReadOptions"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How documents are read; the defaults hold for nearly all."""

    encoding: str | None = None
    """Of text, HTML, CSV and JSON Lines; None: found out."""
    text_field: str = "text"
    """JSON Lines: the field that holds the text."""
    date_field: str = "date"
    """JSON Lines: the field that holds the document's date, if there is one."""
    id_field: str = "id"
    """JSON Lines: the field that names the document; without it the line's number does."""
    ocr: bool = True
    """PDF: read scanned pages where the `ocr` extra is installed."""
    max_pages: int = 2000
    """PDF: a longer document is refused."""
    max_bytes: int = 512 * 1024 * 1024
    """A larger file, or archive when unpacked, is refused (JSON Lines are streamed and may be larger)."""


_CHUNK = 2**20


def _all(file: BinaryIO, limit: int) -> bytes:
    """All bytes, or one more than `limit`; a read takes memory for all that it asks for, so that it asks for what is there."""
    size = file.seek(0, io.SEEK_END) if file.seekable() else 0
    if size:
        file.seek(0)
        return file.read(min(size, limit) + 1)
    pieces: list[bytes] = []
    while limit >= 0 and (piece := file.read(_CHUNK)):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class Given:
    """A file, or bytes already at hand."""

    doc_id: str
    path: Path | None = None
    data: bytes | None = None
    options: ReadOptions = field(default_factory=ReadOptions)

    def open(self) -> BinaryIO:
        """The bytes as a file.

        Raises:
            InputError: the file is missing or cannot be read.
        """
        if self.data is not None or self.path is None:
            return io.BytesIO(self.data or b"")
        try:
            return self.path.open("rb")
        except FileNotFoundError:
            raise InputError(f"{self.doc_id}: no such file; check the path") from None
        except IsADirectoryError:
            folder = self.doc_id.rstrip("/")
            raise InputError(f"{self.doc_id}: a folder; name the files in it ({folder}/*.txt)") from None
        except PermissionError:
            raise InputError(f"{self.doc_id}: no permission to read it; check its rights") from None
        except (OSError, ValueError) as error:
            raise InputError(f"{self.doc_id}: cannot be read ({error}); check the path") from None

    def read(self) -> bytes:
        """All bytes.

        Raises:
            InputError: as for `open`, or there are too many.
        """
        limit = self.options.max_bytes
        with self.open() as file:
            try:
                data = _all(file, limit)
            except OSError as error:
                raise InputError(f"{self.doc_id}: cannot be read ({error.strerror}); check the disk") from None
        if len(data) > limit:
            raise InputError(f"{self.doc_id}: larger than {limit:,} bytes; split it or raise the limit")
        return data

    def head(self, size: int = 4096) -> bytes:
        """The first bytes."""
        with self.open() as file:
            try:
                return file.read(size)
            except OSError as error:
                raise InputError(f"{self.doc_id}: cannot be read ({error.strerror}); check the disk") from None
