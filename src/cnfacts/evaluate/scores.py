"""Counts of right and wrong, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cnfacts.evaluate.align import Alignment, align
from cnfacts.evaluate.answers import Answer, Expected, GoldDoc
from cnfacts.evaluate.judge import NEAR_METRIC, SLOTS, Verdict, judge

__all__ = ["MEASURES", "Judged", "Rates", "Tally", "judge_document", "rates_of", "total"]

MEASURES = ("fact", "relaxed", "detect")
"""Strict facts, facts with a near metric, and figures found at all."""

_DIGITS = 4
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1."""

    p: float
    r: float
    f1: float

    def rounded(self) -> dict[str, float]:
        """As printed: four decimals."""
        return {"p": round(self.p, _DIGITS), "r": round(self.r, _DIGITS), "f1": round(self.f1, _DIGITS)}


def rates_of(right: int, predicted: int, gold: int) -> Rates:
    """Rates of `right` answers among those predicted and those expected."""
    p = right / predicted if predicted else 0.0
    r = right / gold if gold else 0.0
    return Rates(p, r, 2 * p * r / (p + r) if p + r else 0.0)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over one document or many."""

    pairs: int = 0
    extra: int = 0
    missing: int = 0
    characters: int = 0
    fact: int = 0
    relaxed: int = 0
    right: Counter[str] = field(default_factory=Counter)

    @property
    def gold(self) -> int:
        """Annotated facts, without the optional ones."""
        return self.pairs + self.missing

    @property
    def predicted(self) -> int:
        """Predictions that count."""
        return self.pairs + self.extra

    @property
    def detect(self) -> int:
        """Figures found."""
        return self.pairs

    def rates(self, measure: str) -> Rates:
        """Rates of one of `MEASURES`."""
        return rates_of(getattr(self, measure), self.predicted, self.gold)

    def slots(self) -> dict[str, float]:
        """The share of aligned pairs with each slot right, four decimals."""
        return {s: round(self.right[s] / self.pairs, _DIGITS) if self.pairs else 0.0 for s in (*SLOTS, NEAR_METRIC)}

    def false_facts(self) -> float:
        """False facts per 10,000 characters."""
        return self.extra * _TEN_THOUSAND / self.characters if self.characters else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with its alignment, a verdict for each pair, and its counts."""

    doc: GoldDoc
    alignment: Alignment
    verdicts: tuple[Verdict, ...]
    tally: Tally

    def judged_pairs(self) -> Iterable[tuple[Answer, Expected, Verdict]]:
        """Each pair with its verdict."""
        return ((f, e, v) for (f, e), v in zip(self.alignment.pairs, self.verdicts, strict=True))


def judge_document(doc: GoldDoc, found: Sequence[Answer]) -> Judged:
    """Align and judge one document's predictions."""
    alignment = align(found, doc.facts)
    verdicts = tuple(judge(f, e) for f, e in alignment.pairs)
    right = Counter({s: sum(s not in v.wrong for v in verdicts) for s in SLOTS})
    right[NEAR_METRIC] = sum(v.near for v in verdicts)
    tally = Tally(
        pairs=len(verdicts),
        extra=len(alignment.extra),
        missing=len(alignment.missing),
        characters=len(doc.text),
        fact=sum(v.strict for v in verdicts),
        relaxed=sum(v.relaxed for v in verdicts),
        right=right,
    )
    return Judged(doc, alignment, verdicts, tally)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of counts."""
    parts = list(tallies)
    right: Counter[str] = Counter()
    for part in parts:
        right.update(part.right)
    return Tally(
        pairs=sum(t.pairs for t in parts),
        extra=sum(t.extra for t in parts),
        missing=sum(t.missing for t in parts),
        characters=sum(t.characters for t in parts),
        fact=sum(t.fact for t in parts),
        relaxed=sum(t.relaxed for t in parts),
        right=right,
    )
