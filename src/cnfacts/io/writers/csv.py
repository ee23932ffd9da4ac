"""Comma-separated values that a spreadsheet opens as they are, and of which it runs nothing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from cnfacts.io.reading import Document
from cnfacts.schema.fact import Fact

__all__ = ["MARK", "columns", "flat_row", "inert", "write_csv", "write_csv_records"]

MARK = "\ufeff"
"""Without it, Excel takes the file for the system's own encoding."""

_SPANS = tuple(name for name in Fact.model_fields if name.endswith("_span"))
_RUN = frozenset("=+-@\t\r")
_FIGURE = re.compile(r"[+-]?[\d.,]*[\s\d%‰\u4e00-\u9fff]*")
"""What opens with a sign and is a figure, which no spreadsheet takes for more than a number or a text."""


def columns() -> list[str]:
    """The record's fields in order, each span as two columns."""
    names: list[str] = []
    for name in Fact.model_fields:
        names += [f"{name}_start", f"{name}_end"] if name in _SPANS else [name]
    return names


def flat_row(record: dict[str, Any]) -> dict[str, Any]:
    """A record with spans as two cells and lists joined with semicolons; null is an empty cell."""
    row: dict[str, Any] = {}
    for name, value in record.items():
        if name in _SPANS:
            row[f"{name}_start"], row[f"{name}_end"] = value or (None, None)
        else:
            row[name] = "; ".join(value) if isinstance(value, list) else value
    return row


def inert(cell: Any) -> Any:
    """A cell as it may stand in a spreadsheet: an apostrophe before what would be run as a formula."""
    if isinstance(cell, str) and cell[:1] in _RUN and not _FIGURE.fullmatch(cell):
        return f"'{cell}"
    return cell


def write_csv(documents: Iterable[tuple[Document, list[Fact]]], out: TextIO) -> None:
    """Write a header and a row for each fact."""
    _write((fact.to_record() for _, facts in documents for fact in facts), out)


def write_csv_records(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write a header and a row for each record."""
    with path.open("w", encoding="utf-8", newline="") as out:
        _write(records, out)


def _write(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    out.write(MARK)
    rows = csv.writer(out)
    names: Sequence[str] = columns()
    rows.writerow(names)
    for record in records:
        row = flat_row(record)
        rows.writerow([inert(row[name]) for name in names])
