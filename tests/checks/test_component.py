"""The spaCy component `cnfacts_checks`."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import cnfacts
from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.finding import Finding

WRONG = "2021年，全市粮食产量为68653万吨。2022年，全市粮食产量为65941万吨，比上年增长1.3%。"
RIGHT = WRONG.replace("65941", "69541")
PLAIN = "没有数字的一句话。"
TEXTS = [WRONG, RIGHT, PLAIN]
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = cnfacts.load()
    pipeline.add_pipe("cnfacts_checks")
    return pipeline


def expected(text: str) -> CheckReport:
    return cnfacts.check(cnfacts.extract(text))


def test_findings_of_a_document(nlp: Language) -> None:
    doc = nlp(WRONG)
    assert isinstance(doc._.check_report, CheckReport)
    assert all(isinstance(finding, Finding) for finding in doc._.findings)
    assert list(doc._.findings) == list(doc._.check_report.findings)
    (found, *_) = doc._.check_report.inconsistent
    assert {ref.quote for ref in found.facts} == {"68653万吨", "65941万吨", "1.3%"}
    assert all(WRONG[ref.start : ref.end] == ref.quote for ref in found.facts)


@pytest.mark.parametrize("text", TEXTS)
def test_the_component_is_check(nlp: Language, text: str) -> None:
    assert nlp(text)._.check_report == expected(text)


def test_a_doc_that_was_not_checked() -> None:
    doc = cnfacts.load()(WRONG)
    assert (doc._.check_report, doc._.findings) == (None, [])


@pytest.mark.parametrize("lang", ["zh", "en", "xx"])
def test_it_runs_the_facts_step_itself(lang: str) -> None:
    other = spacy.blank(lang)
    other.add_pipe("cnfacts_checks")
    doc = other(WRONG)
    assert doc._.facts == cnfacts.extract(WRONG)
    assert doc._.check_report == expected(WRONG)


def test_options_of_the_facts_step() -> None:
    text = "今年上半年，全市新建公路120公里。"
    other = spacy.blank("zh")
    other.add_pipe("cnfacts_checks", config={"doc_date": "2023-08-01", "joint": False})
    assert str(other(text)._.facts[0].period_start) == "2023-01-01"


def test_no_joint_engine() -> None:
    other = spacy.blank("zh")
    other.add_pipe("cnfacts_checks", config={"joint": False})
    assert other(WRONG)._.check_report == cnfacts.check(cnfacts.extract(WRONG), joint=False)


def test_running_again_changes_nothing(nlp: Language) -> None:
    doc = nlp(WRONG)
    before = doc.to_bytes()
    nlp(doc)
    assert doc.to_bytes() == before


def test_two_processes_are_one(nlp: Language) -> None:
    found = [doc._.check_report for doc in nlp.pipe(TEXTS * 2, n_process=2, batch_size=2)]
    assert found == [expected(text) for text in TEXTS * 2]


def test_bytes_and_doc_bin(nlp: Language) -> None:
    docs = [nlp(text) for text in TEXTS]
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    again = list(DocBin().from_bytes(data).get_docs(spacy.blank("zh").vocab))
    again += [Doc(nlp.vocab).from_bytes(doc.to_bytes()) for doc in docs]
    assert [doc._.check_report for doc in again] == [expected(text) for text in TEXTS * 2]


def test_disk(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names[-1] == "cnfacts_checks"
    assert again(WRONG)._.check_report == expected(WRONG)


def test_analysis_finds_no_problem(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_the_entry_point() -> None:
    root = Path(__file__).parents[2]
    assert 'cnfacts_checks = "cnfacts.pipeline.components:make_checks"' in (root / "pyproject.toml").read_text(encoding="utf-8")
