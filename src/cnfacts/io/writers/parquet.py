"""Parquet: values as DECIMAL(38, 10), dates as dates, spans and reasons as lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from cnfacts.io.extras import need
from cnfacts.io.writers.arrow import batches, schema

__all__ = ["write_parquet", "write_parquet_batches"]

_GROUP_BATCHES = 8
need("pyarrow", "parquet")


def write_parquet(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write one Parquet file of records, a row group at a time."""
    write_parquet_batches(batches(records), path)


def write_parquet_batches(source: Iterator[Any], path: Path) -> None:
    """Write one Parquet file of record batches."""
    pa = need("pyarrow", "parquet")
    pq = need("pyarrow.parquet", "parquet")
    with pq.ParquetWriter(path, schema(), compression="zstd") as out:
        while group := list(islice(source, _GROUP_BATCHES)):
            out.write_table(pa.Table.from_batches(group))
