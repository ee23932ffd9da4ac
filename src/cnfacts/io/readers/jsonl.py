"""JSON Lines of texts: a document a line, read one at a time however long the file is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cnfacts.errors import DateError, InputError
from cnfacts.io.decoding import decode
from cnfacts.io.documents import DateCandidate, Document
from cnfacts.io.given import Given
from cnfacts.schema.dates import parse_date

__all__ = ["read_jsonl"]

_MARK = b"\xef\xbb\xbf"


def read_jsonl(given: Given) -> Iterator[Document]:
    """A document for each line; its id is the file's, `#`, and the record's own id or the line's number.

    Raises:
        InputError: a line is no JSON object with a text, or its date is none; names the line.
    """
    limit = given.options.max_bytes
    with given.open() as file:
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            place = f"{given.doc_id}, line {number}"
            if len(line) > limit:
                raise InputError(f"{place}: longer than {limit:,} bytes; split it")
            line = line.removeprefix(_MARK) if number == 1 else line
            if line.strip():
                yield _document(_record(line, place, given), number, place, given)


def _record(line: bytes, place: str, given: Given) -> dict[str, Any]:
    try:
        record = json.loads(decode(line, place, given.options.encoding))
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deeply")
        raise InputError(f"{place}: no JSON ({reason}); mend the line") from None
    if not isinstance(record, dict):
        raise InputError(f"{place}: no JSON object; give one with the field {given.options.text_field!r}")
    return record


def _document(record: dict[str, Any], number: int, place: str, given: Given) -> Document:
    options = given.options
    text = record.get(options.text_field)
    if not isinstance(text, str):
        names = ", ".join(map(repr, list(record)[:8])) or "none"
        raise InputError(f"{place}: no text in field {options.text_field!r}; name another (there are {names})")
    own = record.get(options.id_field)
    title = record.get("title")
    return Document(
        f"{given.doc_id}#{own if own not in (None, '') else number}",
        text,
        title=title if isinstance(title, str) and title else None,
        dates=_dates(record.get(options.date_field), place),
    )


def _dates(value: Any, place: str) -> tuple[DateCandidate, ...]:
    if value in (None, ""):
        return ()
    try:
        day = parse_date(value[:10] if isinstance(value, str) else value)
    except DateError as error:
        raise InputError(f"{place}: {error.message}") from None
    return (DateCandidate(day, "manifest"),) if day is not None else ()
