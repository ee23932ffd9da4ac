"""Files of our own records read a column at a time: JSON Lines, CSV and Parquet, as the writers make them."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Any

from cnfacts.errors import InputError
from cnfacts.io.base.filing import EXTRA, quoted
from cnfacts.io.extras import need
from cnfacts.io.facts_in import read_facts
from cnfacts.io.writers.arrow import DATES, DECIMALS, PLACES, PRECISION, SPANS
from cnfacts.io.writers.parquet import write_parquet
from cnfacts.schema.enums import (
    Aggregation,
    Basis,
    DifferenceOf,
    Kind,
    PriceBasis,
    Qualifier,
    SlotSource,
    Status,
)
from cnfacts.schema.fact import SCHEMA_VERSION, Fact

__all__ = ["ENUMS", "holds_facts", "load"]

_INTEGERS = ("start", "end", "scale")
ENUMS: dict[str, type[Enum]] = {
    "kind": Kind,
    "basis": Basis,
    "qualifier": Qualifier,
    "status": Status,
    "aggregation": Aggregation,
    "price_basis": PriceBasis,
    "difference_of": DifferenceOf,
    "metric_source": SlotSource,
    "period_source": SlotSource,
    "basis_source": SlotSource,
}
_TEXTS = ("schema_version", "doc_id", "fact_id", "text", "sentence", "unit", "rule")
"""Never null; CSV cannot tell an empty one from null."""
_NEEDED = ("metric", "kind", "start", "end", "qualifier", "status", "basis")
_TYPES = {
    **dict.fromkeys(DECIMALS, f"DECIMAL({PRECISION}, {PLACES})"),
    **dict.fromkeys(DATES, "DATE"),
    **dict.fromkeys(SPANS, "BIGINT[]"),
    **dict.fromkeys(_INTEGERS, "BIGINT"),
    "unresolved": "VARCHAR[]",
    "confidence": "DOUBLE",
}
_BAD = "bad"


def load(con: Any, path: Path, raw: Path) -> None:
    """Write a file of facts as one Parquet file, `raw`, every field typed and looked at.

    Records that are not complete, as a user writes them, are completed one by one.

    Args:
        con: a DuckDB connection.
        path: the file.
        raw: where the Parquet file goes.

    Raises:
        InputError: the file cannot be read, or a row is no record; names the row and the field.
    """
    duckdb = need("duckdb", EXTRA)
    try:
        con.execute(
            f"COPY (SELECT {_select(path)} FROM {_scan(path)}) TO {quoted(raw)} (FORMAT parquet)",
            _given(path),
        )
        (bad,) = con.execute(f"SELECT count(*) FROM read_parquet(?) WHERE {_BAD}", [str(raw)]).fetchone()
        versions = con.execute("SELECT DISTINCT schema_version FROM read_parquet(?)", [str(raw)]).fetchall()
    except duckdb.Error as error:
        _row_by_row(path, raw, " ".join(str(error).split())[:160])
        return
    _check_versions(path, [version for (version,) in versions])
    if bad:
        _row_by_row(path, raw, f"{bad} rows are no records")


def _row_by_row(path: Path, raw: Path, reason: str) -> None:
    """Complete the records, or say which of them is none."""
    if path.suffix.lower() == ".parquet":
        raise InputError(
            f"{path}: no facts as cnfacts writes them ({reason}); write it with cnfacts extract -o FILE.parquet"
        )
    facts = read_facts(path)
    _check_versions(path, sorted({fact.schema_version for fact in facts}))
    write_parquet((fact.to_record() for fact in facts), raw)


def _check_versions(path: Path, versions: list[str]) -> None:
    major = SCHEMA_VERSION.partition(".")[0]
    for version in versions:
        if version and version.partition(".")[0] != major:
            raise InputError(
                f"{path}: record version {version}, here is {SCHEMA_VERSION}; update cnfacts or extract again"
            )


def _scan(path: Path) -> str:
    """What DuckDB reads the file with."""
    match path.suffix.lower():
        case ".csv":
            return (
                "read_csv($path, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"
            )
        case ".parquet":
            return "read_parquet($path)"
        case _:
            return "read_json($path, columns = $columns, format = 'newline_delimited')"


def _given(path: Path) -> dict[str, Any]:
    if path.suffix.lower() in (".csv", ".parquet"):
        return {"path": str(path)}
    lists = {name: _TYPES[name] for name in (*SPANS, "unresolved")}
    return {"path": str(path), "columns": {name: lists.get(name, "VARCHAR") for name in Fact.model_fields}}


def _select(path: Path) -> str:
    is_csv = path.suffix.lower() == ".csv"
    columns = [f'{_typed(name, is_csv)} AS "{name}"' for name in Fact.model_fields]
    return ", ".join([*columns, f"({' OR '.join(_faults(is_csv))}) AS {_BAD}"])


def _typed(name: str, is_csv: bool) -> str:
    if is_csv and name in SPANS:
        ends = f'TRY_CAST("{name}_start" AS BIGINT), TRY_CAST("{name}_end" AS BIGINT)'
        return f'CASE WHEN "{name}_start" IS NOT NULL THEN [{ends}] END'
    if name == "unresolved":
        given = "string_split(unresolved, '; ')" if is_csv else "unresolved"
        return f"coalesce({given}, [])"
    if name == "scale":
        return "coalesce(TRY_CAST(scale AS BIGINT), 0)"
    if name in _TEXTS:
        return f"coalesce(\"{name}\", '')"
    kind = _TYPES.get(name)
    return f'TRY_CAST("{name}" AS {kind})' if kind else f'"{name}"'


def _faults(is_csv: bool) -> list[str]:
    """What makes a row no record: a cell that is not of its field's type, or a field that is missing."""
    cast = [name for name in _TYPES if name != "unresolved" and name not in SPANS]
    faults = [f'("{name}" IS NOT NULL AND TRY_CAST("{name}" AS {_TYPES[name]}) IS NULL)' for name in cast]
    for name, choices in ENUMS.items():
        known = ", ".join(f"'{choice.value}'" for choice in choices)
        faults.append(f'("{name}" IS NOT NULL AND "{name}" NOT IN ({known}))')
    faults += [f'"{name}" IS NULL' for name in _NEEDED]
    return [*faults, "(value IS NULL AND value_text IS NOT NULL)", "metric = ''"]


def holds_facts(path: Path) -> bool:
    """Whether the first record of a JSON Lines file is one of facts, not of texts."""
    try:
        with path.open("rb") as lines:
            first = next((line for line in lines if line.strip()), b"{}")
        record = json.loads(first.decode("utf-8-sig"))
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and "metric" in record
