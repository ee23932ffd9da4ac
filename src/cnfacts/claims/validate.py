"""Claims held against a base of known figures: one verdict each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cnfacts.checks.finding import Bounds, exact
from cnfacts.checks.observation import Observation, SeriesKey
from cnfacts.checks.records import as_facts
from cnfacts.checks.sameness import settled
from cnfacts.claims.areas import in_full
from cnfacts.claims.deriving import derived_outcome
from cnfacts.claims.gathering import Names, elsewhere, gather
from cnfacts.claims.judging import Outcome, judge
from cnfacts.claims.knowledge import Knowledge
from cnfacts.claims.matching import Aligned, align, is_known_area, same_window
from cnfacts.claims.near_misses import nearby, nearest, shown, why_not
from cnfacts.claims.options import Allowances
from cnfacts.claims.reading import read
from cnfacts.claims.records import Derivation, Reason, Validated, ValidationReport, Verdict
from cnfacts.claims.shelf import Shelf
from cnfacts.claims.shown import claim_of, evidence_of
from cnfacts.claims.viewing import view
from cnfacts.claims.wording import message_of, miss_message
from cnfacts.claims.words.finding import WordClaim
from cnfacts.claims.words.verdicts import word_missed, word_verdict
from cnfacts.schema.enums import Status
from cnfacts.schema.fact import Fact

__all__ = ["claims_of", "validate_facts"]


def validate_facts(
    facts: Iterable[Fact | Mapping[str, Any]],
    against: Knowledge,
    *,
    words: Sequence[WordClaim] = (),
    region: str | None = None,
    allowances: Allowances | None = None,
) -> ValidationReport:
    """Hold every figure of some facts, and what is claimed in words, against what is known.

    Args:
        facts: facts of one text or several, or records with the record's field names.
        against: the base.
        words: claims in words of the same texts (`find_words`).
        region: the area that the facts speak of where neither they nor their document name one.
        allowances: how far figures may be revised; None: 5 % of a level, 1 point of a growth.

    Raises:
        InputError: a record lacks what it needs; names the row and the field.
    """
    claims, said = claims_of(facts, [w.fact for w in words], region)
    limits = allowances or Allowances()
    shelf, names = gather([*claims, *said], against)
    told = [_settled(c, shelf, names, limits) for c in claims]
    told_words = [word_verdict(w, o, shelf, limits) for w, o in zip(words, said, strict=True)]
    unsettled = [o for o, item in zip([*claims, *said], [*told, *told_words], strict=True) if item is None]
    others = elsewhere(unsettled, names, against)
    items = [item or _missed(c, _near(c, shelf, others, names)) for c, item in zip(claims, told, strict=True)]
    for w, o, item in zip(words, said, told_words, strict=True):
        items.append(item or word_missed(w, o, _near(o, shelf, others, names)))
    return ValidationReport(items=tuple(_in_order(items)))


def _in_order(items: Sequence[Validated]) -> list[Validated]:
    """By document in the order given, then by place."""
    documents = {doc: n for n, doc in enumerate(dict.fromkeys(item.claim.doc_id for item in items))}
    return sorted(items, key=lambda item: (documents[item.claim.doc_id], item.claim.start, item.claim.end))


def claims_of(
    facts: Iterable[Fact | Mapping[str, Any]], words: Sequence[Fact], region: str | None
) -> tuple[list[Observation], list[Observation]]:
    """Facts as claims, and what words are said of; `region` stands where nothing names one."""
    figures = as_facts(facts)
    observed = [_in(o, region) for o in view([*figures, *words])]
    return settled(observed[: len(figures)]), observed[len(figures) :]


def _in(o: Observation, region: str | None) -> Observation:
    """The claim with its area in full, the caller's where it names none."""
    named = o.key.region if region is None or is_known_area(o.key.region) else region
    return o if in_full(named) == o.key.region else replace(o, key=SeriesKey(o.key.metric, in_full(named)))


def _settled(claim: Observation, shelf: Shelf, names: Mapping[tuple[str, str], Names], limits: Allowances) -> Validated | None:
    """The verdict where a figure of the claim's key is known, or others from which it follows."""
    said = read(claim)
    if claim.fact.status is not Status.ACTUAL or said is None:
        return None
    direct = judge(claim, _references(claim, shelf, names), limits)
    if direct is not None:
        return _validated(claim, direct)
    derived = derived_outcome(claim, shelf, limits) if claim.window is not None else None
    return None if derived is None else _validated(claim, derived)


def _references(claim: Observation, shelf: Shelf, names: Mapping[tuple[str, str], Names]) -> list[Aligned]:
    found = shelf.named(names[claim.key.metric, claim.key.region].same)
    near = [o for o in found if o.kind is claim.kind and same_window(claim, o) and not _is_itself(claim, o)]
    return [a for o in near if not (a := align(claim, o)).differs]


def _is_itself(claim: Observation, known: Observation) -> bool:
    """The same words of the same document: no evidence of itself."""
    one, other = claim.fact, known.fact
    return bool(one.sentence) and (one.doc_id, one.start, one.text, one.sentence) == (
        other.doc_id,
        other.start,
        other.text,
        other.sentence,
    )


def _validated(claim: Observation, outcome: Outcome) -> Validated:
    said = read(claim)
    assert said is not None and outcome.reference is not None
    name_and_line = outcome.derivation
    return Validated(
        claim=claim_of(claim),
        verdict=outcome.verdict,
        match=outcome.match,
        reason=outcome.reason,
        claimed=Bounds.of(said.band.near),
        reference=Bounds.of(outcome.reference.near),
        claimed_wide=Bounds.of(said.band.wide),
        reference_wide=Bounds.of(outcome.reference.wide),
        gap=exact(said.band.wide.gap(outcome.reference.wide)),
        evidence=tuple(evidence_of(o, role) for role, o in outcome.used),
        derivation=None if name_and_line is None else Derivation(name=name_and_line[0], line=name_and_line[1]),
        assumptions=outcome.assumptions,
        superseded_by=None if outcome.superseded_by is None else evidence_of(outcome.superseded_by),
        message=message_of(claim, said, outcome),
    )


def _near(claim: Observation, shelf: Shelf, others: Shelf, names: Mapping[tuple[str, str], Names]) -> list[Observation]:
    """Figures of the claim's name or about it, its own place in the base apart."""
    found = names[claim.key.metric, claim.key.region]
    near = [*shelf.named(found.same), *others.named((*found.same, *found.near))]
    return nearby(claim, (o for o in near if not _is_itself(claim, o)))


def _missed(claim: Observation, near: Sequence[Observation]) -> Validated:
    """Nothing of the claim's key is known: why, and what comes near."""
    aligned = [a for o in near if (a := align(claim, o)).differs]
    misses = nearest(claim, aligned)
    reason = _own_reason(claim) or why_not(claim, misses)
    said = read(claim)
    return Validated(
        claim=claim_of(claim),
        verdict=Verdict.NOT_ENOUGH_INFO,
        reason=reason,
        claimed=None if said is None else Bounds.of(said.band.near),
        claimed_wide=None if said is None else Bounds.of(said.band.wide),
        candidates=shown(misses),
        message=miss_message(claim, reason, misses[0].differs if misses else ()),
    )


def _own_reason(claim: Observation) -> Reason | None:
    """What keeps a claim from being told whatever the base has."""
    if claim.fact.status is not Status.ACTUAL:
        return Reason.NOT_ACTUAL
    if claim.figure is None:
        return Reason.NO_DIGITS
    return Reason.PERIOD_UNKNOWN if claim.window is None else None
