"""Rows of a segment as facts: what was looked at when it was written is not looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Any

from cnfacts.io.base.fact_files import ENUMS
from cnfacts.io.writers.arrow import DECIMALS, SPANS
from cnfacts.schema.fact import Fact

__all__ = ["restored"]

_FIELDS = tuple(Fact.model_fields)
_WHOLE = Decimal(1)
_EXACT = Context(prec=60)
_CHOICES = {name: {choice.value: choice for choice in choices} for name, choices in ENUMS.items()}
_EMPTY: dict[str, Any] = {
    name: None if field.is_required() else field.default for name, field in Fact.model_fields.items()
}
"""What a null stands for."""
_BLANK = Fact.model_construct(**_EMPTY)
"""What every fact is a copy of, which takes half the time of `model_construct`."""
_TUPLES = frozenset([*SPANS, "unresolved"])


def restored(table: Any) -> list[Fact]:
    """The facts of an Arrow table of records; columns that are null throughout may be missing."""
    columns = {
        name: _converted(name, table[name]) if name in table.column_names else [_EMPTY[name]] * len(table)
        for name in _FIELDS
    }
    for name in DECIMALS:
        printed = zip(columns[name], columns[f"{name}_text"], columns["scale"], strict=True)
        columns[name] = [
            None if value is None else _plain(value, text, scale) for value, text, scale in printed
        ]
    rows = zip(*columns.values(), strict=True)
    return [_BLANK.model_copy(update=dict(zip(_FIELDS, cells, strict=True))) for cells in rows]


def _converted(name: str, column: Any) -> Sequence[Any]:
    """A column's cells as the record has them."""
    if column.null_count == len(column):
        return [_EMPTY[name]] * len(column)
    cells: list[Any] = column.to_pylist()
    if name in _CHOICES:
        choices, empty = _CHOICES[name], _EMPTY[name]
        return [empty if cell is None else choices[cell] for cell in cells]
    if name in _TUPLES:
        return [None if cell is None else tuple(cell) for cell in cells]
    return cells


def _plain(value: Decimal, text: str | None, scale: int) -> Decimal:
    """With the decimals that were printed, without the noughts that the column's ten places add."""
    decimals = len(text.partition(".")[2]) - scale if text else 0
    if decimals > 0:
        shorter = value.quantize(_WHOLE.scaleb(-decimals), context=_EXACT)
        if shorter == value:
            return shorter
    whole = value.to_integral_value(context=_EXACT)
    return whole.quantize(_WHOLE, context=_EXACT) if value == whole else value.normalize(_EXACT)
