"""Intervals by resampling documents: facts of one document stand or fall together."""

from __future__ import annotations

import random
from collections.abc import Sequence

from cnfacts.evaluate.scores import MEASURES, Tally, rates_of

__all__ = ["ROUNDS", "SEED", "intervals"]

ROUNDS = 1000
SEED = 20
_LOW, _HIGH = 0.025, 0.975


def intervals(tallies: Sequence[Tally], rounds: int = ROUNDS, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """95 % intervals of the F1 of each measure, by drawing as many documents with replacement.

    Args:
        tallies: one for each document.
        rounds: draws.
        seed: of the draws; the same seed gives the same intervals.
    """
    draw = random.Random(seed)
    scores: dict[str, list[float]] = {measure: [] for measure in MEASURES}
    for _ in range(rounds):
        drawn = draw.choices(tallies, k=len(tallies))
        predicted, gold = sum(t.predicted for t in drawn), sum(t.gold for t in drawn)
        for measure, found in scores.items():
            found.append(rates_of(sum(getattr(t, measure) for t in drawn), predicted, gold).f1)
    return {measure: _interval(sorted(found)) for measure, found in scores.items() if found}


def _interval(ordered: Sequence[float]) -> tuple[float, float]:
    last = len(ordered) - 1
    return ordered[round(last * _LOW)], ordered[round(last * _HIGH)]
