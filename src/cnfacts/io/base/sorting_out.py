"""What each file named is: documents to extract from, records of facts, or a table of figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path

from cnfacts import __version__
from cnfacts.errors import CnfactsError, InputError
from cnfacts.io.base.columns import Columns
from cnfacts.io.base.fact_files import holds_facts
from cnfacts.io.base.opening import is_record_file
from cnfacts.io.base.tables import TABLE_SUFFIXES, has_head
from cnfacts.io.batch.options import BatchOptions, Task
from cnfacts.io.batch.parts import digest
from cnfacts.io.batch.setup import version_key
from cnfacts.io.dates import name_date
from cnfacts.io.source import document_id
from cnfacts.schema.fact import SCHEMA_VERSION

__all__ = ["Sort", "Sorted", "sort_out"]


class Sort(Enum):
    """How a file is read."""

    DOCUMENT = "document"
    FACTS = "facts"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file, how it is read, and the key of all that decides what it gives."""

    task: Task
    sort: Sort
    key: str


def sort_out(task: Task, named: Collection[str], columns: Columns, options: BatchOptions) -> Sorted:
    """What a file is.

    Args:
        task: the file.
        named: the files that the user named: a table among them is never taken for a document.
        columns: what the user says of tables.
        options: how documents are read.

    Raises:
        InputError: it cannot be read.
    """
    sort = _sort(Path(task.path), task.path in named, columns)
    try:
        return Sorted(task, sort, digest(task.path, sort.value, *_also(task, sort, columns, options)))
    except OSError as error:
        raise InputError(f"{task.path}: cannot be read ({error.strerror}); check its rights") from None


def _sort(path: Path, is_named: bool, columns: Columns) -> Sort:
    suffix = path.suffix.lower()
    if suffix == ".parquet" or is_record_file(path):
        return Sort.FACTS
    if suffix in (".jsonl", ".ndjson"):
        return Sort.FACTS if holds_facts(path) else Sort.DOCUMENT
    if suffix not in TABLE_SUFFIXES:
        return Sort.DOCUMENT
    if is_named:
        return Sort.TABLE
    try:
        return Sort.TABLE if has_head(path, columns) else Sort.DOCUMENT
    except CnfactsError:
        return Sort.DOCUMENT  # whose reader says what is wrong with it


def _also(task: Task, sort: Sort, columns: Columns, options: BatchOptions) -> tuple[str, ...]:
    if sort is Sort.DOCUMENT:
        return version_key(options), str(name_date(document_id(task.path)))
    if sort is Sort.FACTS:
        return (_naming(),)
    words = options.lexicon.read_text(encoding="utf-8-sig") if options.lexicon else ""
    return _naming(), columns.said(), str(options.date), words


@cache
def _naming() -> str:
    """What decides under which series a figure is filed."""
    tables = files("cnfacts.checks").joinpath("tables", "aliases.tsv").read_text(encoding="utf-8")
    return "\0".join((__version__, SCHEMA_VERSION, tables))
