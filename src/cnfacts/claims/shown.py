"""Claims and known figures as records and in words for people."""

from __future__ import annotations

from fractions import Fraction

from cnfacts.checks.interval import Interval
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import bounds, printed
from cnfacts.claims.records import Claim, ClaimKind, Difference, Evidence
from cnfacts.schema.brief import brief_period
from cnfacts.schema.fact import Fact

__all__ = ["area", "claim_of", "ends", "evidence_of", "figure", "when"]

_PLACES = 6
"""Digits shown of a long number, and at least two decimals."""


def figure(o: Observation) -> str:
    """The figure as printed; a long plain number (4841235032元) at a scale that people read."""
    fact = o.fact
    if fact.value is None or fact.scale or fact.value_high is not None or abs(fact.value) < 100_000:
        return printed(o)
    power, word = (8, "亿") if abs(fact.value) >= 10**8 else (4, "万")
    return f"{_rounded(Fraction(fact.value), power)}{word}{fact.unit}"


def _rounded(value: Fraction, power: int) -> str:
    whole = abs(value) // 10**power
    decimals = max(2, _PLACES - len(str(whole)))
    digits = str(round(abs(value) * 10**decimals / 10**power)).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 else text


def when(fact: Fact) -> str:
    """The fact's period in its shortest form."""
    return brief_period(fact.period_start, fact.period_end)


def area(region: str) -> str | None:
    """A series' region as a record has it: null where nothing names one."""
    return None if region == "" or "@" in region else region


def ends(interval: Interval, fact: Fact) -> str:
    """An interval in the fact's unit and scale."""
    return bounds(interval, fact)


def claim_of(o: Observation) -> Claim:
    """The claim that a fact makes."""
    fact = o.fact
    return Claim(
        kind_of_claim=ClaimKind.FIGURE,
        doc_id=fact.doc_id,
        fact_id=fact.fact_id,
        start=fact.start,
        end=fact.end,
        quote=fact.text,
        sentence=fact.sentence,
        metric=o.key.metric,
        region=area(o.key.region),
        time_period=fact.time_period,
        kind=fact.kind.value,
        basis=fact.basis.value,
        value=None if fact.value is None else format(fact.value, "f"),
        unit=fact.unit,
    )


def evidence_of(o: Observation, role: str = "reference", differs: tuple[Difference, ...] = ()) -> Evidence:
    """A known figure, quoted."""
    fact = o.fact
    return Evidence(
        role=role,
        fact_id=fact.fact_id,
        doc_id=fact.doc_id,
        locator=fact.locator,
        start=fact.start,
        end=fact.end,
        quote=fact.text,
        metric=fact.metric,
        region=area(o.key.region),
        time_period=fact.time_period,
        kind=fact.kind.value,
        basis=fact.basis.value,
        value=None if fact.value is None else format(fact.value, "f"),
        unit=fact.unit,
        vintage=None if fact.doc_date is None else fact.doc_date.isoformat(),
        publisher=fact.publisher,
        title=fact.title,
        sentence=fact.sentence,
        differs=differs,
    )
