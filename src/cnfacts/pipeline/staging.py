"""Mentions as plain JSON: what one component leaves in `Doc.user_data` for the next.

A mention is a dictionary of its fields, offsets those of the block's normalised text; the block's number goes
with it. Nothing else survives `Doc.to_bytes`, `DocBin` and other processes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from cnfacts.grammar.readings import Form, Reading
from cnfacts.lexicon.predicates import Word
from cnfacts.schema.enums import Basis, Qualifier, UnitClass
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodExpr, PeriodMention

__all__ = ["from_json", "to_json"]

_M = TypeVar("_M", Quantity, PeriodMention, Comparison, Reading)

_DECODERS: dict[type[Any], dict[str, Callable[[Any], Any]]] = {
    Quantity: {
        "value": Decimal,
        "value_high": Decimal,
        "unit_class": UnitClass,
        "qualifier": Qualifier,
    },
    PeriodMention: {"expr": PeriodExpr.from_json},
    Comparison: {"basis": Basis, "periods": lambda rows: tuple(PeriodExpr.from_json(row) for row in rows)},
    Reading: {"form": Form, "words": lambda rows: tuple(Word(*row) for row in rows)},
}

_FIELDS = {kind: tuple((field.name, field.default) for field in fields(kind)) for kind in _DECODERS}


def to_json(mention: Quantity | PeriodMention | Comparison | Reading) -> dict[str, Any]:
    """The mention's fields as JSON values; those that are None or at their default are left out."""
    row: dict[str, Any] = {}
    for name, default in _FIELDS[type(mention)]:
        value = getattr(mention, name)
        if value is not None and value is not default:
            row[name] = _plain(value)
    return row


def from_json(kind: type[_M], row: dict[str, Any]) -> _M:
    """Rebuild a mention from `to_json`'s output."""
    decoders = _DECODERS[kind]
    values: dict[str, Any] = {name: None for name, default in _FIELDS[kind] if default is MISSING}
    for name, value in row.items():
        decode = decoders.get(name)
        values[name] = decode(value) if decode else _frozen(value)
    return kind(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, PeriodExpr):
        return value.to_json()
    if isinstance(value, Word):
        return [value.text, value.role, value.sign]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
