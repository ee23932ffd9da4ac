"""A report of checks as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.finding import Bounds, FactRef, Finding, Reason, Repair, Verdict
from cnfacts.checks.interval import Interval
from cnfacts.checks.show import bounds
from cnfacts.report.places import Places
from cnfacts.report.strip import strip
from cnfacts.report.words import Words
from cnfacts.schema.fact import Fact

__all__ = ["TOLD", "Card", "Findings", "card_of", "findings_of", "questioned"]

TOLD = (Verdict.INCONSISTENT, Verdict.CONDITIONAL, Verdict.ROUNDING_SENSITIVE, Verdict.SUSPICIOUS)
"""Verdicts that call a figure into question."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of a finding, with the link to its words."""

    quote: str
    metric: str
    period: str | None
    role: str
    href: str
    document: str
    suspect: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Both intervals, of N (`near`) or of W (`wide`)."""

    name: str
    printed: str
    implied: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding."""

    verdict: str
    reason: str
    tier: str
    check: str
    name: str
    message: str
    intervals: tuple[Row, ...]
    strip: Markup
    facts: tuple[Compared, ...]
    repairs: tuple[Repair, ...]
    assumptions: tuple[str, ...]
    preconditions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A line of what was checked, or could not be."""

    check: str
    name: str
    verdicts: str = ""
    reason: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """All of a report: what calls figures into question, what is implied, what agrees, what nobody can tell."""

    told: tuple[Card, ...]
    implied: tuple[Card, ...]
    consistent: tuple[Card, ...]
    unknown: tuple[Card, ...]
    checked: tuple[Count, ...]
    not_checked: tuple[Count, ...]
    read: str


def questioned(report: CheckReport) -> frozenset[str]:
    """The fact_ids that findings call into question: the suspect where there is one, else all in conflict."""
    ids: set[str] = set()
    for finding in report.findings:
        if finding.verdict in TOLD:
            ids.update(finding.suspects[:1] if len(finding.suspects) == 1 else finding.conflict_set or _all(finding))
    return frozenset(ids)


def _all(finding: Finding) -> tuple[str, ...]:
    return tuple(ref.fact_id for ref in finding.facts)


def findings_of(report: CheckReport, facts: Mapping[str, Fact], places: Places, words: Words) -> Findings:
    """What a page shows of a report.

    Args:
        report: of `cnfacts.check`.
        facts: by fact_id, as `check` was given them.
        places: where each fact stands.
        words: the page's language.
    """
    groups: dict[str, list[Card]] = {"told": [], "implied": [], "consistent": [], "unknown": []}
    for finding in report.findings:
        groups[_group(finding)].append(card_of(finding, facts, places, words))
    return Findings(
        **{name: tuple(cards) for name, cards in groups.items()},
        checked=tuple(
            Count(row.check, words[f"check.{row.name}"], verdicts=_verdicts(row.verdicts, words)) for row in report.checked
        ),
        not_checked=tuple(
            Count(row.check, words[f"check.{row.name}"], reason=words[f"reason.{row.reason.value}"], count=row.count)
            for row in report.not_checked
        ),
        read=words["finding.read"].format(report.facts, report.unlinked),
    )


def _group(finding: Finding) -> str:
    if finding.verdict in TOLD:
        return "told"
    if finding.verdict is Verdict.CONSISTENT:
        return "consistent"
    implied = finding.implied
    is_news = implied is not None and (implied.low or implied.high) and finding.reason is not Reason.VINTAGE_UNKNOWN
    return "implied" if is_news else "unknown"


def _verdicts(counts: Mapping[str, int], words: Words) -> str:
    return ", ".join(f"{count} {words[f'verdict.{name}']}" for name, count in counts.items())


def card_of(finding: Finding, facts: Mapping[str, Fact], places: Places, words: Words) -> Card:
    """A finding with the links to its figures."""
    suspect = finding.suspects[0] if len(finding.suspects) == 1 else ""
    first = facts.get(suspect or finding.facts[0].fact_id)
    several = len({ref.doc_id for ref in finding.facts}) > 1
    pairs = (("near", finding.reported_near, finding.implied_near), ("wide", finding.reported, finding.implied))
    known = [(name, ours, theirs) for name, ours, theirs in pairs if ours is not None and theirs is not None]
    return Card(
        verdict=finding.verdict.value,
        reason=finding.reason.value if finding.reason else "",
        tier=finding.tier.value,
        check=finding.check,
        name=words[f"check.{finding.name}"],
        message=finding.message.zh if words["lang"].startswith("zh") else finding.message.en,
        intervals=tuple(Row(n, _shown(a, first), _shown(b, first)) for n, a, b in known) if first else (),
        strip=strip([(interval(a), interval(b)) for _, a, b in known]),
        facts=tuple(_compared(ref, ref.fact_id == suspect, several, places, words) for ref in finding.facts),
        repairs=finding.repairs,
        assumptions=finding.assumptions,
        preconditions=tuple((name, known.value) for name, known in finding.preconditions.items()),
    )


def _compared(ref: FactRef, suspect: bool, several: bool, places: Places, words: Words) -> Compared:
    role = words.get(f"role.{ref.role}", ref.role)
    document = ref.doc_id if several else ""
    return Compared(ref.quote, ref.metric, ref.time_period, role, places.href(ref.fact_id), document, suspect)


def interval(ends: Bounds) -> Interval:
    """Bounds as an interval of fractions."""
    low = None if ends.low is None else Fraction(ends.low)
    high = None if ends.high is None else Fraction(ends.high)
    return Interval(low, high)


def _shown(ends: Bounds, fact: Fact) -> str:
    return bounds(interval(ends), fact)
