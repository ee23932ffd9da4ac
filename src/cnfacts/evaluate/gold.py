"""Annotated documents and predictions from files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from cnfacts.errors import DateError, InputError
from cnfacts.evaluate.answers import Answer, Base, Expected, GoldDoc, answer_of, dates_of, number_of, plain, unit_of
from cnfacts.evaluate.genres import genre_of
from cnfacts.schema.dates import parse_date

__all__ = ["expected_of", "gold_doc", "gold_files", "name_of", "read_gold", "read_predictions"]

_NEEDED = {"doc_id": str, "text": str, "facts": list}
_NO_DATES = (None, None)


def gold_files(paths: Iterable[Path | str]) -> list[Path]:
    """The JSON files named, and those of the folders named, in order.

    Raises:
        InputError: a path does not exist, or a folder holds no JSON file.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the path")
        files = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not files:
            raise InputError(f"{path}: no .json file in it; a gold document is one JSON file")
        found += files
    return found


def read_gold(path: Path) -> GoldDoc:
    """One annotated document.

    Raises:
        InputError: the file cannot be read, is no JSON, or lacks what a gold document has; names the fact.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a UTF-8 JSON file") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path}, line {error.lineno}: no JSON ({error.msg}); mend it there") from error
    return gold_doc(data, str(path))


def gold_doc(data: Any, name: str) -> GoldDoc:
    """The document of a gold file's JSON.

    Args:
        data: `{"doc_id", "doc_date", "text", "facts"}`, and `genre` where it is not the id's first word.
        name: what to call it in an error.

    Raises:
        InputError: something is missing or of the wrong type.
    """
    if not isinstance(data, dict):
        raise InputError(f"{name}: a gold document is a JSON object with doc_id, doc_date, text and facts")
    for key, kind in _NEEDED.items():
        if not isinstance(data.get(key), kind):
            raise InputError(f"{name}: {key!r} is missing or not a {kind.__name__}; add it")
    try:
        parse_date(data.get("doc_date"))
    except (DateError, TypeError) as error:
        raise InputError(f"{name}: doc_date {data['doc_date']!r} is no date; write YYYY-MM-DD or null") from error
    facts = tuple(_checked(row, data["text"], f"{name}, fact {i}") for i, row in enumerate(data["facts"]))
    genre = data.get("genre") or genre_of(data["doc_id"])
    return GoldDoc(data["doc_id"], data.get("doc_date"), data["text"], facts, genre)


def _checked(row: Any, text: str, place: str) -> Expected:
    try:
        fact = expected_of(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise InputError(f"{place}: {reason}; it needs start, end, value, unit, metric and kind") from error
    start, end = fact.best.start, fact.best.end
    if not 0 <= start < end <= len(text):
        raise InputError(f"{place}: {start}-{end} is no place in the text; offsets count its characters")
    if "text" in row and row["text"] != text[start:end]:
        raise InputError(f"{place}: the text has {text[start:end]!r} at {start}-{end}, not {row['text']!r}")
    return fact


def expected_of(row: Mapping[str, Any]) -> Expected:
    """An annotated fact of its JSON.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or of the wrong type.
    """
    best = answer_of({**row, "metric": row["metric"], "kind": row["kind"]})
    return Expected(
        best=best,
        values=(best.value, *map(number_of, row.get("value_accept", ()))),
        units=frozenset((best.unit, *map(unit_of, row.get("unit_accept", ())))),
        metrics=(best.metric, *map(plain, row.get("metric_accept", ()))),
        periods=frozenset((best.period, *(dates_of(*dates) for dates in row.get("period_accept", ())))),
        kinds=frozenset((best.kind, *row.get("kind_accept", ()))),
        bases=frozenset((best.basis, *map(_base, row.get("basis_accept", ())))),
        qualifiers=frozenset((best.qualifier, *row.get("qualifier_accept", ()))),
        statuses=frozenset((best.status, *row.get("status_accept", ()))),
        optional=bool(row.get("optional")),
    )


def _base(row: str | list[Any]) -> Base:
    """A basis that is as good: its name, or its name with dates."""
    if isinstance(row, str):
        return row, _NO_DATES
    name, start, end = [*row, None, None][:3]
    return name, dates_of(start, end)


def name_of(doc_id: str) -> str:
    """A document's name whatever folder and text suffix its id carries: a/b.txt is b."""
    return PurePosixPath(doc_id).name.removesuffix(".txt")


def read_predictions(path: Path) -> dict[str, list[Answer]]:
    """The facts of a JSON Lines file, by document.

    Raises:
        InputError: the file cannot be read, or a line is no fact; names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a UTF-8 JSON Lines file") from error
    found: dict[str, list[Answer]] = {}
    for name, answer in _lines(text, path):
        found.setdefault(name, []).append(answer)
    return found


def _lines(text: str, path: Path) -> Iterator[tuple[str, Answer]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield name_of(row["doc_id"]), answer_of(row)
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"{path}, line {number}: no fact ({error}); one JSON record a line, as extract writes it"
                ) from error
