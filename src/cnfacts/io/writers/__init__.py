"""Output formats: one function a format, each in a file here.

A text format writes the documents' facts to an open text file, as they come (`writer`). All formats also
write flat records to a path (`record_writer`).
To add a format, write its function and name it in `_FORMATS` or `_FILES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from cnfacts.io.atomic import OutputError

if TYPE_CHECKING:
    from cnfacts.io.reading import Document
    from cnfacts.schema.fact import Fact

__all__ = [
    "ALL_FORMATS",
    "FORMATS",
    "BatchWriter",
    "RecordWriter",
    "Writer",
    "batch_writer",
    "format_of",
    "record_writer",
    "writer",
]

Writer = Callable[[Iterable[tuple["Document", list["Fact"]]], TextIO], None]

RecordWriter = Callable[[Iterable[dict[str, Any]], Path], None]
"""Takes records as `Fact.to_record` gives them, reads them once, and makes the file at the path; what else it
makes stands beside it under a name that opens with the file's own."""

BatchWriter = Callable[[Iterator[Any], Path], None]
"""Takes Arrow record batches with the declared schema in the place of records."""

_FORMATS = {
    "table": ("cnfacts.io.writers.table:write_table", (".txt",)),
    "jsonl": ("cnfacts.io.writers.jsonl:write_jsonl", (".jsonl", ".ndjson")),
    "csv": ("cnfacts.io.writers.csv:write_csv", (".csv",)),
}
_FILES = {
    "sdmx-csv": ("cnfacts.io.writers.sdmx:write_sdmx_csv", (".sdmx.csv",)),
    "parquet": ("cnfacts.io.writers.parquet:write_parquet", (".parquet",)),
    "duckdb": ("cnfacts.io.writers.duckdb:write_duckdb", (".duckdb", ".ddb")),
}
_RECORDS = {
    "table": "cnfacts.io.writers.table:write_table_records",
    "jsonl": "cnfacts.io.writers.jsonl:write_jsonl_records",
    "csv": "cnfacts.io.writers.csv:write_csv_records",
    **{name: function for name, (function, _) in _FILES.items()},
}
_BATCHES = {
    "parquet": "cnfacts.io.writers.parquet:write_parquet_batches",
    "duckdb": "cnfacts.io.writers.duckdb:write_duckdb_batches",
}
_SUFFIXES = {suffix: name for name, (_, ends) in {**_FILES, **_FORMATS}.items() for suffix in ends}

FORMATS = tuple(_FORMATS)
"""Names of the text formats."""

ALL_FORMATS = (*_FORMATS, *_FILES)
"""Names of the formats."""


def format_of(path: Path) -> str:
    """The format that a file's suffix stands for.

    Raises:
        OutputError: none does.
    """
    for suffix, name in _SUFFIXES.items():  # .sdmx.csv comes before .csv
        if path.name.lower().endswith(suffix):
            return name
    raise OutputError(f"{path}: the suffix names no format; use one of {', '.join(_SUFFIXES)}, or --format")


def writer(name: str) -> Writer:
    """The function of a text format.

    Raises:
        OutputError: there is no such format, or it needs a file of its own.
    """
    if name in _FILES:
        raise OutputError(f"format {name!r} needs a file; name it with -o FILE")
    if name not in _FORMATS:
        raise OutputError(f"format {name!r} is unknown; use one of {', '.join(ALL_FORMATS)}")
    return cast(Writer, _load(_FORMATS[name][0]))


def record_writer(name: str) -> RecordWriter:
    """The function of a format that writes records to a path.

    Raises:
        OutputError: there is no such format.
        MissingExtraError: what it needs is not installed.
    """
    if name not in _RECORDS:
        raise OutputError(f"format {name!r} is unknown; use one of {', '.join(ALL_FORMATS)}")
    return cast(RecordWriter, _load(_RECORDS[name]))


def batch_writer(name: str) -> BatchWriter | None:
    """The function of a format that writes Arrow record batches to a path, or None where it takes records."""
    return cast(BatchWriter, _load(_BATCHES[name])) if name in _BATCHES else None


def _load(place: str) -> Callable[..., None]:
    module, function = place.split(":")
    return cast(Callable[..., None], getattr(import_module(module), function))
