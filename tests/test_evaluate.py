"""Evaluation: alignment, judging, scores, causes, the command, the spaCy scorer, confidence."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cnfacts.assembly.confidence import MODEL_FILE, TERMS, load_model
from cnfacts.errors import InputError
from cnfacts.evaluate.align import align
from cnfacts.evaluate.answers import GoldDoc, answer_of
from cnfacts.evaluate.bootstrap import intervals
from cnfacts.evaluate.causes import misses
from cnfacts.evaluate.classes import confusion
from cnfacts.evaluate.gold import expected_of, gold_doc, gold_files, name_of, read_gold, read_predictions
from cnfacts.evaluate.judge import SLOTS, judge, overlap_f1
from cnfacts.evaluate.predict import predict
from cnfacts.evaluate.reliability import bins, calibration_error, threshold_for
from cnfacts.evaluate.report import evaluate, report_json
from cnfacts.evaluate.scores import Tally, judge_document
from command import ROOT, cnfacts

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
    with pytest.raises(InputError, match="bad.json") as caught:
        read_gold(path)
    assert said in str(caught.value)


def test_where_there_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no .json file in it"):
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
    with pytest.raises(InputError, match=r"facts.jsonl, line 1: no fact"):
        read_predictions(path)


# The command


def test_command_in_json() -> None:
    done = cnfacts("evaluate", GOLD, "--format", "json", "--misses", "1")
    assert (done.status, done.err) == (0, "")
    report = json.loads(done.text)
    assert report["docs"] == 4 and report["detect"]["f1"] > 0.95 and report["fact"]["f1"] > 0.85
    assert set(report["slots"]) == {*SLOTS, "metric~"}
    assert len(report["documents"]) == 4 and len(report["intervals"]) == 3
    assert report["classes"]["status"]["target"]["found"]["target"] == 4


def test_command_in_tables(tmp_path: Path) -> None:
    done = cnfacts("evaluate", GOLD / "release_ports_2022_05.json", "--no-bootstrap")
    assert done.status == 0
    assert "1 documents, 13 gold facts" in done.text
    for word in ("strict P", "relaxed", "detect", "qualifier ↓", "cause", "release_ports_2022_05"):
        assert word in done.text
    assert "95 %" not in done.text


def test_command_on_predictions_of_a_file(tmp_path: Path) -> None:
    facts = [fact.best.record for path in gold_files([GOLD]) for fact in read_gold(path).facts]
    names = [read_gold(path).doc_id for path in gold_files([GOLD]) for _ in read_gold(path).facts]
    lines = [json.dumps({**row, "doc_id": name}) for row, name in zip(facts, names, strict=True)]
    other = json.dumps({**LEVEL, "doc_id": "stranger.txt"})
    (tmp_path / "pred.jsonl").write_text("\n".join([*lines, other]), encoding="utf-8")
    done = cnfacts("evaluate", GOLD, "--pred", tmp_path / "pred.jsonl", "--format", "json")
    assert json.loads(done.text)["fact"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert "stranger" in done.err
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    missed = cnfacts("evaluate", GOLD, "--pred", empty, "--misses", "2")
    assert missed.status == 0 and missed.text.count("missed figure") == 2 and "1286.4亿元" in missed.text


def test_command_exit_statuses(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    good = GOLD / "press_water_2023_09.json"
    some = cnfacts("evaluate", good, tmp_path / "bad.json", "--format", "json")
    assert some.status == 1 and json.loads(some.text)["docs"] == 1 and "bad.json" in some.err
    refused = (["evaluate"], ["evaluate", str(tmp_path)], ["evaluate", "none"], ["evaluate", str(good), "--format", "x"])
    for args in (*refused, ["evaluate", str(good), "--pred", "none.jsonl"]):
        done = cnfacts(*args)
        assert (done.status, done.out) == (2, b"") and "Traceback" not in done.err


@pytest.mark.skipif(not (SHARED / "dev").is_dir(), reason="no shared gold here")
def test_agreement_with_the_shared_scorer(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    documents = [read_gold(path) for path in gold_files([SHARED / "dev"])]
    found = {doc.doc_id: predict(doc) for doc in documents}
    for step in (1, 3):  # all predictions, and with some left out or moved to other documents
        kept = {name: answers[::step] for name, answers in found.items()}
        theirs, _ = score.score(
            score.load_gold(SHARED / "dev"), {n: [dict(a.record) for a in answers] for n, answers in kept.items()}
        )
        ours = report_json(evaluate(documents, lambda doc, kept=kept: kept[doc.doc_id], bootstrap=False))
        assert {key: ours[key] for key in theirs} == theirs


# spaCy


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_spacy_scorer(tmp_path: Path) -> None:
    from spacy.tokens import DocBin
    from spacy.training import Example
    from spacy.util import registry

    import cnfacts as package
    from cnfacts.evaluate.spacy_scorer import gold_docs

    nlp = package.load()
    dated = gold_doc({"doc_id": "a", "text": "2023年4月20日讯　" + "2022年，全县出口12亿元。", "facts": []}, "a")
    row = {**LEVEL, "start": 21, "end": 25, "period_start": "2022-01-01", "period_end": "2022-12-31"}
    assert dated.text[21:25] == "12亿元"
    dated = gold_doc({"doc_id": "a", "text": dated.text, "facts": [row]}, "a")
    data = DocBin(docs=list(gold_docs(nlp, [dated])), store_user_data=True).to_bytes()
    references = list(DocBin().from_bytes(data).get_docs(nlp.vocab))
    examples = [Example(nlp(doc.text), doc) for doc in references]
    scores = registry.scorers.get("cnfacts.scorer.v1")()(examples)
    assert scores["spans_facts_f"] == scores["cnfacts_detect_f"] == scores["cnfacts_period"] == 1
    assert scores["spans_facts_per_type"] == {"level": {"p": 1, "r": 1, "f": 1}}
    without = [Example(nlp("出口增长。"), nlp.make_doc("出口增长。"))]
    assert registry.scorers.get("cnfacts.scorer.v1")()(without) == {}


# Confidence


def test_the_model_has_the_terms_of_the_code() -> None:
    model = load_model()
    assert set(model.weights) == set(TERMS)
    assert 0 < model.probability({}) < 1


def test_every_fact_has_a_confidence() -> None:
    for path in gold_files([GOLD]):
        for answer in predict(read_gold(path)):
            assert 0 < answer.record["confidence"] < 1


def test_what_is_shipped_says_how_it_was_fitted() -> None:
    data = json.loads((ROOT / "src/cnfacts/assembly" / MODEL_FILE).read_text(encoding="utf-8"))
    assert data["cross_validation"]["calibration_error"] <= 0.05
    assert data["cross_validation"]["thresholds"]["0.98"]["precision"] >= 0.98
    assert sum(b["count"] for b in data["cross_validation"]["reliability"]) == data["data"]["unseen"]["facts"]


def test_extraction_needs_no_numpy() -> None:
    code = "import cnfacts, sys; cnfacts.extract('2022年出口增长5%。'); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_reliability() -> None:
    scored = [(0.95, True)] * 19 + [(0.95, False)] + [(0.55, True), (0.55, False)]
    assert [(b.count, round(b.right, 2)) for b in bins(scored) if b.count] == [(2, 0.5), (20, 0.95)]
    assert calibration_error(scored) == pytest.approx(2 * 0.05 / 22)
    assert bins([(1.0, True)])[-1].count == 1
    found = threshold_for(0.95, scored, gold=25)
    assert found is not None
    assert (found.confidence, found.kept, found.recall) == (0.95, 20, 19 / 25)
    assert threshold_for(0.98, scored, gold=25) is None
    assert calibration_error([]) == 0


def test_calibration_on_the_sample(tmp_path: Path) -> None:
    from cnfacts.evaluate.calibrate import main

    out = tmp_path / "model.json"
    assert main([str(GOLD), "--seen", str(GOLD), "-o", str(out)]) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["data"]["unseen"] == {"documents": 4, "facts": 40}
    assert set(data["weights"]) <= set(TERMS)
