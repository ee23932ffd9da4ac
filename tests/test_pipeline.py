"""What a spaCy user expects of the components."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import cnfacts
from cnfacts.errors import DateError, LexiconError

T1 = "2022年1—9月，全市货物出口同比增长2.3%，其中第一季度下降8.4%。出口额达到35.6亿元，占全省的比重为12.5%。"
T2 = "某市统计公报\n（2021年3月18日）\n去年，全市发电量达到86.5亿千瓦时，比上年增长4.2%。\n"
T3 = "没有数字的一句话。"
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
GROUPS = {"quantities", "periods", "comparisons", "metrics"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return cnfacts.load()


def records(doc: Doc) -> list[dict[str, object]]:
    return [fact.to_record() for fact in doc._.facts]


def expected(text: str, date: str | None = None) -> list[dict[str, object]]:
    return [fact.to_record() for fact in cnfacts.extract(text, date=date)]


@pytest.mark.parametrize("text", [T1, T2, T3, ""])
@pytest.mark.parametrize("tokens", ["characters", "words"])
def test_the_pipeline_is_extract(text: str, tokens: str) -> None:
    doc = cnfacts.load(tokens)(text)  # type: ignore[arg-type]
    assert doc.text == text
    assert records(doc) == expected(text)
    assert set(doc.spans) >= GROUPS


def test_span_groups(nlp: Language) -> None:
    doc = nlp(T1)
    spans = doc.spans
    assert [s.text for s in spans["quantities"]] == ["2.3%", "8.4%", "35.6亿元", "12.5%"]
    assert [s.text for s in spans["periods"]] == ["2022年1—9月", "第一季度"]
    assert [s.text for s in spans["comparisons"]] == ["同比"]
    assert "全市货物出口" in [s.text for s in spans["metrics"]]
    assert {s.label_ for s in spans["sc"]} == {"QUANTITY", "PERIOD", "COMPARISON", "METRIC"}
    assert [s.label_ for s in spans["quantities"]] == ["ratio", "ratio", "currency", "ratio"]
    assert len({s.id_ for s in spans["quantities"]}) == 4


def test_displacy(nlp: Language) -> None:
    html = displacy.render(nlp(T1), style="span")
    assert "QUANTITY" in html


@pytest.mark.parametrize("lang", ["zh", "en", "xx"])
def test_alone_on_someone_elses_tokens(lang: str) -> None:
    other = spacy.blank(lang)
    other.add_pipe("cnfacts_facts")
    doc = other(T1)
    assert records(doc) == expected(T1)
    assert set(doc.spans) >= GROUPS
    for fact, span in zip(doc._.facts, doc.spans["quantities"], strict=True):
        assert span.start_char <= fact.start < fact.end <= span.end_char
        assert T1[fact.start : fact.end] == fact.text


@pytest.mark.parametrize("pipe", ["cnfacts_quantities", "cnfacts_periods", "cnfacts_comparisons", "cnfacts_metrics"])
def test_each_step_alone(pipe: str) -> None:
    other = spacy.blank("zh")
    other.add_pipe(pipe)
    assert pipe.removeprefix("cnfacts_") in other(T1).spans


def test_steps_in_any_order() -> None:
    other = spacy.blank("zh")
    for pipe in ("cnfacts_metrics", "cnfacts_quantities", "cnfacts_periods", "cnfacts_facts"):
        other.add_pipe(pipe)
    assert records(other(T1)) == expected(T1)


def test_running_again_changes_nothing(nlp: Language) -> None:
    doc = nlp(T1)
    before = doc.to_bytes()
    nlp(doc)
    assert doc.to_bytes() == before


@Language.component("test_no_shares")
def no_shares(doc: Doc) -> Doc:
    """A user's filter: figures of currency are not wanted."""
    doc.spans["quantities"] = [s for s in doc.spans["quantities"] if s.label_ != "currency"]
    return doc


@pytest.mark.parametrize("before", ["cnfacts_comparisons", "cnfacts_metrics", "cnfacts_facts"])
def test_a_filter_between_steps_has_effect(before: str) -> None:
    pipeline = cnfacts.load()
    pipeline.add_pipe("test_no_shares", before=before)
    assert [f.text for f in pipeline(T1)._.facts] == ["2.3%", "8.4%", "12.5%"]


@Language.component("test_no_metrics")
def no_metrics(doc: Doc) -> Doc:
    """A user's filter that takes every metric away."""
    doc.spans["metrics"] = []
    return doc


def test_no_metrics_no_facts() -> None:
    pipeline = cnfacts.load()
    pipeline.add_pipe("test_no_metrics", before="cnfacts_facts")
    assert pipeline(T1)._.facts == []


def test_the_date_of_a_document(nlp: Language) -> None:
    text = "今年上半年，全市新建公路120公里。"
    assert nlp(text)._.facts[0].period_start is None
    for day in ("2023-08-01", datetime.date(2023, 8, 1)):
        doc = nlp.make_doc(text)
        doc._.doc_date = day
        fact = nlp(doc)._.facts[0]
        assert doc._.doc_date == datetime.date(2023, 8, 1)
        assert (fact.period_start, fact.doc_date_source) == (datetime.date(2023, 1, 1), "option")
    with pytest.raises(DateError):
        doc._.doc_date = "last week"


def test_the_date_of_a_pipeline() -> None:
    other = spacy.blank("zh")
    other.add_pipe("cnfacts_facts", config={"doc_date": "2023-08-01", "dateline": False})
    assert records(other(T1)) == expected(T1, "2023-08-01")
    with pytest.raises(DateError):
        spacy.blank("zh").add_pipe("cnfacts_facts", config={"doc_date": "2023/8/1"})


def test_two_processes_are_one(nlp: Language) -> None:
    texts = [T1, T2, T3] * 3
    one = [records(doc) for doc in nlp.pipe(texts)]
    two = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [records(doc) for doc in two] == one
    assert [s.text for s in two[0].spans["metrics"]] == [s.text for s in two[3].spans["metrics"]] != []
    pairs = list(nlp.pipe([(text, i) for i, text in enumerate(texts)], as_tuples=True, n_process=2, batch_size=2))
    assert [(records(doc), i) for doc, i in pairs] == list(zip(one, range(9), strict=True))


def test_dates_reach_other_processes(nlp: Language) -> None:
    docs = []
    for year in (2021, 2022, 2023, 2024):
        doc = nlp.make_doc("今年上半年，全市新建公路120公里。")
        doc._.doc_date = f"{year}-08-01"
        docs.append(doc)
    found = [doc._.facts[0].period_start.year for doc in nlp.pipe(docs, n_process=2, batch_size=1)]
    assert found == [2021, 2022, 2023, 2024]


SPAWN = """
import multiprocessing, cnfacts
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    for tokens in ("characters", "words"):
        docs = cnfacts.load(tokens=tokens).pipe(["2022年，发电量增长5%。"] * 4, n_process=2, batch_size=1)
        print(tokens, sum(len(doc._.facts) for doc in docs))
"""


def test_spawned_processes(tmp_path: Path) -> None:
    script = tmp_path / "spawn.py"
    script.write_text(SPAWN, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.splitlines() == ["characters 4", "words 4"]


def test_words_in_two_processes() -> None:
    pipeline = cnfacts.load(tokens="words")
    assert [records(d) for d in pipeline.pipe([T1, T2], n_process=2, batch_size=1)] == [expected(T1), expected(T2)]


def test_bytes(nlp: Language) -> None:
    doc = nlp(T2)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.facts == doc._.facts
    assert [s.id_ for s in again.spans["metrics"]] == [s.id_ for s in doc.spans["metrics"]]


def test_doc_bin(nlp: Language) -> None:
    docs = [nlp(T1), nlp(T2)]
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    other = spacy.blank("zh")
    again = list(DocBin().from_bytes(data).get_docs(other.vocab))
    assert [records(doc) for doc in again] == [expected(T1), expected(T2)]
    other.add_pipe("cnfacts_facts")
    assert [records(other(doc)) for doc in again] == [expected(T1), expected(T2)]


@pytest.mark.parametrize("tokens", ["characters", "words"])
def test_disk(tmp_path: Path, tokens: str) -> None:
    pipeline = cnfacts.load(tokens)  # type: ignore[arg-type]
    pipeline.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.max_length == pipeline.max_length > 10_000_000
    assert [t.text for t in again(T1)] == [t.text for t in pipeline(T1)]
    assert records(again(T1)) == expected(T1)


def test_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("stop\t«12.5»%\tnot wanted\t12.5%\n", encoding="utf-8")
    doc = cnfacts.load(lexicon=path)(T1)
    assert [f.text for f in doc._.facts] == ["2.3%", "8.4%", "35.6亿元"]
    assert records(doc) == [f.to_record() for f in cnfacts.extract(T1, lexicon=path)]
    with pytest.raises(LexiconError):
        cnfacts.load(lexicon=tmp_path / "none.tsv")


def test_analysis_finds_no_problem(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_other_tokens_are_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        cnfacts.load("letters")  # type: ignore[arg-type]


def test_extensions_register_once() -> None:
    from cnfacts.pipeline.extensions import register

    register()
    register()
    assert Doc.has_extension("facts")
