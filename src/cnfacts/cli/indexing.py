"""An indexing run as a command: a bar over documents while it goes, failures in a line each, a summary."""

from __future__ import annotations

from pathlib import Path

from cnfacts.cli.running import Bar
from cnfacts.cli.status import ALL_READ, CANNOT_RUN, SOME_FAILED, say
from cnfacts.io.base.columns import Columns
from cnfacts.io.base.indexing import index
from cnfacts.io.batch.stopping import StoppedError

__all__ = ["run_index"]

_INTERRUPTED = 130
_SIGNALLED = 128
_TOLD = 20
"""Failures that are told in a line each."""


def run_index(
    paths: list[str],
    output: Path,
    columns: Columns,
    date: str | None,
    lexicon: Path | None,
    jobs: int,
    follow_links: bool,
) -> int:
    """Run, print the summary, and return the exit status."""
    try:
        with Bar() as bar:
            summary = index(
                paths,
                output,
                columns=columns,
                date=date,
                lexicon=lexicon,
                jobs=jobs,
                follow_links=follow_links,
                started=bar.start,
            )
    except KeyboardInterrupt as error:
        say(f"stopped; what was added is kept in {output}, and the same command goes on from there")
        return _SIGNALLED + error.number if isinstance(error, StoppedError) else _INTERRUPTED
    for failure in summary.failures[:_TOLD]:
        say(f"{failure.path}: {failure.reason}")
    if len(summary.failures) > _TOLD:
        say(f"and {len(summary.failures) - _TOLD:,} more failed")
    print("\n".join(summary.lines()).encode("utf-8", "replace").decode("utf-8"))
    if not summary.failures:
        return ALL_READ
    return SOME_FAILED if summary.files or summary.unchanged else CANNOT_RUN
