"""A run from folder to output."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date as Date  # noqa: N812
from pathlib import Path

from cnfacts.errors import InputError
from cnfacts.io.atomic import OutputError
from cnfacts.io.batch.finding import Found, find
from cnfacts.io.batch.merging import merge, remove_damaged, write_errors
from cnfacts.io.batch.options import BatchOptions, Failure, Job, Task
from cnfacts.io.batch.parts import DamagedPartError, Part
from cnfacts.io.batch.pool import Pool, cores
from cnfacts.io.batch.processing import WRITE, Outcome
from cnfacts.io.batch.setup import Setup, version_key
from cnfacts.io.batch.stopping import stoppable
from cnfacts.io.batch.summary import Summary
from cnfacts.io.batch.workfolder import WorkFolder
from cnfacts.io.dates import read_manifest
from cnfacts.io.staging import check_place, publish
from cnfacts.io.writers import format_of, record_writer

__all__ = ["Watcher", "run_batch"]

Watcher = Callable[[Task, Outcome], None]
"""Told of each file as it is done."""

_TRIES = 3


def run_batch(
    paths: Iterable[str],
    output: Path,
    *,
    format: str | None = None,
    options: BatchOptions | None = None,
    started: Callable[[list[Task]], Watcher] | None = None,
) -> Summary:
    """Extract the facts of all documents in `paths` into one file; go on where a stopped run was.

    The calling script needs `if __name__ == "__main__":`, as processes are spawned.

    Args:
        paths: files and folders.
        output: where the facts go; its suffix chooses the format.
        format: the format, whatever the suffix.
        options: how documents are read.
        started: told of the tasks once they are known, gives who is told of each as it is done.

    Raises:
        OutputError: the output cannot be written.
        InputError: there is no document.
    """
    options = options or BatchOptions()
    format = format or format_of(output)
    record_writer(format)  # what it needs is installed
    clock = time.monotonic()
    with stoppable(), WorkFolder(check_place(output), fresh=options.fresh) as work:
        found = find(paths, ours=work.owns, follow_links=options.follow_links)
        if not found.tasks and not found.failures:
            raise InputError("no documents there; name a folder that has some")
        run = _Run(options, work, found, started(found.tasks) if started else None)
        summary = run.complete(format)
    summary.output = output
    summary.errors = summary.errors and output.with_name(summary.errors.name)
    summary.seconds = time.monotonic() - clock
    return summary


class _Run:
    """The state of one run: a part and failures for each task."""

    def __init__(
        self, options: BatchOptions, work: WorkFolder, found: Found, watcher: Watcher | None
    ) -> None:
        self.options = options
        self.work = work
        self.found = found
        self.watcher = watcher
        self.dates = _dates(options)
        text = work.text if options.save_text else None
        self.setup = Setup(options, work.parts, text, version_key(options))
        self.parts: list[Part | None] = [None] * len(found.tasks)
        self.failures: dict[int, tuple[Failure, ...]] = {}
        self.kept = self.read = 0

    def complete(self, format: str) -> Summary:
        """Do what is left, merge, and tidy up; a part found damaged is made again."""
        for attempt in range(_TRIES):
            self._work()
            try:
                return self._merge(format)
            except DamagedPartError:
                if attempt == _TRIES - 1:
                    raise
                remove_damaged(self.parts)
        raise AssertionError

    def _work(self) -> None:
        tasks = self.found.tasks
        self.failures.clear()
        self.kept = self.read = 0
        todo = []
        for index, task in enumerate(tasks):
            if task.size > self.options.size_limit and not task.is_list:
                self.failures[index] = (_too_large(task, self.options.size_limit),)
            else:
                todo.append(index)
        todo.sort(key=lambda index: -tasks[index].size)  # the longest first, so that none is alone at the end
        jobs = self.options.jobs if self.options.jobs > 0 else cores()
        with Pool(jobs, self.setup) as pool:
            for outcome in pool.outcomes(self._jobs(todo), len(todo)):
                self._take(outcome)

    def _jobs(self, todo: list[int]) -> Iterator[Job]:
        for index in todo:
            task = self.found.tasks[index]
            yield Job(index, task, self.dates(task))

    def _take(self, outcome: Outcome) -> None:
        for failure in outcome.failures:
            if failure.stage == WRITE:
                raise OutputError(f"{self.work.path}: cannot be written ({failure.reason}); free some space")
        if outcome.failures:
            self.failures[outcome.index] = outcome.failures
        if outcome.key is not None:
            self.parts[outcome.index] = Part(self.work.parts, outcome.key, outcome.whole)
        self.kept += outcome.done
        self.read += outcome.documents
        if self.watcher is not None:
            self.watcher(self.found.tasks[outcome.index], outcome)

    def _merge(self, format: str) -> Summary:
        staging, target = self.work.stage(), self.work.output
        counts = merge(self.parts, staging / target.name, format)
        failures = [
            *self.found.failures,
            *(f for index in sorted(self.failures) for f in self.failures[index]),
        ]
        errors = self.work.errors if failures else None
        if errors is not None:
            write_errors(failures, staging / errors.name)
        publish(staging, target)
        if errors is None:
            with suppress(OSError):
                self.work.errors.unlink()
        self.work.prune({part.key for part in self.parts if part is not None})
        files = len(self.found.tasks)
        return Summary(target, files, self.kept, self.read, counts, failures, self.found.links, errors=errors)


def _dates(options: BatchOptions) -> Callable[[Task], dict[str, Date]]:
    """What gives the manifest's dates for a task."""
    manifest = read_manifest(options.manifest) if options.manifest is not None else {}

    def dates(task: Task) -> dict[str, Date]:
        if not manifest:
            return {}
        if task.is_list:
            return {name: day for name, day in manifest.items() if name.startswith(task.doc_id)}
        return {task.doc_id: manifest[task.doc_id]} if task.doc_id in manifest else {}

    return dates


def _too_large(task: Task, limit: int) -> Failure:
    reason = f"{task.size / 2**20:,.1f} MB, more than {limit / 2**20:,.1f}; --size-limit gives it more"
    return Failure(task.doc_id, "find", "too large", reason)
