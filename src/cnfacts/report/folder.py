"""Several documents as an index shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cnfacts.checks.check_report import CheckReport
from cnfacts.report.document import Count, counts_of, title_of
from cnfacts.report.findings import TOLD, Card, card_of
from cnfacts.report.gathering import Failed, Gathered
from cnfacts.report.metrics import Metric
from cnfacts.report.places import Places
from cnfacts.report.planning import Plan
from cnfacts.report.verdicts import Verdicts
from cnfacts.report.words import Words
from cnfacts.schema.fact import Fact

__all__ = ["Index", "index_of"]

_MOST_METRICS = 200
_FEW_FIGURES = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """A document's line."""

    title: str
    doc_id: str
    href: str
    date: str
    publisher: str
    facts: int
    bad: int
    warn: int
    open: int


@dataclass(frozen=True, slots=True)
class Undated:
    """A document with figures whose period is open; the first of these with links."""

    title: str
    href: str
    count: int
    reasons: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListedMetric:
    """An indicator's line."""

    name: str
    href: str
    documents: int
    periods: int
    figures: int


@dataclass(frozen=True, slots=True)
class Index:
    """All that the index shows."""

    counts: tuple[Count, ...]
    documents: tuple[Listed, ...]
    metrics: tuple[ListedMetric, ...]
    metrics_left: int
    conflicts: tuple[Card, ...]
    undated: tuple[Undated, ...]
    failed: tuple[Failed, ...]
    notes: tuple[tuple[str, str], ...]


def index_of(
    found: Gathered,
    plan: Plan,
    verdicts: Sequence[Verdicts],
    across: CheckReport,
    metrics: Sequence[tuple[str, Metric]],
    words: Words,
) -> Index:
    """The index of several documents.

    Args:
        found: the documents, and what failed.
        plan: which page each stands on.
        verdicts: what the checks and known figures say of each document.
        across: what they say of all facts together.
        metrics: page and indicator, those that most documents speak of first.
        words: the page's language.
    """
    places = plan.places
    pages = {number: page.name for page in plan.pages for number in page.entries}
    hrefs = [places.link(pages[number], f"d{number}") for number in range(len(found.entries))]
    facts = {fact.fact_id: fact for entry in found.entries for fact in entry.facts}
    return Index(
        counts=tuple(_counts(found, verdicts, words)),
        documents=tuple(_documents(found, verdicts, hrefs)),
        metrics=tuple(
            ListedMetric(m.name, places.link(page, m.id), m.documents, m.periods, len(m.rows))
            for page, m in metrics[:_MOST_METRICS]
        ),
        metrics_left=max(0, len(metrics) - _MOST_METRICS),
        conflicts=tuple(_conflicts(across, facts, places, words)),
        undated=tuple(_undated(found, hrefs, places)),
        failed=tuple(found.failed),
        notes=tuple((entry.document.doc_id, note) for entry in found.entries for note in entry.document.notes),
    )


def _counts(found: Gathered, verdicts: Sequence[Verdicts], words: Words) -> Iterator[Count]:
    yield Count(f"{len(found.entries):,}", words["count.documents"])
    yield from counts_of([fact for entry in found.entries for fact in entry.facts], verdicts, words)
    if found.failed:
        yield Count(f"{len(found.failed):,}", words["count.failed"], "warn")


def _documents(found: Gathered, verdicts: Sequence[Verdicts], hrefs: Sequence[str]) -> Iterator[Listed]:
    for entry, said, href in zip(found.entries, verdicts, hrefs, strict=True):
        first = entry.facts[0] if entry.facts else None
        yield Listed(
            title=title_of(entry),
            doc_id=entry.document.doc_id,
            href=href,
            date=str((first and first.doc_date) or ""),
            publisher=entry.document.publisher or (first and first.publisher) or "",
            facts=len(entry.facts),
            bad=said.inconsistent + said.accused,
            warn=said.to_look_at,
            open=sum(_is_open(fact) for fact in entry.facts),
        )


def _is_open(fact: Fact) -> bool:
    return fact.period_start is None or fact.period_end is None


def _conflicts(across: CheckReport, facts: Mapping[str, Fact], places: Places, words: Words) -> Iterator[Card]:
    """What calls figures of more than one document into question."""
    for finding in across.findings:
        if finding.verdict in TOLD and len({ref.doc_id for ref in finding.facts}) > 1:
            yield card_of(finding, facts, places, words)


def _undated(found: Gathered, hrefs: Sequence[str], places: Places) -> Iterator[Undated]:
    for entry, href in zip(found.entries, hrefs, strict=True):
        left = [fact for fact in entry.facts if _is_open(fact)]
        if left:
            reasons = dict.fromkeys(reason for fact in left for reason in fact.unresolved)
            figures = tuple((fact.text, places.href(fact.fact_id)) for fact in left[:_FEW_FIGURES])
            yield Undated(title_of(entry), href, len(left), tuple(reasons), figures)
