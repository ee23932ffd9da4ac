"""Supported claims, changed in one slot at a time: none stays supported, none is refuted by another key's figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import cnfacts
from checks.lines import fact
from cnfacts.claims.knowledge import Knowledge
from cnfacts.claims.memory import Memory
from cnfacts.claims.validate import validate_facts
from cnfacts.schema.enums import Basis, Kind
from cnfacts.schema.fact import Fact

YEARS = {
    2018: ("66384.3万吨", "31.21万人", "5.50%", "2.10%", "39251亿元", "19853亿元"),
    2019: ("67110.5万吨", "29.84万人", "4.10%", "2.90%", "41305亿元", "20111亿元"),
    2020: ("66949.2万吨", "33.42万人", "2.30%", "2.50%", "43716亿元", "21932亿元"),
    2021: ("68285.1万吨", "35.93万人", "8.10%", "0.90%", "47128亿元", "24006亿元"),
}
NAMES = ("粮食产量", "城镇新增就业", "规模以上工业增加值", "居民消费价格", "地区生产总值", "第三产业增加值")
REGIONS = ("湖南省", "江西省")


def rows() -> Iterator[str]:
    for region, years in zip(REGIONS, (list(YEARS), list(YEARS)[::-1]), strict=True):
        for year, figures in zip(years, YEARS.values(), strict=True):
            for name, figure in zip(NAMES, figures, strict=True):
                kind = "growth yoy" if figure.endswith("%") else "level"
                yield f"{name} | {year} | {kind} | {figure} | region={region} | doc_id={region} | doc_date=2022-02-01"
    yield "居民消费价格 | 2021 | growth pop | 0.30% | region=湖南省 | doc_id=湖南省 | doc_date=2022-02-01"


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return Memory([fact(row, number) for number, row in enumerate(rows())])


CLAIMS = [
    "2021年湖南省粮食产量68285.1万吨。",
    "2021年湖南省城镇新增就业35.9万人。",
    "2021年湖南省规模以上工业增加值增长8.1%。",
    "2020年湖南省居民消费价格上涨2.5%。",
    "2021年湖南省地区生产总值47128亿元。",
    "2021年湖南省地区生产总值4.71万亿元。",
    "2021年湖南省第三产业增加值2.4万亿元。",
    "2021年湖南省粮食产量增长2.0%。",
    "2021年湖南省第三产业增加值占地区生产总值的比重为50.9%。",
    "2021年湖南省城镇新增就业比上年增加2.5万人。",
    "2019—2021年，湖南省规模以上工业增加值年均增长4.8%。",
]


def scaled(item: Fact, by: int) -> dict[str, Any]:
    assert item.value is not None
    return {"value": item.value.scaleb(by), "scale": item.scale + by}


def nudged(item: Fact) -> dict[str, Any]:
    """The last printed digit two more."""
    assert item.value is not None and item.value_text is not None
    step = Decimal(1).scaleb(-len(item.value_text.partition(".")[2]))
    text = str(Decimal(item.value_text) + 2 * step)
    return {"value": Decimal(text).scaleb(item.scale), "value_text": text}


def doubled(item: Fact) -> dict[str, Any]:
    assert item.value is not None and item.value_text is not None
    text = str(2 * Decimal(item.value_text))
    return {"value": 2 * item.value, "value_text": text}


def moved(item: Fact, years: int) -> dict[str, Any]:
    def shift(day: date | None) -> date | None:
        return None if day is None else day.replace(year=day.year + years)

    names = ("period_start", "period_end", "basis_start", "basis_end")
    sentence = item.sentence.replace("2021", str(2021 + years)).replace("2020", str(2020 + years))
    return {name: shift(getattr(item, name)) for name in names} | {"sentence": sentence, "time_period": None}


def renamed(item: Fact, region: str) -> dict[str, Any]:
    assert item.region is not None
    return {"region": region, "metric": item.metric.replace(item.region, region)}


def rebased(item: Fact) -> dict[str, Any]:
    return {"basis": Basis.POP, "basis_start": date(2021, 11, 1), "basis_end": date(2021, 11, 30)}


MUTATIONS: dict[str, Callable[[Fact], dict[str, Any]]] = {
    "last digit": nudged,
    "doubled": doubled,
    "sign": lambda item: {"value": -(item.value or 0)},
    "ten thousand times": lambda item: scaled(item, 4),
    "a ten thousandth": lambda item: scaled(item, -4),
    "ten times": lambda item: scaled(item, 1),
    "year before": lambda item: moved(item, -1),
    "year after": lambda item: moved(item, 2),
    "neighbour": lambda item: renamed(item, "江西省"),
    "unknown area": lambda item: renamed(item, "青海省"),
    "month before": rebased,
}
ELSEWHERE = ("year after", "unknown area", "month before")
"""Slots of which the base has nothing."""


def claim(text: str) -> Fact:
    return cnfacts.extract(text, date="2022-03-05", doc_id="claim")[-1]


@pytest.mark.parametrize("text", CLAIMS)
def test_as_written_it_is_supported(text: str, base: Knowledge) -> None:
    assert [i.verdict.value for i in validate_facts([claim(text)], base).items] == ["supported"]


@pytest.mark.parametrize("name", MUTATIONS)
@pytest.mark.parametrize("text", CLAIMS)
def test_no_mutant_is_supported(text: str, name: str, base: Knowledge) -> None:
    item = claim(text)
    if name == "month before" and item.kind is not Kind.GROWTH:
        pytest.skip("a level is compared with nothing")
    mutant = item.model_copy(update=MUTATIONS[name](item))
    (told,) = validate_facts([mutant], base).items
    assert told.verdict.value != "supported", told.message.en
    if name in ELSEWHERE:
        assert told.verdict.value == "not_enough_info", told.message.en
    for evidence in told.evidence:
        assert evidence.region == mutant.region
        if told.derivation is None:
            assert evidence.basis == mutant.basis.value
            assert evidence.time_period is not None and evidence.time_period[:4] == str(mutant.period_end)[:4]
