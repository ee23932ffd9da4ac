"""The whole speech (工业和信息化部, 2020-12-31), as extracted and checked end to end; where the text is at hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from joint_worlds import replay

import cnfacts
from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.finding import Finding, Reason, RepairKind, Tier, Verdict
from cnfacts.schema.fact import Fact

PATH = Path(__file__).parents[3] / "shared" / "gold" / "dev" / "miit_2020_12_new_year.json"
pytestmark = pytest.mark.skipif(not PATH.is_file(), reason="gold data not at hand")
DATE = "2020-12-31"
SECOND = "2020年上半年，规模以上工业企业营业收入利润率为5.42%。"


def speech(old: str = "", new: str = "") -> list[Fact]:
    text: str = json.loads(PATH.read_text(encoding="utf-8"))["text"]
    assert old in text
    return cnfacts.extract(text.replace(old, new) if old else text, date=DATE, doc_id="speech")


@pytest.fixture(scope="module")
def report() -> CheckReport:
    return cnfacts.check(speech())


def of(report: CheckReport, name: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.name == name]


def test_nothing_is_inconsistent(report: CheckReport) -> None:
    assert {f.verdict for f in report.findings} <= {Verdict.CONSISTENT, Verdict.CANNOT_TELL}


def test_the_changes_imply_the_earlier_rates(report: CheckReport) -> None:
    implied = {}
    for finding in of(report, "point-change"):
        near = finding.implied_near
        if near and near.low and near.high and any(ref.quote == "5.98%" for ref in finding.facts):
            change = next(ref.quote for ref in finding.facts if ref.quote != "5.98%")
            implied[change] = (Fraction(near.low) + Fraction(near.high)) / 2
    assert {quote[:4]: str(float(middle)) for quote, middle in implied.items()} == {"2.04": "3.94", "0.56": "5.42"}


def test_the_unreported_months(report: CheckReport) -> None:
    (found,) = of(report, "cumulative-growth")
    assert [ref.quote for ref in found.facts][:1] == ["2.3%"]
    assert {"8.4%", "4.4%", "5.8%"} <= {ref.quote for ref in found.facts}
    assert (found.verdict, found.reason) == (Verdict.CANNOT_TELL, Reason.UNBOUNDED_REMAINDER)


def test_the_range_under_a_named_assumption(report: CheckReport) -> None:
    (found,) = of(report, "implied-remainder")
    assert (found.verdict, found.tier) == (Verdict.CANNOT_TELL, Tier.ASSUMPTION)
    assert found.assumptions == ("monthly_weights: in both years no month exceeds another by more than ×2",)
    assert found.implied is not None and found.implied.low and found.implied.high
    assert round(float(Fraction(found.implied.low)), 2) == 2.25
    assert round(float(Fraction(found.implied.high)), 1) == 27.3


def test_the_misprint_against_a_second_text() -> None:
    facts = [*speech("5.98", "5.89"), *cnfacts.extract(SECOND, date=DATE, doc_id="second")]
    (found,) = cnfacts.check(facts, joint=True).inconsistent
    (culprit,) = [fact for fact in facts if fact.text == "5.89%"]
    assert (found.tier, found.suspects) == (Tier.IDENTITY, (culprit.fact_id,))
    assert {ref.quote[:4] for ref in found.facts} == {"5.89", "0.56", "5.42"}
    first = found.repairs[0]
    assert (first.fact_id, first.kind, first.proposed) == (culprit.fact_id, RepairKind.TRANSPOSITION, "5.98%")
    assert found.proof is not None
    replay(found.proof)


def test_the_true_figure_against_a_second_text() -> None:
    facts = [*speech(), *cnfacts.extract(SECOND, date=DATE, doc_id="second")]
    assert not cnfacts.check(facts).inconsistent
