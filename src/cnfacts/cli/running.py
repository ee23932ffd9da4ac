"""A folder's run as a command: a bar while it goes, a summary at its end."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from cnfacts.cli.status import ALL_READ, SOME_FAILED, say
from cnfacts.io.batch.options import BatchOptions, Task
from cnfacts.io.batch.running import Watcher, run_batch
from cnfacts.io.batch.stopping import StoppedError

if TYPE_CHECKING:
    from rich.progress import Progress

    from cnfacts.io.batch.processing import Outcome

__all__ = ["Bar", "run_folder"]

_INTERRUPTED = 130
_SIGNALLED = 128


def run_folder(paths: list[str], output: Path, format: str | None, options: BatchOptions) -> int:
    """Run, print the summary, and return the exit status."""
    try:
        with Bar() as bar:
            summary = run_batch(paths, output, format=format, options=options, started=bar.start)
    except StoppedError as error:
        return _stopped(output, _SIGNALLED + error.number)
    except KeyboardInterrupt:
        return _stopped(output, _INTERRUPTED)
    print("\n".join(summary.lines()).encode("utf-8", "replace").decode("utf-8"))
    return SOME_FAILED if summary.failures else ALL_READ


def _stopped(output: Path, status: int) -> int:
    say(f"stopped; what is done is kept in {output}.work, and the same command goes on from there")
    return status


class Bar:
    """Progress on standard error, if that is a terminal."""

    def __init__(self) -> None:
        self.shown: Progress | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown is not None:
            self.shown.stop()

    def start(self, tasks: list[Task]) -> Watcher:
        """Show a bar over all files by their size; what moves it on."""
        if not sys.stderr.isatty():
            return lambda task, outcome: None
        self.shown = bar = _progress()
        count, done, facts, failed = len(tasks), 0, 0, 0
        line = bar.add_task("", total=sum(_weight(task) for task in tasks), said=f"0 of {count:,}", rate="")
        bar.start()

        def watch(task: Task, outcome: Outcome) -> None:
            nonlocal done, facts, failed
            done, facts, failed = done + 1, facts + outcome.facts, failed + len(outcome.failures)
            said = f"{done:,} of {count:,} files, {facts:,} facts" + (
                f", {failed:,} failed" if failed else ""
            )
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(
                line, advance=_weight(task), said=said, rate=f"{done / elapsed:.1f}/s" if elapsed else ""
            )

        return watch


def _weight(task: Task) -> int:
    return task.size + 1


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        TextColumn("{task.fields[said]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
    )
