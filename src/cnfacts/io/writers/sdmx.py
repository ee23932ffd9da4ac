"""SDMX-CSV 2.0: a row an observation, under the structure definition shipped with the package.

Written with it are `NAME.structure.xml`, the definition, and `NAME.rest.csv`, the facts that are no
observation of their own: without a period or a value, or with the key of a fact before them.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from cnfacts.grammar.period_calendar import sdmx
from cnfacts.io.writers.csv import MARK, columns, flat_row, inert
from cnfacts.schema.periods import Period

__all__ = ["ATTRIBUTES", "DIMENSIONS", "HEADER", "STRUCTURE_ID", "observation", "write_sdmx_csv"]

STRUCTURE_ID = "CNFACTS:FACTS(1.0.0)"
_NOT_APPLICABLE, _UNSPECIFIED = "_Z", "_X"

DIMENSIONS = {
    "REF_AREA": ("region", _UNSPECIFIED),
    "INDICATOR": ("metric", _UNSPECIFIED),
    "KIND": ("kind", ""),
    "DIFFERENCE_OF": ("difference_of", _NOT_APPLICABLE),
    "BASIS": ("basis", ""),
    "RELATIVE_TO": ("relative_to", _NOT_APPLICABLE),
    "PRICE_BASIS": ("price_basis", ""),
    "FACT_STATUS": ("status", ""),
}
"""Dimensions taken from a field of the record, and what stands for null."""

ATTRIBUTES = {
    "OBS_VALUE_HIGH": "value_high",
    "QUALIFIER": "qualifier",
    "UNIT_TEXT": "unit",
    "VALUE_TEXT": "value_text",
    "AGGREGATION": "aggregation",
    "DOC_ID": "doc_id",
    "FACT_ID": "fact_id",
    "DOC_DATE": "doc_date",
    "PUBLISHER": "publisher",
    "LOCATOR": "locator",
    "SOURCE_TEXT": "sentence",
    "CONFIDENCE": "confidence",
}
"""Attributes of an observation, each a field of the record."""

HEADER = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ"),
    *DIMENSIONS,
    *("UNIT_MEASURE", "BASIS_PERIOD", "TIME_PERIOD", "OBS_VALUE", "UNIT_MULT", "OBS_STATUS"),
    *ATTRIBUTES,
)
_OBS_STATUS = {"actual": "A", "forecast": "F"}  # SDMX code list CL_OBS_STATUS 2.2 has no target
_FREQUENCIES = {4: "A", 7: "M", 10: "D"}


def observation(record: dict[str, Any]) -> dict[str, str]:
    """The row of a record that has a period and a value."""
    period = str(record["time_period"])
    row = {
        "STRUCTURE": "datastructure",
        "STRUCTURE_ID": STRUCTURE_ID,
        "ACTION": "I",
        "FREQ": _frequency(period),
    }
    row |= {name: _text(record[field]) or null for name, (field, null) in DIMENSIONS.items()}
    row["UNIT_MEASURE"] = record["unit_code"] or record["unit"] or _NOT_APPLICABLE
    row["BASIS_PERIOD"] = _period(record["basis_start"], record["basis_end"])
    row |= {"TIME_PERIOD": period, "OBS_VALUE": record["value"], "UNIT_MULT": "0"}
    row["OBS_STATUS"] = _OBS_STATUS.get(record["status"], "")
    return row | {name: _text(record[field]) for name, field in ATTRIBUTES.items()}


def write_sdmx_csv(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write the observations, the structure definition and the facts left out."""
    structure = files("cnfacts.io.writers").joinpath("sdmx_structure.xml").read_bytes()
    _beside(path, "structure.xml").write_bytes(structure)
    with (
        _Keys.opened() as keys,
        path.open("w", encoding="utf-8", newline="") as out,
        _beside(path, "rest.csv").open("w", encoding="utf-8", newline="") as rest,
    ):
        rows, others = csv.writer(out), csv.writer(rest)
        rest.write(MARK)
        rows.writerow(HEADER)
        others.writerow(["left_out", *columns()])
        for record in records:
            reason = _lack(record)
            row = {} if reason else observation(record)
            reason = reason or keys.add(row)
            if reason:
                others.writerow([reason, *map(inert, flat_row(record).values())])
            else:
                rows.writerow([inert(row[name]) for name in HEADER])


def _beside(path: Path, ending: str) -> Path:
    stem = path.name.removesuffix(path.suffix)
    return path.with_name(f"{stem}.{ending}")


def _lack(record: dict[str, Any]) -> str:
    """Why a record is no observation at all."""
    if record["value"] is None:
        return "no value"
    return "" if record["time_period"] else "no period"


def _frequency(period: str) -> str:
    """SDMX's code of a period as SDMX prints it; a range is `_O`, other."""
    if "/" in period:
        return "_O"
    mark = period[5:6]
    return mark if mark.isalpha() else _FREQUENCIES.get(len(period), "_O")


def _period(start: str | None, end: str | None) -> str:
    if start is None or end is None:
        return _NOT_APPLICABLE
    return sdmx(Period(date.fromisoformat(start), date.fromisoformat(end))) or f"{start}/{end}"


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


class _Keys:
    """Keys seen, on disk where they are many."""

    _KEY = ("FREQ", *DIMENSIONS, "UNIT_MEASURE", "BASIS_PERIOD", "TIME_PERIOD")

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator[_Keys]:
        """In a temporary file that is gone afterwards (an empty name)."""
        database = sqlite3.connect("", isolation_level=None)
        try:
            database.execute("PRAGMA journal_mode = OFF")
            yield cls(database)
        finally:
            database.close()

    def add(self, row: dict[str, str]) -> str:
        """Remember a row's key; why it cannot stand, where another has it."""
        key, value = "\x1f".join(row[name] for name in self._KEY), row["OBS_VALUE"]
        done = self.database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, value))
        if done.rowcount:
            return ""
        (before,) = self.database.execute("SELECT value FROM seen WHERE key = ?", (key,)).fetchone()
        return "duplicate key, same value" if before == value else "duplicate key, other value"
