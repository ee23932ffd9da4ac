"""Opening what claims are held against: a base's folder, a file of facts, or a table of official figures."""

from __future__ import annotations

import csv
from pathlib import Path

from cnfacts.claims.knowledge import Knowledge
from cnfacts.claims.memory import Memory
from cnfacts.errors import InputError
from cnfacts.io.base.columns import Columns
from cnfacts.io.base.tables import TABLE_SUFFIXES, read_table
from cnfacts.io.facts_in import read_facts
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.fact import Fact

__all__ = ["is_record_file", "open_base"]

_RECORDS = (".jsonl", ".ndjson")
_PARQUET = ".parquet"
_MARKS = frozenset(["metric", "rule", "value_text"])
"""Columns that only our own records have all of."""
_HEAD = 4096


def open_base(path: Path | str, *, columns: Columns | None = None, lexicon: Path | None = None) -> Knowledge:
    """Open a base of known figures.

    Args:
        path: a folder that `cnfacts index` made, a file of facts (`.jsonl`, `.csv`, `.parquet`), or a table
            of official figures (`.csv`, `.tsv`, `.xlsx`). A file is held in memory.
        columns: of a table, which column is what; None: by the headings.
        lexicon: a file of your own units.

    Raises:
        InputError: there is no such base, or something in it is not what it should be; names the place.
        MissingExtraError: what it needs is not installed.
    """
    place = Path(path)
    if not place.exists():
        raise InputError(f"{path}: no such base or file; make one with: cnfacts index PATH... -o {path}")
    if place.is_dir():
        from cnfacts.io.base.store import StoredBase

        return StoredBase(place)
    return Memory(_read(place, columns or Columns(), lexicon))


def _read(path: Path, columns: Columns, lexicon: Path | None) -> list[Fact]:
    """The facts of a file of facts or a table."""
    suffix = path.suffix.lower()
    if suffix in _RECORDS or is_record_file(path):
        return read_facts(path)
    if suffix == _PARQUET:
        return _parquet(path)
    if suffix in TABLE_SUFFIXES:
        return list(read_table(path, columns, load_lexicon(lexicon)))
    known = ", ".join((*_RECORDS, _PARQUET, *TABLE_SUFFIXES))
    raise InputError(
        f"{path}: no base, no facts, no table; give a base's folder or a file of facts ({known})"
    )


def is_record_file(path: Path) -> bool:
    """Whether a CSV file has the columns of our own records."""
    if path.suffix.lower() != ".csv":
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    return set(next(csv.reader(head.splitlines()), [])) >= _MARKS


def _parquet(path: Path) -> list[Fact]:
    from cnfacts.io.base.restoring import restored
    from cnfacts.io.extras import need

    pa, parquet = need("pyarrow", "claims"), need("pyarrow.parquet", "claims")
    try:
        table = parquet.read_table(path)
        lacking = [name for name in Fact.model_fields if name not in table.column_names]
        if lacking:
            raise KeyError(f"no column {lacking[0]}")
        return restored(table)
    except (OSError, pa.ArrowException, KeyError) as error:
        said = " ".join(str(error).split())[:120]
        raise InputError(
            f"{path}: no facts as cnfacts writes them ({said}); use cnfacts extract -o FILE.parquet"
        ) from None
