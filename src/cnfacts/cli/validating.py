"""Claims read and their verdicts written, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cnfacts.claims.options import Allowances
from cnfacts.claims.records import Evidence, Validated, ValidationReport, Verdict
from cnfacts.claims.validate import validate_facts
from cnfacts.cli.batch import Batch
from cnfacts.cli.status import say
from cnfacts.errors import InputError
from cnfacts.io.facts_in import is_fact_file, read_facts
from cnfacts.io.source import Source, sources
from cnfacts.validating import words_of

if TYPE_CHECKING:
    from cnfacts.claims.knowledge import Knowledge
    from cnfacts.claims.words.finding import WordClaim
    from cnfacts.schema.fact import Fact

__all__ = ["Claims", "allowances_of", "read_claims", "write_jsonl", "write_text"]

_COLOURS = {
    Verdict.SUPPORTED: "green",
    Verdict.REFUTED: "bold red",
    Verdict.CONFLICTING: "magenta",
    Verdict.NOT_ENOUGH_INFO: "dim",
}
_WIDTH = 150
"""Columns of the table where nobody's terminal says."""


@dataclass(slots=True)
class Claims:
    """What was read: facts, claims in words, and whether something could not be."""

    sources: list[Source]
    facts: list[Fact] = field(default_factory=list)
    words: list[WordClaim] = field(default_factory=list)
    failed: bool = False

    def validated(self, base: Knowledge, region: str | None, allowances: Allowances) -> ValidationReport:
        """The claims' verdicts."""
        return validate_facts(self.facts, base, words=self.words, region=region, allowances=allowances)


def allowances_of(level: str, points: str) -> Allowances:
    """The options as numbers.

    Raises:
        InputError: one is no number, or below nought.
    """
    values = []
    for name, given in (("--level-allowance", level), ("--point-allowance", points)):
        try:
            value = Fraction(given.removesuffix("%"))
        except (ValueError, ZeroDivisionError):
            value = Fraction(-1)
        if value < 0:
            raise InputError(f"{name} {given!r} is no number from 0 up; give one such as 5 or 0.5")
        values.append(value)
    return Allowances(level=values[0] / 100, points=values[1])


def read_claims(paths: list[str], text: str | None, date: str | None, lexicon: Path | None) -> Claims:
    """Texts and files of facts; what cannot be read is told in one line.

    Raises:
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
    """
    named = list(sources(paths, text))
    claims = Claims(named)
    batch = Batch([s for s in named if not is_fact_file(s.path or "")], date, lexicon)
    for document, facts in batch:
        claims.facts += facts
        claims.words += words_of(document.text, date=batch.day, doc_id=document.doc_id, lexicon=lexicon)
    claims.failed = batch.failed > 0
    for source in named:
        if source.path is not None and is_fact_file(source.path):
            try:
                claims.facts += read_facts(Path(source.path))
            except InputError as error:
                say(str(error))
                claims.failed = True
    return claims


def write_jsonl(report: ValidationReport, out: TextIO) -> None:
    """A line a claim."""
    for line in report.to_jsonl():
        out.write(line + "\n")


def write_text(report: ValidationReport, out: TextIO) -> None:
    """A table of the claims, then the counts."""
    console = Console(file=out, width=None if out.isatty() else _WIDTH, highlight=False)
    table = Table(show_edge=False, pad_edge=False)
    for column in ("claim", "said of", "verdict", "because"):
        table.add_column(column, overflow="fold", ratio=4 if column == "because" else None)
    for item in report.items:
        table.add_row(_claim(item), _said_of(item), _verdict(item), _because(item))
    console.print(table)
    counts = ", ".join(f"{count} {name}" for name, count in report.counts.items())
    console.print(Text(f"{len(report.items)} claims: {counts}" if counts else "no claims found"))


def _claim(item: Validated) -> Text:
    claim = item.claim
    place = f"\n{claim.doc_id}:{claim.start}" if claim.doc_id else ""
    return Text(" ".join(claim.quote.split()), "bold").append(place, "dim")


def _said_of(item: Validated) -> Text:
    claim = item.claim
    kind = "" if claim.kind in (None, "level") else f" {claim.kind}"
    basis = "" if claim.basis in (None, "none") else f" {claim.basis}"
    return Text(f"{claim.region or '?'} {claim.metric}\n{claim.time_period or '?'}{kind}{basis}")


def _verdict(item: Validated) -> Text:
    how = item.match or item.reason
    return Text(item.verdict.value, _COLOURS[item.verdict]).append(f"\n{how.value}" if how else "")


def _because(item: Validated) -> Text:
    lines = [item.message.zh, *(f"← {_quoted(evidence)}" for evidence in item.evidence[:3])]
    lines += [f"~ {_quoted(evidence)}" for evidence in item.candidates[:2]]
    if item.superseded_by is not None:
        lines.append(f"now {_quoted(item.superseded_by)}")
    lines += [f"assuming {assumption}" for assumption in item.assumptions]
    return Text("\n".join(lines))


def _quoted(evidence: Evidence) -> str:
    place = evidence.locator or (f"characters {evidence.start} to {evidence.end}" if evidence.end > evidence.start else "")
    where = ", ".join(part for part in (evidence.doc_id, place, evidence.vintage, evidence.publisher) if part)
    what = " ".join(part for part in (evidence.region, evidence.metric, evidence.time_period) if part)
    differs = "; ".join(f"{d.slot.value} {d.known}, not {d.claimed}" for d in evidence.differs)
    return f"{what} {evidence.quote}" + (f" ({where})" if where else "") + (f" [{differs}]" if differs else "")
