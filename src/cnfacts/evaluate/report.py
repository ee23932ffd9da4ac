"""The whole evaluation in one value, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cnfacts.evaluate.answers import Answer, GoldDoc
from cnfacts.evaluate.bootstrap import intervals
from cnfacts.evaluate.causes import Cause, causes
from cnfacts.evaluate.classes import CLASSES, Confusion, confusion
from cnfacts.evaluate.scores import MEASURES, Judged, Tally, judge_document, total

__all__ = ["LOW_FACTS", "LOW_SCORE", "Report", "evaluate", "report_json"]

LOW_FACTS = 20
LOW_SCORE = 0.80
"""Documents with so many facts and a strict F1 below this are pointed out."""

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """Scores over all documents, by genre and by document, with what went wrong."""

    judged: tuple[Judged, ...]
    tally: Tally
    genres: dict[str, tuple[int, Tally]]
    """Documents and counts of each genre."""
    intervals: dict[str, tuple[float, float]]
    confusions: tuple[Confusion, ...]
    causes: tuple[Cause, ...]

    def macro(self, measure: str) -> float:
        """The mean F1 of documents that have facts."""
        scores = [j.tally.rates(measure).f1 for j in self.judged if j.tally.gold]
        return sum(scores) / len(scores) if scores else 0.0

    def without(self, genre: str) -> Tally:
        """Counts over the documents of all other genres."""
        return total(j.tally for j in self.judged if j.doc.genre != genre)

    def low(self) -> list[Judged]:
        """Documents of many facts with a low score, the worst first."""
        found = [j for j in self.judged if j.tally.gold >= LOW_FACTS and j.tally.rates("fact").f1 < LOW_SCORE]
        return sorted(found, key=lambda j: j.tally.rates("fact").f1)


def evaluate(gold: Sequence[GoldDoc], predict: Callable[[GoldDoc], Sequence[Answer]], *, bootstrap: bool = True) -> Report:
    """Judge predictions against annotated documents.

    Args:
        gold: the documents.
        predict: gives a document's predictions.
        bootstrap: whether to compute intervals.
    """
    judged = tuple(judge_document(doc, predict(doc)) for doc in gold)
    tallies = [j.tally for j in judged]
    return Report(
        judged=judged,
        tally=total(tallies),
        genres=_by_genre(judged),
        intervals=intervals(tallies) if bootstrap and tallies else {},
        confusions=tuple(confusion(judged, slot) for slot in CLASSES),
        causes=tuple(causes(judged)),
    )


def _by_genre(judged: Sequence[Judged]) -> dict[str, tuple[int, Tally]]:
    names = sorted({j.doc.genre for j in judged})
    groups = {name: [j.tally for j in judged if j.doc.genre == name] for name in names}
    return {name: (len(tallies), total(tallies)) for name, tallies in groups.items()}


def report_json(report: Report, misses: int = 0) -> dict[str, Any]:
    """The report as JSON values.

    Args:
        report: what to write.
        misses: how many misses to show under each cause.
    """
    return {
        **_head(len(report.judged), report.tally),
        "false_facts_per_10000_characters": round(report.tally.false_facts(), _DIGITS),
        "macro": {measure: round(report.macro(measure), _DIGITS) for measure in MEASURES},
        "intervals": {m: [round(side, _DIGITS) for side in pair] for m, pair in report.intervals.items()},
        "genres": {
            name: {**_head(docs, tally), "fact_without": report.without(name).rates("fact").rounded()}
            for name, (docs, tally) in report.genres.items()
        },
        "documents": {j.doc.doc_id: _head(1, j.tally) for j in report.judged},
        "low": [j.doc.doc_id for j in report.low()],
        "classes": {c.slot: _classes(c) for c in report.confusions},
        "causes": [
            {
                "cause": cause.name,
                "count": len(cause.misses),
                "alone": cause.alone,
                "misses": [asdict(miss) for miss in cause.misses[:misses]],
            }
            for cause in report.causes
        ],
    }


def _head(docs: int, tally: Tally) -> dict[str, Any]:
    return {
        "docs": docs,
        "gold_facts": tally.gold,
        "predicted": tally.predicted,
        **{measure: tally.rates(measure).rounded() for measure in MEASURES},
        "slots": tally.slots(),
    }


def _classes(found: Confusion) -> dict[str, Any]:
    names = CLASSES[found.slot]
    return {
        name: {**found.rates(name).rounded(), "found": {other: found.count(name, other) for other in names}} for name in names
    }
