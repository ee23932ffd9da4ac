"""Output formats: one function a format, each taking the documents' facts and an open text file.

To add a format, write its function in a file here and name it in `_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from cnfacts.io.atomic import OutputError

if TYPE_CHECKING:
    from cnfacts.io.reading import Document
    from cnfacts.schema.fact import Fact

__all__ = ["FORMATS", "Writer", "format_of", "writer"]

Writer = Callable[[Iterable[tuple["Document", list["Fact"]]], TextIO], None]

_FORMATS = {
    "table": ("cnfacts.io.writers.table:write_table", (".txt",)),
    "jsonl": ("cnfacts.io.writers.jsonl:write_jsonl", (".jsonl", ".ndjson")),
    "csv": ("cnfacts.io.writers.csv:write_csv", (".csv",)),
}

FORMATS = tuple(_FORMATS)
"""Names of the formats."""


def format_of(path: Path) -> str:
    """The format that a file's suffix stands for.

    Raises:
        OutputError: none does.
    """
    for name, (_, suffixes) in _FORMATS.items():
        if path.suffix.lower() in suffixes:
            return name
    known = ", ".join(suffix for _, suffixes in _FORMATS.values() for suffix in suffixes)
    raise OutputError(f"{path}: the suffix names no format; use one of {known}, or --format")


def writer(name: str) -> Writer:
    """The function of a format.

    Raises:
        OutputError: there is no such format.
    """
    if name not in _FORMATS:
        raise OutputError(f"format {name!r} is unknown; use one of {', '.join(FORMATS)}")
    module, function = _FORMATS[name][0].split(":")
    return cast(Writer, getattr(import_module(module), function))
