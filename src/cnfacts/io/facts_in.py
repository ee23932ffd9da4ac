"""Facts read back: JSON Lines and CSV with the record's field names, as the writers give them or of your own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cnfacts.checks.records import as_facts
from cnfacts.errors import InputError
from cnfacts.io.decoding import decode
from cnfacts.schema.fact import Fact

__all__ = ["FACT_SUFFIXES", "is_fact_file", "parse_facts", "read_facts"]

FACT_SUFFIXES = (".jsonl", ".ndjson", ".csv")
"""Files of facts, not of text."""

_SPANS = tuple(name for name in Fact.model_fields if name.endswith("_span"))
_COLUMNS = frozenset(Fact.model_fields) | {f"{name}_{end}" for name in _SPANS for end in ("start", "end")}


def is_fact_file(path: str) -> bool:
    """Whether a path names facts."""
    return Path(path).suffix.lower() in FACT_SUFFIXES


def read_facts(path: Path) -> list[Fact]:
    """The facts of a file; records without `doc_id` get the file's name.

    Raises:
        InputError: the file cannot be read, or a row is no record; names the row and the field.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the path") from None
    return parse_facts(decode(data, str(path)), path.name, is_csv=path.suffix.lower() == ".csv")


def parse_facts(text: str, name: str, *, is_csv: bool) -> list[Fact]:
    """The facts of JSON Lines or CSV.

    Args:
        text: the file's text.
        name: what to call it in errors, and the document id of records without one.
        is_csv: CSV with a header, or JSON Lines.

    Raises:
        InputError: a row is no record; names the row and the field.
    """
    rows = _csv(text, name) if is_csv else _jsonl(text, name)
    try:
        return as_facts(_placed(row, number, name) for number, row in enumerate(rows, 1))
    except InputError as error:
        raise InputError(f"{name}: {error.message}") from None


def _placed(row: dict[str, Any], number: int, name: str) -> dict[str, Any]:
    """What the row says, empty cells left out; a row that names no place gets the file's name and its number."""
    given = {key: value for key, value in row.items() if value is not None and value != ""}
    given.setdefault("doc_id", name)
    if "start" not in given:
        given.setdefault("locator", f"row {number}")
    return given


def _jsonl(text: str, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{name}, line {number}: no JSON ({error.msg}); write one record a line") from None
        if not isinstance(row, dict):
            raise InputError(f"{name}, line {number}: no record; write one JSON object a line")
        yield row


def _csv(text: str, name: str) -> Iterator[dict[str, Any]]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    unknown = [column for column in rows.fieldnames or () if column not in _COLUMNS]
    if unknown:
        raise InputError(f"{name}: column {unknown[0]!r} is no field of the record; see docs/record.md")
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise InputError(f"{name}, row {number}: not as many cells as the header has; mend the row")
        yield _record(row)


def _record(row: dict[str, Any]) -> dict[str, Any]:
    """Spans of two columns as one, lists of semicolons as lists."""
    record = {key: value for key, value in row.items() if value != ""}
    for span in _SPANS:
        ends = record.pop(f"{span}_start", None), record.pop(f"{span}_end", None)
        if all(end is not None for end in ends):
            record[span] = ends
    if "unresolved" in record:
        record["unresolved"] = record["unresolved"].split("; ")
    return record
