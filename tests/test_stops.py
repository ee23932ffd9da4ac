"""Every row of stops.tsv rejects the numeral of its example; look-alikes stay quantities."""

from __future__ import annotations

import pytest
import regex

from cnfacts.grammar.quantities import find_quantities
from cnfacts.lexicon.loading import Stop, load_lexicon, stop_source

LEXICON = load_lexicon()


@pytest.mark.parametrize("stop", LEXICON.stops, ids=lambda stop: stop.pattern[:40])
def test_example(stop: Stop) -> None:
    marked = regex.search(stop_source(stop.pattern), stop.example)
    assert marked is not None
    quantities, rejected = find_quantities(stop.example, LEXICON)
    assert not [q for q in quantities if q.start < marked.end() and marked.start() < q.end]
    assert any(r.start < marked.end() and marked.start() < r.end for r in rejected)


@pytest.mark.parametrize(
    "text",
    [
        "2021年3月5日10时30分",
        "2016—2020年",
        "1至11月",
        "第三、四季度",
        "一九九七年七月一日",
        "一、稳住基本盘",
        "出台三项措施，印发20项具体举措",
        "四个方面五大任务",
        "共有五个",
        "两个毫不动摇",
        "百年未有之大变局",
        "社会消费品零售",
        "拨打010-12345678",
        "过去五年来",
        "进一步统一思想",
        "单位：万元",
        "1" * 40,
    ],
)
def test_nothing_to_count(text: str) -> None:
    assert find_quantities(text, LEXICON)[0] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成1854.92亿元", ["185492000000 元"]),
        ("达到2020.5万吨", ["20205000 吨"]),
        ("GDP114.5万亿元", ["114500000000000 元"]),
        ("人均寿命达到77.3岁", ["77.3 岁"]),
        ("从12年提高到13.5年", ["12 年", "13.5 年"]),
        ("新增三百万户", ["3000000 户"]),
        ("涨幅为百分之五", ["5 %"]),
        ("规模以上企业增长5%", ["5 %"]),
        ("近三公里", ["3 公里"]),
        ("超万户", ["10000 户"]),
        ("占三成，增五倍", ["30 %", "5 倍"]),
        ("扩大到25.3万平方米", ["253000 平方米"]),
    ],
)
def test_near_miss_is_a_quantity(text: str, expected: list[str]) -> None:
    assert [f"{q.value:f} {q.unit}" for q in find_quantities(text, LEXICON)[0]] == expected
