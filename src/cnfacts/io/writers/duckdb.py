"""DuckDB: one database file with a table `facts`, typed as in Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cnfacts.io.extras import need
from cnfacts.io.writers.arrow import BATCH_ROWS, batches, schema
from cnfacts.schema.fact import Fact

__all__ = ["TABLE", "write_duckdb", "write_duckdb_batches"]

TABLE = "facts"
_BATCH = "batch"
need("duckdb", "duckdb")
need("pyarrow", "duckdb")


def write_duckdb(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write one database of records, with the table `facts`, whose columns carry their descriptions."""
    write_duckdb_batches(batches(records, BATCH_ROWS, "duckdb"), path)


def write_duckdb_batches(source: Iterator[Any], path: Path) -> None:
    """Write one database of record batches."""
    path.unlink(missing_ok=True)
    with need("duckdb", "duckdb").connect(str(path)) as database:
        empty = schema("duckdb").empty_table()
        database.register(_BATCH, empty)
        database.execute(f"CREATE TABLE {TABLE} AS SELECT * FROM {_BATCH}")
        for batch in source:
            database.unregister(_BATCH)
            database.register(_BATCH, _table(batch))
            database.execute(f"INSERT INTO {TABLE} SELECT * FROM {_BATCH}")
        for name, field in Fact.model_fields.items():
            words = (field.description or "").replace("'", "''")
            database.execute(f"COMMENT ON COLUMN {TABLE}.\"{name}\" IS '{words}'")
        database.execute("CHECKPOINT")


def _table(batch: Any) -> Any:
    return need("pyarrow", "duckdb").Table.from_batches([batch])
