"""Every row of units.tsv reads its own example; spellings are told apart."""

from __future__ import annotations

import pytest

from cnfacts.grammar.quantities import find_quantities
from cnfacts.lexicon.loading import Unit, load_lexicon

LEXICON = load_lexicon()


@pytest.mark.parametrize("unit", LEXICON.units, ids=lambda unit: unit.name)
def test_example(unit: Unit) -> None:
    sentence, _, expected = unit.example.partition(" => ")
    quantities, _ = find_quantities(sentence, LEXICON)
    assert [f"{q.value:f} {q.unit}" for q in quantities] == [expected]
    assert (quantities[0].unit_class, quantities[0].unit_code) == (unit.unit_class, unit.code)


@pytest.mark.parametrize("unit", LEXICON.units, ids=lambda unit: unit.name)
def test_variants_fold(unit: Unit) -> None:
    for spelling in unit.variants:
        quantities, _ = find_quantities(f"共计2.5万{spelling}。", LEXICON)
        assert [q.unit for q in quantities] == [unit.name], spelling


def test_no_spelling_twice() -> None:
    spellings = [s for unit in LEXICON.units for s in (unit.name, *unit.variants)]
    assert sorted(spellings) == sorted(set(spellings))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("装机2.9亿千瓦", "290000000 千瓦"),
        ("用电3千瓦时", "3 千瓦时"),
        ("通车3万公里", "30000 公里"),
        ("长3千米", "3 千米"),
        ("人均94.5万元/人", "945000 元/人"),
        ("均价600元／头", "600 元/头"),
        ("浓度为30微克/立方米", "30 微克/立方米"),
        ("能耗0.5吨标准煤/万元", "0.5 吨标准煤/万元"),
        ("设备1200台（套）", "1200 台"),
        ("金额4810亿元人民币", "481000000000 元"),
        ("人口13亿人口", "1300000000 "),
        ("贷款2.5亿日元", "250000000 日元"),
        ("共有3000人大代表候选人", "3000 人"),
        ("共有1500万人次", "15000000 人次"),
        ("指数达到849.8点", "849.8 点"),
    ],
)
def test_unit_is_the_longest_that_fits(text: str, expected: str) -> None:
    quantities, _ = find_quantities(text, LEXICON)
    assert [f"{q.value:f} {q.unit}" for q in quantities] == [expected]
