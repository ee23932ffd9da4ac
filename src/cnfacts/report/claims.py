"""Verdicts on claimed figures as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from cnfacts.checks.show import bounds
from cnfacts.claims.records import Evidence, Validated, ValidationReport, Verdict
from cnfacts.report.findings import Row, interval
from cnfacts.report.places import Places
from cnfacts.report.strip import strip
from cnfacts.report.words import Words
from cnfacts.schema.fact import Fact

__all__ = ["Claims", "claims_of", "refuted"]

_ACCUSED = (Verdict.REFUTED, Verdict.CONFLICTING)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of the base, with its place and, for a near miss, what differs."""

    quote: str
    what: str
    where: str
    sentence: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what became of it."""

    verdict: str
    how: str
    quote: str
    href: str
    what: str
    message: str
    intervals: tuple[Row, ...]
    strip: Markup
    derivation: str
    assumptions: tuple[str, ...]
    evidence: tuple[Known, ...]
    candidates: tuple[Known, ...]
    now: Known | None


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of a document: those that do not hold, those that do, those that nothing settles."""

    told: tuple[Judged, ...]
    supported: tuple[Judged, ...]
    unknown: tuple[Judged, ...]
    counts: str


def refuted(report: ValidationReport) -> frozenset[str]:
    """The fact_ids of claims that known figures refute or on which they disagree."""
    return frozenset(item.claim.fact_id for item in report.items if item.verdict in _ACCUSED and item.claim.fact_id)


def claims_of(report: ValidationReport, facts: Mapping[str, Fact], places: Places, words: Words) -> Claims:
    """What a page shows of a validation.

    Args:
        report: of `validate_facts`.
        facts: by fact_id, as they were validated.
        places: where each fact stands.
        words: the page's language.
    """
    judged = [(item.verdict, _judged(item, facts, places, words)) for item in report.items]
    counts = " · ".join(f"{count} {words[f'claimed.{name}']}" for name, count in report.counts.items())
    return Claims(
        told=tuple(one for verdict in _ACCUSED for own, one in judged if own is verdict),
        supported=tuple(one for own, one in judged if own is Verdict.SUPPORTED),
        unknown=tuple(one for own, one in judged if own is Verdict.NOT_ENOUGH_INFO),
        counts=counts,
    )


def _judged(item: Validated, facts: Mapping[str, Fact], places: Places, words: Words) -> Judged:
    claim = item.claim
    fact = facts.get(claim.fact_id or "")
    pairs = (("near", item.claimed, item.reference), ("wide", item.claimed_wide, item.reference_wide))
    known = [(name, interval(ours), interval(theirs)) for name, ours, theirs in pairs if ours and theirs]
    how = f"match.{item.match.value}" if item.match else f"why.{item.reason.value}" if item.reason else ""
    return Judged(
        verdict=item.verdict.value,
        how=words[how] if how else "",
        quote=claim.quote,
        href=places.href(claim.fact_id or ""),
        what=" ".join(filter(None, (claim.region, claim.metric, claim.time_period))),
        message=item.message.zh if words["lang"].startswith("zh") else item.message.en,
        intervals=tuple(Row(name, bounds(a, fact), bounds(b, fact)) for name, a, b in known) if fact else (),
        strip=strip([(a, b) for _, a, b in known]),
        derivation=item.derivation.line if item.derivation else "",
        assumptions=item.assumptions,
        evidence=tuple(_known(one, words) for one in item.evidence),
        candidates=tuple(_known(one, words) for one in item.candidates),
        now=_known(item.superseded_by, words) if item.superseded_by else None,
    )


def _known(evidence: Evidence, words: Words) -> Known:
    place = (evidence.title or evidence.doc_id, evidence.locator, evidence.publisher, evidence.vintage)
    return Known(
        quote=evidence.quote,
        what=" ".join(filter(None, (evidence.region, evidence.metric, evidence.time_period))),
        where=", ".join(filter(None, place)),
        sentence=" ".join(evidence.sentence.split()),
        differs=tuple(f"{words[f'slot.{d.slot.value}']}: {d.known} ≠ {d.claimed}" for d in evidence.differs),
    )
