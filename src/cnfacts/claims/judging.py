"""A claim against references of its own key: agreement, rounding, revision, conflict, refutation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cnfacts.checks.band import Band
from cnfacts.checks.index import growth_band
from cnfacts.checks.observation import Observation
from cnfacts.claims.matching import Aligned
from cnfacts.claims.options import Allowances
from cnfacts.claims.reading import Reading, read
from cnfacts.claims.records import Match, Reason, Verdict
from cnfacts.schema.enums import Basis, Kind

__all__ = ["Outcome", "compounding", "is_of_known_vintage", "judge"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with what it rests on; `reference` is in the claim's unit."""

    verdict: Verdict
    match: Match | None = None
    reason: Reason | None = None
    reference: Band | None = None
    used: tuple[tuple[str, Observation], ...] = ()
    superseded_by: Observation | None = None
    assumptions: tuple[str, ...] = ()
    derivation: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    """A reference and how its figure stands to the claim's."""

    aligned: Aligned
    reading: Reading

    @property
    def reference(self) -> Observation:
        return self.aligned.reference

    @property
    def vintage(self) -> date | None:
        return self.reference.fact.doc_date


def judge(claim: Observation, references: Sequence[Aligned], allowances: Allowances) -> Outcome | None:
    """The verdict of references that differ in nothing from the claim; None where none has a figure."""
    said = read(claim)
    sides = [_Side(a, r) for a in references if (r := read(a.reference, a.factor)) is not None]
    if said is None or not sides:
        return None
    agree = [s for s in sides if said.agrees(s.reading)]
    apart = [s for s in sides if not said.band.wide.meets(s.reading.band.wide)]
    if agree:
        return _agreed(said, agree, [s for s in apart if not s.aligned.unknown])
    if len(apart) < len(sides):
        side = next(s for s in sides if s not in apart)
        plain = said.is_plain and side.reading.is_plain
        return _open(side, Reason.ROUNDING_UNKNOWN if plain else Reason.APPROXIMATE)
    return _apart(claim, said, apart, allowances)


def is_of_known_vintage(claim: Observation, reference: Observation) -> bool:
    """Whether the reference is of a known day on which the claim could look it up: no later revision is at work."""
    said, known = claim.fact.doc_date, reference.fact.doc_date
    return said is not None and known is not None and known <= said


def _agreed(said: Reading, agree: list[_Side], apart: list[_Side]) -> Outcome:
    best = min(agree, key=lambda s: (s.reading.value != said.value, bool(s.aligned.assumptions)))
    is_exact = best.reading.value == said.value and said.is_plain and best.reading.is_plain
    match, newer = Match.EXACT if is_exact else Match.ROUNDING, None
    if apart:
        days = [s.vintage for s in (*agree, *apart)]
        latest = None if None in days else max(d for d in days if d is not None)
        newest = [s for s in (*agree, *apart) if s.vintage == latest]
        disputed = [s for s in newest if s in apart]
        if latest is None or (disputed and len(disputed) < len(newest)):
            return _conflict(best, apart)
        if disputed:
            match, newer = Match.REVISED, disputed[0].reference
    return Outcome(
        Verdict.SUPPORTED,
        match,
        reference=best.reading.band,
        used=tuple(("reference", s.reference) for s in (best, *(s for s in agree if s is not best))),
        superseded_by=newer,
        assumptions=best.aligned.assumptions,
    )


def _conflict(best: _Side, apart: list[_Side]) -> Outcome:
    used = tuple(("reference", s.reference) for s in (best, *apart))
    return Outcome(Verdict.CONFLICTING, reference=best.reading.band, used=used, assumptions=best.aligned.assumptions)


def _open(side: _Side, reason: Reason, assumptions: tuple[str, ...] = ()) -> Outcome:
    return Outcome(
        Verdict.NOT_ENOUGH_INFO,
        reason=reason,
        reference=side.reading.band,
        used=(("reference", side.reference),),
        assumptions=(*side.aligned.assumptions, *assumptions),
    )


def _apart(claim: Observation, said: Reading, apart: list[_Side], allowances: Allowances) -> Outcome:
    """No reference agrees: refuted, unless something about one of them is not known, or a revision may explain it."""
    apart = sorted(apart, key=lambda s: said.band.wide.gap(s.reading.band.wide))
    nearest = apart[0]
    for side in apart:
        if side.aligned.unknown:
            return _open(side, side.aligned.unknown[0])
    revisable = [s for s in apart if not is_of_known_vintage(claim, s.reference)]
    named = (allowances.named(),) if revisable else ()
    for side in revisable:
        gap = said.band.wide.gap(side.reading.band.wide)
        if allowances.covers(gap, _size(claim, side.reading), claim.kind, claim.unit, compounding(claim)):
            return _open(side, Reason.VINTAGE_UNKNOWN, named)
    return Outcome(
        Verdict.REFUTED,
        reference=nearest.reading.band,
        used=tuple(("reference", s.reference) for s in apart),
        assumptions=tuple(dict.fromkeys((*nearest.aligned.assumptions, *named))),
    )


def compounding(claim: Observation) -> Fraction:
    """How many points a point of each year's growth moves the claim: over n years, n times the whole factor.

    A difference of two growths moves by a point of either.
    """
    if claim.kind is Kind.DIFFERENCE:
        return Fraction(2)
    if claim.kind is not Kind.GROWTH or claim.basis is not Basis.PERIOD or claim.window is None or claim.base is None:
        return Fraction(1)
    years = max(1, claim.window[1].year - claim.base[1].year)
    percent = growth_band(claim)
    high = None if percent is None else percent.wide.hi
    return years * (1 + max(Fraction(0), high) / 100) if high is not None else Fraction(years)


def _size(claim: Observation, reading: Reading) -> Fraction | None:
    """The level that was revised; a difference does not tell it."""
    return None if claim.kind is Kind.DIFFERENCE else abs(reading.value)
