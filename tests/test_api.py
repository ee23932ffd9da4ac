"""`extract` and `pipe`, the ways in without spaCy."""

from __future__ import annotations

import datetime
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import cycle, islice

import pytest

import cnfacts
from cnfacts.errors import CnfactsError, DateError, LexiconError

PORT = "1—10月港口集装箱吞吐量同比增长3.6%，其中第一季度下降6.2%，第二、三季度分别增长5.1%和7.4%。"
TEXTS = [
    PORT,
    "2023年，全市粮食总产量达到52.6万吨，比上年增长1.8%。",
    "没有数字的一句话。",
    "",
]


def test_one_metric_four_periods() -> None:
    facts = cnfacts.extract(PORT, date="2020-12-31")
    assert {fact.metric for fact in facts} == {"港口集装箱吞吐量"}
    assert [(f.value, f.unit, f.period_start.month, f.period_end.month) for f in facts] == [  # type: ignore[union-attr]
        (Decimal("3.6"), "%", 1, 10),
        (Decimal("-6.2"), "%", 1, 3),
        (Decimal("5.1"), "%", 4, 6),
        (Decimal("7.4"), "%", 7, 9),
    ]
    assert {f.kind.value for f in facts} == {"growth"}
    assert {f.basis.value for f in facts} == {"yoy"}


def test_offsets_and_ids() -> None:
    facts = cnfacts.extract(PORT, date="2020-12-31", doc_id="港口.txt")
    assert [PORT[f.start : f.end] for f in facts] == [f.text for f in facts] == ["3.6%", "6.2%", "5.1%", "7.4%"]
    assert [f.fact_id for f in facts] == [f"港口.txt#{f.start}" for f in facts]


@pytest.mark.parametrize("date", ["2020-12-31", datetime.date(2020, 12, 31), datetime.datetime(2020, 12, 31, 9)])
def test_dates_as_given(date: str | datetime.date) -> None:
    fact = cnfacts.extract(PORT, date=date)[0]
    assert fact.doc_date == datetime.date(2020, 12, 31)
    assert fact.doc_date_source == "option"
    assert fact.period_start == datetime.date(2020, 1, 1)


def test_without_a_date_relative_periods_stay_open() -> None:
    fact = cnfacts.extract("今年上半年，全市新建公路120公里。")[0]
    assert (fact.doc_date, fact.doc_date_source, fact.period_start, fact.period_end) == (None,) * 4
    assert any("date" in reason for reason in fact.unresolved)


def test_the_dateline_is_used_when_no_date_is_given() -> None:
    text = "某市统计公报\n某市统计局\n（2021年3月18日）\n去年，全市发电量达到86.5亿千瓦时，增长4.2%。\n"
    fact = cnfacts.extract(text)[0]
    assert (fact.doc_date, fact.doc_date_source) == (datetime.date(2021, 3, 18), "dateline")
    assert fact.period_start == datetime.date(2020, 1, 1)
    assert (fact.title, fact.publisher) == ("某市统计公报", "某市统计局")
    given = cnfacts.extract(text, date="2022-03-01")[0]
    assert (given.doc_date_source, given.period_start) == ("option", datetime.date(2021, 1, 1))


@pytest.mark.parametrize("date", ["2024/2/29", "20240229", "2023-02-29", "", 20240229])
def test_what_is_no_date(date: object) -> None:
    with pytest.raises(DateError, match=r"\[CF101\]"):
        cnfacts.extract(PORT, date=date)  # type: ignore[arg-type]


def test_what_is_no_text() -> None:
    with pytest.raises(TypeError, match="decode bytes first"):
        cnfacts.extract(b"5%")  # type: ignore[arg-type]


def test_lone_surrogates_do_not_break_a_record() -> None:
    text = "\ud800发电量\udfff增长5%。"
    fact = cnfacts.extract(text)[0]
    assert (fact.start, fact.end) == (text.index("5"), text.index("。"))


def test_pipe_is_extract() -> None:
    assert list(cnfacts.pipe(TEXTS)) == [cnfacts.extract(text) for text in TEXTS]
    pairs = [(text, "2024-01-15") for text in TEXTS]
    assert list(cnfacts.pipe(pairs)) == [cnfacts.extract(text, date="2024-01-15") for text in TEXTS]


def test_pipe_in_processes() -> None:
    pairs = [(text, "2024-01-15") for text in TEXTS * 4]
    assert list(cnfacts.pipe(pairs, n_process=2, batch_size=3)) == list(cnfacts.pipe(pairs))


@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_streams(n_process: int) -> None:
    facts = cnfacts.pipe(cycle(TEXTS), n_process=n_process, batch_size=2)
    assert [len(found) for found in islice(facts, 5)] == [4, 2, 0, 0, 4]
    facts.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_refuses_a_bad_date(n_process: int) -> None:
    with pytest.raises(DateError):
        list(cnfacts.pipe([(PORT, "yesterday")], n_process=n_process))


@pytest.mark.parametrize("options", [{"n_process": 0}, {"n_process": -2}, {"batch_size": 0}])
def test_pipe_refuses_bad_numbers(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        cnfacts.pipe(TEXTS, **options)


def test_a_lexicon_that_is_not_there() -> None:
    with pytest.raises(LexiconError):
        cnfacts.extract(PORT, lexicon="no/such/file.tsv")
    with pytest.raises(LexiconError):
        cnfacts.pipe(TEXTS, lexicon="no/such/file.tsv")


def test_threads_share_nothing() -> None:
    expected = [cnfacts.extract(text, date="2024-01-15") for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: cnfacts.extract(text, date="2024-01-15"), TEXTS * 8))
    assert found == expected * 8


def test_errors_cross_processes() -> None:
    error = DateError("x")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.code) == (DateError, "[CF101] x", "CF101")
    assert isinstance(again, CnfactsError)
