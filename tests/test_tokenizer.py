"""Tokens that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

import cnfacts
from cnfacts.pipeline.tokenizer import CharTokenizer, WordTokenizer

TEXTS = [
    "",
    " ",
    "  ",
    " 发电量 增长5% ",
    "a  b\n c\t\u3000d",
    "2020年1—9月，A省货物出口同比增长2.3%。",
    "均价3.5万元/套，\r\n增长1 2.5 %\u200b。",
]
PIECES = st.sampled_from(
    ["发电量", "增长", "5%", "3.5万/套", "1—11月", " ", "  ", "\n", "a", "，", "。", "\u3000", "𠮷"]
)
TOKENIZERS = {"characters": CharTokenizer(Vocab()), "words": WordTokenizer(Vocab())}


@pytest.mark.parametrize("kind", TOKENIZERS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_text_is_kept(kind: str, text: str) -> None:
    assert TOKENIZERS[kind](text).text == text


@pytest.mark.parametrize("kind", TOKENIZERS)
@given(text=st.lists(PIECES | st.text(max_size=5)).map("".join))
@settings(deadline=None, max_examples=150)
def test_any_text_is_kept(kind: str, text: str) -> None:
    assert TOKENIZERS[kind](text).text == text


@pytest.mark.parametrize("kind", TOKENIZERS)
def test_tokens_end_where_figures_and_periods_end(kind: str) -> None:
    text = "1—11月，均价3.5万元/套，比前三季度提高2.04个百分点；“十三五”时期建成公路5.2万公里，占比达38.2%。"
    doc = TOKENIZERS[kind](text)
    edges = {token.idx for token in doc} | {token.idx + len(token) for token in doc}
    facts = cnfacts.extract(text, date="2020-12-31")
    assert len(facts) == 4
    for fact in facts:
        assert {fact.start, fact.end} <= edges
        assert fact.period_span is None or set(fact.period_span) <= edges


def test_words_are_words() -> None:
    words = [token.text for token in TOKENIZERS["words"]("工业增加值同比增长2.3%。")]
    assert "增长" in words
    assert len(words) < 10


def test_words_without_cuts_at_figures() -> None:
    text = "均价3.5万元/套，增长5%。"
    plain = WordTokenizer(Vocab(), figures=False)(text)
    assert plain.text == text
    assert len(plain) <= len(TOKENIZERS["words"](text))
