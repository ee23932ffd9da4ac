"""JSON lines: one record a line, UTF-8, the fields of the JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from cnfacts.io.reading import Document
from cnfacts.schema.fact import Fact

__all__ = ["write_jsonl", "write_jsonl_records"]


def write_jsonl(documents: Iterable[tuple[Document, list[Fact]]], out: TextIO) -> None:
    """Write each fact as one line of JSON."""
    for _, facts in documents:
        _write((fact.to_record() for fact in facts), out)


def write_jsonl_records(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write each record as one line of JSON."""
    with path.open("w", encoding="utf-8", newline="") as out:
        _write(records, out)


def _write(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
