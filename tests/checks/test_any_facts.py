"""Whatever facts are given, the checks end with a report."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cnfacts.checks import check
from cnfacts.checks.finding import Precondition, Tier, Verdict
from cnfacts.schema.enums import Aggregation, Basis, DifferenceOf, Kind, PriceBasis, Qualifier, Status
from cnfacts.schema.fact import Fact

METRICS = ("国内生产总值", "第一产业增加值", "货物进出口", "货物出口", "货物进口", "城镇调查失业率", "日均货物出口", "投资", "")
DAYS = st.one_of(
    st.none(), st.sampled_from([date(y, m, d) for y in (2019, 2020) for m, d in ((1, 1), (3, 31), (6, 30), (12, 31))])
)
DIGITS = st.sampled_from(["0", "0.0", "1", "5", "10", "100", "2000", "97.2", "3.14", "-8.4", "-100", "-250"])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    text, high = draw(DIGITS), draw(st.one_of(st.none(), st.none(), DIGITS))
    unit = draw(st.sampled_from(["%", "元", "美元", "百分点", "倍", "‰", ""]))
    return Fact(
        fact_id="",
        doc_id=draw(st.sampled_from("ab")),
        start=0,
        end=0,
        text=text + unit,
        sentence=draw(st.sampled_from(["", "其中5%", "由2000元增加到5元"])),
        metric=draw(st.sampled_from(METRICS)),
        value=text,  # type: ignore[arg-type]
        value_text=draw(st.one_of(st.none(), st.just(text.lstrip("-")), st.just("7"))),
        value_high=high,  # type: ignore[arg-type]
        value_high_text=high and high.lstrip("-"),
        unit=unit,
        period_start=draw(DAYS),
        period_end=draw(DAYS),
        basis_start=draw(DAYS),
        basis_end=draw(DAYS),
        kind=draw(st.sampled_from(Kind)),
        basis=draw(st.sampled_from(Basis)),
        qualifier=draw(st.sampled_from([Qualifier.EQ, *Qualifier])),
        qualifier_text=draw(st.sampled_from([None, "近", "约"])),
        status=draw(st.sampled_from([Status.ACTUAL, *Status])),
        aggregation=draw(st.sampled_from(Aggregation)),
        price_basis=draw(st.sampled_from(PriceBasis)),
        difference_of=draw(st.sampled_from([None, *DifferenceOf])),
        relative_to=draw(st.sampled_from([None, "国内生产总值", "全年目标", "全国"])),
        part_of=draw(st.sampled_from([None, "a#1", "b#2"])),
        partition=draw(st.sampled_from([None, "产业"])),
        region=draw(st.sampled_from([None, "全国", "北京"])),
        rule="made",
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(facts(), max_size=25))
def test_a_report_always_comes(given_facts: list[Fact]) -> None:
    report = check(given_facts, joint=False)
    assert report.facts == len(given_facts)
    for finding in report.findings:
        unknown = [p for p, state in finding.preconditions.items() if state is Precondition.UNKNOWN]
        if finding.verdict is Verdict.INCONSISTENT:
            assert finding.tier is Tier.IDENTITY and not unknown and not finding.assumptions
            assert finding.proof is not None and finding.gap not in (None, "0")
        if finding.verdict is Verdict.CONDITIONAL:
            assert finding.tier is Tier.ASSUMPTION and finding.assumptions
        if finding.verdict is Verdict.CANNOT_TELL:
            assert finding.reason is not None
