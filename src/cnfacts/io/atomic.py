"""Outputs that are either whole or absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cnfacts.errors import CnfactsError

__all__ = ["OutputError", "open_atomic"]


class OutputError(CnfactsError):
    """A place that cannot be written to, or a format that is not known."""

    code = "CF102"


@contextmanager
def open_atomic(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file that takes `path`'s name only when the block ends well.

    Line ends are written as given. A device or pipe (`/dev/stdout`) is written directly.

    Raises:
        OutputError: the place cannot be written to.
    """
    try:
        target = path.resolve()
        special = target.exists() and not target.is_file()
        if target.is_dir():
            raise OutputError(f"{path}: a folder; name a file")
        place = target if special else target.with_name(f".{target.name}.{os.getpid()}.tmp")
        out = place.open("w", encoding="utf-8", newline="")
    except FileNotFoundError:
        raise OutputError(f"{path}: no folder {path.parent}; make it first") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from None
    try:
        with out:
            yield out
        if not special:
            place.replace(target)
    except BaseException:
        if not special:
            place.unlink(missing_ok=True)
        raise
