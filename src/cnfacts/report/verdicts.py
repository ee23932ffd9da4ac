"""What the checks and known figures say of one document."""

from __future__ import annotations

from dataclasses import dataclass

from cnfacts.checks import check
from cnfacts.checks.check_report import CheckReport
from cnfacts.claims.knowledge import Knowledge
from cnfacts.claims.records import ValidationReport
from cnfacts.claims.validate import validate_facts
from cnfacts.claims.words.finding import find_words
from cnfacts.report.claims import refuted
from cnfacts.report.findings import TOLD, questioned
from cnfacts.report.gathering import Entry

__all__ = ["Verdicts", "judge"]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A document's findings, and the verdicts on its claims where it was held against a base."""

    checks: CheckReport
    claims: ValidationReport | None = None

    @property
    def flagged(self) -> frozenset[str]:
        """The fact_ids that are called into question."""
        return questioned(self.checks) | (refuted(self.claims) if self.claims else frozenset())

    @property
    def inconsistent(self) -> int:
        """Findings that no rounding explains."""
        return len(self.checks.inconsistent)

    @property
    def to_look_at(self) -> int:
        """Findings that call figures into question and are no contradiction outright."""
        return sum(finding.verdict in TOLD for finding in self.checks.findings) - self.inconsistent

    @property
    def accused(self) -> int:
        """Claims that are refuted, or on which the references disagree."""
        return len(self.claims.refuted) + len(self.claims.conflicting) if self.claims else 0


def judge(entry: Entry, against: Knowledge | None, region: str | None) -> Verdicts:
    """Check a document's facts, and hold its claims against a base where there is one.

    Args:
        entry: the document and its facts.
        against: known figures.
        region: the area that the document speaks of where it names none.
    """
    checks = check(entry.facts)
    if against is None:
        return Verdicts(checks)
    said = find_words(entry.document.text, doc_date=entry.date, doc_id=entry.document.doc_id)
    return Verdicts(checks, validate_facts(entry.facts, against, words=said, region=region))
