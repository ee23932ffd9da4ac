"""Misses by cause, each with the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cnfacts.evaluate.answers import Answer, Expected, GoldDoc
from cnfacts.evaluate.judge import STRICT, overlap_f1
from cnfacts.evaluate.scores import Judged

__all__ = ["Cause", "Miss", "causes", "misses"]

_BEFORE, _AFTER = 40, 12
_SHOWN = ("value", "value_high", "unit", "metric", "period_start", "period_end", "kind", "basis", "basis_start")
_PARTLY = 0.5


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact that is not right: `causes` are one or more, `got` and `gold` hold the slots in question."""

    doc_id: str
    start: int
    causes: tuple[str, ...]
    context: str
    got: dict[str, Any] | None
    gold: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Cause:
    """All misses of a cause; `alone` of them have no other."""

    name: str
    misses: tuple[Miss, ...]

    @property
    def alone(self) -> int:
        """How many facts would be right but for this."""
        return sum(len(m.causes) == 1 for m in self.misses)


def causes(judged: Iterable[Judged]) -> list[Cause]:
    """The causes of all misses, the most frequent first; a miss stands under each of its causes."""
    groups: dict[str, list[Miss]] = {}
    for document in judged:
        for miss in misses(document):
            for name in miss.causes:
                groups.setdefault(name, []).append(miss)
    found = [Cause(name, tuple(group)) for name, group in groups.items()]
    return sorted(found, key=lambda cause: (-len(cause.misses), cause.name))


def misses(judged: Judged) -> Iterator[Miss]:
    """What is wrong in a document, in order of place."""
    found = [_miss(judged.doc, f, e, names) for f, e, names in _wrong_pairs(judged)]
    found += [_miss(judged.doc, answer, None, ("not a fact",)) for answer in judged.alignment.extra]
    found += [_miss(judged.doc, None, gold, ("missed figure",)) for gold in judged.alignment.missing]
    yield from sorted(found, key=lambda miss: miss.start)


def _wrong_pairs(judged: Judged) -> Iterator[tuple[Answer, Expected, tuple[str, ...]]]:
    for found, expected, verdict in judged.judged_pairs():
        if not verdict.strict:
            yield found, expected, tuple(_CAUSE[slot](found, expected) for slot in STRICT if slot in verdict.wrong)


def _miss(doc: GoldDoc, found: Answer | None, expected: Expected | None, names: tuple[str, ...]) -> Miss:
    place = expected.best if expected else found
    assert place is not None
    around = doc.text[max(0, place.start - _BEFORE) : place.end + _AFTER].replace("\n", "⏎")
    return Miss(doc.doc_id, place.start, names, around, _shown(found), _shown(expected.best if expected else None))


def _shown(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {name: answer.record[name] for name in _SHOWN if answer.record.get(name) is not None}


def _value(found: Answer, expected: Expected) -> str:
    mine, theirs = found.value, expected.best.value
    if mine is None or theirs is None:
        return "value: missing" if mine is None else "value: none expected"
    if mine == -theirs:
        return "value: sign"
    if found.value_high != expected.best.value_high:
        return "value: range"
    return "value: scale" if theirs and _is_power(mine / theirs) else "value: other"


def _is_power(ratio: Decimal) -> bool:
    return ratio != 0 and set(ratio.normalize().as_tuple().digits) == {1}


def _unit(found: Answer, expected: Expected) -> str:
    return f"unit: {found.unit or 'none'} for {expected.best.unit or 'none'}"


def _metric(found: Answer, expected: Expected) -> str:
    """Longer, shorter or another name, and whether its words were the clause's own."""
    nearest = max(expected.metrics, key=lambda name: overlap_f1(found.metric, name))
    source = found.record.get("metric_source", "unknown")
    if not found.metric:
        return "metric: none"
    if _is_within(nearest, found.metric):
        return f"metric: longer ({source})"
    if _is_within(found.metric, nearest):
        return f"metric: shorter ({source})"
    return f"metric: {'partly' if overlap_f1(found.metric, nearest) >= _PARTLY else 'other'} ({source})"


def _is_within(part: str, whole: str) -> bool:
    """Whether `part` is `whole` with some characters left out."""
    rest = iter(whole)
    return all(char in rest for char in part)


def _period(found: Answer, expected: Expected) -> str:
    source = found.record.get("period_source", "unknown")
    if found.period == (None, None):
        return "period: left open"
    return f"period: {source}" + (" for none" if expected.best.period == (None, None) else "")


def _kind(found: Answer, expected: Expected) -> str:
    return f"kind: {found.kind} for {expected.best.kind}"


def _basis(found: Answer, expected: Expected) -> str:
    if found.basis[0] == expected.best.basis[0]:
        return f"basis: dates of {found.basis[0]}"
    return f"basis: {found.basis[0]} for {expected.best.basis[0]}"


_CAUSE = {"value": _value, "unit": _unit, "metric": _metric, "period": _period, "kind": _kind, "basis": _basis}
