"""Status and qualifier by class: a constant answer scores 0.99 on status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cnfacts.evaluate.scores import Judged, Rates, rates_of

__all__ = ["CLASSES", "Confusion", "confusion"]

CLASSES = {"status": ("actual", "target", "forecast"), "qualifier": ("eq", "approx", "gt", "lt")}
"""The slots looked at by class, and their classes."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each class was given for each; an answer that is as good counts as the annotator's own."""

    slot: str
    counts: Counter[tuple[str, str]]
    """By (annotated, found)."""

    def count(self, gold: str, found: str) -> int:
        """Pairs annotated `gold` for which `found` was given."""
        return self.counts[gold, found]

    def rates(self, name: str) -> Rates:
        """Precision, recall and F1 of a class."""
        found = sum(n for (_, mine), n in self.counts.items() if mine == name)
        gold = sum(n for (theirs, _), n in self.counts.items() if theirs == name)
        return rates_of(self.counts[name, name], found, gold)


def confusion(judged: Iterable[Judged], slot: str) -> Confusion:
    """Count the classes of a slot over all aligned pairs."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in judged:
        for found, expected, verdict in document.judged_pairs():
            mine = getattr(found, slot)
            counts[getattr(expected.best, slot) if slot in verdict.wrong else mine, mine] += 1
    return Confusion(slot, counts)
