"""The folder beside the output that holds the parts; one run at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from cnfacts.io.atomic import OutputError
from cnfacts.io.batch.parts import Part

__all__ = ["WorkFolder"]


class WorkFolder:
    """`OUTPUT.work`, locked while the block runs; the system lifts the lock however the run ends."""

    def __init__(self, output: Path, *, fresh: bool = False) -> None:
        self.output = output
        self.path = output.with_name(f"{output.name}.work")
        self.parts = self.path / "parts"
        self.staging = self.path / "staging"
        self.text = output.with_name(f"{output.name}.text")
        self.errors = output.with_name(f"{output.name}.errors.csv")
        self.fresh = fresh
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> WorkFolder:
        """Make the folder and lock it.

        Raises:
            OutputError: another run is at it.
        """
        self.path.mkdir(exist_ok=True)
        self._lock = (self.path / "lock").open("ab")
        with suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self._lock.close()
                raise OutputError(
                    f"{self.output}: another run is writing it; wait for it or stop it"
                ) from None
        if self.fresh:
            shutil.rmtree(self.parts, ignore_errors=True)
            shutil.rmtree(self.text, ignore_errors=True)
        self.parts.mkdir(exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._lock is not None
        self._lock.close()

    def owns(self, path: str) -> bool:
        """Whether an absolute path is one of the run's own outputs."""
        own = os.fspath(self.output)
        return path == own or (path.startswith(own) and path[len(own)] in ".")

    def stage(self) -> Path:
        """An empty folder to make the outputs in."""
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir()
        return self.staging

    def prune(self, kept: Collection[str]) -> None:
        """Remove the parts of documents that are gone or have changed, and what a stopped run left."""
        shutil.rmtree(self.staging, ignore_errors=True)
        for folder, _, names in os.walk(self.parts):
            for name in names:
                path = Path(folder, name)
                key = path.parent.name + path.stem
                if key not in kept or path != Part(self.parts, key, path.suffix == ".part").path:
                    path.unlink(missing_ok=True)
