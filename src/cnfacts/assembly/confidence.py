"""How likely a fact is right in all its slots: a small logistic model over what its making tells.

The weights stand in confidence.json, where they come from and how well they hold too. They are fitted on annotated
documents by `python -m cnfacts.evaluate.calibrate`; no weight is set by hand.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, NamedTuple

from cnfacts.assembly.state import Draft, State
from cnfacts.lexicon.heads import Head
from cnfacts.schema.enums import Basis, SlotSource

__all__ = ["MODEL_FILE", "TERMS", "Model", "Place", "confidence_of", "load_model", "terms_of"]

MODEL_FILE = "confidence.json"

_DIGITS = 3
_OLD = 2000


class _Buckets:
    """Names the stretch between two edges that a number falls in."""

    def __init__(self, *edges: int) -> None:
        self.edges = edges
        self.names = (*(f"to {edge}" for edge in edges), f"over {edges[-1]}")

    def __call__(self, number: int) -> str:
        return self.names[bisect_left(self.edges, number)]


_FAR, _GAP, _DAYS, _LENGTH = _Buckets(30, 120, 500), _Buckets(0, 2, 8), _Buckets(45, 120, 400), _Buckets(2, 4, 8, 12, 18)


class Place(NamedTuple):
    """A complete draft with the text, the document's state after its sentence, and its metric's head."""

    text: str
    draft: Draft
    state: State
    head: Head | None


Term = Callable[[Place], str]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the values of each term; a value without one adds nothing."""

    intercept: float
    weights: dict[str, dict[str, float]]

    def probability(self, terms: dict[str, str]) -> float:
        """The probability of `terms`."""
        found = (self.weights[name].get(value, 0.0) for name, value in terms.items() if name in self.weights)
        return _logistic(self.intercept + sum(found))


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-score))


@cache
def load_model() -> Model:
    """The packaged model."""
    data: dict[str, Any] = json.loads(files("cnfacts.assembly").joinpath(MODEL_FILE).read_text(encoding="utf-8"))
    return Model(data["intercept"], data["weights"])


@cache
def _steps() -> tuple[float, tuple[tuple[Term, dict[str, float]], ...]]:
    """The packaged model as what is done for each fact."""
    model = load_model()
    return model.intercept, tuple((TERMS[name], weights) for name, weights in model.weights.items() if name in TERMS)


def confidence_of(place: Place) -> float:
    """The probability that all slots scored strictly are right."""
    score, steps = _steps()
    for term, weights in steps:
        score += weights.get(term(place), 0.0)
    return round(_logistic(score), _DIGITS)


def terms_of(place: Place) -> dict[str, str]:
    """What the model looks at: a value for each term."""
    return {name: term(place) for name, term in TERMS.items()}


def _metric(at: Place) -> str:
    """Where the name's words are, and whether it is made of more or less than one stretch of them."""
    name = at.draft.name
    if name.source is SlotSource.INHERITED:
        return f"inherited {_FAR(at.draft.start - name.span[1]) if name.span else 'from nowhere'}"
    whole = name.span is not None and name.span[1] - name.span[0] == len(name.text)
    return f"{name.source.value} {'whole' if whole else 'composed'}"


def _edge(at: Place) -> str:
    """What stands before the name's first word."""
    span = at.draft.name.span
    if span is None or at.draft.rule == "table":
        return "none"
    before = at.text[span[0] - 1 : span[0]]
    if not before or before in "，。；：\n \u3000":
        return "clause"
    return "list" if before in "、和及与" else "time" if before in "年月日份度末底前" else "word"


def _gap(at: Place) -> str:
    """How far the name stands from the figure."""
    name = at.draft.name
    if name.span is None or name.source is not SlotSource.STATED or at.draft.rule == "table":
        return "none"
    return "after" if name.span[1] > at.draft.start else _GAP(at.draft.start - name.span[1])


def _period(at: Place) -> str:
    slot = at.draft.period
    if slot is None or slot.period.start is None:
        return "open"
    if slot.span is None or slot.source in (SlotSource.STATED, SlotSource.CAPTION):
        return slot.source.value
    return f"{slot.source.value} {_FAR(abs(at.draft.start - slot.span[1]))}"


def _period_age(at: Place) -> str:
    """How the period's end lies to the document's date."""
    end = at.draft.period.period.end if at.draft.period else None
    if end is None or at.state.doc_date is None:
        return "unknown"
    if end > at.state.doc_date:
        return f"to come, {at.draft.status.value}"
    return _DAYS((at.state.doc_date - end).days)


def _basis(at: Place) -> str:
    if at.draft.basis is Basis.NONE:
        return "none"
    return f"{at.draft.basis.value} {at.draft.basis_source.value}"


def _head(at: Place) -> str:
    return "none" if at.head is None else "bare" if at.head.text == at.draft.name.base else "scoped"


def _era(at: Place) -> str:
    return "undated" if at.state.doc_date is None else "old" if at.state.doc_date.year < _OLD else "new"


TERMS: dict[str, Term] = {
    "rule": lambda at: at.draft.rule,
    "kind": lambda at: at.draft.kind.value,
    "unit class": lambda at: at.draft.quantity.unit_class.value,
    "metric": _metric,
    "metric length": lambda at: _LENGTH(len(at.draft.name.text)),
    "metric edge": _edge,
    "metric gap": _gap,
    "head": _head,
    "period": _period,
    "period age": _period_age,
    "basis": _basis,
    "era": _era,
}
"""The terms by name; a new one takes effect when the model is fitted again."""
