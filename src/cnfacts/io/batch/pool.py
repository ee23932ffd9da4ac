"""Workers, one document each at a time: one that dies, hangs or is killed costs the document it had."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from types import TracebackType

from cnfacts.errors import CnfactsError
from cnfacts.io.batch.memory import STARVED
from cnfacts.io.batch.options import Failure, Job, Task
from cnfacts.io.batch.processing import Outcome
from cnfacts.io.batch.setup import Setup
from cnfacts.io.batch.worker import READY, TICK, worker_main

__all__ = ["Pool", "PoolError", "cores"]

_IN_FLIGHT = 64 * 2**20
"""Bytes of documents under way together; one that is larger goes alone."""
_TRIES = 3
_MOST_SKIPPED = 100
"""Documents of one list that may cost a worker."""
_LONGEST_WAIT = 60.0


class PoolError(CnfactsError):
    """Workers that end before they have begun."""

    code = "CF120"


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker:
    """A process, our end of its pipe, and what it is doing."""

    def __init__(self, setup: Setup) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=worker_main, args=(theirs, setup), daemon=True)
        with _undisturbed():
            self.process.start()
        theirs.close()
        self.ready = False
        self.job: Job | None = None
        self.seconds = self.deadline = float("inf")
        self.number = 0

    def give(self, job: Job, seconds: float) -> None:
        """Start the clock on a file's first document."""
        self.job, self.seconds, self.number = job, seconds, 0
        self.deadline = time.monotonic() + seconds
        with suppress(OSError):  # it has died meanwhile, which its pipe will tell
            self.connection.send(job)

    def tick(self) -> None:
        """It goes on to the file's next document."""
        self.number += 1
        self.deadline = time.monotonic() + self.seconds

    def free(self) -> None:
        """It has answered."""
        self.job, self.deadline = None, float("inf")

    def end(self) -> int | None:
        """Kill it; the exit code."""
        with suppress(OSError):
            self.process.kill()
        self.process.join()
        self.connection.close()
        return self.process.exitcode


class Pool:
    """`jobs` workers, started when they are needed and killed at the end."""

    def __init__(self, jobs: int, setup: Setup) -> None:
        self.setup = setup
        self.jobs = jobs
        self.workers: list[_Worker] = []
        self._stillborn = 0
        self._again: list[Job] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.workers:
            worker.end()
        self.workers.clear()

    def outcomes(self, jobs: Iterator[Job], count: int) -> Iterator[Outcome]:
        """What came of each of `count` jobs, as they are ready.

        Raises:
            PoolError: workers cannot be started.
        """
        left = count
        following = next(jobs, None)
        while left:
            while len(self.workers) < min(self.jobs, left):
                self.workers.append(_Worker(self.setup))
            for worker in [w for w in self.workers if w.ready and w.job is None]:
                if self._again:
                    self._give(worker, self._again.pop())
                elif following is not None and self._has_room(following):
                    self._give(worker, following)
                    following = next(jobs, None)
            for outcome in chain(self._answers(), self._overdue()):
                left -= 1
                yield outcome

    def _give(self, worker: _Worker, job: Job) -> None:
        worker.give(job, self.setup.options.seconds(job.task))

    def _has_room(self, job: Job) -> bool:
        under_way = [_held(worker.job.task) for worker in self.workers if worker.job is not None]
        return not under_way or sum(under_way) + _held(job.task) <= _IN_FLIGHT

    def _answers(self) -> Iterator[Outcome]:
        """Wait for workers to say something, or to die."""
        first = min(worker.deadline for worker in self.workers)
        patience = max(0.0, min(first - time.monotonic(), _LONGEST_WAIT))
        told = wait([worker.connection for worker in self.workers], patience)
        for worker in [w for w in self.workers if w.connection in told]:
            outcome = self._answer(worker)
            if outcome is not None:
                yield outcome

    def _answer(self, worker: _Worker) -> Outcome | None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            return self._died(worker)
        if answer == READY:
            worker.ready, self._stillborn = True, 0
            return None
        if answer == TICK:
            worker.tick()
            return None
        outcome: Outcome = answer
        worker.free()
        return outcome

    def _died(self, worker: _Worker) -> Outcome | None:
        worker.process.join()
        code = self._drop(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _TRIES:
                raise PoolError(
                    f"workers end as they start ({_cause(code)}); run it with --jobs 1, or report it"
                )
        if code == STARVED and worker.job is not None:
            limit = self.setup.options.memory(worker.job.task) / 2**20
            return self._lost(worker, "memory", f"needs more than {limit:,.0f} MB; --memory-limit gives it more")
        return self._lost(worker, "crash", f"the worker ended: {_cause(code)}")

    def _overdue(self) -> Iterator[Outcome]:
        """Kill the workers whose time is up."""
        now = time.monotonic()
        for worker in [w for w in self.workers if w.deadline <= now]:
            self._drop(worker)
            reason = f"not done in {worker.seconds:g} s; --time-limit gives it more"
            outcome = self._lost(worker, "time limit", reason)
            if outcome is not None:
                yield outcome

    def _drop(self, worker: _Worker) -> int | None:
        self.workers.remove(worker)
        return worker.end()

    def _lost(self, worker: _Worker, kind: str, reason: str) -> Outcome | None:
        """The document that the worker had has failed; a list's others are read again without it."""
        job, number = worker.job, worker.number
        if job is None:
            return None
        name = f"{job.task.doc_id}, document {number + 1}" if job.task.is_list else job.task.doc_id
        failures = (*job.failures, Failure(name, "extract", kind, reason))
        if job.task.is_list and number not in job.skip and len(job.skip) < _MOST_SKIPPED:
            self._again.append(replace(job, skip=job.skip | {number}, failures=failures))
            return None
        return Outcome(job.index, failures=failures)


def _held(task: Task) -> int:
    """Bytes in memory while it is read."""
    return 0 if task.is_list else task.size


def _cause(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit status {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    return f"{name}, as when memory runs out" if name == "SIGKILL" else name


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A child started here never has Ctrl-C end it: it leaves that to its parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
