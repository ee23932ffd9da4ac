"""Cost grows with the text and no faster. Bounds are generous: they catch a square, not a slow machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

import cnfacts
from cnfacts.assembly.document import iter_facts

SENTENCE = "2022年1—9月，全市货物出口35.6亿元，同比增长2.3%，其中第一季度下降8.4%，第二、三季度分别增长4.4%和5.8%；"
LINE = SENTENCE * 400
LINES = (SENTENCE + "\n") * 400
MEGABYTE = 1_000_000


def seconds(work: Callable[[], object]) -> float:
    """Processor time without the collector's, which grows with all that the tests before left."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def growth(work: Callable[[str], object], text: str) -> float:
    """How much longer four times the text takes: 4 where cost is linear, 16 where it is a square."""
    once, more = (min(seconds(lambda t=t: work(t)) for _ in range(2)) for t in (text, text * 4))  # type: ignore[misc]
    return more / once


def count(text: str) -> int:
    return sum(1 for _ in iter_facts(text, doc_date=None))


@pytest.mark.parametrize("text", [LINE, LINES], ids=["one line", "many lines"])
def test_four_times_the_text(text: str) -> None:
    count(SENTENCE)
    assert growth(count, text[: len(text) // 2]) < 8


@pytest.mark.parametrize("tokens", ["characters", "words"])
def test_four_times_the_text_in_spacy(tokens: str) -> None:
    nlp = cnfacts.load(tokens)  # type: ignore[arg-type]
    nlp(SENTENCE)
    assert growth(nlp, LINE[: len(LINE) // 4]) < 8


@pytest.mark.parametrize("piece", ["7", "，", ",", "一", "（", "("])
def test_a_megabyte_of_one_character(piece: str) -> None:
    text = piece * (MEGABYTE // len(piece.encode()))
    assert seconds(lambda: count(text)) < 60


@pytest.mark.parametrize("piece", [*"亿%.。 \n第年\u200b", "1,", "1 ", "一、", "5%", "1月", "（一", "增长", "第一、"])
def test_pieces_over_and_over(piece: str) -> None:
    assert seconds(lambda: count(piece * (150_000 // len(piece)))) < 20


def test_spacy_takes_a_megabyte_without_a_break() -> None:
    text = "第" * 1_200_000
    nlp = cnfacts.load()
    assert seconds(lambda: nlp(text)) < 40
