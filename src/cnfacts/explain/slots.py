"""The words each slot of a fact came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cnfacts.schema.brief import brief_period
from cnfacts.schema.enums import Basis
from cnfacts.schema.fact import Fact

__all__ = ["Slot", "slots_of"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot's value as text, the words it came from with their place, and whether they were said here."""

    name: str
    value: str
    words: str | None = None
    span: Span | None = None
    source: str | None = None


def slots_of(fact: Fact, text: str) -> Iterator[Slot]:
    """The slots of a fact in the record's order; `text` is the document."""
    span = (fact.start, fact.end)
    yield Slot("value", _value(fact), fact.text, span, "stated")
    yield _from("metric", fact.metric, fact.metric_span, fact.metric_source.value, text)
    period = brief_period(fact.period_start, fact.period_end, "open")
    yield _from("period", period, fact.period_span, fact.period_source.value, text)
    yield Slot("kind", _kind(fact))
    if fact.basis is not Basis.NONE:
        against = brief_period(fact.basis_start, fact.basis_end, "open")
        value = fact.basis.value + (f" ({against})" if fact.basis_start else "")
        yield _from("basis", value, fact.basis_span, fact.basis_source.value, text)
    if fact.qualifier_text:
        yield Slot("qualifier", fact.qualifier.value, fact.qualifier_text, None, "stated")
    if fact.relative_to:
        yield Slot("relative to", fact.relative_to)
    yield Slot("status", fact.status.value)
    yield Slot("rule", fact.rule)
    for reason in fact.unresolved:
        yield Slot("unresolved", reason)


def _from(name: str, value: str, span: Span | None, source: str, text: str) -> Slot:
    return Slot(name, value, text[span[0] : span[1]] if span else None, span, source)


def _value(fact: Fact) -> str:
    ends = (format(value, "f") for value in (fact.value, fact.value_high) if value is not None)
    return f"{' – '.join(ends) or 'open'} {fact.unit}".rstrip()


def _kind(fact: Fact) -> str:
    return f"{fact.kind.value} of {fact.difference_of.value}" if fact.difference_of else fact.kind.value
