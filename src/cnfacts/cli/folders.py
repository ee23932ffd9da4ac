"""Folders named on the command line, where their documents are read in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from cnfacts.cli.status import say
from cnfacts.io.batch.finding import find
from cnfacts.io.batch.options import Failure
from cnfacts.io.source import STDIN, Source, sources

__all__ = ["expanded", "tell"]


def tell(failure: Failure) -> None:
    """One line to standard error."""
    say(f"{failure.path}: {failure.reason}")


def expanded(
    paths: list[str], text: str | None, follow_links: bool = False, failed: Callable[[Failure], None] = tell
) -> Iterator[Source]:
    """The documents named, a folder as the files in it; `failed` is called with what cannot be looked at."""
    if not any(path != STDIN and Path(path).is_dir() for path in paths):
        yield from sources(paths, text)
        return
    yield from sources([STDIN] if STDIN in paths else [], text)
    found = find(
        [path for path in paths if path != STDIN], ours=lambda path: False, follow_links=follow_links
    )
    for failure in found.failures:
        failed(failure)
    for task in found.tasks:
        yield Source(task.doc_id, path=task.path)
