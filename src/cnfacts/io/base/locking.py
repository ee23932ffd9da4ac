"""One writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cnfacts.io.atomic import OutputError

__all__ = ["LOCK", "locked"]

LOCK = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a base's lock while the block runs; the system lifts it however the run ends.

    Raises:
        OutputError: another run holds it.
    """
    with (folder / LOCK).open("ab") as lock:
        with suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise OutputError(f"{folder}: another run is adding to it; wait for it or stop it") from None
        yield
