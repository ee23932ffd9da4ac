"""The report of some checks: findings, what was checked, and what could not be."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import Field

from cnfacts.checks.finding import Finding, Reason, Record, Verdict
from cnfacts.checks.judgement import Findings

__all__ = ["CheckReport", "Checked", "NotChecked"]


class Checked(Record):
    """How often a check was made, and with what verdicts."""

    check: str = Field(description="The check's code")
    name: str = Field(description="Its readable name")
    count: int = Field(description="Comparisons made")
    verdicts: dict[str, int] = Field(description="How many of each verdict")


class NotChecked(Record):
    """What a check could not tell, and why."""

    check: str = Field(description="The check's code")
    name: str = Field(description="Its readable name")
    reason: Reason = Field(description="Why")
    count: int = Field(description="How often")


class CheckReport(Record):
    """What was found, what was checked and what could not be: silence is not a verdict."""

    findings: Findings = Field(description="In order of gravity, then of place")
    checked: tuple[Checked, ...] = Field(description="Each check that compared something")
    not_checked: tuple[NotChecked, ...] = Field(description="Each check and reason why it could not tell")
    facts: int = Field(0, description="Facts read")
    unlinked: int = Field(0, description="Facts that no check compared with another")

    @property
    def inconsistent(self) -> tuple[Finding, ...]:
        """Findings that no rounding explains."""
        return self.findings.of(Verdict.INCONSISTENT)

    def to_jsonl(self) -> Iterator[str]:
        """One JSON object a line: the findings."""
        for finding in self.findings:
            yield json.dumps(finding.model_dump(mode="json"), ensure_ascii=False)
