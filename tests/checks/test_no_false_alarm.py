"""No true series is ever accused, however it was rounded; gross errors in a dense table are found."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import ROUNDINGS, World

from cnfacts.checks import check
from cnfacts.schema.enums import Kind
from cnfacts.schema.fact import Fact


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), rounding=st.sampled_from([*ROUNDINGS, None]))
def test_true_series_are_never_accused(seed: int, rounding: str | None) -> None:
    report = check(World(seed, rounding).tell(), joint=False)
    assert not report.inconsistent, report.inconsistent[0].message.en
    assert sum(checked.count for checked in report.checked) > 200


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_figures_rounded_to_nearest_are_consistent(seed: int) -> None:
    report = check(World(seed, "half_up").tell(), joint=False)
    wrong = [f for f in report.findings if f.verdict.value == "rounding_sensitive" and f.check != "S1"]
    assert not wrong, wrong[0].message.en


def test_every_check_of_a_dense_table_ran() -> None:
    ran = {checked.check for seed in range(12) for checked in check(World(seed).tell(), joint=False).checked}
    assert ran >= {"S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", "S9b", "S11", "S12", "S14", "S15", "S16", "S21"}


def slipped(fact: Fact, by: int) -> Fact:
    """The figure with another scale word."""
    assert fact.value is not None
    return fact.model_copy(update={"value": fact.value.scaleb(by), "scale": fact.scale + by})


@pytest.mark.parametrize("by", [4, -4])
def test_slips_of_scale_are_found(by: int) -> None:
    found = 0
    for seed in range(20):
        facts = World(seed).tell()
        levels = [i for i, f in enumerate(facts) if f.kind is Kind.LEVEL and "均" not in f.metric]
        at = random.Random(seed).choice(levels)
        facts[at] = slipped(facts[at], by)
        report = check(facts, joint=False)
        found += any(facts[at].fact_id in f.suspects for f in report.inconsistent)
    assert found == 20


def test_gross_errors_of_growth_are_found() -> None:
    found = 0
    for seed in range(20):
        facts = World(seed).tell()
        growths = [i for i, f in enumerate(facts) if f.kind is Kind.GROWTH and f.basis.value == "yoy"]
        at = random.Random(seed).choice(growths)
        value = (facts[at].value or Decimal(0)) + Decimal(300)
        facts[at] = facts[at].model_copy(update={"value": value, "value_text": str(abs(value))})
        report = check(facts, joint=False)
        found += any(facts[at].fact_id in f.suspects for f in report.inconsistent)
    assert found >= 19
