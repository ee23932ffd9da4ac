"""Evaluation: alignment, judging, scores, causes, the command, the spaCy scorer, confidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cnfacts.errors import InputError
from cnfacts.evaluate.align import align
from cnfacts.evaluate.answers import GoldDoc, answer_of
from cnfacts.evaluate.bootstrap import intervals
from cnfacts.evaluate.causes import misses
from cnfacts.evaluate.classes import confusion
from cnfacts.evaluate.gold import expected_of, gold_doc, gold_files, name_of, read_gold, read_predictions
from cnfacts.evaluate.judge import judge, overlap_f1
from cnfacts.evaluate.report import evaluate, report_json
from cnfacts.evaluate.scores import Tally, judge_document
from command import ROOT

GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared" / "gold"

TEXT = "一季度，全县出口12亿元，同比增长5.5%，排名第3。"
YEAR_BEFORE = {"basis": "yoy", "basis_start": "2022-01-01", "basis_end": "2022-03-31"}


def fact(text: str, **slots: Any) -> dict[str, Any]:
    """A fact of `TEXT` with all slots right unless said otherwise."""
    start = TEXT.index(text)
    base = {"metric": "全县出口", "value": 12e8, "unit": "元", "kind": "level"}
    dates = {"period_start": "2023-01-01", "period_end": "2023-03-31"}
    return {"start": start, "end": start + len(text), **base, **dates, **slots}


LEVEL = fact("12亿元")
GROWTH = fact("5.5%", value=5.5, unit="%", kind="growth", **YEAR_BEFORE)


def document(*facts: dict[str, Any]) -> GoldDoc:
    return gold_doc({"doc_id": "press_1", "doc_date": "2023-04-20", "text": TEXT, "facts": list(facts)}, "press_1")


# Judging


@pytest.mark.parametrize(
    ("gold", "found", "wrong"),
    [
        ({}, {}, set()),
        ({}, {"value": "1200000000"}, set()),
        ({}, {"value": "1200000000.0001"}, set()),
        ({}, {"value": "120000000"}, {"value"}),
        ({}, {"value": None}, {"value"}),
        ({}, {"value_high": 13e8}, {"value"}),
        ({"value_accept": [12]}, {"value": 12}, set()),
        ({"unit": "百分点"}, {"unit": "个百分点"}, set()),
        ({"unit": ""}, {"unit": None}, set()),
        ({"unit_accept": ["美元"]}, {"unit": "美元"}, set()),
        ({}, {"unit": "美元"}, {"unit"}),
        ({}, {"metric": "全县 的“出口”"}, set()),
        ({}, {"metric": "出口"}, {"metric"}),
        ({"metric_accept": ["出口"]}, {"metric": "出口"}, set()),
        ({}, {"period_end": "2023-04-20"}, {"period"}),
        ({"period_accept": [["2023-01-01", "2023-04-20"]]}, {"period_end": "2023-04-20"}, set()),
        ({"period_start": None, "period_end": None}, {}, {"period"}),
        ({}, {"kind": "growth"}, {"kind"}),
        ({}, {"basis": None}, set()),
        ({}, {"basis": "yoy"}, {"basis"}),
        (YEAR_BEFORE, {**YEAR_BEFORE, "basis_end": "2022-12-31"}, set()),
        ({**YEAR_BEFORE, "basis": "period"}, {**YEAR_BEFORE, "basis": "period", "basis_end": None}, {"basis"}),
        ({"basis_accept": [["yoy", None, None]]}, YEAR_BEFORE, set()),
        ({"basis_accept": ["yoy"]}, YEAR_BEFORE, set()),
        ({"qualifier": "gt"}, {}, {"qualifier"}),
        ({"status": "target", "status_accept": ["actual"]}, {}, set()),
    ],
)
def test_judge(gold: dict[str, Any], found: dict[str, Any], wrong: set[str]) -> None:
    verdict = judge(answer_of({**LEVEL, **found}), expected_of({**LEVEL, **gold}))
    assert verdict.wrong == wrong
    assert verdict.strict == (not wrong - {"qualifier", "status"})


def test_near_metrics() -> None:
    assert overlap_f1("全县出口", "全县出口总额") == pytest.approx(0.8)
    assert overlap_f1("", "出口") == 0
    verdict = judge(answer_of({**LEVEL, "metric": "全县出口总额"}), expected_of(LEVEL))
    assert (verdict.strict, verdict.relaxed) == (False, True)


# Alignment and scores


def test_align_one_to_one_by_overlap() -> None:
    wide = {**LEVEL, "end": LEVEL["end"] + 8}
    found = [answer_of(wide), answer_of(LEVEL)]
    alignment = align(found, document(LEVEL, GROWTH).facts)
    assert [p.record for p, _ in alignment.pairs] == [wide]
    assert [p.record for p in alignment.extra] == [LEVEL]
    assert [e.best.kind for e in alignment.missing] == ["growth"]


@pytest.mark.parametrize("slots", [{}, {"value": 1}])
def test_optional_facts_count_neither_way(slots: dict[str, Any]) -> None:
    optional = {**LEVEL, "optional": True}
    for found in ([], [{**LEVEL, **slots}], [{**LEVEL, **slots}, {**LEVEL, "start": LEVEL["start"] + 1}]):
        tally = judge_document(document(optional, GROWTH), [answer_of(f) for f in [*found, GROWTH]]).tally
        assert (tally.pairs, tally.extra, tally.missing) == (1, 0, 0)


def test_scores_of_nothing_are_zero() -> None:
    assert Tally().rates("fact").f1 == Tally().false_facts() == Tally().slots()["value"] == 0
    report = evaluate([document()], lambda doc: [])
    assert report.macro("fact") == 0 and report.causes == ()


def test_rates() -> None:
    extra = {**LEVEL, "start": TEXT.index("3。"), "end": TEXT.index("3。") + 1}
    wrong = {**GROWTH, "kind": "share"}
    report = report_json(evaluate([document(LEVEL, GROWTH)], lambda doc: [answer_of(f) for f in (LEVEL, wrong, extra)]))
    assert report["fact"] == {"p": 0.3333, "r": 0.5, "f1": 0.4}
    assert report["detect"] == {"p": 0.6667, "r": 1.0, "f1": 0.8}
    assert report["slots"]["kind"] == 0.5
    assert report["false_facts_per_10000_characters"] == round(10_000 / len(TEXT), 4)
    assert {c["cause"]: c["count"] for c in report["causes"]} == {"kind: share for growth": 1, "not a fact": 1}


def test_genres() -> None:
    assert document().genre == "press"
    named = gold_doc({"doc_id": "press_1", "text": TEXT, "facts": [], "genre": "speech"}, "x")
    report = evaluate([document(LEVEL), named, document(GROWTH)], lambda doc: [answer_of(LEVEL)], bootstrap=False)
    assert [(name, docs) for name, (docs, _) in report.genres.items()] == [("press", 2), ("speech", 1)]
    assert report.without("speech").rates("fact").f1 == 0.5
    assert report.intervals == {}


def test_intervals_hold_the_score_and_repeat() -> None:
    tallies = [Tally(pairs=10, missing=i % 3, fact=10 - i % 4, relaxed=10) for i in range(12)]
    found = intervals(tallies, rounds=200)
    assert found == intervals(tallies, rounds=200) != intervals(tallies, rounds=200, seed=1)
    for measure, (low, high) in found.items():
        assert low <= evaluate_f1(tallies, measure) <= high


def evaluate_f1(tallies: list[Tally], measure: str) -> float:
    from cnfacts.evaluate.scores import total

    return total(tallies).rates(measure).f1


def test_confusion() -> None:
    target = {**LEVEL, "status": "target", "status_accept": ["actual"]}
    judged = [judge_document(document(gold, GROWTH), [answer_of(LEVEL), answer_of({**GROWTH, "status": "forecast"})])
              for gold in (LEVEL, target, {**target, "status_accept": []})]  # fmt: skip
    found = confusion(judged, "status")
    assert found.counts == {("actual", "actual"): 2, ("actual", "forecast"): 3, ("target", "actual"): 1}
    assert found.rates("target").r == 0


@pytest.mark.parametrize(
    ("slots", "cause"),
    [
        ({"value": 12e7}, "value: scale"),
        ({"value": -12e8}, "value: sign"),
        ({"value": 13e8}, "value: other"),
        ({"value": None}, "value: missing"),
        ({"unit": ""}, "unit: none for 元"),
        ({"metric": "全县出口总额", "metric_source": "stated"}, "metric: longer (stated)"),
        ({"metric": "出口", "metric_source": "inherited"}, "metric: shorter (inherited)"),
        ({"metric": "全省出口"}, "metric: partly (unknown)"),
        ({"metric": "进口额"}, "metric: other (unknown)"),
        ({"metric": ""}, "metric: none"),
        ({"period_end": "2023-12-31", "period_source": "default"}, "period: default"),
        ({"period_start": None, "period_end": None}, "period: left open"),
        ({"kind": "share"}, "kind: share for level"),
        ({"basis": "pop"}, "basis: pop for none"),
    ],
)
def test_causes(slots: dict[str, Any], cause: str) -> None:
    (miss,) = misses(judge_document(document(LEVEL), [answer_of({**LEVEL, **slots})]))
    assert miss.causes == (cause,)
    assert "12亿元" in miss.context
    assert miss.got is not None and miss.gold is not None


def test_a_miss_stands_under_each_of_its_causes() -> None:
    found = [answer_of({**LEVEL, "kind": "share", "unit": ""})]
    causes = evaluate([document(LEVEL, GROWTH)], lambda doc: found).causes
    assert {c.name: c.alone for c in causes} == {"kind: share for level": 0, "unit: none for 元": 0, "missed figure": 1}


# Files


def test_the_sample_is_well_formed() -> None:
    documents = [read_gold(path) for path in gold_files([GOLD])]
    assert {d.genre for d in documents} == {"communique", "report", "release", "press"}
    assert sum(len(d.facts) for d in documents) >= 40


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1"),
        ("[]", "JSON object"),
        ('{"doc_id": "a", "text": "b"}', "'facts' is missing"),
        ('{"doc_id": 1, "text": "b", "facts": []}', "'doc_id' is missing or not a str"),
        ('{"doc_id": "a", "doc_date": "2020", "text": "b", "facts": []}', "write YYYY-MM-DD"),
        (json.dumps({"doc_id": "a", "text": TEXT, "facts": [{"start": 1}]}), "fact 0: 'metric' is missing"),
        (json.dumps({"doc_id": "a", "text": "短", "facts": [LEVEL]}), "no place in the text"),
        (json.dumps({"doc_id": "a", "text": TEXT, "facts": [{**LEVEL, "text": "12"}]}), "the text has '12亿元'"),
        (json.dumps({"doc_id": "a", "text": TEXT, "facts": [{**LEVEL, "start": "x"}]}), "fact 0"),
    ],
)
def test_bad_gold_is_named(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.json") as caught:
        read_gold(path)
    assert said in str(caught.value)


def test_where_there_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.json file in it"):
        gold_files([tmp_path])
    with pytest.raises(InputError, match="check the path"):
        gold_files([tmp_path / "none"])
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path)


def test_predictions_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps({"doc_id": "in/press_1.txt", **LEVEL}) + "\n\n", encoding="utf-8")
    (name, (answer,)), *_ = read_predictions(path).items()
    assert (name, answer.metric) == ("press_1", "全县出口")
    assert name_of("press_1") == name_of("a/b/press_1.txt") == "press_1"
    path.write_text('{"doc_id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"facts\.jsonl, line 1: no fact"):
        read_predictions(path)
