"""A worker: reads one file after the other, writes its part, and says what came of it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

from cnfacts.io.batch.memory import STARVED, bound_memory
from cnfacts.io.batch.options import Job
from cnfacts.io.batch.processing import Outcome, process
from cnfacts.io.batch.setup import Setup
from cnfacts.io.documents import Document
from cnfacts.io.extracting import iter_document
from cnfacts.lexicon.loading import load_lexicon

__all__ = ["READY", "TICK", "worker_main"]

READY, TICK = "ready", "tick"
_WARM_UP = Document("", "2021年，全市发电量612.8亿千瓦时，比上年增长8.4%。")
"""Read before the clock of the first document runs: tables are loaded and patterns compiled with it."""
_OOM_SCORE = "800"
"""Of at most 1000: when the machine's memory runs out, a worker goes before its parent."""


def worker_main(connection: Connection, setup: Setup) -> None:
    """Serve until the parent closes the connection or ends."""
    _guard()
    list(iter_document(_WARM_UP, lexicon=load_lexicon(setup.options.lexicon)))
    connection.send(READY)
    while True:
        try:
            job: Job = connection.recv()
        except EOFError:
            return
        bound_memory(setup.options.memory(job.task))
        try:
            outcome: Outcome = process(job, setup, lambda: connection.send(TICK))
        except MemoryError:
            os._exit(STARVED)
        connection.send(outcome)


def _guard() -> None:
    """Leave Ctrl-C to the parent, go with it, and be the first to go when memory runs out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_go_with, args=(parent.sentinel,), daemon=True).start()
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_OOM_SCORE, encoding="ascii")


def _go_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
