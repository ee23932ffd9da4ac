"""What a check says: findings, with the facts, the intervals, the preconditions and the proof."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from cnfacts.checks.interval import Interval
from cnfacts.schema.fact import Fact

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = [
    "Bounds",
    "FactRef",
    "Finding",
    "Message",
    "Precondition",
    "Preconditions",
    "Proof",
    "ProofRow",
    "Reason",
    "Record",
    "Repair",
    "RepairKind",
    "Tier",
    "Verdict",
    "exact",
]


class Tier(str, Enum):
    """What a finding rests on."""

    IDENTITY = "identity"  # arithmetic and definitions alone
    ASSUMPTION = "assumption"  # a named assumption, printed with the finding
    HEURISTIC = "heuristic"  # a hint


class Verdict(str, Enum):
    """What was found."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"  # infeasible even in W
    ROUNDING_SENSITIVE = "rounding_sensitive"  # infeasible in N, feasible in W
    CONDITIONAL = "conditional"  # inconsistent under a named assumption
    SUSPICIOUS = "suspicious"  # heuristic
    CANNOT_TELL = "cannot_tell"


class Reason(str, Enum):
    """Why it cannot be told."""

    MISSING_OPERAND = "missing_operand"
    UNKNOWN_BASIS = "unknown_basis"
    NOT_COMPARABLE = "not_comparable"
    UNBOUNDED_REMAINDER = "unbounded_remainder"
    APPROXIMATE_OPERAND = "approximate_operand"
    AMBIGUOUS_PERIOD = "ambiguous_period"
    NOT_ADDITIVE = "not_additive"
    BASE_NOT_POSITIVE = "base_not_positive"
    VINTAGE_UNKNOWN = "vintage_unknown"
    SOLVER = "solver"


class Precondition(str, Enum):
    """How far a precondition is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class RepairKind(str, Enum):
    """How a figure was misprinted, if it was."""

    SIGN = "sign"
    TRANSPOSITION = "transposition"
    SCALE = "scale"
    UNIT = "unit"
    DIGIT = "digit"


Preconditions = dict[str, Precondition]
"""P1 … P6 of checks.md, those that the check needs."""


class Record(BaseModel):
    """A frozen record with no fields but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trusted(cls, values: dict[str, object]) -> Self:
        """An object of all its fields' values, which the checks made themselves: not validated again."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        object.__setattr__(made, "__pydantic_fields_set__", set(values))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made


class FactRef(Record):
    """A fact in a finding, quoted with its place."""

    fact_id: str = Field(description="The fact's id")
    doc_id: str = Field(description="Its document")
    start: int = Field(description="First character of the numeral")
    end: int = Field(description="One past its last")
    quote: str = Field(description="The numeral with its unit as printed")
    metric: str = Field(description="Its metric")
    time_period: str | None = Field(None, description="Its period as SDMX prints it")
    role: str = Field("", description="What it is in the check: total, part, growth, level, base …")

    @classmethod
    def of(cls, fact: Fact, role: str = "") -> FactRef:
        """The reference to a fact."""
        return cls.trusted(
            {
                "fact_id": fact.fact_id,
                "doc_id": fact.doc_id,
                "start": fact.start,
                "end": fact.end,
                "quote": fact.text,
                "metric": fact.metric,
                "time_period": fact.time_period,
                "role": role,
            }
        )


class Bounds(Record):
    """An interval; ends are exact fractions as strings, null without bound."""

    low: str | None = Field(description="Lower end")
    high: str | None = Field(description="Upper end")

    @classmethod
    def of(cls, interval: Interval) -> Bounds:
        """An interval's ends as strings."""
        return cls.trusted({"low": exact(interval.lo), "high": exact(interval.hi)})


class ProofRow(Record):
    """One linear constraint `Σ coefficient·latent ≤ bound` and its multiplier, all exact fractions as strings."""

    label: str = Field(description="What the row says")
    facts: tuple[str, ...] = Field((), description="fact_ids that it rests on")
    coefficients: dict[str, str] = Field(description="Latent quantity to coefficient")
    bound: str = Field(description="The right-hand side")
    multiplier: str = Field(description="Not negative")


class Proof(Record):
    """A Farkas certificate: the rows times their multipliers add up to 0 ≤ a negative number."""

    rows: tuple[ProofRow, ...] = Field(description="The constraints")
    total: str = Field(description="Σ multiplier·bound, negative")


class Repair(Record):
    """A change of one figure that makes the whole group feasible."""

    fact_id: str = Field(description="The figure to change")
    kind: RepairKind = Field(description="sign, transposition, scale, unit or digit")
    printed: str = Field(description="What stands there")
    proposed: str = Field(description="What would fit")


class Message(Record):
    """One line with the arithmetic, in both languages."""

    zh: str = Field(description="In Chinese")
    en: str = Field(description="In English")


class Finding(Record):
    """What one check says of some facts."""

    id: str = Field(description="Stable for the same check of the same facts")
    check: str = Field(description="The check's code, S1 …")
    name: str = Field(description="The check's readable name")
    tier: Tier = Field(description="identity, assumption or heuristic")
    verdict: Verdict = Field(description="What was found")
    reason: Reason | None = Field(None, description="Why it cannot be told")
    facts: tuple[FactRef, ...] = Field(description="All facts compared, with document, offsets and quote")
    conflict_set: tuple[str, ...] = Field((), description="fact_ids that cannot all be true")
    suspects: tuple[str, ...] = Field((), description="Of those, the likeliest culprits, likeliest first")
    reported: Bounds | None = Field(None, description="The interval of the figure as printed (W)")
    implied: Bounds | None = Field(None, description="The interval that the other figures imply (W)")
    reported_near: Bounds | None = Field(None, description="The same, rounded to nearest (N)")
    implied_near: Bounds | None = Field(None, description="The same, rounded to nearest (N)")
    gap: str | None = Field(None, description="Distance of the two in W, an exact fraction; 0 where they meet")
    preconditions: dict[str, Precondition] = Field(default_factory=dict, description="P1 … P6 as far as known")
    assumptions: tuple[str, ...] = Field((), description="Named assumptions that the verdict rests on")
    proof: Proof | None = Field(None, description="Multipliers that anyone can replay")
    repairs: tuple[Repair, ...] = Field((), description="Changes of one figure that make the group feasible")
    message: Message = Field(description="One line with the arithmetic, in Chinese and English")


def exact(value: Fraction | None) -> str | None:
    """A fraction as `3/2` or `3`; None stays None."""
    return None if value is None else str(value)
