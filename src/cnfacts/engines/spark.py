"""Spark: facts of a data frame of documents, by `mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnfacts.engines.batches import Options, extract_batches, facts_schema, given_columns
from cnfacts.io.extras import need

if TYPE_CHECKING:
    import pyspark.sql

__all__ = ["extract_spark", "spark_schema"]

_KINDS = {
    "string": "string",
    "int64": "bigint",
    "double": "double",
    "date32[day]": "date",
    "decimal128(38, 10)": "decimal(38,10)",
    "list<item: int64>": "array<bigint>",
    "list<item: string>": "array<string>",
}
"""Arrow types as Spark writes them."""


def extract_spark(
    documents: pyspark.sql.DataFrame, *, date: Date | str | None = None, lexicon: Path | str | None = None
) -> pyspark.sql.DataFrame:
    """Return the facts of a Spark data frame of documents; like all of Spark it is lazy.

    The columns are those of `cnfacts.extract_batch`, the last one `error`: a document that fails has one row
    with its `doc_id` and the reason. Each partition is read by one Python process; cnfacts has to be
    installed on the workers.

    Args:
        documents: with the columns of `documents_schema`; others are left out.
        date: one date for all documents.
        lexicon: a file of your own units, stop words and aliases, at this path on each worker.

    Raises:
        InputError: a column is missing.
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
        MissingExtraError: PySpark or pyarrow is not installed.
    """
    need("pyspark", "spark")
    need("pyarrow", "spark")
    options = Options.of(date, lexicon)

    def found(batches: Iterable[Any]) -> Iterator[Any]:
        return extract_batches(batches, date=options.date, lexicon=options.lexicon)

    given = documents.select(*given_columns(documents.columns))
    facts: pyspark.sql.DataFrame = given.mapInArrow(found, spark_schema())
    return facts


def spark_schema() -> str:
    """The columns of facts as Spark's DDL.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return ", ".join(f"`{field.name}` {_KINDS[str(field.type)]}" for field in facts_schema())
