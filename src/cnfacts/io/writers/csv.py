"""Comma-separated values that a spreadsheet opens as they are."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from cnfacts.io.reading import Document
from cnfacts.schema.fact import Fact

__all__ = ["columns", "flat_row", "write_csv"]

_MARK = "\ufeff"
"""Without it, Excel takes the file for the system's own encoding."""

_SPANS = tuple(name for name in Fact.model_fields if name.endswith("_span"))


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


def write_csv(documents: Iterable[tuple[Document, list[Fact]]], out: TextIO) -> None:
    """Write a header and a row for each fact."""
    out.write(_MARK)
    rows = csv.DictWriter(out, columns())
    rows.writeheader()
    for _, facts in documents:
        rows.writerows(flat_row(fact.to_record()) for fact in facts)
