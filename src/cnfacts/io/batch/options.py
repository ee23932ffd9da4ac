"""What a run is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812
from pathlib import Path

from cnfacts.io.given import ReadOptions

__all__ = ["SIZE_LIMIT", "BatchOptions", "Failure", "Job", "Task"]

SIZE_LIMIT = 512 * 2**20
"""Bytes of a document, where no limit is given."""

LISTS = (".jsonl", ".ndjson")

_MEMORY = 800 * 2**20
"""Bytes of a worker: OCR takes 600 MB, a PDF of 2,000 pages 500."""
_MEMORY_PER_BYTE = 2
_SECONDS = 300.0
_SECONDS_PER_MEGABYTE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """How documents are read; `hook` is for tests: `module:name`, called with each document's id."""

    date: Date | None = None
    lexicon: Path | None = None
    manifest: Path | None = None
    save_text: bool = False
    jobs: int = -1
    time_limit: float | None = None
    memory_limit: int | None = None
    size_limit: int = SIZE_LIMIT
    follow_links: bool = False
    fresh: bool = False
    reading: ReadOptions = field(default_factory=ReadOptions)
    hook: str | None = None

    def seconds(self, task: Task) -> float:
        """The time that a document may take."""
        if self.time_limit is not None:
            return self.time_limit
        return _SECONDS + (0.0 if task.is_list else _SECONDS_PER_MEGABYTE * task.size / 2**20)


    def memory(self, task: Task) -> int:
        """The bytes that a worker may hold while it reads a document."""
        if self.memory_limit is not None:
            return self.memory_limit
        return _MEMORY + (0 if task.is_list else _MEMORY_PER_BYTE * task.size)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read."""

    path: str
    doc_id: str
    size: int

    @property
    def is_list(self) -> bool:
        """Whether it holds many documents, read as a stream: its size is not one document's."""
        return self.path.lower().endswith(LISTS)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gave nothing, or not all: one line of the errors file."""

    path: str
    stage: str
    """find, read, extract or write: what was under way."""
    kind: str
    """What counts as one sort in the summary: unreadable, no reader, time limit, crash …"""
    reason: str


@dataclass(frozen=True, slots=True)
class Job:
    """A task's number, the manifest's dates for it, and what failed when it was tried before."""

    index: int
    task: Task
    dates: Mapping[str, Date] = field(default_factory=dict)
    skip: frozenset[int] = frozenset()
    """Numbers of the documents that cost a worker."""
    failures: tuple[Failure, ...] = ()
