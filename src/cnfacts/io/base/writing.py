"""Adding to a base: what is new becomes segments, and one swap of the manifest puts it in force."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cnfacts.io.atomic import OutputError
from cnfacts.io.base.compacting import compacted
from cnfacts.io.base.filing import connect, write_segment
from cnfacts.io.base.locking import LOCK, locked
from cnfacts.io.base.manifest import (
    FACTS,
    Manifest,
    Segment,
    Source,
    is_base,
    read_manifest,
    read_sources,
    sync_folder,
    tidy,
    write_manifest,
)

__all__ = ["Intake", "Writer", "open_writer"]

_WORK = "work"
"""What a run makes on its way."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A file to be indexed: its content and version as one key, and where it stands."""

    path: str
    key: str


class Writer:
    """A base that is added to; one at a time holds it."""

    def __init__(self, folder: Path, manifest: Manifest, sources: Iterable[Source]) -> None:
        self.folder = folder
        self.work = folder / _WORK
        self.manifest = manifest
        self.sources = {source.number: source for source in sources}
        self.con: Any = None
        self._gone: list[Source] = []

    def known(self) -> dict[str, Source]:
        """What is in, by key."""
        return {source.key: source for source in self.sources.values()}

    def keep(self, intakes: Iterable[Intake]) -> None:
        """Note the paths of what is in already, and let go of what stood at them before."""
        by_key = {source.key: source.number for source in self.sources.values()}
        before = dict(self.sources)
        for intake in intakes:
            number = by_key[intake.key]
            self._release(intake.path, number)
            source = self.sources[number]
            if intake.path not in source.paths:
                self.sources[number] = replace(source, paths=(*source.paths, intake.path))
        if self.sources != before:
            self._commit(self.manifest.segments)

    def add(self, raw: Path, intakes: Collection[Intake], source_of: Callable[[str], str]) -> int:
        """Add the facts of a Parquet file of records, and put them in force; how many they are.

        Args:
            raw: the file.
            intakes: what was read for it.
            source_of: the path of the intake that a document came from.
        """
        numbers = {intake.path: self.manifest.next + at for at, intake in enumerate(intakes)}
        self.manifest = replace(self.manifest, next=self.manifest.next + len(numbers))
        name = f"{FACTS}/{self.manifest.next:06}.parquet"
        made = self.work / "segment.parquet"
        self.con = self.con or connect(self.work)
        counts = write_segment(self.con, raw, made, lambda doc: numbers[source_of(doc)])
        segments = list(self.manifest.segments)
        if counts:
            segments.append(self._placed(made, name, sum(counts.values())))
        for intake in intakes:
            number = numbers[intake.path]
            self._release(intake.path, number)
            rows = counts.get(number, 0)
            self.sources[number] = Source(number, intake.key, (intake.path,), rows, name if rows else None)
        self._commit(segments)
        return sum(counts.values())

    def compact(self) -> None:
        """Put small segments together, and leave out figures that no longer count."""
        self.con = self.con or connect(self.work)
        merged = compacted(self.con, self.folder, self.manifest, self.work / "segment.parquet")
        if merged is None:
            return
        olds, rows = merged
        gone = {segment.file for segment in olds}
        kept = [segment for segment in self.manifest.segments if segment.file not in gone]
        name = f"{FACTS}/{self.manifest.next:06}.parquet"
        if rows:
            kept.append(self._placed(self.work / "segment.parquet", name, rows))
        for source in [*self.sources.values()]:
            if source.segment in gone:
                self.sources[source.number] = replace(source, segment=name)
        self._commit(kept)

    def _placed(self, made: Path, name: str, rows: int) -> Segment:
        """A segment on the disk under its name."""
        target = self.folder / name
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.replace(target)
        sync_folder(target.parent)
        return Segment(name, rows, target.stat().st_size)

    def _release(self, path: str, number: int) -> None:
        """What stood at a path before no longer does; what stands nowhere is let go."""
        for source in [*self.sources.values()]:
            if path in source.paths and source.number != number:
                rest = tuple(other for other in source.paths if other != path)
                if rest:
                    self.sources[source.number] = replace(source, paths=rest)
                else:
                    self._gone.append(self.sources.pop(source.number))

    def _commit(self, segments: Iterable[Segment]) -> None:
        kept = tuple(
            segment for segment in map(self._without_gone, segments) if segment.gone_rows < segment.rows
        )
        self._gone.clear()
        self.manifest = write_manifest(
            self.folder, replace(self.manifest, segments=kept), self.sources.values()
        )

    def _without_gone(self, segment: Segment) -> Segment:
        gone = [source for source in self._gone if source.segment == segment.file]
        if not gone:
            return segment
        numbers = (*segment.gone, *(source.number for source in gone))
        return replace(
            segment, gone=numbers, gone_rows=segment.gone_rows + sum(source.rows for source in gone)
        )


@contextmanager
def open_writer(folder: Path) -> Iterator[Writer]:
    """A base to add to, made if there is none; what a stopped run left is removed.

    Raises:
        OutputError: the place is no base, cannot be written to, or another run holds it.
    """
    try:
        if folder.exists() and not is_base(folder) and not _is_free(folder):
            raise OutputError(
                f"{folder}: there, and no fact base; name a folder that is new, empty, or a base"
            )
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror}); choose another place") from None
    with locked(folder):
        for name in (FACTS, _WORK):
            (folder / name).mkdir(exist_ok=True)
        manifest = read_manifest(folder) if is_base(folder) else write_manifest(folder, Manifest(), ())
        tidy(folder, manifest)
        writer = Writer(folder, manifest, read_sources(folder, manifest))
        try:
            yield writer
        finally:
            if writer.con is not None:
                writer.con.close()
        shutil.rmtree(writer.work, ignore_errors=True)


def _is_free(folder: Path) -> bool:
    """Nothing in it but what a run that was stopped at its very beginning leaves."""
    return folder.is_dir() and all(
        path.name in (FACTS, _WORK, LOCK) or path.name.startswith("sources-") or path.suffix == ".tmp"
        for path in folder.iterdir()
    )
