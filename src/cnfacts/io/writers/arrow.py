"""Records as Arrow: the declared schema, and batches of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from itertools import islice
from typing import Any

from cnfacts.io.extras import need
from cnfacts.schema.fact import SCHEMA_VERSION, Fact

__all__ = [
    "BATCH_ROWS",
    "DATES",
    "DECIMALS",
    "PLACES",
    "PRECISION",
    "SPANS",
    "batches",
    "converted",
    "fitted",
    "record_batch",
    "schema",
]

BATCH_ROWS = 4096
"""Rows held at a time."""

PRECISION, PLACES = 38, 10
DECIMALS = ("value", "value_high")
DATES = ("doc_date", "period_start", "period_end", "basis_start", "basis_end")
SPANS = tuple(name for name in Fact.model_fields if name.endswith("_span"))
_INTEGERS = ("start", "end", "scale")
_STEP = Decimal(1).scaleb(-PLACES)
_CONTEXT = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)


def schema(extra: str = "parquet") -> Any:
    """The Arrow schema of a table of facts: the record's fields, in its order."""
    pa = need("pyarrow", extra)
    kinds = {
        **dict.fromkeys(DECIMALS, pa.decimal128(PRECISION, PLACES)),
        **dict.fromkeys(DATES, pa.date32()),
        **dict.fromkeys(SPANS, pa.list_(pa.int64())),
        **dict.fromkeys(_INTEGERS, pa.int64()),
        "unresolved": pa.list_(pa.string()),
        "confidence": pa.float64(),
    }
    fields = [
        pa.field(name, kinds.get(name, pa.string()), metadata={"description": field.description or ""})
        for name, field in Fact.model_fields.items()
    ]
    return pa.schema(fields, metadata={"cnfacts.schema_version": SCHEMA_VERSION})


def batches(
    records: Iterable[dict[str, Any]], size: int = BATCH_ROWS, extra: str = "parquet"
) -> Iterator[Any]:
    """Record batches of at most `size` rows."""
    declared = schema(extra)
    source = iter(records)
    while rows := list(islice(source, size)):
        yield record_batch(rows, declared)


def record_batch(rows: Sequence[Mapping[str, Any]], declared: Any) -> Any:
    """One record batch of all rows, with the declared schema; a field that a row lacks is null there."""
    pa = need("pyarrow", "parquet")
    columns = [
        pa.array([converted(name, row.get(name)) for row in rows], type=declared.field(name).type)
        for name in declared.names
    ]
    return pa.RecordBatch.from_arrays(columns, schema=declared)


def converted(name: str, value: Any) -> Any:
    """A field of a flat record as a typed value: decimals and dates are strings there."""
    if value is None:
        return None
    if name in DECIMALS:
        return fitted(Decimal(value))
    return date.fromisoformat(value) if name in DATES else value


def fitted(value: Decimal) -> Decimal | None:
    """The value as DECIMAL(38, 10) holds it: exact to ten places, null beyond 28 digits before the point."""
    try:
        return value.quantize(_STEP, context=_CONTEXT)
    except InvalidOperation:
        return None
