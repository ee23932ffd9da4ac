"""Facts of a Parquet file filed under their series, and written as a segment sorted by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cnfacts.checks.series import area_of, area_word, series_key
from cnfacts.io.extras import need
from cnfacts.schema.fact import Fact

__all__ = ["EXTRA", "METRIC", "REGION", "SOURCE", "connect", "copy_sorted", "quoted", "write_segment"]

EXTRA = "claims"
METRIC, REGION, SOURCE = "series_metric", "series_region", "source"
GROUP_ROWS = 2048
"""Rows that are read together: a look-up reads one or two groups."""
_MEMORY = "1GB"
_HERE = "@"
"""Ends a region that is a document's own: the document's id follows."""
_ORDER = f"{METRIC}, {REGION}, period_end, doc_date, doc_id, start"


def connect(work: Path) -> Any:
    """A DuckDB connection whose memory is bounded; what does not fit goes to `work`.

    Raises:
        MissingExtraError: DuckDB is not installed.
    """
    need("pyarrow", EXTRA)
    con = need("duckdb", EXTRA).connect()
    con.execute(
        f"SET memory_limit = '{_MEMORY}'; SET preserve_insertion_order = false; SET enable_progress_bar = false"
    )
    con.execute(f"SET temp_directory = {quoted(work)}")
    return con


def write_segment(con: Any, raw: Path, segment: Path, number_of: Callable[[str], int]) -> dict[int, int]:
    """Write the facts of `raw` with their series and source; how many each source has.

    Args:
        con: as `connect` gives it.
        raw: a Parquet file of records.
        segment: where the segment goes.
        number_of: the number of the source that a document came from.
    """
    con.execute(f"CREATE OR REPLACE TEMP VIEW raw AS SELECT * FROM read_parquet({quoted(raw)})")
    _areas(con, number_of)
    _keys(con)
    fields = ", ".join(f'raw."{name}"' for name in Fact.model_fields)
    own = f"CASE WHEN ends_with(k.{REGION}, '{_HERE}') THEN k.{REGION} || raw.doc_id ELSE k.{REGION} END"
    copy_sorted(
        con,
        f"SELECT {fields}, k.{METRIC}, {own} AS {REGION}, d.{SOURCE} FROM raw JOIN docs d USING (doc_id)"
        " JOIN keys k ON k.metric = raw.metric AND k.region = coalesce(raw.region, '') AND k.area = d.area",
        segment,
    )
    counted = con.execute(
        f"SELECT {SOURCE}, count(*) FROM read_parquet({quoted(segment)}) GROUP BY 1"
    ).fetchall()
    return dict(counted)


def copy_sorted(con: Any, query: str, segment: Path) -> None:
    """Write the rows of a query as a segment: by series, then by time, in groups that are read together."""
    con.execute(
        f"COPY ({query} ORDER BY {_ORDER}) TO {quoted(segment)}"
        f" (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {GROUP_ROWS}, WRITE_BLOOM_FILTER false)"
    )


def _areas(con: Any, number_of: Callable[[str], int]) -> None:
    """Table `docs`: each document's source, and what its names without a region word speak of (`@` for itself)."""
    pairs = con.execute("SELECT DISTINCT metric, coalesce(region, '') FROM raw").fetchall()
    words = [(metric, region, area_word(metric, region or None)) for metric, region in pairs]
    _table(con, "words", {"metric": 0, "region": 1, "word": 2}, words)
    counted = con.execute(
        "SELECT doc_id, word, count(*) FROM raw JOIN words w ON w.metric = raw.metric"
        " AND w.region = coalesce(raw.region, '') GROUP BY 1, 2"
    ).fetchall()
    by_doc: dict[str, dict[str, int]] = defaultdict(dict)
    for doc, word, count in counted:
        found = by_doc[doc]
        if word is not None:
            found[word] = count
    docs = [(doc, number_of(doc), _here(area_of(doc, found))) for doc, found in by_doc.items()]
    _table(con, "docs", {"doc_id": 0, SOURCE: 1, "area": 2}, docs)


def _here(area: str) -> str:
    return _HERE if area.startswith(_HERE) else area


def _keys(con: Any) -> None:
    """Table `keys`: the series of each name and region, by what the document speaks of."""
    found = con.execute(
        "SELECT DISTINCT raw.metric, coalesce(raw.region, ''), d.area FROM raw JOIN docs d USING (doc_id)"
    ).fetchall()
    rows = []
    for metric, region, area in found:
        key = series_key(metric, region or None, "", area)
        rows.append((metric, region, area, key.metric, key.region))
    _table(con, "keys", {"metric": 0, "region": 1, "area": 2, METRIC: 3, REGION: 4}, rows)


def _table(con: Any, name: str, columns: dict[str, int], rows: Iterable[tuple[Any, ...]]) -> None:
    """A temporary table of rows made here."""
    pa = need("pyarrow", EXTRA)
    held = list(rows)
    kinds = {SOURCE: pa.int64()}
    arrays = {
        column: pa.array([row[at] for row in held], kinds.get(column, pa.string()))
        for column, at in columns.items()
    }
    con.register("made", pa.table(arrays))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM made")
    con.unregister("made")


def quoted(path: Path) -> str:
    """A path as it stands in a query."""
    return "'" + str(path).replace("'", "''") + "'"
