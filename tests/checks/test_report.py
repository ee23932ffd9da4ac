"""The report, records of one's own, and what verdicts must not depend on."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from lines import fact
from worlds import World

from cnfacts.api import extract
from cnfacts.checks import check
from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.finding import Verdict
from cnfacts.errors import InputError
from cnfacts.io.facts_in import parse_facts
from cnfacts.schema.fact import Fact
from command import cnfacts

SEED = (
    "1—11月规模以上工业增加值同比增长2.3%，其中第一季度下降8.4%，第二、三季度分别增长4.4%和5.8%。"
    "1—10月规模以上工业企业营业收入利润率逐步恢复到5.98%，比第一季度和上半年分别提高2.04个和0.56个百分点。"
)
"""工业和信息化部, 2020-12-31."""
STATED = "2020年上半年规模以上工业企业营业收入利润率为5.42%。"


def seed(text: str = SEED, doc_id: str = "seed") -> list[Fact]:
    return extract(text, date="2020-12-31", doc_id=doc_id)


def verdicts(report: CheckReport) -> list[tuple[str, str, tuple[str, ...]]]:
    return sorted((f.check, f.verdict.value, tuple(sorted(r.quote for r in f.facts))) for f in report.findings)


def test_the_seed_speech_is_consistent_and_implies() -> None:
    report = check(seed(), joint=False)
    assert not report.inconsistent
    implied = [f.implied_near for f in report.findings if f.check == "S6"]
    middles = {(Fraction(b.low) + Fraction(b.high)) / 2 for b in implied if b and b.low and b.high}
    assert middles == {Fraction("3.94"), Fraction("5.42")}
    (growth,) = [f for f in report.findings if f.check == "S2"]
    assert (growth.verdict.value, growth.reason and growth.reason.value) == ("cannot_tell", "unbounded_remainder")
    assert growth.implied is not None and growth.implied.low is None and growth.implied.high is None


def test_a_misprint_in_the_seed_speech() -> None:
    wrong = SEED.replace("5.98", "5.89")
    (found,) = check(seed(wrong + STATED), joint=False).inconsistent
    assert (found.check, found.tier.value, len(found.conflict_set)) == ("S6", "identity", 3)
    assert found.proof is not None and Fraction(found.proof.total) < 0
    two = [*seed(wrong), *seed(STATED, "other")]
    assert not check(two, joint=False).inconsistent
    (conditional,) = [f for f in check(two, joint=False).findings if f.verdict is Verdict.CONDITIONAL]
    assert conditional.assumptions and conditional.assumptions[0].startswith("same_vintage")
    assert check(two, joint=False, same_vintage=True).inconsistent


def test_proofs_replay() -> None:
    facts = World(1).tell()
    at = next(i for i, f in enumerate(facts) if f.kind.value == "level")
    facts[at] = facts[at].model_copy(update={"value": (facts[at].value or 0) * 10000, "scale": facts[at].scale + 4})
    found = check(facts, joint=False).inconsistent
    assert found
    for finding in found:
        assert finding.proof is not None
        sums: dict[str, Fraction] = {}
        total = Fraction(0)
        for row in finding.proof.rows:
            by = Fraction(row.multiplier)
            assert by >= 0
            total += by * Fraction(row.bound)
            for name, value in row.coefficients.items():
                sums[name] = sums.get(name, Fraction(0)) + by * Fraction(value)
        assert total < 0 and not any(sums.values()) and total == Fraction(finding.proof.total)


@pytest.mark.parametrize("seed_", range(3))
def test_order_does_not_matter(seed_: int) -> None:
    facts = World(seed_).tell()
    shuffled = random.Random(seed_).sample(facts, len(facts))
    first, second = (check(f, joint=False) for f in (facts, shuffled))
    assert {f.verdict for f in first.findings} == {f.verdict for f in second.findings}
    assert {(c.check, c.count) for c in first.checked if c.check not in ("S1", "S9b")} == {
        (c.check, c.count) for c in second.checked if c.check not in ("S1", "S9b")
    }


def test_scale_words_do_not_matter() -> None:
    def lines(one: str, other: str) -> list[Fact]:
        levels = f"粮食产量 | 2022 | level | {one}", f"粮食产量 | 2023 | level | {other}"
        return [fact(line, row) for row, line in enumerate((*levels, "粮食产量 | 2023 | growth yoy | 3.1%"))]

    found = {
        check(lines(*pair), joint=False).inconsistent[0].message.zh.rpartition("，")[2]
        for pair in (("68653万吨", "69541万吨"), ("6.8653亿吨", "6.9541亿吨"), ("68653万吨", "6.9541亿吨"))
    }
    assert len(found) == 1


def test_unrelated_facts_do_not_matter() -> None:
    facts = seed(SEED.replace("5.98", "5.89") + STATED)
    alone = verdicts(check(facts, joint=False))
    other = [f.model_copy(update={"metric": f"另一{f.metric}", "region": "别处"}) for f in World(3).tell()]
    mixed = verdicts(check([*facts, *other], joint=False))
    assert [v for v in alone if v[1] != "cannot_tell"] == [v for v in mixed if v in alone and v[1] != "cannot_tell"]


def test_records_of_ones_own() -> None:
    rows = [
        {"metric": "粮食产量", "value": 68653, "unit": "万吨", "period_start": "2022-01-01", "period_end": "2022-12-31"},
        {"metric": "粮食产量", "value": "69541", "unit": "万吨", "period_start": "2023-01-01", "period_end": "2023-12-31"},
        {"metric": "粮食产量", "value": "3.1", "unit": "%", "kind": "growth", "basis": "yoy"}
        | {"period_start": "2023-01-01", "period_end": "2023-12-31"},
    ]
    report = check(rows, joint=False)
    assert [f.check for f in report.inconsistent] == ["S5"]
    assert report.facts == 3 and report.unlinked == 0


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"value": 3}, "record 1: no metric"),
        ({"metric": "粮食产量"}, "record 1: no value"),
        ({"metric": "粮食产量", "value_text": "三"}, "no plain number"),
        ({"metric": "粮食产量", "value": 3, "kind": "rate"}, "kind"),
        ({"metric": "粮食产量", "value": 3, "colour": "red"}, "colour"),
    ],
)
def test_a_record_that_is_none(record: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        check([record])


def test_facts_with_one_id_are_kept_apart() -> None:
    twice = [fact("粮食产量 | 2022 | level | 68653万吨"), fact("粮食产量 | 2022 | level | 68653万吨")]
    (finding,) = check(twice, joint=False).findings
    assert len({ref.fact_id for ref in finding.facts}) == 2


def test_nothing_is_checked_of_nothing() -> None:
    report = check([])
    assert report == CheckReport(findings=(), checked=(), not_checked=(), facts=0, unlinked=0)


def test_a_report_is_plain_json() -> None:
    report = check(seed(), joint=False)
    assert CheckReport.model_validate_json(report.model_dump_json()) == report
    for line in report.to_jsonl():
        found = json.loads(line)
        assert {"check", "tier", "verdict", "reason", "facts", "conflict_set", "suspects"} <= set(found)
        assert {"repairs", "reported", "implied", "gap", "preconditions", "assumptions", "proof"} <= set(found)


def test_written_facts_are_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEED, encoding="utf-8")
    for name in ("facts.jsonl", "facts.csv"):
        cnfacts("extract", "a.txt", "--date", "2020-12-31", "-o", name, cwd=tmp_path)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert parse_facts(text, name, is_csv=name.endswith("csv")) == seed(doc_id="a.txt")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("metric,value\n粮食产量\n", "row 2: not as many cells"),
        ("metric,worth\n粮食产量,3\n", "'worth' is no field"),
    ],
)
def test_a_table_that_is_none(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_facts(text, "a.csv", is_csv=True)


@pytest.mark.parametrize("text", ["{", "[1]", "3"])
def test_lines_that_are_no_records(text: str) -> None:
    with pytest.raises(InputError, match="line 1"):
        parse_facts(text, "a.jsonl", is_csv=False)


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SEED, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(SEED.replace("5.98", "5.89") + STATED, encoding="utf-8")
    good = cnfacts("check", "good.txt", "--date", "2020-12-31", cwd=tmp_path)
    assert (good.status, good.err) == (0, "")
    assert "5.42, [5.4, 5.44]%" in good.text and "Could not be checked" in good.text
    bad = cnfacts("check", "bad.txt", "--date", "2020-12-31", cwd=tmp_path)
    assert bad.status == 1
    assert "S6 point-change: inconsistent, identity" in bad.text
    assert "printed [0.55, 0.57]百分点, implied [0.45, 0.49]百分点" in bad.text
    lines = cnfacts("check", "bad.txt", "--date", "2020-12-31", "--format", "jsonl", cwd=tmp_path).records
    assert "S6" in [line["check"] for line in lines[:-1] if line["verdict"] == "inconsistent"]
    assert lines[-1]["report"]["facts"] == len(seed(SEED + STATED))


def test_the_command_that_cannot_run(tmp_path: Path) -> None:
    assert cnfacts("check", cwd=tmp_path).status == 2
    assert cnfacts("check", "none.txt", cwd=tmp_path).status == 2
    assert cnfacts("check", "--text", "增长2%", "--format", "xml", cwd=tmp_path).status == 2
    (tmp_path / "own.csv").write_text("metric,value\n粮食产量,many\n", encoding="utf-8")
    done = cnfacts("check", "own.csv", cwd=tmp_path)
    assert done.status == 2 and "own.csv: record 1" in done.err


def test_a_decimal_value_keeps_its_digits() -> None:
    (one,) = parse_facts("metric,value,unit\n利润率,5.0,%\n", "a.csv", is_csv=True)
    assert (one.value, one.value_text, one.locator) == (Decimal("5.0"), "5.0", "row 1")
