"""Facts as data frames: pandas, Polars or Arrow, with the record's field names and exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cnfacts.io.extras import need
from cnfacts.io.writers.arrow import DATES, DECIMALS, PLACES, PRECISION, SPANS, batches, converted, schema
from cnfacts.schema.fact import Fact

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Facts", "to_arrow", "to_pandas", "to_polars"]

Facts = Iterable[Fact | Iterable[Fact]]
"""Facts of one text (`extract`), or of many (`pipe`)."""


_PANDAS = {
    **dict.fromkeys((*SPANS, "unresolved"), "object"),
    **dict.fromkeys(("start", "end", "scale"), "int64"),
    "confidence": "float64",
}


def to_arrow(facts: Facts) -> pyarrow.Table:
    """An Arrow table: values as DECIMAL(38, 10), dates as date32, spans as lists.

    Args:
        facts: what `extract` or `pipe` gives.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = need("pyarrow", "parquet")
    table: pyarrow.Table = pa.Table.from_batches(batches(_records(facts)), schema=schema())
    return table


def to_pandas(facts: Facts) -> pandas.DataFrame:
    """A pandas data frame: values as `decimal.Decimal`, unrounded; dates as datetime64 by the second.

    Args:
        facts: what `extract` or `pipe` gives.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    pd = need("pandas", "pandas")
    np = need("numpy", "pandas")
    rows = list(_records(facts))
    columns: dict[str, Any] = {}
    for name in Fact.model_fields:
        cells = [row[name] for row in rows]
        if name in DATES:
            columns[name] = np.array(cells, dtype="datetime64[s]")
        elif name in DECIMALS:
            columns[name] = pd.Series([cell and Decimal(cell) for cell in cells], dtype=object)
        else:
            columns[name] = pd.Series(cells, dtype=_PANDAS.get(name, "string"))
    frame: pandas.DataFrame = pd.DataFrame(columns)
    return frame


def to_polars(facts: Facts) -> polars.DataFrame:
    """A Polars data frame: values as Decimal(38, 10), dates as Date, spans as lists.

    Args:
        facts: what `extract` or `pipe` gives.

    Raises:
        MissingExtraError: Polars is not installed.
    """
    pl = need("polars", "polars")
    kinds = {
        **dict.fromkeys(DECIMALS, pl.Decimal(PRECISION, PLACES)),
        **dict.fromkeys(DATES, pl.Date),
        **dict.fromkeys(SPANS, pl.List(pl.Int64)),
        **dict.fromkeys(("start", "end", "scale"), pl.Int64),
        "unresolved": pl.List(pl.String),
        "confidence": pl.Float64,
    }
    rows = list(_records(facts))
    columns = [
        pl.Series(name, [converted(name, row[name]) for row in rows], dtype=kinds.get(name, pl.String))
        for name in Fact.model_fields
    ]
    frame: polars.DataFrame = pl.DataFrame(columns)
    return frame


def _flat(facts: Facts) -> Iterator[Fact]:
    for item in facts:
        if isinstance(item, Fact):
            yield item
        else:
            yield from item


def _records(facts: Facts) -> Iterator[dict[str, Any]]:
    return (fact.to_record() for fact in _flat(facts))
