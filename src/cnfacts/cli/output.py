"""Where a command writes: a file, whole or absent, or standard output as UTF-8."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cnfacts.io.atomic import OutputError, open_atomic
from cnfacts.io.source import Source

__all__ = ["check_not_input", "open_output"]


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """The file, or standard output; line ends are written as given."""
    if path is not None:
        with open_atomic(path) as out:
            yield out
        return
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    yield sys.stdout
    sys.stdout.flush()


def check_not_input(path: Path | None, named: list[Source]) -> None:
    """Refuse to write over a document that is read.

    Raises:
        OutputError: the output is one of the inputs.
    """
    if path is None or not path.exists():
        return
    for source in named:
        if source.path and Path(source.path).exists() and path.samefile(source.path):
            raise OutputError(f"{path}: is also read; choose another output")
