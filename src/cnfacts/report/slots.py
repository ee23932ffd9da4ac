"""A fact's slots in the reader's language, with the words each came from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from cnfacts.report.words import Words
from cnfacts.schema.brief import brief_period
from cnfacts.schema.enums import Basis, Kind, PriceBasis, Qualifier, SlotSource
from cnfacts.schema.fact import Fact

__all__ = ["basis_of", "kind_of", "period_of", "record_of", "value_of"]

Span = tuple[int, int]


def value_of(fact: Fact) -> str:
    """The value with its digits in groups, a range with both ends."""
    ends = [_grouped(value) for value in (fact.value, fact.value_high) if value is not None]
    return " – ".join(ends)


def _grouped(value: Decimal) -> str:
    return f"{value:,f}".replace("-", "−")


def period_of(fact: Fact, words: Words) -> str:
    """The period in its shortest exact form."""
    return brief_period(fact.period_start, fact.period_end, words["slot.open"])


def kind_of(fact: Fact, words: Words) -> str:
    """The kind; of a difference also what of."""
    if fact.difference_of is not None:
        return words[f"of.{fact.difference_of.value}"]
    return words[f"kind.{fact.kind.value}"]


def basis_of(fact: Fact, words: Words) -> str:
    """What it is compared with; a period of its own by its name."""
    name = words[f"basis.{fact.basis.value}"]
    if fact.basis is Basis.PERIOD:
        return f"{name} {brief_period(fact.basis_start, fact.basis_end, words['slot.open'])}"
    return name


def record_of(fact: Fact, words: Words) -> dict[str, Any]:
    """What the page's script shows and writes: slots as `[name, value, span, source]`, and the flat record."""
    record = {key: value for key, value in fact.to_record().items() if value not in (None, [], "")}
    return {"slots": [list(slot) for slot in _slots(fact, words)], "record": record}


def _slots(fact: Fact, words: Words) -> Iterator[tuple[str, str, Span | None, str]]:
    def slot(name: str, value: str, span: Span | None = None, source: SlotSource | None = None) -> Any:
        return name, value, span, source.value if source is not None else ""

    unit = f" {fact.unit}" if fact.unit else ""
    yield slot("value", (value_of(fact) or words["slot.open"]) + unit)
    yield slot("metric", fact.metric, fact.metric_span, fact.metric_source)
    yield slot("period", period_of(fact, words), fact.period_span, fact.period_source)
    yield slot("kind", kind_of(fact, words))
    if fact.basis is not Basis.NONE:
        yield slot("basis", _against(fact, words), fact.basis_span, fact.basis_source)
    if fact.qualifier is not Qualifier.EQ:
        said = f" ({fact.qualifier_text})" if fact.qualifier_text else ""
        yield slot("qualifier", words[f"qualifier.{fact.qualifier.value}"] + said)
    yield slot("status", words[f"status.{fact.status.value}"])
    if fact.relative_to:
        yield slot("relative_to", fact.relative_to)
    if fact.price_basis is not PriceBasis.UNSTATED and fact.kind in (Kind.LEVEL, Kind.GROWTH):
        yield slot("price_basis", words[f"price_basis.{fact.price_basis.value}"])
    for name in ("region", "locator"):
        if getattr(fact, name):
            yield slot(name, getattr(fact, name))
    yield slot("rule", fact.rule)
    if fact.confidence is not None:
        yield slot("confidence", f"{fact.confidence:.0%}")
    for reason in fact.unresolved:
        yield slot("unresolved", reason)


def _against(fact: Fact, words: Words) -> str:
    name = words[f"basis.{fact.basis.value}"]
    against = brief_period(fact.basis_start, fact.basis_end, words["slot.open"]) if fact.basis_start else ""
    if fact.basis is Basis.PERIOD:
        return f"{name} {against or words['slot.open']}"
    return f"{name} ({against})" if against else name
