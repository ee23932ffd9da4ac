"""Parquet: values as DECIMAL(38, 10), dates as dates, spans and reasons as lists."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cnfacts.io.extras import need
from cnfacts.io.writers.arrow import batches, schema

__all__ = ["write_parquet"]

_GROUP_ROWS = 65536
need("pyarrow", "parquet")


def write_parquet(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write one Parquet file, a row group at a time."""
    pq = need("pyarrow.parquet", "parquet")
    with pq.ParquetWriter(path, schema(), compression="zstd") as out:
        for batch in batches(records, _GROUP_ROWS):
            out.write_batch(batch)
