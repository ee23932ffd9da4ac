"""Claims in words as records of the report."""

from __future__ import annotations

from collections.abc import Sequence

from cnfacts.checks.finding import Message
from cnfacts.checks.observation import Observation
from cnfacts.claims.matching import align, is_known_area, is_named
from cnfacts.claims.near_misses import nearest, shown, why_not
from cnfacts.claims.options import Allowances
from cnfacts.claims.records import Claim, Derivation, Match, Reason, Validated, Verdict
from cnfacts.claims.shelf import Shelf
from cnfacts.claims.shown import area, evidence_of, when
from cnfacts.claims.wording import REASONS
from cnfacts.claims.words.finding import WordClaim
from cnfacts.claims.words.settling import Settled, settle
from cnfacts.schema.enums import Status

__all__ = ["word_missed", "word_verdict"]

_VERDICTS = {
    Verdict.SUPPORTED: ("参照数据支持", "the series says so"),
    Verdict.REFUTED: ("参照数据不支持", "the series says otherwise"),
}


def word_verdict(words: WordClaim, o: Observation, shelf: Shelf, allowances: Allowances) -> Validated | None:
    """The verdict where the series is known; `o` is the observation of what the words are said of."""
    settled = _settled(words, o, shelf, allowances)
    if settled is None:
        return None
    return Validated(
        claim=_claim(words, o),
        verdict=settled.verdict,
        match=Match.DERIVED if settled.verdict is Verdict.SUPPORTED else None,
        reason=settled.reason,
        evidence=tuple(evidence_of(f, "series") for f in settled.figures),
        derivation=Derivation(name=words.kind.value, line=settled.line),
        assumptions=settled.assumptions,
        message=_message(words, o, settled),
    )


def _settled(words: WordClaim, o: Observation, shelf: Shelf, allowances: Allowances) -> Settled | None:
    if o.fact.status is not Status.ACTUAL or not is_known_area(o.key.region):
        return None
    found = settle(words.kind, o, shelf, allowances, words.years, words.of_growth)
    if found is not None and found.verdict is Verdict.REFUTED and not is_named(o):
        return Settled(Verdict.NOT_ENOUGH_INFO, Reason.METRIC_UNKNOWN, found.figures, found.line)
    return found


def word_missed(words: WordClaim, o: Observation, known: Sequence[Observation]) -> Validated:
    """Why nothing settles the words; `known` are figures that come near."""
    misses = nearest(o, [aligned for other in known if (aligned := align(o, other)).differs])
    reason = why_not(o, misses)
    if o.fact.status is not Status.ACTUAL:
        reason = Reason.NOT_ACTUAL
    elif o.window is None:
        reason = Reason.PERIOD_UNKNOWN
    elif reason in (Reason.OTHER_KIND, Reason.OTHER_UNIT, Reason.OTHER_BASIS):
        reason = Reason.OTHER_PERIOD
    return Validated(
        claim=_claim(words, o),
        verdict=Verdict.NOT_ENOUGH_INFO,
        reason=reason,
        candidates=shown(misses),
        message=_message(words, o, Settled(Verdict.NOT_ENOUGH_INFO, reason)),
    )


def _claim(words: WordClaim, o: Observation) -> Claim:
    return Claim(
        kind_of_claim=words.kind,
        doc_id=o.fact.doc_id,
        fact_id=None,
        start=words.start,
        end=words.end,
        quote=words.quote,
        sentence=words.sentence,
        metric=o.key.metric,
        region=area(o.key.region),
        time_period=o.fact.time_period,
        kind=None,
        basis=None,
        value=None,
        unit="",
        years=words.years,
    )


def _message(words: WordClaim, o: Observation, settled: Settled) -> Message:
    zh, en = REASONS[settled.reason] if settled.reason is not None else _VERDICTS[settled.verdict]
    head = f"{o.key.metric} {when(o.fact)}：{words.quote}"
    line = f"；{settled.line}" if settled.line else ""
    return Message(zh=f"{head}{line}：{zh}", en=f"{head}{line}: {en}")
