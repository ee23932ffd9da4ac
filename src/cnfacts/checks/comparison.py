"""What a check compares: a printed figure with what others imply, both as intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cnfacts.checks.band import Band
from cnfacts.checks.finding import Precondition, Repair
from cnfacts.checks.judgement import CheckName
from cnfacts.checks.observation import Observation

__all__ = ["Comparison", "Operand"]

Operand = tuple[str, Observation]
"""What a fact is in a check, and the fact: the first is the one reported against the others."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a check compares: the reported figure in `operands[0]` with what the others imply.

    `formula` is the arithmetic in printed figures; `suspects` are all operands unless the check knows better.
    """

    check: CheckName
    operands: Sequence[Operand]
    reported: Band
    implied: Band
    formula: str
    preconditions: dict[str, Precondition]
    assumptions: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = field(default=())
