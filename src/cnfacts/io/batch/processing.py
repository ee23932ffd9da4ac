"""One file: read, extracted, its facts in a part; what fails is told and costs only its document."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from importlib import import_module
from itertools import count
from typing import Any

from cnfacts.errors import CnfactsError, InputError, MissingExtraError
from cnfacts.io.batch.options import Failure, Job, Task
from cnfacts.io.batch.parts import Part, PartWriter, digest
from cnfacts.io.batch.setup import Setup
from cnfacts.io.batch.texts import save_text
from cnfacts.io.extracting import iter_document
from cnfacts.io.reading import Document, read_source
from cnfacts.io.source import Source
from cnfacts.lexicon.loading import load_lexicon

__all__ = ["WRITE", "Outcome", "process"]

WRITE = "write"
"""The stage that no other document would pass either: the disk is full."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: its part's key, if there is one, and what failed."""

    index: int
    key: str | None = None
    whole: bool = False
    documents: int = 0
    facts: int = 0
    failures: tuple[Failure, ...] = ()
    done: bool = False
    """A run before this one had made its part."""


def process(job: Job, setup: Setup, tick: Callable[[], None]) -> Outcome:
    """Make the part of a file, unless it is there.

    Args:
        job: the file.
        setup: the run.
        tick: called after each document of it.

    Raises:
        MemoryError: there is not enough for the document under way.
    """
    task = job.task
    try:
        key = digest(task.path, task.doc_id, setup.version, repr(sorted(job.dates.items())))
    except OSError as error:
        return Outcome(job.index, failures=(_lost(task, "read", "unreadable", error.strerror or str(error)),))
    try:
        if Part(setup.parts, key).path.exists():
            return Outcome(job.index, key, whole=True, done=True)
        return _made(key, job, setup, tick)
    except OSError as error:
        return Outcome(job.index, failures=(_lost(task, WRITE, "unwritable", error.strerror or str(error)),))


def _made(key: str, job: Job, setup: Setup, tick: Callable[[], None]) -> Outcome:
    with PartWriter(setup.parts, key) as out:
        failures = (*job.failures, *_documents(job, setup, tick, out))
        if failures and not out.counts.documents:
            return Outcome(job.index, failures=failures)
        out.finish(whole=not failures)
        return Outcome(job.index, key, not failures, out.counts.documents, out.counts.facts, failures)


def _lost(task: Task, stage: str, kind: str, reason: str) -> Failure:
    return Failure(task.doc_id, stage, kind, reason)


def _documents(job: Job, setup: Setup, tick: Callable[[], None], out: PartWriter) -> Iterator[Failure]:
    """Write the documents of a file, and yield what fails."""
    task, options = job.task, setup.options
    documents = read_source(Source(task.doc_id, path=task.path), options.reading)
    for number in count():
        try:
            document = next(documents, None)
        except MemoryError:
            raise
        except Exception as error:
            yield _failure(task.doc_id, "read", error)
            return
        if document is None:
            return
        if number not in job.skip:
            yield from _document(document, job.dates, setup, out)
        tick()


def _document(
    document: Document, dates: Mapping[str, Date], setup: Setup, out: PartWriter
) -> Iterator[Failure]:
    if not document.text.strip():
        yield Failure(document.doc_id, "read", "empty", "there is no text in it")
        return
    yield from (Failure(document.doc_id, "read", "partly read", note) for note in document.notes)
    watch = _Undated()
    try:
        _call(setup.options.hook, document)
        if setup.text is not None:
            save_text(document, setup.text)
        out.add(watch.over(document, dates, setup))
    except (MemoryError, OSError):
        raise
    except Exception as error:
        yield _failure(document.doc_id, "extract", error)
        return
    out.counts.undated += watch.undated


def _call(hook: str | None, document: Document) -> None:
    if hook is not None:
        module, name = hook.split(":")
        getattr(import_module(module), name)(document.doc_id)


class _Undated:
    """Looks at a document's facts as they pass: whether it has no date and needs one."""

    def __init__(self) -> None:
        self.undated = False

    def over(self, document: Document, dates: Mapping[str, Date], setup: Setup) -> Iterator[dict[str, Any]]:
        options = setup.options
        for fact in iter_document(
            document, options.date, manifest=dates, lexicon=load_lexicon(options.lexicon)
        ):
            if fact.doc_date is None and fact.period_start is None:
                self.undated = True
            yield fact.to_record()


def _failure(doc_id: str, stage: str, error: Exception) -> Failure:
    """An error as one line of the errors file."""
    if isinstance(error, MissingExtraError):
        return Failure(doc_id, stage, "missing extra", _line(error.message))
    if isinstance(error, CnfactsError):
        kind = "unreadable" if isinstance(error, InputError) else "error"
        return Failure(doc_id, stage, kind, _line(error.message.removeprefix(f"{doc_id}: ")))
    _LOG.debug("%s of %s", stage, doc_id, exc_info=True)
    name = type(error).__name__
    said = f"an error of cnfacts itself ({name}: {error}); please report it with the document"
    return Failure(doc_id, stage, "error", _line(said))


def _line(text: str) -> str:
    return " ".join(text.split())
