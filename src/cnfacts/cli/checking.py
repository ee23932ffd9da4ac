"""A report of checks, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import TextIO

from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.finding import Bounds, FactRef, Finding, Reason, Verdict
from cnfacts.checks.interval import Interval
from cnfacts.checks.show import bounds
from cnfacts.schema.fact import Fact

__all__ = ["write_jsonl", "write_text"]

_TOLD = (Verdict.INCONSISTENT, Verdict.CONDITIONAL, Verdict.ROUNDING_SENSITIVE, Verdict.SUSPICIOUS)
_BEFORE, _AFTER = 24, 12
"""Characters of the sentence shown around a figure."""


def write_jsonl(report: CheckReport, out: TextIO) -> None:
    """A line a finding, then one line with what was checked and what could not be."""
    for line in report.to_jsonl():
        out.write(line + "\n")
    rest = report.model_dump(mode="json", exclude={"findings"})
    out.write(json.dumps({"report": rest}, ensure_ascii=False) + "\n")


def write_text(report: CheckReport, facts: Sequence[Fact], out: TextIO, *, everything: bool = False) -> None:
    """Findings with their arithmetic and facts, what is implied, then the counts."""
    by_id = {fact.fact_id: fact for fact in facts}
    for finding in report.findings:
        if everything or finding.verdict in _TOLD:
            _finding(finding, by_id, out)
    implied = [f for f in report.findings if f.verdict is Verdict.CANNOT_TELL and _is_news(f)]
    if implied and not everything:
        out.write("Implied by the figures, not judged\n")
        for finding in implied:
            first = finding.facts[0]
            out.write(f"  {finding.check} {finding.message.zh}\n     {_place(first, by_id.get(first.fact_id))}\n")
        out.write("\n")
    _counts(report, out)


def _is_news(finding: Finding) -> bool:
    bounded = finding.implied is not None and (finding.implied.low or finding.implied.high)
    return bool(bounded) and finding.reason is not Reason.VINTAGE_UNKNOWN


def _finding(finding: Finding, by_id: dict[str, Fact], out: TextIO) -> None:
    reason = f" ({finding.reason.value})" if finding.reason else ""
    out.write(f"{finding.check} {finding.name}: {finding.verdict.value}{reason}, {finding.tier.value}\n")
    out.write(f"  {finding.message.zh}\n  {finding.message.en}\n")
    culprit = finding.suspects[0] if len(finding.suspects) == 1 else finding.facts[0].fact_id
    first = by_id.get(culprit)
    if first is not None:
        _intervals("N", finding.reported_near, finding.implied_near, first, out)
        _intervals("W", finding.reported, finding.implied, first, out)
    for ref in finding.facts:
        fact = by_id.get(ref.fact_id)
        suspect = "  <- suspect" if ref.fact_id in finding.suspects and len(finding.suspects) == 1 else ""
        role = f"{ref.role}: " if ref.role else ""
        out.write(f"  {role}{ref.metric} {ref.time_period or ''} {_quote(fact, ref)}{suspect}\n")
        out.write(f"     {_place(ref, fact)}\n")
    for repair in finding.repairs:
        out.write(f"  repair ({repair.kind.value}): {repair.printed} -> {repair.proposed}\n")
    out.write("\n")


def _intervals(name: str, reported: Bounds | None, implied: Bounds | None, fact: Fact, out: TextIO) -> None:
    if reported is not None and implied is not None:
        out.write(f"  {name}: printed {_shown(reported, fact)}, implied {_shown(implied, fact)}\n")


def _shown(ends: Bounds, fact: Fact) -> str:
    low = None if ends.low is None else Fraction(ends.low)
    high = None if ends.high is None else Fraction(ends.high)
    return bounds(Interval(low, high), fact)


def _quote(fact: Fact | None, ref: FactRef) -> str:
    """The figure in its words."""
    sentence = "" if fact is None else " ".join(fact.sentence.split())
    at = sentence.find(ref.quote)
    if at < 0:
        return ref.quote
    end = at + len(ref.quote)
    return f"{ref.quote}  “…{sentence[max(0, at - _BEFORE) : end + _AFTER]}…”"


def _place(ref: FactRef, fact: Fact | None) -> str:
    locator = "" if fact is None or fact.locator is None else f", {fact.locator}"
    characters = f", characters {ref.start} to {ref.end}" if ref.end > ref.start else ""
    return f"{ref.doc_id or '(no name)'}{locator}{characters}"


def _counts(report: CheckReport, out: TextIO) -> None:
    out.write(f"{report.facts} facts read, {report.unlinked} of them compared with nothing\n")
    if report.checked:
        out.write("Checked\n")
    for row in report.checked:
        verdicts = ", ".join(f"{count} {name}" for name, count in row.verdicts.items())
        out.write(f"  {row.check:4} {row.name}: {verdicts}\n")
    if report.not_checked:
        out.write("Could not be checked\n")
    for rest in report.not_checked:
        out.write(f"  {rest.check:4} {rest.name}: {rest.count} {rest.reason.value}\n")
