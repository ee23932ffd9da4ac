"""Daft: facts of a data frame of documents, on the cores of a machine or on a Ray cluster."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnfacts.engines.batches import Options, document_rows, facts_schema, given_columns
from cnfacts.io.extras import need
from cnfacts.io.writers.arrow import record_batch

if TYPE_CHECKING:
    import daft

__all__ = ["extract_daft"]

_FOUND = "facts"


def extract_daft(
    documents: daft.DataFrame,
    *,
    date: Date | str | None = None,
    lexicon: Path | str | None = None,
    batch_size: int = 64,
) -> daft.DataFrame:
    """Return the facts of a Daft data frame of documents; like all of Daft it is lazy.

    The columns are those of `cnfacts.extract_batch`, the last one `error`: a document that fails has one row
    with its `doc_id` and the reason. Extraction runs in processes of its own, one a core.

    Args:
        documents: with the columns of `documents_schema`; others are left out.
        date: one date for all documents.
        lexicon: a file of your own units, stop words and aliases, at this path on each worker.
        batch_size: documents handed to a process at a time.

    Raises:
        InputError: a column is missing.
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
        MissingExtraError: Daft is not installed.
    """
    df = need("daft", "daft")
    pa = need("pyarrow", "daft")
    names = given_columns(documents.column_names)
    options = Options.of(date, lexicon)
    of_a_document = df.DataType.from_arrow_type(pa.list_(pa.struct(list(facts_schema()))))

    def found(*columns: Any) -> Any:
        return _lists(names, columns, options)

    run = df.func.batch(return_dtype=of_a_document, batch_size=batch_size, use_process=True)(found)
    each = documents.select(run(*(df.col(name) for name in names)).alias(_FOUND))
    rows = each.explode(_FOUND).where(df.col(_FOUND).not_null())
    facts: daft.DataFrame = rows.select(df.col(_FOUND).unnest())
    return facts


def _lists(names: list[str], columns: tuple[Any, ...], options: Options) -> Any:
    """A list of rows for each document: a batch function gives back as many rows as it is given."""
    pa = need("pyarrow", "daft")
    documents = pa.RecordBatch.from_arrays([column.to_arrow() for column in columns], names=names)
    rows: list[dict[str, Any]] = []
    ends = [0]
    for some in document_rows(documents, options):
        rows += some
        ends.append(len(rows))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), record_batch(rows, facts_schema()).to_struct_array())
