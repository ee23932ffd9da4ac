"""How likely a fact is right in all its slots: a small logistic model over what its making tells.

The weights stand in confidence.json, where they come from and how well they hold too. They are fitted on annotated
documents by `python -m cnfacts.evaluate.calibrate`; no weight is set by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from cnfacts.assembly.state import Draft, State
from cnfacts.lexicon.heads import Head
from cnfacts.schema.enums import Basis, SlotSource

__all__ = ["MODEL_FILE", "TERMS", "Model", "confidence_of", "load_model", "terms_of"]

MODEL_FILE = "confidence.json"

_DIGITS = 3
_OLD = 2000

Term = Callable[[Draft, State, Head | None], str]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the values of each term; a value without one adds nothing."""

    intercept: float
    weights: dict[str, dict[str, float]]

    def probability(self, terms: dict[str, str]) -> float:
        """The probability of `terms`."""
        score = self.intercept
        for name, value in terms.items():
            score += self.weights[name].get(value, 0.0) if name in self.weights else 0.0
        return 1 / (1 + exp(-score))


@cache
def load_model() -> Model:
    """The packaged model."""
    data: dict[str, Any] = json.loads(files("cnfacts.assembly").joinpath(MODEL_FILE).read_text(encoding="utf-8"))
    return Model(data["intercept"], data["weights"])


def confidence_of(draft: Draft, state: State, head: Head | None) -> float:
    """The probability that all slots scored strictly are right.

    Args:
        draft: the fact in the making, complete.
        state: the document after the draft's sentence.
        head: the indicator head of the draft's metric.
    """
    return round(load_model().probability(terms_of(draft, state, head)), _DIGITS)


def terms_of(draft: Draft, state: State, head: Head | None) -> dict[str, str]:
    """What the model looks at: a value for each term."""
    return {name: term(draft, state, head) for name, term in TERMS.items()}


def _metric(draft: Draft, state: State, head: Head | None) -> str:
    """Where the name's words are, and whether it is made of more or less than one stretch of them."""
    name = draft.name
    if name.source is SlotSource.INHERITED:
        return f"inherited {_far(draft.start - name.span[1]) if name.span else 'from nowhere'}"
    whole = name.span is not None and name.span[1] - name.span[0] == len(name.text)
    return f"{name.source.value} {'whole' if whole else 'composed'}"


def _period(draft: Draft, state: State, head: Head | None) -> str:
    slot = draft.period
    if slot is None or slot.period.start is None:
        return "open"
    if slot.span is None or slot.source in (SlotSource.STATED, SlotSource.CAPTION):
        return slot.source.value
    return f"{slot.source.value} {_far(abs(draft.start - slot.span[1]))}"


def _period_form(draft: Draft, state: State, head: Head | None) -> str:
    expr = draft.period.expr if draft.period else None
    if expr is None:
        return "none"
    if expr.is_since:
        return "since"
    return "years" if expr.multi_year else "day" if expr.is_instant else expr.kind.value


def _period_age(draft: Draft, state: State, head: Head | None) -> str:
    """How the period's end lies to the document's date."""
    end = draft.period.period.end if draft.period else None
    if end is None or state.doc_date is None:
        return "unknown"
    if end > state.doc_date:
        return f"to come, {draft.status.value}"
    return _bucket((state.doc_date - end).days, (45, 120, 400))


def _basis(draft: Draft, state: State, head: Head | None) -> str:
    if draft.basis is Basis.NONE:
        return "none"
    return f"{draft.basis.value} {draft.basis_source.value}"


def _head(draft: Draft, state: State, head: Head | None) -> str:
    return "none" if head is None else "bare" if head.text == draft.name.base else "scoped"


def _era(draft: Draft, state: State, head: Head | None) -> str:
    return "undated" if state.doc_date is None else "old" if state.doc_date.year < _OLD else "new"


def _far(distance: int) -> str:
    return _bucket(distance, (30, 120, 500))


def _bucket(number: int, edges: tuple[int, ...]) -> str:
    return next((f"to {edge}" for edge in edges if number <= edge), f"over {edges[-1]}")


TERMS: dict[str, Term] = {
    "rule": lambda d, s, h: d.rule,
    "kind": lambda d, s, h: d.kind.value,
    "unit class": lambda d, s, h: d.quantity.unit_class.value,
    "metric": _metric,
    "metric length": lambda d, s, h: _bucket(len(d.name.text), (2, 4, 8, 12, 18)),
    "head": _head,
    "period": _period,
    "period form": _period_form,
    "period age": _period_age,
    "basis": _basis,
    "status": lambda d, s, h: d.status.value,
    "part": lambda d, s, h: "yes" if d.part else "no",
    "origin": lambda d, s, h: "yes" if d.is_origin else "no",
    "era": _era,
}
"""The terms by name; a new one takes effect when the model is fitted again."""
