"""Whether a confidence means what it says: bins, calibration error, thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

__all__ = ["Bin", "Scored", "Threshold", "bins", "calibration_error", "log_loss", "threshold_for"]

Scored = tuple[float, bool]
"""A confidence, and whether the fact was right."""

_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of similar confidence."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """What keeping only facts of this confidence or more gives."""

    confidence: float
    kept: int
    precision: float
    recall: float


def bins(scored: Sequence[Scored], count: int = 10) -> list[Bin]:
    """Ten bins of equal width, with the mean confidence and the share that is right in each."""
    groups: list[list[Scored]] = [[] for _ in range(count)]
    for item in scored:
        groups[min(int(item[0] * count), count - 1)].append(item)
    return [_bin(group, i / count, (i + 1) / count) for i, group in enumerate(groups)]


def _bin(group: Sequence[Scored], low: float, high: float) -> Bin:
    n = len(group) or 1
    return Bin(low, high, len(group), sum(c for c, _ in group) / n, sum(right for _, right in group) / n)


def calibration_error(scored: Sequence[Scored]) -> float:
    """The expected calibration error over ten bins."""
    return sum(b.count * abs(b.confidence - b.right) for b in bins(scored)) / len(scored) if scored else 0.0


def log_loss(scored: Sequence[Scored]) -> float:
    """Mean negative log likelihood."""
    chances = (c if right else 1 - c for c, right in scored)
    return -sum(log(max(chance, _TINY)) for chance in chances) / len(scored) if scored else 0.0


def threshold_for(precision: float, scored: Sequence[Scored], gold: int) -> Threshold | None:
    """The lowest confidence from which on facts are right at least so often, or None.

    Args:
        precision: asked for.
        scored: predictions.
        gold: how many facts there are to find.
    """
    ordered = sorted(scored, key=lambda item: -item[0])
    best, right = None, 0
    for kept, (confidence, is_right) in enumerate(ordered, 1):
        right += is_right
        last = kept == len(ordered) or ordered[kept][0] < confidence
        if last and right / kept >= precision:
            best = Threshold(confidence, kept, right / kept, right / gold if gold else 0.0)
    return best
