"""Normalisation never moves an offset; page breaks inside sentences are joined, cells and headings are not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnfacts.api import extract
from cnfacts.text.blocks import iter_blocks
from cnfacts.text.normalise import normalise
from cnfacts.text.sentences import iter_sentences


@pytest.mark.parametrize(
    ("raw", "norm"),
    [
        ("增长１２．５％", "增长12.5%"),
        ("１２，３４５．６亿元", "12,345.6亿元"),
        ("分别为12，345和678", "分别为12，345和678"),
        ("1 9 9 7 年达到7 4 7 7 2 亿元", "1997年达到74772亿元"),
        ("增长8 .8 %", "增长8.8%"),
        ("粮食 650.0 17.3", "粮食 650.0 17.3"),
        ("億元、萬噸、百分點", "亿元、万吨、百分点"),
        ("增\u200b长2\ufeff.3%", "增长2.3%"),
        ("产值达12345\n亿元", "产值达12345\n亿元"),
        ("全年规模以上工业实现主营产值达12345\n亿元", "全年规模以上工业实现主营产值达12345亿元"),
        ("原油\n万吨\n4000.0", "原油\n万吨\n4000.0"),
        ("增长5%。\r\n\r\n下降2%。\r", "增长5%。\n\n下降2%。\n"),
        ("全年规模以上工业实现主营产值达12345\r\n亿元", "全年规模以上工业实现主营产值达12345亿元"),
    ],
)
def test_normalised_text(raw: str, norm: str) -> None:
    block = normalise(raw)
    assert block.norm == norm


PAGE = """全年地区生产总值比上年增长百分之六点一，经济运行保持在
合理区间，城镇新增就业超过预期目标，居民收入和经济增长基
本同步，结构调整和动能转换都取得了新的进展，各项工作迈出
新的步伐。
一、主要工作
全年粮食再获丰收。"""


def test_lines_cut_at_the_page_width_are_joined_and_headings_are_not() -> None:
    lines = normalise(PAGE).norm.split("\n")
    assert len(lines) == 3
    assert lines[1:] == ["一、主要工作", "全年粮食再获丰收。"]


def test_lines_that_end_without_a_stop_but_differ_in_length_stay_apart() -> None:
    text = "森林覆盖率提高到21.66%，森林蓄积量增加6亿立方米\n人民生活持续改善\n全国总人口控制在13.9亿人以内，人均寿命提高\n"
    assert normalise(text).norm == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u3000\n", "”\n"])
def test_a_paragraph_ends_however_its_line_does(end: str) -> None:
    """The instant of the first paragraph does not run on into the second."""
    text = "2023年，出口增长3%。12月末，存款余额达到5亿元。{}全市投资增长2%。\n"
    found, plain = (list(extract(text.format(e), date="2024-02-01")) for e in (end, "\n"))
    assert [f.period_start for f in found] == [f.period_start for f in plain]
    assert found[-1].period_start == date(2023, 1, 1)
    for fact in found:
        assert text.format(end)[fact.start : fact.end] == fact.text


@given(st.text(alphabet=st.sampled_from("１２3. ，\n\u200b\u3000亿億元abc。%％"), max_size=80))
def test_every_normalised_character_leads_back_to_its_own(raw: str) -> None:
    block = normalise(raw)
    for i, char in enumerate(block.norm):
        start, end = block.to_raw(i, i + 1)
        assert end == start + 1
        assert normalise(raw[start]).norm in (char, "") or raw[start] in "，\n "


@given(st.text(max_size=300), st.integers(min_value=8, max_value=64))
def test_blocks_cover_the_text(raw: str, size: int) -> None:
    blocks = list(iter_blocks(raw, size))
    assert "".join(raw[b.start : b.end] for b in blocks) == raw
    assert all(b.end - b.start <= size for b in blocks)


@given(st.text(alphabet=st.sampled_from("一二。！？\n”）ab "), max_size=120))
def test_sentences_are_in_order_and_leave_out_blanks_only(norm: str) -> None:
    at = 0
    for start, end in iter_sentences(norm):
        assert not norm[at:start].strip()
        assert start < end
        at = end
    assert not norm[at:].strip()
