"""Parts: what a document gave, in a file that is whole or absent, named by all that went into it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from cnfacts.errors import CnfactsError

__all__ = ["DamagedPartError", "Part", "PartCounts", "PartWriter", "digest"]

_LEVEL = 1
_CHUNK = 2**20
_FACT, _END = b"F", b"E"


class DamagedPartError(CnfactsError):
    """A part that is not whole, as after a power failure; it is removed, and its document read again."""

    code = "CF121"


@dataclass(slots=True)
class PartCounts:
    """What a part holds."""

    documents: int = 0
    facts: int = 0
    undated: int = 0
    """Documents without a date that have facts whose period stays open."""

    def add(self, other: PartCounts) -> None:
        """Count the other's, too."""
        self.documents += other.documents
        self.facts += other.facts
        self.undated += other.undated


@dataclass(frozen=True, slots=True)
class Part:
    """A part's place, by its key; one that lacks some of its file's documents is not `whole`."""

    folder: Path
    key: str
    whole: bool = True

    @property
    def path(self) -> Path:
        """The file; the folders keep each from growing too large to list."""
        return self.folder / self.key[:2] / f"{self.key[2:]}.{'part' if self.whole else 'some'}"

    def lines(self, counts: PartCounts | None = None) -> Iterator[bytes]:
        """The facts as lines of JSON, one at a time; `counts` is added to.

        Raises:
            DamagedPartError: the part is not whole.
        """
        line = b""
        try:
            with gzip.open(self.path, "rb") as lines:
                for line in lines:
                    if line.startswith(_FACT):
                        yield line[1:]
            if not line.startswith(_END):
                raise EOFError("it has no end")
            if counts is not None:
                counts.add(PartCounts(**json.loads(line[1:])))
        except (OSError, EOFError, zlib.error, ValueError) as error:
            self.path.unlink(missing_ok=True)
            raise DamagedPartError(f"{self.path}: damaged ({error}); run again") from None


class PartWriter:
    """Makes a part, one document after the other; it is there once `finish` returns."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder
        self.key = key
        self.counts = PartCounts()
        self._place = folder / f"{key}.{os.getpid()}.tmp"
        self._raw = self._place.open("wb")

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._raw.close()
        self._place.unlink(missing_ok=True)

    def add(self, records: Iterable[dict[str, Any]]) -> int:
        """Write a document's facts, all or none, as they come; how many they are."""
        begin, written = self._raw.tell(), 0
        try:
            with self._member() as out:
                for record in records:
                    _line(out, _FACT, record)
                    written += 1
        except BaseException:
            self._raw.seek(begin)
            self._raw.truncate()
            raise
        self.counts.documents += 1
        self.counts.facts += written
        return written

    def finish(self, *, whole: bool) -> Part:
        """Close the part and give it its name."""
        with self._member() as out:
            _line(out, _END, asdict(self.counts))
        self._raw.close()
        part = Part(self.folder, self.key, whole)
        part.path.parent.mkdir(exist_ok=True)
        self._place.replace(part.path)
        return part

    def _member(self) -> gzip.GzipFile:
        return gzip.GzipFile(filename="", fileobj=self._raw, mode="wb", compresslevel=_LEVEL, mtime=0)


def _line(out: gzip.GzipFile, mark: bytes, value: dict[str, Any]) -> None:
    out.write(mark + json.dumps(value, ensure_ascii=False).encode("utf-8") + b"\n")


def digest(path: str, *also: str) -> str:
    """A key of a file's bytes and of all else that decides what it gives."""
    made = hashlib.sha256("\0".join(also).encode("utf-8", "surrogatepass"))
    with open(path, "rb") as data:  # noqa: PTH123 (a path as the system gave it)
        while chunk := data.read(_CHUNK):
            made.update(chunk)
    return made.hexdigest()[:40]
