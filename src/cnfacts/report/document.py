"""A document as a page shows it: its text, the table of its facts, its series and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from cnfacts.report.chart import draw
from cnfacts.report.claims import Claims, claims_of
from cnfacts.report.findings import Findings, findings_of
from cnfacts.report.gathering import Entry
from cnfacts.report.marks import Piece, lines_of
from cnfacts.report.places import Places
from cnfacts.report.series import Series
from cnfacts.report.slots import basis_of, kind_of, period_of, record_of, value_of
from cnfacts.report.verdicts import Verdicts
from cnfacts.report.words import Words
from cnfacts.schema.fact import Fact

__all__ = ["Count", "Shown", "counts_of", "show_document", "title_of"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the summary; `tone` is `bad` or `warn` where it asks for attention."""

    number: str
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A stretch of text; one of a figure links to its facts."""

    pieces: tuple[Piece, ...]
    facts: tuple[int, ...]
    opens: bool
    flagged: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A fact's row; `href` leads to its figure in the text."""

    number: int
    href: str
    figure: str
    metric: str
    value: str
    unit: str
    period: str
    kind: str
    basis: str
    status: str
    confidence: str
    flagged: bool
    sort_value: str
    sort_period: str
    sort_confidence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the template of a document needs."""

    id: str
    doc_id: str
    title: str
    publisher: str
    date: str
    date_source: str
    notes: tuple[str, ...]
    counts: tuple[Count, ...]
    lines: tuple[tuple[MarkedRun, ...], ...]
    rows: tuple[Row, ...]
    choices: dict[str, list[str]]
    charts: tuple[Markup, ...]
    findings: Findings
    claims: Claims | None
    records: list[dict[str, Any]]
    """For the page's script."""


def show_document(
    entry: Entry, id: str, verdicts: Verdicts, series: Sequence[Series], places: Places, words: Words
) -> Shown:
    """A document as a page shows it.

    Args:
        entry: the document and its facts.
        id: of its section; ids within begin with it.
        verdicts: what the checks and known figures say of it.
        series: its series, which are drawn.
        places: where facts stand, seen from the page.
        words: the page's language.
    """
    flagged = verdicts.flagged
    facts, document = entry.facts, entry.document
    lines = tuple(_marked(document.text, facts, flagged))
    rows = tuple(_row(n, places.href(fact.fact_id), fact, flagged, words) for n, fact in enumerate(facts))
    first = facts[0] if facts else None
    by_id = {fact.fact_id: fact for fact in facts}
    return Shown(
        id=id,
        doc_id=document.doc_id,
        title=title_of(entry),
        publisher=document.publisher or (first and first.publisher) or "",
        date=str((first and first.doc_date) or ""),
        date_source=(first and first.doc_date_source) or "",
        notes=document.notes,
        counts=tuple(counts_of(facts, [verdicts], words)),
        lines=lines,
        rows=rows,
        choices={name: _choices(rows, name) for name in ("period", "kind", "status")},
        charts=tuple(draw(one, places, words) for one in series),
        findings=findings_of(verdicts.checks, by_id, places, words),
        claims=claims_of(verdicts.claims, by_id, places, words) if verdicts.claims else None,
        records=[record_of(fact, words) for fact in facts],
    )


def title_of(entry: Entry) -> str:
    """What the document calls itself, else its file's name."""
    said = entry.document.title or (entry.facts[0].title if entry.facts else None)
    return said or PurePosixPath(entry.document.doc_id).name


def counts_of(facts: Sequence[Fact], verdicts: Sequence[Verdicts], words: Words) -> Iterator[Count]:
    """Facts, indicators, and what was found of them."""
    yield Count(f"{len(facts):,}", words["count.facts"])
    yield Count(f"{len({fact.metric for fact in facts}):,}", words["count.metrics"])
    bad, rest = (sum(getattr(one, name) for one in verdicts) for name in ("inconsistent", "to_look_at"))
    yield Count(f"{bad:,}", words["count.inconsistent"], "bad" if bad else "")
    yield Count(f"{rest:,}", words["count.to_look_at"], "warn" if rest else "")
    if any(one.claims for one in verdicts):
        accused = sum(one.accused for one in verdicts)
        yield Count(f"{accused:,}", words["count.refuted"], "bad" if accused else "")


def _marked(text: str, facts: Sequence[Fact], flagged: frozenset[str]) -> Iterator[tuple[MarkedRun, ...]]:
    for line in lines_of(text, facts):
        yield tuple(
            MarkedRun(run.pieces, run.facts, run.opens, any(facts[n].fact_id in flagged for n in run.facts)) for run in line
        )


def _row(number: int, href: str, fact: Fact, flagged: frozenset[str], words: Words) -> Row:
    sign = {"approx": "≈ ", "gt": "> ", "lt": "< "}.get(fact.qualifier.value, "")
    return Row(
        number=number,
        href=href,
        figure=" ".join(fact.text.split()),
        metric=fact.metric,
        value=sign + (value_of(fact) or "?"),
        unit=fact.unit,
        period=period_of(fact, words),
        kind=kind_of(fact, words),
        basis=basis_of(fact, words),
        status=words[f"status.{fact.status.value}"],
        confidence="" if fact.confidence is None else f"{fact.confidence:.0%}",
        flagged=fact.fact_id in flagged,
        sort_value="" if fact.value is None else format(fact.value, "f"),
        sort_period=f"{fact.period_start or ''} {fact.period_end or ''}",
        sort_confidence="" if fact.confidence is None else f"{fact.confidence:.3f}",
    )


def _choices(rows: Sequence[Row], name: str) -> list[str]:
    """The values of a column, periods in their order."""
    values = {getattr(row, name): row.sort_period if name == "period" else "" for row in rows}
    return sorted(values, key=lambda value: (values[value], value)) if name == "period" else list(values)
