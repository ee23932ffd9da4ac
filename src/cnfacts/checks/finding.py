"""What a check says: findings, and the report that tells what was checked and what could not be."""

from __future__ import annotations

import json
from collections.abc import Iterator
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
    "CheckReport",
    "Checked",
    "FactRef",
    "Finding",
    "Message",
    "NotChecked",
    "Precondition",
    "Preconditions",
    "Proof",
    "ProofRow",
    "Reason",
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


class _Model(BaseModel):
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


class FactRef(_Model):
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


class Bounds(_Model):
    """An interval; ends are exact fractions as strings, null without bound."""

    low: str | None = Field(description="Lower end")
    high: str | None = Field(description="Upper end")

    @classmethod
    def of(cls, interval: Interval) -> Bounds:
        """An interval's ends as strings."""
        return cls.trusted({"low": exact(interval.lo), "high": exact(interval.hi)})


class ProofRow(_Model):
    """One linear constraint `Σ coefficient·latent ≤ bound` and its multiplier, all exact fractions as strings."""

    label: str = Field(description="What the row says")
    facts: tuple[str, ...] = Field((), description="fact_ids that it rests on")
    coefficients: dict[str, str] = Field(description="Latent quantity to coefficient")
    bound: str = Field(description="The right-hand side")
    multiplier: str = Field(description="Not negative")


class Proof(_Model):
    """A Farkas certificate: the rows times their multipliers add up to 0 ≤ a negative number."""

    rows: tuple[ProofRow, ...] = Field(description="The constraints")
    total: str = Field(description="Σ multiplier·bound, negative")


class Repair(_Model):
    """A change of one figure that makes the whole group feasible."""

    fact_id: str = Field(description="The figure to change")
    kind: RepairKind = Field(description="sign, transposition, scale, unit or digit")
    printed: str = Field(description="What stands there")
    proposed: str = Field(description="What would fit")


class Message(_Model):
    """One line with the arithmetic, in both languages."""

    zh: str = Field(description="In Chinese")
    en: str = Field(description="In English")


class Finding(_Model):
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


class Checked(_Model):
    """How often a check was made, and with what verdicts."""

    check: str = Field(description="The check's code")
    name: str = Field(description="Its readable name")
    count: int = Field(description="Comparisons made")
    verdicts: dict[str, int] = Field(description="How many of each verdict")


class NotChecked(_Model):
    """What a check could not tell, and why."""

    check: str = Field(description="The check's code")
    name: str = Field(description="Its readable name")
    reason: Reason = Field(description="Why")
    count: int = Field(description="How often")


class CheckReport(_Model):
    """What was found, what was checked and what could not be: silence is not a verdict."""

    findings: tuple[Finding, ...] = Field(description="In order of gravity, then of place")
    checked: tuple[Checked, ...] = Field(description="Each check that compared something")
    not_checked: tuple[NotChecked, ...] = Field(description="Each check and reason why it could not tell")
    facts: int = Field(0, description="Facts read")
    unlinked: int = Field(0, description="Facts that no check compared with another")

    @property
    def inconsistent(self) -> tuple[Finding, ...]:
        """Findings that no rounding explains."""
        return tuple(f for f in self.findings if f.verdict is Verdict.INCONSISTENT)

    def to_jsonl(self) -> Iterator[str]:
        """One JSON object a line: the findings."""
        for finding in self.findings:
            yield json.dumps(finding.model_dump(mode="json"), ensure_ascii=False)


def exact(value: Fraction | None) -> str | None:
    """A fraction as `3/2` or `3`; None stays None."""
    return None if value is None else str(value)
