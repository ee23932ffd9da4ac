"""A table that reads well in a terminal: what was said, in a line a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cnfacts.io.reading import Document
from cnfacts.schema.brief import brief_period
from cnfacts.schema.enums import Basis, Qualifier, Status
from cnfacts.schema.fact import Fact

__all__ = ["HEADERS", "cells", "write_table", "write_table_records"]

HEADERS = ("figure", "metric", "value", "unit", "period", "kind", "basis")
_RIGHT = frozenset({"figure", "value"})
_FILE_WIDTH = 132
_BOUNDS = {Qualifier.EQ: "", Qualifier.APPROX: "~", Qualifier.GT: ">", Qualifier.LT: "<"}


def cells(fact: Fact) -> tuple[str, ...]:
    """A fact's row: the figure as printed, then its slots; an open slot is a question mark."""
    return (
        fact.text,
        fact.metric,
        _value(fact),
        fact.unit,
        brief_period(fact.period_start, fact.period_end),
        fact.kind.value if fact.status is Status.ACTUAL else f"{fact.kind.value}, {fact.status.value}",
        _basis(fact),
    )


def write_table(documents: Iterable[tuple[Document, list[Fact]]], out: TextIO) -> None:
    """Write one table a document under its name."""
    console = Console(file=out, width=None if out.isatty() else _FILE_WIDTH, highlight=False, soft_wrap=False)
    for document, facts in documents:
        count = f"{len(facts)} fact{'' if len(facts) == 1 else 's'}"
        console.print(Text.assemble((document.doc_id, "bold"), f"  {count}"))
        if facts:
            console.print(_table(facts))


def write_table_records(records: Iterable[dict[str, Any]], path: Path) -> None:
    """Write one table a document that has facts."""
    with path.open("w", encoding="utf-8", newline="") as out:
        write_table(_documents(records), out)


def _documents(records: Iterable[dict[str, Any]]) -> Iterator[tuple[Document, list[Fact]]]:
    for doc_id, group in groupby(records, key=lambda record: str(record["doc_id"])):
        yield Document(doc_id, ""), [Fact.from_record(record) for record in group]


def _table(facts: list[Fact]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for header in HEADERS:
        table.add_column(
            header,
            justify="right" if header in _RIGHT else "left",
            no_wrap=header not in ("metric", "basis", "period"),
            overflow="fold",
            style="bold" if header == "metric" else "",
        )
    for fact in facts:
        table.add_row(*(Text(cell) for cell in cells(fact)))
    return table


def _value(fact: Fact) -> str:
    ends = [_grouped(value) for value in (fact.value, fact.value_high) if value is not None]
    return _BOUNDS[fact.qualifier] + (" – ".join(ends) or "?")


def _grouped(value: Decimal) -> str:
    return f"{value:,f}"


def _basis(fact: Fact) -> str:
    if fact.basis is Basis.NONE:
        return ""
    if fact.basis is Basis.PERIOD:
        return f"from {brief_period(fact.basis_start, fact.basis_end)}"
    return str(fact.basis.value)
