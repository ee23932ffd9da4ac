"""Whether prose that gives two figures one name speaks of one thing: what P1 rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from cnfacts.checks.finding import Precondition
from cnfacts.checks.names import split_region
from cnfacts.checks.observation import Observation
from cnfacts.checks.observe import is_record
from cnfacts.schema.enums import Kind, SlotSource, Status

__all__ = ["CHANGES", "are_alike", "settled", "slot_of"]

CHANGES = frozenset({Kind.GROWTH, Kind.DIFFERENCE, Kind.CONTRIBUTION, Kind.MULTIPLE})
_FAR = Fraction(3, 2)
_POWERS = (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8)
_MOST = 12
"""Figures of one slot compared pairwise."""


def slot_of(o: Observation) -> Any:
    """All that two figures have in common if they are the same figure."""
    fact = o.fact
    what = (o.key, o.kind, fact.unit, o.window, fact.difference_of, fact.relative_to)
    if o.kind not in CHANGES:
        return what
    return (*what, o.basis, o.base, o.price, o.currency)


def are_alike(one: Observation, other: Observation) -> bool:
    """Whether prose gives the two figures as of one thing; a record's word is taken."""
    if is_record(one.fact) and is_record(other.fact):
        return True
    if one.doc == other.doc and one.fact.sentence == other.fact.sentence:
        return False
    return _is_named(one) and _is_named(other) and not _is_another_scope(one, other)


def _is_named(o: Observation) -> bool:
    """The sentence names the metric as a whole, and not as a part of something."""
    if is_record(o.fact):
        return True
    sentence = o.fact.sentence
    stated = o.fact.metric_source is SlotSource.STATED and split_region(o.fact.metric)[1] in sentence
    return stated and "其中" not in sentence[: sentence.rfind(o.fact.text)]


def _is_another_scope(one: Observation, other: Observation) -> bool:
    """Amounts far apart that are not a slip of 万 for 亿."""
    if one.kind is not Kind.LEVEL or one.unit in ("%", "") or one.figure is None or other.figure is None:
        return False
    low, high = sorted((abs(one.figure.value), abs(other.figure.value)))
    bounded = one.figure.wide.is_bounded and other.figure.wide.is_bounded
    if low == 0 or high <= _FAR * low:
        return False
    return not bounded or not any(_meet(one, other, power) for power in _POWERS)


def _meet(one: Observation, other: Observation, power: int) -> bool:
    assert one.figure is not None and other.figure is not None
    by = Fraction(10) ** power
    return one.figure.wide.scaled(by).meets(other.figure.wide)


def settled(observations: Sequence[Observation]) -> list[Observation]:
    """The observations, `identity` unknown where a document gives one name to figures that cannot be one.

    Those whose sentence does not itself name the metric lost a scope on the way; where all do, none can be told
    from the others. What `are_alike` takes for the same figure twice is left to S1 to accuse.
    """
    slots: dict[Any, list[Observation]] = defaultdict(list)
    for o in observations:
        prose = o.figure is not None and o.window is not None and not is_record(o.fact)
        if prose and o.fact.status is Status.ACTUAL:
            slots[o.doc, slot_of(o)].append(o)
    doubtful = {o.order for found in slots.values() if len(found) > 1 for o in _doubtful(found)}
    return [replace(o, identity=Precondition.UNKNOWN) if o.order in doubtful else o for o in observations]


def _doubtful(found: Sequence[Observation]) -> Iterator[Observation]:
    for one, other in combinations(found[:_MOST], 2):
        assert one.figure is not None and other.figure is not None
        if one.figure.wide.meets(other.figure.wide) or are_alike(one, other):
            continue
        unnamed = [o for o in (one, other) if not _is_named(o)]
        yield from unnamed or (one, other)
    yield from found[_MOST:]
