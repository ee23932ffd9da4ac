"""`cnfacts evaluate`, its agreement with the scorer the gold came with, and the spaCy scorer."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from cnfacts.evaluate.gold import gold_doc, gold_files, read_gold
from cnfacts.evaluate.judge import SLOTS
from cnfacts.evaluate.predict import predict
from cnfacts.evaluate.report import evaluate, report_json
from command import ROOT, cnfacts

GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared" / "gold"


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
    other = json.dumps({**facts[0], "doc_id": "stranger.txt"})
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


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_spacy_scorer(tmp_path: Path) -> None:
    from spacy.tokens import DocBin
    from spacy.training import Example
    from spacy.util import registry

    import cnfacts as package
    from cnfacts.evaluate.spacy_scorer import gold_docs

    nlp = package.load()
    dated = gold_doc({"doc_id": "a", "text": "2023年4月20日讯　" + "2022年，全县出口12亿元。", "facts": []}, "a")
    at = dated.text.index("12亿元")
    row = {
        "start": at,
        "end": at + 4,
        "metric": "全县出口",
        "value": 12e8,
        "unit": "元",
        "kind": "level",
        "period_start": "2022-01-01",
        "period_end": "2022-12-31",
    }
    dated = gold_doc({"doc_id": "a", "text": dated.text, "facts": [row]}, "a")
    data = DocBin(docs=list(gold_docs(nlp, [dated])), store_user_data=True).to_bytes()
    references = list(DocBin().from_bytes(data).get_docs(nlp.vocab))
    examples = [Example(nlp(doc.text), doc) for doc in references]
    scores = registry.scorers.get("cnfacts.scorer.v1")()(examples)
    assert scores["spans_facts_f"] == scores["cnfacts_detect_f"] == scores["cnfacts_period"] == 1
    assert scores["spans_facts_per_type"] == {"level": {"p": 1, "r": 1, "f": 1}}
    without = [Example(nlp("出口增长。"), nlp.make_doc("出口增长。"))]
    assert registry.scorers.get("cnfacts.scorer.v1")()(without) == {}
