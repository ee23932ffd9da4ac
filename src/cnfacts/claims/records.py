"""What validation says: a verdict a claim, with its evidence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from enum import Enum

from pydantic import BaseModel, ConfigDict, Field

from cnfacts.checks.finding import Bounds, Message

__all__ = [
    "Claim",
    "ClaimKind",
    "Derivation",
    "Difference",
    "Evidence",
    "Match",
    "Reason",
    "Slot",
    "Validated",
    "ValidationReport",
    "Verdict",
]


class Verdict(str, Enum):
    """What became of a claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"  # the references disagree
    NOT_ENOUGH_INFO = "not_enough_info"


class Match(str, Enum):
    """How a claim is supported."""

    EXACT = "exact"  # the same number
    ROUNDING = "rounding"  # one number, printed to different places
    DERIVED = "derived"  # follows from other figures
    REVISED = "revised"  # agrees with an older vintage


class Reason(str, Enum):
    """Why there is not enough information."""

    NO_REFERENCE = "no_reference"  # nothing of this name is known
    OTHER_METRIC = "other_metric"  # near misses, by what differs
    OTHER_REGION = "other_region"
    OTHER_PERIOD = "other_period"
    OTHER_KIND = "other_kind"
    OTHER_BASIS = "other_basis"
    OTHER_PRICE_BASIS = "other_price_basis"
    OTHER_UNIT = "other_unit"
    OTHER_STATUS = "other_status"  # only a target or forecast is known
    METRIC_UNKNOWN = "metric_unknown"  # the name does not say of whom
    REGION_UNKNOWN = "region_unknown"
    PERIOD_UNKNOWN = "period_unknown"
    BASIS_UNKNOWN = "basis_unknown"
    PRICE_BASIS_UNKNOWN = "price_basis_unknown"
    VINTAGE_UNKNOWN = "vintage_unknown"  # a revision may explain the gap
    ROUNDING_UNKNOWN = "rounding_unknown"  # apart when rounded to nearest, not when cut
    COVERAGE_UNKNOWN = "coverage_unknown"  # the base of a growth may have been restated
    APPROXIMATE = "approximate"  # 约 and the like bound nothing, or too little
    IMPLIED_RANGE = "implied_range"  # what follows from other figures is wider than the claim
    NO_DIGITS = "no_digits"  # no digits were printed (翻两番)
    NOT_ACTUAL = "not_actual"  # a target or a forecast


class Slot(str, Enum):
    """What a near miss differs in."""

    METRIC = "metric"
    REGION = "region"
    PERIOD = "period"
    KIND = "kind"
    BASIS = "basis"
    PRICE_BASIS = "price_basis"
    UNIT = "unit"
    STATUS = "status"


class ClaimKind(str, Enum):
    """What a claim says: a figure, or words that say how figures stand to each other."""

    FIGURE = "figure"
    FLAT = "flat"  # 持平
    RISING = "rising"  # 连续三年增长
    FALLING = "falling"  # 连续三年下降
    RECORD_HIGH = "record_high"  # 历史新高
    RECORD_LOW = "record_low"  # 历史新低
    TURNED_UP = "turned_up"  # 由负转正
    TURNED_DOWN = "turned_down"  # 由正转负


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Claim(_Record):
    """A claim in its words, with its place."""

    kind_of_claim: ClaimKind = Field(description="figure, or what the words say")
    doc_id: str = Field(description="The document")
    fact_id: str | None = Field(description="The fact, where a figure is claimed")
    start: int = Field(description="First character of the figure or words")
    end: int = Field(description="One past the last")
    quote: str = Field(description="text[start:end]")
    sentence: str = Field(description="The sentence around it")
    metric: str = Field(description="What is measured")
    region: str | None = Field(description="Where, null where nothing says")
    time_period: str | None = Field(description="When, as SDMX prints it")
    kind: str | None = Field(description="level, growth …; null for words")
    basis: str | None = Field(description="What a change is measured against; null for words")
    value: str | None = Field(description="The figure, scale words multiplied out")
    unit: str = Field(description="Its unit; empty for words")
    years: int | None = Field(None, description="连续 n 年: n")


class Difference(_Record):
    """A slot in which a near miss differs."""

    slot: Slot = Field(description="Which slot")
    claimed: str = Field(description="What the claim says")
    known: str = Field(description="What the near miss says")


class Evidence(_Record):
    """A figure of the base, quoted with its place."""

    role: str = Field("reference", description="reference, or what it is in a derivation: level, base, growth …")
    fact_id: str = Field(description="The fact's id in the base")
    doc_id: str = Field(description="Its document")
    locator: str | None = Field(description="Page, table, row, where the reader knew")
    start: int = Field(description="First character of the figure")
    end: int = Field(description="One past the last")
    quote: str = Field(description="The figure as it stands there")
    metric: str = Field(description="Its metric")
    region: str | None = Field(description="Its region")
    time_period: str | None = Field(description="Its period as SDMX prints it")
    kind: str = Field(description="level, growth …")
    basis: str = Field(description="What a change is measured against")
    value: str | None = Field(description="Its value, scale words multiplied out")
    unit: str = Field(description="Its unit")
    vintage: str | None = Field(description="The document's date")
    publisher: str | None = Field(description="The issuing body")
    title: str | None = Field(description="The document's title")
    sentence: str = Field(description="The sentence around it, empty for a table's row")
    differs: tuple[Difference, ...] = Field((), description="For a near miss: in what it is another figure")


class Derivation(_Record):
    """How a claim follows from figures of other keys."""

    name: str = Field(description="Which rule: growth, level, rest, share, cumulative, average, difference …")
    line: str = Field(description="The arithmetic in one line")


class Validated(_Record):
    """One claim and what became of it.

    Intervals are in the claim's unit, scale words multiplied out; ends are exact fractions as strings, null without
    bound. `claimed` and `reference` are N, rounded to nearest; `claimed_wide` and `reference_wide` are W.
    """

    claim: Claim = Field(description="The claim")
    verdict: Verdict = Field(description="supported, refuted, conflicting or not_enough_info")
    match: Match | None = Field(None, description="How it is supported")
    reason: Reason | None = Field(None, description="Why there is not enough information")
    claimed: Bounds | None = Field(None, description="What the claim's printed digits stand for (N)")
    reference: Bounds | None = Field(None, description="What the reference, or what follows from it, stands for (N)")
    claimed_wide: Bounds | None = Field(None, description="The same in W")
    reference_wide: Bounds | None = Field(None, description="The same in W")
    gap: str | None = Field(None, description="Distance of the two in W, an exact fraction; 0 where they meet")
    evidence: tuple[Evidence, ...] = Field((), description="What the verdict rests on")
    candidates: tuple[Evidence, ...] = Field((), description="Near misses, with what differs")
    derivation: Derivation | None = Field(None, description="How it follows from other figures")
    assumptions: tuple[str, ...] = Field((), description="Named assumptions that the verdict rests on")
    superseded_by: Evidence | None = Field(None, description="The newer figure where an older vintage agrees")
    message: Message = Field(description="One line in Chinese and English")


class ValidationReport(_Record):
    """All claims of a text, in order of their place."""

    items: tuple[Validated, ...] = Field(description="One a claim")

    def of(self, verdict: Verdict) -> tuple[Validated, ...]:
        """The claims with this verdict."""
        return tuple(item for item in self.items if item.verdict is verdict)

    @property
    def supported(self) -> tuple[Validated, ...]:
        """Claims that hold."""
        return self.of(Verdict.SUPPORTED)

    @property
    def refuted(self) -> tuple[Validated, ...]:
        """Claims that do not."""
        return self.of(Verdict.REFUTED)

    @property
    def conflicting(self) -> tuple[Validated, ...]:
        """Claims on which the references disagree."""
        return self.of(Verdict.CONFLICTING)

    @property
    def not_enough_info(self) -> tuple[Validated, ...]:
        """Claims that the base does not settle."""
        return self.of(Verdict.NOT_ENOUGH_INFO)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each verdict."""
        return dict(Counter(item.verdict.value for item in self.items))

    def to_jsonl(self) -> Iterator[str]:
        """One JSON object a line: the claims."""
        for item in self.items:
            yield json.dumps(item.model_dump(mode="json"), ensure_ascii=False)
