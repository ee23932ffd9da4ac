"""What a base's folder holds: the manifest, swapped as a whole, that says which segments and sources are in.

A reader sees the manifest of before or of after, never one half written; files that it does not name are
what a stopped run left, and the next run removes them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cnfacts.errors import InputError

__all__ = [
    "FACTS",
    "MANIFEST",
    "Manifest",
    "Segment",
    "Source",
    "is_base",
    "read_manifest",
    "read_sources",
    "write_manifest",
]

MANIFEST = "manifest.json"
FACTS = "facts"
"""The folder of the segments."""

_FORMAT = "cnfacts base"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A Parquet file that is never changed; figures of the sources in `gone` no longer count."""

    file: str
    rows: int
    bytes: int
    gone: tuple[int, ...] = ()
    gone_rows: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was indexed: its number, its content and version as one key, and the paths it stands at."""

    number: int
    key: str
    paths: tuple[str, ...]
    rows: int
    segment: str | None
    """None where it has no figures."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The segments, where the sources are listed, and the next free number."""

    segments: tuple[Segment, ...] = ()
    sources: str | None = None
    next: int = 1

    @property
    def figures(self) -> int:
        """How many count."""
        return sum(segment.rows - segment.gone_rows for segment in self.segments)


def is_base(folder: Path) -> bool:
    """Whether a folder holds a base."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a base.

    Raises:
        InputError: the folder is no base, its manifest is damaged or of a newer version.
    """
    path = folder / MANIFEST
    try:
        given = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError(
            f"{folder}: no fact base (no {MANIFEST}); make one with: cnfacts index PATH... -o BASE"
        ) from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its rights") from None
    except ValueError as error:
        raise InputError(
            f"{path}: damaged ({error}); restore it, or index anew into another folder"
        ) from None
    if not isinstance(given, dict) or given.get("format") != _FORMAT:
        raise InputError(f"{path}: no manifest of a fact base; name the folder that cnfacts index made")
    if given.get("version") != _VERSION:
        raise InputError(
            f"{path}: version {given.get('version')} of the base, here is {_VERSION}; update cnfacts"
        )
    try:
        segments = tuple(Segment(**{**row, "gone": tuple(row["gone"])}) for row in given["segments"])
        return Manifest(segments, given["sources"], int(given["next"]))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path}: damaged ({error}); restore it, or index anew into another folder"
        ) from None


def read_sources(folder: Path, manifest: Manifest) -> list[Source]:
    """What was indexed.

    Raises:
        InputError: the list is missing or damaged.
    """
    if manifest.sources is None:
        return []
    path = folder / manifest.sources
    try:
        return [Source(**{**row, "paths": tuple(row["paths"])}) for row in json.loads(path.read_bytes())]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}: missing or damaged ({error}); restore it, or index anew into another folder"
        ) from None


def write_manifest(folder: Path, manifest: Manifest, sources: Iterable[Source]) -> Manifest:
    """Put the manifest in force; the manifest as written. What it no longer names is removed."""
    name = f"sources-{manifest.next:06}.json"
    written = replace(manifest, sources=name, next=manifest.next + 1)
    _write(folder / name, [asdict(source) for source in sources])
    head = {"format": _FORMAT, "version": _VERSION, "next": written.next, "sources": name}
    rows = [asdict(segment) for segment in written.segments]
    _write(folder / MANIFEST, {**head, "figures": written.figures, "segments": rows})
    tidy(folder, written)
    return written


def tidy(folder: Path, manifest: Manifest) -> None:
    """Remove segments and lists that no manifest names; a reader that has them open goes on reading."""
    kept = {segment.file for segment in manifest.segments} | {manifest.sources}
    for path in (*folder.glob("sources-*.json"), *(folder / FACTS).glob("*"), *folder.glob(".*.tmp")):
        if path.relative_to(folder).as_posix() not in kept:
            with suppress(OSError):
                path.unlink()


def _write(path: Path, content: Any) -> None:
    """A JSON file that is whole, and on the disk, before it has its name."""
    place = path.with_name(f".{path.name}.tmp")
    with place.open("w", encoding="utf-8") as out:
        json.dump(content, out, ensure_ascii=False, indent=1 if path.name == MANIFEST else None)
        out.flush()
        os.fsync(out.fileno())
    place.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
