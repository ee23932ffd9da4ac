"""The two sides of a comparison: what was extracted, and what annotators say is right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

__all__ = ["Answer", "Base", "Dates", "Expected", "GoldDoc", "answer_of", "dates_of", "number_of", "plain", "unit_of"]

Dates = tuple[str | None, str | None]
"""First and last day as ISO strings."""

Base = tuple[str, Dates]
"""The name of a comparison basis and its dates."""

_NOISE = re.compile(r"[的\s“”\"'《》（）()、，,：:]")
_SAME_UNIT = {"个百分点": "百分点", "％": "%", "百分之": "%", "人民币": "元", "番": "倍", None: ""}
_DAY = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """The scored slots of one fact; `record` is the whole of it, for the places the slots came from."""

    start: int
    end: int
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    metric: str
    period: Dates
    kind: str
    basis: Base
    qualifier: str
    status: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    """An annotated fact: `best` is the annotator's answer, the sets hold it and all that are as good."""

    best: Answer
    values: tuple[Decimal | None, ...]
    units: frozenset[str]
    metrics: tuple[str, ...]
    periods: frozenset[Dates]
    kinds: frozenset[str]
    bases: frozenset[Base]
    qualifiers: frozenset[str]
    statuses: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldDoc:
    """An annotated document."""

    doc_id: str
    doc_date: str | None
    text: str
    facts: tuple[Expected, ...]
    genre: str


def number_of(value: Any) -> Decimal | None:
    """The number of a JSON value, or None where there is none."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


def plain(metric: str | None) -> str:
    """A metric without 的, punctuation, quotes and blanks, so that spelling alone does not count against it."""
    return _NOISE.sub("", metric or "")


def unit_of(unit: str | None) -> str:
    """A unit with the spellings that mean the same folded."""
    return str(_SAME_UNIT.get(unit, unit))


def dates_of(start: Any, end: Any) -> Dates:
    """The days of two JSON values."""
    return str(start)[:_DAY] if start else None, str(end)[:_DAY] if end else None


def answer_of(record: Mapping[str, Any]) -> Answer:
    """The scored slots of a flat record.

    Raises:
        KeyError: it has no place.
        ValueError: its place is no number.
    """
    return Answer(
        start=int(record["start"]),
        end=int(record["end"]),
        value=number_of(record.get("value")),
        value_high=number_of(record.get("value_high")),
        unit=unit_of(record.get("unit")),
        metric=plain(record.get("metric")),
        period=dates_of(record.get("period_start"), record.get("period_end")),
        kind=str(record.get("kind")),
        basis=(record.get("basis") or "none", dates_of(record.get("basis_start"), record.get("basis_end"))),
        qualifier=record.get("qualifier") or "eq",
        status=record.get("status") or "actual",
        record=record,
    )
