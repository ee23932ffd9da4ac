"""What every worker is told once: where parts go, and what else decides what a document gives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from cnfacts import __version__
from cnfacts.io.batch.options import BatchOptions
from cnfacts.schema.fact import SCHEMA_VERSION

__all__ = ["Setup", "version_key"]


@dataclass(frozen=True, slots=True)
class Setup:
    """A run's folders and its version."""

    options: BatchOptions
    parts: Path
    text: Path | None
    version: str


def version_key(options: BatchOptions) -> str:
    """A key of the package and of the options that change what a document gives."""
    words = hashlib.sha256(options.lexicon.read_bytes()).hexdigest() if options.lexicon else ""
    given = (
        __version__,
        SCHEMA_VERSION,
        _package(),
        str(options.date),
        words,
        str(options.save_text),
        _reading(options),
    )
    return hashlib.sha256("\0".join(given).encode()).hexdigest()


def _reading(options: BatchOptions) -> str:
    """How documents are read; a limit decides only whether."""
    return repr(replace(options.reading, max_bytes=0, max_pages=0))


@cache
def _package() -> str:
    """A key of the package's own files: a changed rule or table reads documents anew."""
    root = Path(str(files("cnfacts")))
    made = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            made.update(f"{path.relative_to(root).as_posix()}\0".encode())
            made.update(path.read_bytes())
    return made.hexdigest()
