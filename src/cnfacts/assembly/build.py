"""From a draft to the record."""

from __future__ import annotations

from decimal import Decimal

from cnfacts.assembly.confidence import Place, confidence_of
from cnfacts.assembly.state import Draft, State
from cnfacts.grammar.periods import sdmx
from cnfacts.lexicon.heads import head_of
from cnfacts.lexicon.regions import region_of
from cnfacts.schema.enums import Aggregation, Kind, SlotSource
from cnfacts.schema.fact import Fact

__all__ = ["build_fact"]

_SIGNED = frozenset({Kind.GROWTH, Kind.DIFFERENCE, Kind.CONTRIBUTION})
_NO_PERIOD = "period: not stated"


def build_fact(text: str, draft: Draft, sentence: tuple[int, int], state: State, doc_id: str) -> Fact:
    """The record of a draft; offsets in it are the document's."""
    quantity = draft.quantity
    period = draft.period.period if draft.period else None
    basis = draft.basis_period
    head = head_of(draft.name.base)
    unresolved = list(draft.unresolved)
    if period is None:
        unresolved.append(_NO_PERIOD)
    elif period.reason:
        unresolved.append(period.reason)
    return Fact(
        doc_id=doc_id,
        fact_id=f"{doc_id}#{draft.start}",
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        sentence=text[sentence[0] : sentence[1]].strip(),
        doc_date=state.doc_date,
        doc_date_source=state.doc_date_source,
        publisher=state.publisher,
        title=state.title,
        metric=_metric(draft, state),
        value=_signed(quantity.value, draft),
        value_high=_signed(quantity.value_high, draft),
        unit=quantity.unit,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        kind=draft.kind,
        basis=draft.basis,
        basis_start=basis.start if basis else None,
        basis_end=basis.end if basis else None,
        qualifier=quantity.qualifier,
        status=draft.status,
        value_text=quantity.value_text,
        value_high_text=quantity.value_high_text,
        scale=quantity.scale,
        qualifier_text=quantity.qualifier_text,
        unit_code=quantity.unit_code,
        time_period=sdmx(period) if period else None,
        aggregation=head.aggregation if head else Aggregation.UNKNOWN,
        price_basis=draft.price_basis,
        difference_of=draft.of,
        relative_to=draft.relative_to,
        region=region_of(draft.name.base) or draft.place,
        metric_span=draft.name.span,
        metric_source=draft.name.source,
        period_span=draft.period.span if draft.period else None,
        period_text=draft.period.text if draft.period else None,
        period_source=draft.period.source if draft.period else SlotSource.DEFAULT,
        basis_span=draft.basis_span,
        basis_text=text[draft.basis_span[0] : draft.basis_span[1]] if draft.basis_span else None,
        basis_source=draft.basis_source,
        rule=draft.rule,
        unresolved=tuple(unresolved),
        confidence=confidence_of(Place(text, draft, state, head)),
    )


def _signed(value: Decimal | None, draft: Draft) -> Decimal | None:
    if value is None:
        return None
    return -value if draft.sign < 0 and draft.kind in _SIGNED else value


def _metric(draft: Draft, state: State) -> str:
    """The name, or what the user's lexicon calls it."""
    aliases = state.lexicon.aliases if state.lexicon else {}
    return aliases.get(draft.name.base, draft.name.base) + draft.name.suffix
