"""Whether each slot of an aligned pair is right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cnfacts.evaluate.answers import Answer, Base, Expected

__all__ = ["NEAR_METRIC", "SLOTS", "STRICT", "Verdict", "judge", "overlap_f1"]

SLOTS = ("value", "unit", "metric", "period", "kind", "basis", "qualifier", "status")
STRICT = SLOTS[:6]
"""The slots that all have to be right for a fact to count."""

NEAR_METRIC = "metric~"
"""The metric by character overlap."""

_NEAR = 0.75
_TOLERANCE = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The slots that are wrong, and whether the metric is near."""

    wrong: frozenset[str]
    near: bool

    @property
    def strict(self) -> bool:
        """All of `STRICT` right."""
        return not self.wrong.intersection(STRICT)

    @property
    def relaxed(self) -> bool:
        """The same with the metric by character overlap."""
        return self.near and not self.wrong.intersection(STRICT).difference({"metric"})


def judge(found: Answer, expected: Expected) -> Verdict:
    """Compare the slots of an aligned pair; a value is right to one part in a million."""
    value = any(_near(found.value, v) for v in expected.values)
    right = {
        "value": value and _near(found.value_high, expected.best.value_high),
        "unit": found.unit in expected.units,
        "metric": found.metric in expected.metrics,
        "period": found.period in expected.periods,
        "kind": found.kind in expected.kinds,
        "basis": any(_same_base(found.basis, base) for base in expected.bases),
        "qualifier": found.qualifier in expected.qualifiers,
        "status": found.status in expected.statuses,
    }
    near = right["metric"] or max(overlap_f1(found.metric, name) for name in expected.metrics) >= _NEAR
    return Verdict(frozenset(slot for slot, ok in right.items() if not ok), near)


def overlap_f1(one: str, other: str) -> float:
    """F1 of the longest common subsequence of two names."""
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for x in one:
        diagonal = 0
        for j, y in enumerate(other, 1):
            diagonal, row[j] = row[j], (diagonal + 1 if x == y else max(row[j], row[j - 1]))
    return 2 * row[-1] / (len(one) + len(other))


def _near(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(one - other) <= abs(other) * _TOLERANCE


def _same_base(found: Base, base: Base) -> bool:
    """The name must be right, and for a named period its dates too."""
    return found[0] == base[0] and (base[0] != "period" or found[1] == base[1])
