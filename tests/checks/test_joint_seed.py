"""What the joint engine says of the seed speech (工业和信息化部, 2020-12-31)."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from joint_worlds import facts_of, replay

from cnfacts.checks.finding import Finding, Reason, RepairKind, Tier, Verdict
from cnfacts.checks.joint import groups_of, run
from cnfacts.checks.joint.implied import range_of
from cnfacts.checks.joint.model import Model, Reading
from cnfacts.checks.linking import link
from cnfacts.schema.fact import Fact

MARGIN = "规模以上工业企业营业收入利润率"
OUTPUT = "规模以上工业增加值"
YEAR = "2020-01-01"
JAN_NOV = (YEAR, "2020-11-30", "2019-01-01", "2019-11-30")
Q1 = (YEAR, "2020-03-31", "2019-01-01", "2019-03-31")
Q2 = ("2020-04-01", "2020-06-30", "2019-04-01", "2019-06-30")
Q3 = ("2020-07-01", "2020-09-30", "2019-07-01", "2019-09-30")
JAN_OCT = "2020-10-31"


def growth(value: str, window: tuple[str, str, str, str], doc: str = "speech") -> dict[str, Any]:
    return {
        "metric": OUTPUT,
        "value": value,
        "unit": "%",
        "kind": "growth",
        "basis": "yoy",
        "price_basis": "real",
        "aggregation": "flow",
        "period": window[:2],
        "base": window[2:],
        "doc_id": doc,
    }


def margin(value: str, end: str = JAN_OCT, doc: str = "speech") -> dict[str, Any]:
    return {
        "metric": MARGIN,
        "value": value,
        "unit": "%",
        "aggregation": "rate",
        "period": (YEAR, end),
        "doc_id": doc,
    }


def rise(value: str, base: str) -> dict[str, Any]:
    change = {"kind": "difference", "difference_of": "level", "basis": "period", "base": (YEAR, base)}
    return margin(value) | change | {"unit": "百分点"}


def speech(level: str = "5.98") -> list[Fact]:
    growths = [growth("2.3", JAN_NOV), growth("-8.4", Q1), growth("4.4", Q2), growth("5.8", Q3)]
    rates = [margin(level), rise("2.04", "2020-03-31"), rise("0.56", "2020-06-30")]
    return facts_of([*growths, *rates])


def findings(facts: list[Fact], **options: Any) -> list[Finding]:
    return run(groups_of(link(facts)), **options)


def test_nothing_inconsistent_as_printed() -> None:
    verdicts = {finding.verdict for finding in findings(speech())}
    assert verdicts == {Verdict.CONSISTENT, Verdict.CANNOT_TELL}


def test_the_whole_speech_as_extracted() -> None:
    """The figures that the library itself reads from the gold text, where the data is at hand."""
    path = Path(__file__).parents[3] / "shared" / "gold" / "dev" / "miit_2020_12_new_year.json"
    if not path.is_file():
        pytest.skip("gold data not at hand")
    from cnfacts import extract

    text = json.loads(path.read_text(encoding="utf-8"))["text"]
    found = findings(extract(text, date="2020-12-31", doc_id="speech"))
    assert {f.verdict for f in found} <= {Verdict.CONSISTENT, Verdict.CANNOT_TELL}
    assert [f.reason for f in found if f.verdict is Verdict.CANNOT_TELL] == [Reason.UNBOUNDED_REMAINDER]


@pytest.mark.parametrize("base, low, high", [("2020-03-31", "3.92", "3.96"), ("2020-06-30", "5.40", "5.44")])
def test_changes_imply_the_earlier_rates(base: str, low: str, high: str) -> None:
    """5.98 less 2.04 and 0.56: 3.94 in the first quarter, 5.42 in the first half, ± 2 last places in W."""
    (group,) = [g for g in groups_of(link(speech())) if g.observations[0].key.metric == MARGIN]
    model = Model.of(group)
    (place,) = [p for p in model.columns.places if p[1][1].isoformat() == base]
    implied = range_of(model.system(Reading.WIDE), model.level(place), {0: 1})
    assert (implied.lo, implied.hi) == (Fraction(low), Fraction(high))


def test_the_remainder_is_information() -> None:
    (finding,) = [f for f in findings(speech()) if f.check == "S4"]
    assert (finding.verdict, finding.reason) == (Verdict.CANNOT_TELL, Reason.UNBOUNDED_REMAINDER)
    assert finding.tier is Tier.ASSUMPTION
    assert "×2" in finding.assumptions[0]
    assert finding.implied is not None and finding.implied.low and finding.implied.high
    assert round(float(Fraction(finding.implied.low)), 2) == 2.25
    assert round(float(Fraction(finding.implied.high)), 1) == 27.3
    assert "2.3%" in finding.message.en and "27.3" in finding.message.zh


def test_six_point_three_is_not_refuted() -> None:
    """6.3 % instead of 2.3 %: October and November are not reported; 22.5 to 59.5 % would explain it."""
    facts = facts_of([growth("6.3", JAN_NOV), growth("-8.4", Q1), growth("4.4", Q2), growth("5.8", Q3)])
    joint, rest = findings(facts)
    assert joint.verdict is Verdict.CONSISTENT
    assert rest.implied is not None and rest.implied.low and rest.implied.high
    assert round(float(Fraction(rest.implied.low)), 1) == 22.5
    assert round(float(Fraction(rest.implied.high)), 1) == 59.5


@pytest.mark.parametrize("total", ["95.0", "-50.0"])
def test_weights_that_no_year_has_are_conditional(total: str) -> None:
    """A total so far outside its quarters' growths needs two months that outweigh all the others."""
    found = findings(facts_of([growth(total, JAN_NOV), growth("-8.4", Q1), growth("4.4", Q2), growth("5.8", Q3)]))
    assert [f.verdict for f in found] == [Verdict.CONSISTENT, Verdict.CONDITIONAL]
    assert found[1].assumptions and found[1].proof is not None
    replay(found[1].proof)


def test_a_misprint_against_a_second_text() -> None:
    """5.89 for 5.98, and a second text with the first half's 5.42."""
    facts = [*speech("5.89"), *facts_of([margin("5.42", "2020-06-30", "second")])]
    (finding,) = [f for f in findings(facts) if f.verdict is Verdict.INCONSISTENT]
    culprit = next(f for f in facts if f.value == Decimal("5.89"))
    assert finding.tier is Tier.IDENTITY
    assert len(finding.conflict_set) == 3
    assert finding.suspects == (culprit.fact_id,)
    first = finding.repairs[0]
    assert (first.fact_id, first.kind, first.proposed) == (culprit.fact_id, RepairKind.TRANSPOSITION, "5.98%")
    assert finding.reported is not None and finding.implied is not None
    assert (finding.reported.low, finding.reported.high) == (str(Fraction("5.88")), str(Fraction("5.90")))
    assert (finding.implied.low, finding.implied.high) == (str(Fraction("5.96")), "6")
    assert finding.gap == str(Fraction("0.06"))
    assert finding.proof is not None
    replay(finding.proof)


def test_the_true_figure_is_not_accused() -> None:
    facts = [*speech(), *facts_of([margin("5.42", "2020-06-30", "second")])]
    assert Verdict.INCONSISTENT not in {f.verdict for f in findings(facts)}


def test_flows_of_two_editions_are_conditional() -> None:
    """Growths of 规模以上 in two documents may be of two coverages, unless the caller says otherwise."""
    h1 = (YEAR, "2020-06-30", "2019-01-01", "2019-06-30")
    facts = facts_of([growth("-8.4", Q1), growth("4.4", Q2), growth("9.9", h1, "second")])
    (finding,) = findings(facts, within=None)
    assert (finding.verdict, finding.tier) == (Verdict.CONDITIONAL, Tier.ASSUMPTION)
    assert finding.assumptions
    (finding,) = findings(facts, within=None, same_vintage=True)
    assert (finding.verdict, finding.tier) == (Verdict.INCONSISTENT, Tier.IDENTITY)
