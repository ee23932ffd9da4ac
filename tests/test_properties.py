"""What holds for any text."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

import cnfacts
from cnfacts import Fact
from cnfacts.schema.fact import json_schema

PIECES = [
    *"0123456789０５．.，,、。；：（）()%％‰—-～ \u3000\n\u200b一二三两十百千万亿萬億第年月日成倍番半个元吨",
    *[
        "2023年",
        "1—11月",
        "上半年",
        "去年同期",
        "五年来",
        "“十三五”时期",
        "第一、二、三季度",
        "工业增加值",
        "出口",
        "其中",
    ],
    *[
        "同比",
        "比上年",
        "增长",
        "下降",
        "回落",
        "分别",
        "达到",
        "占",
        "的比重",
        "拉动",
        "百分点",
        "亿元",
        "百分之",
        "分之",
    ],
    *["约", "超过", "以上", "左右", "三四十亿", "12,345.6", "1 9 9 7", "由", "增加到", "目标", "完成", "单位：亿元\n"],
]
GOVERNMENT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
DATES = st.none() | st.dates()


@cache
def validator() -> Any:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@given(
    text=st.one_of(GOVERNMENT, ANYTHING, st.builds("".join, st.lists(GOVERNMENT | ANYTHING, max_size=4))), date=DATES
)
@settings(deadline=None, max_examples=400)
def test_any_text(text: str, date: Any) -> None:
    facts = cnfacts.extract(text, date=date)
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
        for span in (fact.metric_span, fact.period_span, fact.basis_span):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)
        record = fact.to_record()
        assert Fact.from_record(record) == fact
        validator().validate(record)
    places = [(fact.start, fact.end) for fact in facts]
    assert places == sorted(set(places))
