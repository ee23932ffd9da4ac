"""Which facts speak of the same thing, and which do not."""

from __future__ import annotations

import pytest
from lines import fact

from cnfacts.api import extract
from cnfacts.checks import check
from cnfacts.checks.finding import Precondition
from cnfacts.checks.lexicon import aliases, conventions, partition_rules
from cnfacts.checks.linking import link
from cnfacts.checks.names import canonical, is_identified, is_joint, split_region
from cnfacts.schema.enums import PriceBasis, Status


@pytest.mark.parametrize("row", aliases(), ids=lambda row: row.wording)
def test_an_alias_applies_to_its_example(row: object) -> None:
    assert row.wording in row.example  # type: ignore[attr-defined]
    assert canonical(row.example) == canonical(row.apply(row.example))  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", conventions(), ids=lambda row: row.tail)
def test_a_convention_holds_of_its_example(row: object) -> None:
    assert row.example.endswith(row.tail)  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", partition_rules(), ids=lambda row: f"{row.name}-{row.whole}")
def test_a_partition_has_two_parts_and_more(row: object) -> None:
    assert len(row.parts) == len(set(row.parts)) >= 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GDP", "国内生产总值"),
        ("国内生产总值（GDP）", "国内生产总值"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("社零总额", "社会消费品零售总额"),
        ("CPI", "居民消费价格"),
        ("居民消费价格指数（CPI）", "居民消费价格"),
        ("货物贸易进出口总值", "货物进出口总额"),
        ("货物出口额", "货物出口"),
        ("规模以上工业的增加值", "规模以上工业增加值"),
        ("规模以上工业增加值增速", "规模以上工业增加值"),
        ("广义货币供应量（M2）", "广义货币（M2）余额"),
    ],
)
def test_one_metric(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国内生产总值", "地区生产总值"),
        ("货物进出口总额", "服务进出口总额"),
        ("社会商品零售总额", "社会消费品零售总额"),
        ("规模以上工业增加值", "工业增加值"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("居民消费价格", "工业生产者出厂价格"),
        ("出口", "进出口"),
        ("工业增加值", "工业总产值"),
        ("家禽存栏", "家禽出栏"),
    ],
)
def test_two_metrics(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        ("全国粮食产量", ("全国", "粮食产量")),
        ("我国货物出口", ("全国", "货物出口")),
        ("全市固定资产投资", ("全市", "固定资产投资")),
        ("全社会用电量", ("", "全社会用电量")),
        ("全区域物流额", ("", "全区域物流额")),
    ],
)
def test_region_words(metric: str, expected: tuple[str, str]) -> None:
    assert split_region(metric) == expected


def test_names_that_say_nothing_of_whom() -> None:
    assert [is_identified(n) for n in ("投资", "出口", "开工率", "利润总额", "全长")] == [False] * 5
    assert [is_identified(n) for n in ("民间投资", "货物出口", "森林覆盖率", "国内生产总值")] == [True] * 4
    assert is_joint("汽车产销量") and is_joint("出口、进口")
    assert not is_joint("货物和服务净出口") and not is_joint("一般公共预算收入")


def test_a_local_text_has_an_area_of_its_own() -> None:
    facts = [*(fact(f"全市{m} | 2020 | level | 12亿元 | doc_id=a") for m in ("粮食产量", "工业增加值", "税收收入"))]
    facts += [fact("粮食产量 | 2020 | level | 12亿元 | doc_id=a"), fact("粮食产量 | 2020 | level | 12亿元 | doc_id=b")]
    regions = [o.key.region for o in link(facts).observations]
    assert regions == ["@a", "@a", "@a", "@a", ""]


def test_a_national_text_has_the_nation() -> None:
    facts = [fact("国内生产总值 | 2020 | level | 101.6万亿元"), fact("我国粮食产量 | 2020 | level | 13390亿斤")]
    facts += [fact("粮食产量 | 2020 | level | 13390亿斤"), fact("粮食产量 | 2020 | level | 1339亿斤 | region=吉林")]
    assert [o.key.region for o in link(facts).observations] == ["全国", "全国", "全国", "吉林"]


@pytest.mark.parametrize(
    ("line", "price"),
    [
        ("规模以上工业增加值 | 2020 | growth yoy | 2.3%", PriceBasis.REAL),
        ("国内生产总值 | 2020 | growth yoy | 2.3%", PriceBasis.REAL),
        ("国内生产总值 | 2020 | level | 101.6万亿元", PriceBasis.NOMINAL),
        ("货物出口 | 2020 | growth yoy | 4.0%", PriceBasis.NOMINAL),
        ("居民人均可支配收入 | 2020 | growth yoy | 4.7%", PriceBasis.UNSTATED),
        ("居民人均可支配收入 | 2020 | growth yoy | 2.1% | price_basis=real", PriceBasis.REAL),
        ("粮食产量 | 2020 | growth yoy | 0.9%", PriceBasis.NOMINAL),
        ("广告业务额 | 2020 | growth yoy | 9.9%", PriceBasis.NOMINAL),
    ],
)
def test_price_basis(line: str, price: PriceBasis) -> None:
    (observation,) = link([fact(line)]).observations
    assert observation.price is price


def test_growth_whose_currency_cannot_be_told() -> None:
    facts = [fact("货物出口 | 2020 | level | 17.93万亿元"), fact("货物出口 | 2020 | level | 2.59万亿美元")]
    facts += [fact("货物出口 | 2020 | growth yoy | 4.0%")]
    assert [o.currency for o in link(facts).observations] == ["元", "美元", "?"]


def test_restated_bases_are_unknown() -> None:
    facts = [fact("规模以上工业增加值 | 2020 | growth yoy | 2.3%"), fact("粮食产量 | 2020 | growth yoy | 0.9%")]
    assert [o.scope for o in link(facts).observations] == [Precondition.UNKNOWN, Precondition.INFERRED]


def test_qizhong_makes_parts_of_the_one_level_before_it() -> None:
    facts = extract("2023年，全国粮食产量13908亿斤，其中夏粮产量2923亿斤。", date="2024-01-15", doc_id="a")
    (partition,) = [p for p in link(facts).partitions if p.name == "其中"]
    assert (partition.total, partition.members) == (facts[0].fact_id, (facts[1].fact_id,))
    assert not partition.is_complete


def test_qizhong_of_two_levels_makes_no_parts() -> None:
    text = "2023年，货物出口23.8万亿元，货物进口17.9万亿元，其中机电产品出口13.9万亿元。"
    assert not [p for p in link(extract(text, date="2024-01-15")).partitions if p.name == "其中"]


def test_what_a_sentence_expects_is_no_other_figure_of_the_same() -> None:
    text = "2015年旅游收入达到69亿元。预计全年旅游接待人数达到700万人次，旅游收入达到83亿元。"
    facts = [f.model_copy(update={"status": Status.ACTUAL}) for f in extract(text, date="2016-01-15", doc_id="a")]
    found = {o.fact.text: o.identity for o in link(facts).observations}
    assert (found["69亿元"], found["83亿元"]) == (Precondition.INFERRED, Precondition.UNKNOWN)


PLACES = [
    ("福建外贸保持增长，机电产品出口额812亿元。", True),
    ("据厦门海关统计，机电产品出口额812亿元。", True),
    ("山东外贸向好。机电产品出口额812亿元。", False),  # only sentences with figures are at hand
    ("在重庆，工厂正忙。重庆外贸增长3.1%。机电产品出口额812亿元。", True),
    ("重庆外贸增长3.1%。商务部发布数据，机电产品出口额812亿元。", False),
    ("今年上半年，我国机电产品出口额812亿元。", False),
    ("浙江外贸占全国15.2%，机电产品出口额812亿元。", True),
    ("北京时间今天上午公布，机电产品出口额812亿元。", False),
]


@pytest.mark.parametrize(("text", "is_local"), PLACES)
def test_a_name_without_area_is_of_the_place_named_before(text: str, is_local: bool) -> None:
    facts = extract(text, date="2023-07-20")
    (found,) = [o for o in link(facts).observations if o.fact.text == "812亿元"]
    assert found.is_local is is_local


@pytest.mark.parametrize(("name", "is_local"), [("新订单指数", True), ("制造业新订单指数", False), ("业务总量指数", True)])
def test_a_part_of_a_survey_does_not_say_of_which(name: str, is_local: bool) -> None:
    (found,) = link(extract(f"9月份，{name}为53.3%。", date="2023-10-08")).observations
    assert found.is_local is is_local


@pytest.mark.parametrize(("other", "verdicts"), [("江苏", set()), ("我国", {"conditional"})])
def test_figures_of_two_places_are_not_set_against_each_other(other: str, verdicts: set[str]) -> None:
    texts = [f"2022年，{other}外贸向好，快递业务量812亿件。", "2022年，快递业务量905亿件。"]
    facts = [f for n, text in enumerate(texts) for f in extract(text, date=f"2023-07-{n + 14}", doc_id=f"d{n}")]
    assert {f.verdict.value for f in check(facts).findings if len({r.doc_id for r in f.facts}) > 1} == verdicts


def test_what_a_figure_is_measured_against_is_of_another_time() -> None:
    facts = extract("本市2023年经济增长2.1%，低于2022年的2.8%。", date="2024-01-20")
    assert [(o.fact.text, o.window is None) for o in link(facts).observations] == [("2.1%", False), ("2.8%", True)]
