"""Outputs of several files, or of a library that wants a path: made aside, then moved into place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cnfacts.io.atomic import OutputError

__all__ = ["check_place", "publish", "staged"]


def check_place(path: Path) -> Path:
    """The output with its links resolved, if a file can be made there.

    Raises:
        OutputError: the place cannot be written to.
    """
    target = path.resolve()
    if target.is_dir():
        raise OutputError(f"{path}: a folder; name a file")
    if target.exists() and not target.is_file():
        raise OutputError(f"{path}: no regular file; name one")
    if not target.parent.is_dir():
        raise OutputError(f"{path}: no folder {path.parent}; make it first")
    if not os.access(target.parent, os.W_OK):
        raise OutputError(f"{path}: no permission to write in {path.parent}; choose another place")
    return target


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """A path of the same name in a folder of its own, whose files take their place when the block ends well.

    Raises:
        OutputError: the place cannot be written to.
    """
    target = check_place(path)
    folder = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    folder.mkdir()
    try:
        yield folder / target.name
        publish(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, target: Path) -> None:
    """Move all files of `folder` beside `target`, each by one atomic rename, `target` itself last."""
    for file in sorted(folder.iterdir(), key=lambda file: (file.name == target.name, file.name)):
        with file.open("rb") as made:
            os.fsync(made.fileno())
        file.replace(target.with_name(file.name))
