"""Which prediction answers which annotated fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnfacts.evaluate.answers import Answer, Expected

__all__ = ["Alignment", "align"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """One-to-one pairs, false facts, and facts not found; what gold calls optional is in none of them."""

    pairs: tuple[tuple[Answer, Expected], ...]
    extra: tuple[Answer, ...]
    missing: tuple[Expected, ...]


def align(found: Sequence[Answer], expected: Sequence[Expected]) -> Alignment:
    """Pair each prediction with the gold fact whose numeral it overlaps most, one to one.

    A prediction without a partner that touches an optional gold fact counts neither way.
    """
    used_found: set[int] = set()
    used_expected: set[int] = set()
    pairs: list[tuple[Answer, Expected]] = []
    for _, i, j in sorted(_overlaps(found, expected)):
        if i not in used_found and j not in used_expected:
            used_found.add(i)
            used_expected.add(j)
            pairs.append((found[i], expected[j]))
    extra = [f for i, f in enumerate(found) if i not in used_found and not _borders(f, expected)]
    missing = [e for j, e in enumerate(expected) if j not in used_expected and not e.optional]
    return Alignment(tuple(p for p in pairs if not p[1].optional), tuple(extra), tuple(missing))


def _overlaps(found: Sequence[Answer], expected: Sequence[Expected]) -> list[tuple[int, int, int]]:
    """(minus the overlap, index of the prediction, index of the gold fact): the order of pairing."""
    sizes = ((_overlap(f, e.best), i, j) for i, f in enumerate(found) for j, e in enumerate(expected))
    return [(-size, i, j) for size, i, j in sizes if size > 0]


def _borders(found: Answer, expected: Sequence[Expected]) -> bool:
    return any(e.optional and _overlap(found, e.best) > 0 for e in expected)


def _overlap(one: Answer, other: Answer) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
