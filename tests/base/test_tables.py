"""Tables of official figures: what is read of them, and what each mistake is told as."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cnfacts.errors import InputError
from cnfacts.io.base.cells import read_figure, read_period, read_unit
from cnfacts.io.base.columns import Columns, read_columns
from cnfacts.io.base.tables import Counts, read_table
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.enums import Basis, Kind
from cnfacts.schema.fact import Fact

YEAR = (date(2013, 1, 1), date(2013, 12, 31))


def read(path: Path, columns: Columns | None = None, counts: Counts | None = None) -> list[Fact]:
    return list(read_table(path, columns or Columns(), load_lexicon(), counts))


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "年鉴.csv"
    path.write_text(text, encoding="utf-8")
    return path


def slots(fact: Fact) -> tuple[Any, ...]:
    return fact.metric, fact.region, fact.value, fact.unit, fact.period_start, fact.period_end


PERIODS = [
    ("2013", "2013-01-01", "2013-12-31"),
    ("2013年", "2013-01-01", "2013-12-31"),
    ("2013.0", "2013-01-01", "2013-12-31"),
    ("2013-Q2", "2013-04-01", "2013-06-30"),
    ("2013Q4", "2013-10-01", "2013-12-31"),
    ("2013-S1", "2013-01-01", "2013-06-30"),
    ("2012-02", "2012-02-01", "2012-02-29"),
    ("201311", "2013-11-01", "2013-11-30"),
    ("2013/3", "2013-03-01", "2013-03-31"),
    ("2013-03-31", "2013-03-31", "2013-03-31"),
    ("2013-01-01/P11M", "2013-01-01", "2013-11-30"),
    ("2011-01-01/P5Y", "2011-01-01", "2015-12-31"),
    ("2013年1—11月", "2013-01-01", "2013-11-30"),
    ("2013年第三季度", "2013-07-01", "2013-09-30"),
    ("2013年末", "2013-12-31", "2013-12-31"),
    ("2011—2015年", "2011-01-01", "2015-12-31"),
    ("13", None, None),
    ("2013-13", None, None),
    ("2013-02-30", None, None),
    ("去年", None, None),
    ("2013年和2014年", None, None),
    ("约2013年", None, None),
]


@pytest.mark.parametrize(("cell", "start", "end"), PERIODS)
def test_period(cell: str, start: str | None, end: str | None) -> None:
    period = read_period(cell)
    assert (period and str(period.start), period and str(period.end)) == (start, end)


UNITS = [
    ("元", "元", 0),
    ("亿元", "元", 8),
    ("万亿元", "元", 12),
    ("百万美元", "美元", 6),
    ("万吨", "吨", 4),
    ("％", "%", 0),
    ("千瓦时", "千瓦时", 0),
    ("亿千瓦时", "千瓦时", 8),
    ("元/人", "元/人", 0),
    ("", "", 0),
    ("瓦瓦", None, 0),
    ("上年=100", None, 0),
    ("1000元", None, 0),
]


@pytest.mark.parametrize(("cell", "name", "scale"), UNITS)
def test_unit(cell: str, name: str | None, scale: int) -> None:
    unit = read_unit(cell, load_lexicon())
    assert (unit and unit.name, unit.scale if unit else 0) == (name, scale)


FIGURES = [
    ("471564", "471564", 0, ""),
    ("471,564.00", "471564.00", 0, ""),
    ("-7.8%", "-7.8", 0, "%"),
    ("3.65E+11", "3.65", 11, ""),
    ("１２．５", "12.5", 0, ""),
    ("12 345.6", "12345.6", 0, ""),
    ("47,15", None, 0, ""),
    ("1.2.3", None, 0, ""),
    ("12亿", None, 0, ""),
]


@pytest.mark.parametrize(("cell", "digits", "power", "unit"), FIGURES)
def test_figure(cell: str, digits: str | None, power: int, unit: str) -> None:
    printed = read_figure(cell)
    assert (printed and printed.digits, printed.power if printed else 0, printed.unit if printed else "") == (digits, power, unit)


def test_a_row_is_a_fact(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "metric,region,period_start,period_end,value,unit,kind,basis,source\n"
        "国内生产总值,全国,2013-01-01,2013-12-31,58.80,万亿元,level,none,统计局 年度数据\n"
        "国内生产总值,全国,2013-01-01,2013-12-31,7.7,%,growth,yoy,统计局 年度数据\n",
    )
    level, growth = read(path)
    assert slots(level) == ("国内生产总值", "全国", Decimal("58800000000000"), "元", *YEAR)
    assert (level.value_text, level.scale, level.text, level.unit_code) == ("58.80", 12, "58.80万亿元", "CNY")
    assert (level.publisher, level.locator, level.doc_id, level.doc_date) == ("统计局 年度数据", "row 2", str(path), None)
    assert (growth.kind, growth.basis, growth.basis_start) == (Kind.GROWTH, Basis.YOY, date(2012, 1, 1))


SHAPES = [
    pytest.param("指标,地区,年份,数值,单位\n财政收入,全国,2013,129210,亿元\n", {}, {}, id="usual headings"),
    pytest.param("名目,何处,何时,多少\n财政收入,全国,2013,129210\n",
                 {"metric": "名目", "region": "何处", "period": "何时", "value": "多少"}, {"unit": "亿元"}, id="a mapping"),
    pytest.param("指标,2012年,2013年\n财政收入(亿元),,129210\n", {}, {"region": "全国"}, id="years over the columns"),
    pytest.param("年份,财政收入（亿元）\n2013,129210\n", {"metric": "*"}, {"region": "全国"}, id="indicators over the columns"),
    pytest.param("表1 财政\n单位：亿元,\n指标,地区,年份,数值\n财政收入,全国,2013,129210\n", {}, {}, id="a title and a unit line"),
    pytest.param("指标;地区;年份;数值;单位\n财政收入;全国;2013;129210;亿元\n", {}, {}, id="semicolons"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named", "constants"), SHAPES)
def test_shape(text: str, named: dict[str, str], constants: dict[str, str], tmp_path: Path) -> None:
    (fact,) = read(table(tmp_path, text), Columns(named, constants))
    assert slots(fact) == ("财政收入", "全国", Decimal("12921000000000"), "元", *YEAR)
    assert (fact.text, fact.value_text, fact.scale) == ("129210亿元", "129210", 8)


KINDS = [
    ("财政收入增长率", "%", "财政收入", Kind.GROWTH, Basis.YOY),
    ("工业增加值同比增长", "%", "工业增加值", Kind.GROWTH, Basis.YOY),
    ("居民消费价格环比涨幅", "%", "居民消费价格", Kind.GROWTH, Basis.POP),
    ("人口自然增长率", "‰", "人口自然增长率", Kind.LEVEL, Basis.NONE),
    ("城镇登记失业率", "%", "城镇登记失业率", Kind.LEVEL, Basis.NONE),
    ("资产增长", "亿元", "资产增长", Kind.LEVEL, Basis.NONE),
]


@pytest.mark.parametrize(("name", "unit", "metric", "kind", "basis"), KINDS)
def test_kind_where_no_column_says(name: str, unit: str, metric: str, kind: Kind, basis: Basis, tmp_path: Path) -> None:
    (fact,) = read(table(tmp_path, f"metric,period,value,unit\n{name},2013,5.2,{unit}\n"))
    assert (fact.metric, fact.kind, fact.basis) == (metric, kind, basis)


def test_what_is_passed_by_is_counted(tmp_path: Path) -> None:
    counts = Counts()
    path = table(tmp_path, "metric,period,value,unit,备注\n棉花产量,2012,…,万吨,a\n棉花产量,2013,630,万吨,b\n")
    assert len(read(path, counts=counts)) == 1
    assert (counts.blank, counts.unused) == (1, {"备注"})


def test_a_workbook_reads_what_it_shows(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    sheet = book.create_sheet("年度")
    for row in (["财政 单位：亿元", None, None, None], ["指标", "地区", 2012, 2013], ["财政收入", "全国", None, 129210.0]):
        sheet.append(row)
    sheet["D3"].number_format = "#,##0.00"
    path = tmp_path / "年鉴.xlsx"
    book.save(path)
    (fact,) = read(path)
    assert slots(fact) == ("财政收入", "全国", Decimal("12921000000000"), "元", *YEAR)
    assert (fact.value_text, fact.locator) == ("129210.00", "sheet 年度, row 3, column 4")
    assert read(path, Columns(sheet="年度")) == [fact]
    with pytest.raises(InputError, match=r"no sheet '月度'; there are Sheet, 年度"):
        read(path, Columns(sheet="月度"))


def test_a_merged_cell_stands_in_all_that_it_covers(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["指标", "年份", "数值", "单位"], ["总人口", 2012, 135404, "万人"], [None, 2013, 136072, None]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("D2:D3")
    path = tmp_path / "人口.xlsx"
    book.save(path)
    assert [(f.metric, f.unit) for f in read(path)] == [("总人口", "人")] * 2


HEAD = "metric,region,period,value,unit,kind\n"
WRONG = [
    ("region,period,value,unit\n全国,2013,5,元\n", "no column for metric among region, period, value, unit; name it with --map"),
    ("metric,period,unit\n出口,2013,元\n", "no column for value among metric, period, unit; name it with --map value=COLUMN"),
    ("metric,value,unit\n出口,5,元\n", "no column for period (or period_start and period_end) among metric, value, unit"),
    ("metric,period_start,value,unit\n出口,2013-01-01,5,元\n", "no column for period (or period_start and period_end)"),
    ("metric,period,value\n出口,2013,5\n", "row 2: unit: none given; name its column with --map unit=COLUMN"),
    (HEAD + "出口,全国,2013,5,元,level\n出口,全国,2013,5,瓦瓦,level\n", "row 3: unit: '瓦瓦' is unknown; write it as"),
    (HEAD + "出口,全国,去年,5,元,level\n", "row 2: period: '去年' is no period with its year; write it as 2013"),
    (HEAD + "出口,全国,,5,元,level\n", "row 2: period_start: empty; give both ends of the period"),
    (HEAD + "出口,全国,2013,五,元,level\n", "row 2: value: '五' is no number; give plain digits"),
    (HEAD + ",全国,2013,5,元,level\n", "row 2: metric: empty; name the indicator"),
    (HEAD + "出口,全国,2013,5,元,总量\n", "row 2: kind: '总量' is unknown; use one of level, growth"),
    ("metric,period_start,period_end,value,unit\n出口,2013-02-30,2013-12-31,5,元\n", "row 2: period_start: '2013-02-30'"),
    ("metric,period_start,period_end,value,unit\n出口,2013-12-31,2013-01-01,5,元\n", "row 2: period_end: 2013-01-01 is before"),
    ("metric,period,value,unit,doc_date\n出口,2013,5,元,某日\n", "row 2: doc_date: '某日' is no date; give YYYY-MM-DD"),
    ("\n", "no row of headings; give one that names metric, period, value and unit"),
    ("说明\n", "no row of headings; give one that names metric, period, value and unit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_wrong_table(text: str, said: str, tmp_path: Path) -> None:
    path = table(tmp_path, text)
    with pytest.raises(InputError, match=f"{re.escape(str(path))}.*{re.escape(said)}") as error:
        read(path)
    assert "\n" not in str(error.value)


OPTIONS = [
    (["metric"], [], "--map metric: give field=text, such as --map metric=指标"),
    (["名称=指标"], [], "--map 名称=指标: '名称' is no field; use one of metric, value"),
    ([], ["unit="], "--set unit=: give field=text"),
]


@pytest.mark.parametrize(("named", "constants", "said"), OPTIONS)
def test_wrong_option(named: list[str], constants: list[str], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        read_columns(named, constants)


FILES = [
    ("映射.json", '{"map": {"metric": "名目"}, "set": {"unit": "元"}, "sheet": "年度"}', None),
    ("映射.toml", 'sheet = "年度"\n[map]\nmetric = "名目"\n[set]\nunit = "元"\n', None),
    ("映射.json", "{", "no JSON"),
    ("映射.toml", "map = ", "no TOML"),
    ("映射.json", '{"columns": {}}', "give the tables map and set, and sheet; nothing else"),
    ("映射.json", '{"map": {"名目": "metric"}}', "map: '名目' is no field"),
    ("映射.json", '{"map": ["metric"]}', "map is no table of field = text"),
]


@pytest.mark.parametrize(("name", "text", "said"), FILES)
def test_mapping_file(name: str, text: str, said: str | None, tmp_path: Path) -> None:
    if name.endswith(".toml"):
        pytest.importorskip("tomllib")
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    if said is not None:
        with pytest.raises(InputError, match=f"{re.escape(str(path))}.*{re.escape(said)}"):
            read_columns(file=path)
        return
    assert read_columns(file=path) == Columns({"metric": "名目"}, {"unit": "元"}, "年度")
    assert read_columns(["metric=另一"], file=path).named == {"metric": "另一"}


def test_dates_of_cells_that_are_moments(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["指标", "年份", "数值", "单位", "发布日期"], ["总人口", 2013, 136072, "万人", datetime(2014, 2, 24)]):
        book.active.append(row)
    path = tmp_path / "人口.xlsx"
    book.save(path)
    assert [fact.doc_date for fact in read(path)] == [date(2014, 2, 24)]
