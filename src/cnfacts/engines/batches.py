"""Arrow in, Arrow out: a record batch of documents to a record batch of facts, which any engine can run."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnfacts.errors import CnfactsError, InputError
from cnfacts.io.documents import DateCandidate, Document
from cnfacts.io.extracting import iter_document
from cnfacts.io.extras import need
from cnfacts.io.writers.arrow import BATCH_ROWS, record_batch, schema
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.dates import parse_date

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "COLUMNS",
    "ERROR",
    "Options",
    "document_rows",
    "documents_schema",
    "extract_batch",
    "extract_batches",
    "facts_schema",
    "given_columns",
]

_LOG = logging.getLogger(__name__)

REQUIRED = ("doc_id", "text")
COLUMNS = (*REQUIRED, "doc_date", "title", "publisher")
"""Columns of documents; others are not read."""

TEXTS = ("text", "title", "publisher")

ERROR = "error"
"""The column of facts that says why a document gave none; null in the row of a fact."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Options:
    """What every worker is told; `lexicon` is a path there."""

    date: Date | None = None
    lexicon: Path | None = None

    @classmethod
    def of(cls, date: Date | str | None, lexicon: Path | str | None) -> Options:
        """The options that a caller gives; what is wrong in them is said before any work begins.

        Raises:
            DateError: `date` is no date.
            LexiconError: `lexicon` cannot be read.
        """
        path = Path(lexicon) if lexicon is not None else None
        load_lexicon(path)
        return cls(parse_date(date), path)


def documents_schema() -> pyarrow.Schema:
    """The Arrow schema of documents. `doc_id` and `text` are needed; the other columns may be left out.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = need("pyarrow", "parquet")
    kinds = {"doc_date": pa.date32()}
    declared: pyarrow.Schema = pa.schema(
        [pa.field(name, kinds.get(name, pa.string()), nullable=name not in REQUIRED) for name in COLUMNS]
    )
    return declared


def facts_schema() -> pyarrow.Schema:
    """The Arrow schema of facts: the record's fields as in Parquet, and a last column `error`.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = need("pyarrow", "parquet")
    words = {"description": "Why the document gave no facts; null in the row of a fact"}
    declared: pyarrow.Schema = schema().append(pa.field(ERROR, pa.string(), metadata=words))
    return declared


def extract_batch(
    documents: pyarrow.RecordBatch, *, date: Date | str | None = None, lexicon: Path | str | None = None
) -> pyarrow.RecordBatch:
    """Return the facts of a record batch of documents, in their order.

    A document that fails costs only itself: it has one row, in which `doc_id` and `error` are filled and all
    else is null. A document in which there are no statistics has no row.

    Args:
        documents: with the columns of `documents_schema`; `doc_date` may also hold timestamps, or strings
            such as 2024-02-29. It goes before the text's own dateline.
        date: one date for all documents, which goes before all others.
        lexicon: a file of your own units, stop words and aliases, as for `extract`.

    Returns:
        A record batch with the schema `facts_schema()`.

    Raises:
        InputError: a column is missing, or its type cannot be read.
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
        MissingExtraError: pyarrow is not installed.
    """
    rows = chain.from_iterable(document_rows(documents, Options.of(date, lexicon)))
    facts: pyarrow.RecordBatch = record_batch(list(rows), facts_schema())
    return facts


def extract_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    date: Date | str | None = None,
    lexicon: Path | str | None = None,
) -> Iterator[pyarrow.RecordBatch]:
    """Yield the facts of many record batches, as `extract_batch` has them, in batches of at most 4,096 rows.

    Only one document's facts and one such batch are held, whatever the size of the batches that come in.
    """
    options = Options.of(date, lexicon)
    declared = facts_schema()
    rows = (row for batch in batches for found in document_rows(batch, options) for row in found)
    while some := list(islice(rows, BATCH_ROWS)):
        yield record_batch(some, declared)


def given_columns(names: Iterable[str]) -> list[str]:
    """Those of the documents' columns that are there.

    Raises:
        InputError: one that is needed is missing.
    """
    names = list(names)
    for name in REQUIRED:
        if name not in names:
            there = ", ".join(names[:8]) or "none"
            raise InputError(f"documents: no column {name!r} (there are: {there}); rename or add it")
    return [name for name in COLUMNS if name in names]


def document_rows(documents: pyarrow.RecordBatch, options: Options) -> Iterator[list[Row]]:
    """Yield the rows of each document: its facts, or the one that says why there are none.

    Args:
        documents: as for `extract_batch`.
        options: as `Options.of` makes them.

    Raises:
        InputError: as for `extract_batch`.
    """
    names = given_columns(documents.schema.names)
    for name in TEXTS:
        if name in names:
            _check_text(name, documents.schema.field(name).type)
    for cells in zip(*(documents.column(name) for name in names), strict=True):
        yield _rows(dict(zip(names, cells, strict=True)), options)


def _check_text(name: str, kind: Any) -> None:
    if "string" not in str(kind) and str(kind) != "null":
        raise InputError(f"documents: column {name!r} holds {kind}; make it a string (decode bytes first)")


def _rows(cells: Mapping[str, Any], options: Options) -> list[Row]:
    doc_id = None
    try:
        doc_id = _value(cells, "doc_id")
        lexicon = load_lexicon(options.lexicon)
        return [fact.to_record() for fact in iter_document(_document(cells), options.date, lexicon=lexicon)]
    except CnfactsError as error:
        reason = error.message
    except MemoryError:
        reason = "not enough memory for this document"
    except Exception as error:
        _LOG.debug("extract of %s", doc_id, exc_info=True)
        reason = f"an error of cnfacts itself ({type(error).__name__}: {error}); please report it"
    return [{"doc_id": None if doc_id is None else str(doc_id), ERROR: " ".join(reason.split())}]


def _document(cells: Mapping[str, Any]) -> Document:
    doc_id, text, day = (_value(cells, name) for name in ("doc_id", "text", "doc_date"))
    if doc_id in (None, ""):
        raise InputError("no doc_id; give each document one")
    if text is None:
        raise InputError("its text is null")
    if not text.strip():
        raise InputError("there is no text in it")
    day = parse_date((day[:10] or None) if isinstance(day, str) else day)
    dates = (DateCandidate(day, "manifest"),) if day is not None else ()
    title, publisher = (_value(cells, name) for name in ("title", "publisher"))
    return Document(str(doc_id), text, title=title, publisher=publisher, dates=dates)


def _value(cells: Mapping[str, Any], name: str) -> Any:
    """A cell's value; engines let strings pass that are no UTF-8.

    Raises:
        InputError: it is one of them.
    """
    try:
        return cells[name].as_py() if name in cells else None
    except UnicodeDecodeError as error:
        raise InputError(f"its {name} is no UTF-8 (byte {error.start:,}); decode it first") from None
