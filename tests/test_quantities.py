"""Quantities in sentences: values, units, qualifiers, ranges, lists, ratios; and what any text must hold."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnfacts.grammar.quantities import find_quantities
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.mentions import Quantity

LEXICON = load_lexicon()


def shown(text: str) -> list[str]:
    """`span value[~high] unit qualifier` of each quantity."""

    def one(q: Quantity) -> str:
        high = "" if q.value_high is None else f"~{q.value_high:f}"
        sign = {"eq": "", "approx": "≈", "gt": ">", "lt": "<"}[q.qualifier.value]
        return f"{text[q.start : q.end]} = {sign}{q.value:f}{high} {q.unit}".rstrip()

    return [one(q) for q in find_quantities(text, LEXICON)[0]]


CASES = {
    "percent": [
        ("增长8.40%", ["8.40% = 8.40 %"]),
        ("提高8.5个百分点", ["8.5个百分点 = 8.5 百分点"]),
        ("增长百分之八点五", ["百分之八点五 = 8.5 %"]),
        ("自然增长率为千分之三", ["千分之三 = 3 ‰"]),
        ("下降千分之十左右", ["千分之十 = ≈10 ‰"]),
        ("占三分之二", ["三分之二 = 66.67 %"]),
        ("占全部的1/4", ["1/4 = 25 %"]),
        ("2020/12", []),
        ("占一半以上", ["一半 = >50 %"]),
        ("近六成", ["六成 = ≈60 %"]),
        ("两成半", ["两成半 = 25 %"]),
        ("成员中有三成员", []),
        ("增长1倍多", ["1倍 = >1 倍"]),
        ("一倍半", ["一倍半 = 1.5 倍"]),
        ("总值翻两番", ["翻两番 = 4 倍"]),
        ("翻了近一番", ["翻了近一番 = ≈2 倍"]),
    ],
    "vague": [
        ("提高2个多百分点", ["2个多百分点 = >2 百分点"]),
        ("稳住上亿市场主体", []),
        ("惠及3000多万名", ["3000多万名 = >30000000 名"]),
        ("运送59.5万余名", ["59.5万余名 = >595000 名"]),
        ("达到1亿3千多万", ["1亿3千多万 = >130000000"]),
        ("有13亿多人口", ["13亿 = >1300000000"]),
        ("上亿人参与", ["上亿人 = >100000000 人"]),
        ("数百家参展", ["数百家 = >100 家"]),
        ("十几万吨", ["十几万吨 = >100000 吨"]),
        ("百亿斤", ["百亿斤 = 10000000000 斤"]),
        ("投资三四十亿元", ["三四十亿元 = 3000000000~4000000000 元"]),
        ("多用二、三百亿度", ["二、三百亿度 = 20000000000~30000000000 度"]),
        ("保持两位数增长", []),
    ],
    "qualifier": [
        ("超过5000万吨", ["5000万吨 = >50000000 吨"]),
        ("约1.37万场次", ["1.37万场次 = ≈13700 场次"]),
        ("节约3000万元", ["3000万元 = 30000000 元"]),
        ("附近20公里", ["20公里 = 20 公里"]),
        ("不到千分之四", ["千分之四 = <4 ‰"]),
        ("下降5%以上", ["5% = >5 %"]),
        ("近50%左右", ["50% = ≈50 %"]),
        ("控制在3%以内", ["3% = <3 %"]),
        ("不低于1.3万亿斤", ["1.3万亿斤 = >1300000000000 斤"]),
        ("高于300万元", ["300万元 = >3000000 元"]),
        ("增速高于2个百分点", ["2个百分点 = 2 百分点"]),
        ("高于全国2个百分点", ["2个百分点 = 2 百分点"]),
        ("4810亿元人民币左右", ["4810亿元 = ≈481000000000 元"]),
    ],
    "sign": [
        ("增速为-1.5%", ["-1.5% = -1.5 %"]),
        ("增速为负3.2%", ["负3.2% = -3.2 %"]),
        ("胜负3.2%", ["3.2% = 3.2 %"]),
        ("下降1.5%", ["1.5% = 1.5 %"]),
        ("合计\n-1.6\n650\n4000.5", ["-1.6 = -1.6", "650 = 650", "4000.5 = 4000.5"]),
        ("截至2021年-1.5%", ["1.5% = 1.5 %"]),
    ],
    "range": [
        ("增长6%-6.5%", ["6%-6.5% = 6~6.5 %"]),
        ("增长6—6.5%", ["6—6.5% = 6~6.5 %"]),
        ("新建3到5个", ["3到5个 = 3~5 个"]),
        ("投资5000亿至6000亿元", ["5000亿至6000亿元 = 500000000000~600000000000 元"]),
        ("投资3-5万元", ["3-5万元 = 30000~50000 元"]),
        ("投资1000至1万元", ["1000至1万元 = 1000~10000 元"]),
        ("百分之六到百分之七", ["百分之六到百分之七 = 6~7 %"]),
        ("百分之六到七", ["百分之六到七 = 6~7 %"]),
        ("由3.1%到2.5%", ["3.1% = 3.1 %", "2.5% = 2.5 %"]),
        ("1-11月", []),
    ],
    "list": [
        ("提高2.04个和0.56个百分点", ["2.04个 = 2.04 百分点", "0.56个百分点 = 0.56 百分点"]),
        ("提高0.9、5.9个百分点", ["0.9 = 0.9 百分点", "5.9个百分点 = 5.9 百分点"]),
        ("分别为33.3%、61.5%", ["33.3% = 33.3 %", "61.5% = 61.5 %"]),
        ("3.8、4.1和5万元", ["3.8 = 38000 元", "4.1 = 41000 元", "5万元 = 50000 元"]),
        ("100个、2个百分点", ["100个 = 100 百分点", "2个百分点 = 2 百分点"]),
        ("120个项目，0.5个百分点", ["120个 = 120 个", "0.5个百分点 = 0.5 百分点"]),
    ],
    "ratio": [
        ("结构为3.9：59.5：36.6", ["3.9 = 3.9", "59.5 = 59.5", "36.6 = 36.6"]),
        ("收入比为5：1", ["5：1 = 5"]),
        ("比重为31.3:68.7", ["31.3 = 31.3", "68.7 = 68.7"]),
        ("中国队3:2获胜", []),
        ("9:30开始", []),
    ],
    "bare": [
        ("价格指数为100.7", ["100.7 = 100.7"]),
        ("总数达到650，其中", ["650 = 650"]),
        ("共有650，其中", []),
        ("到2035，", []),
        ("参加者2亿", ["2亿 = 200000000"]),
        ("八亿农民", ["八亿 = 800000000"]),
        ("一百二十个", ["一百二十个 = 120 个"]),
        ("二十个", []),
        ("5年经济增量", []),
        ("压缩到5天以内", ["5天 = <5 天"]),
        ("周转天数为19.7天", ["19.7天 = 19.7 天"]),
    ],
}


@pytest.mark.parametrize(("text", "expected"), [case for cases in CASES.values() for case in cases])
def test_reads(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_lead_and_tail_take_in_the_qualifier_words() -> None:
    text = "赤字控制在约3%以内。"
    (quantity,) = find_quantities(text, LEXICON)[0]
    assert text[quantity.lead : quantity.tail] == "控制在约3%以内"
    assert (quantity.qualifier_text, text[quantity.start : quantity.end]) == ("以内", "3%")


def test_printed_digits_and_scale_are_kept() -> None:
    (quantity,) = find_quantities("收入12,345.60万元", LEXICON)[0]
    assert (quantity.value_text, quantity.scale, quantity.unit_code) == ("12345.60", 4, "CNY")


ALPHABET = st.sampled_from(
    "0123456789,.-—~/:：、和至到％%‰一二三十百千万亿两几数上翻番成半分之点"
    "第年月日个百分点元吨多余约近超以内负“”（）\n "
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.text(ALPHABET, max_size=60)))
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    quantities, rejected = find_quantities(text, LEXICON)
    for quantity in quantities:
        assert 0 <= quantity.lead <= quantity.start < quantity.end <= quantity.tail <= len(text)
    for found in (quantities, rejected):
        assert [m.start for m in found] == sorted(m.start for m in found)
    spans = sorted((m.start, m.end) for m in (*quantities, *rejected))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def seconds(text: str) -> float:
    start = time.process_time()
    find_quantities(text, LEXICON)
    return time.process_time() - start


HOSTILE = ["1", ",", "一", "（", "1,", "1-", "百分之", "《1", "第一、", "1.", "亿", "“一"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_length_only(unit: str) -> None:
    find_quantities(unit * 50, LEXICON)
    short, long = (min(seconds(unit * (n // len(unit))) for _ in range(2)) for n in (4_000, 32_000))
    assert long < 0.05 + 24 * short
