"""Periods: which words are mentions, and the dates they resolve to."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnfacts.grammar.periods import find_periods, preceding, resolve, sdmx, year_before, year_before_span
from cnfacts.schema.periods import Period, PeriodExpr, Reference


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def period(text: str) -> Period:
    """`2020-01-01..2020-11-30`; one date stands for both; `-` for none."""
    if text == "-":
        return Period(None, None)
    start, _, end = text.partition("..")
    return Period(day(start), day(end or start))


def only(text: str) -> PeriodExpr:
    (mention,) = find_periods(text)
    return mention.expr


def dates(
    text: str, doc: str | None, year: int | None = None, current: str = "-", target: bool = False
) -> str:
    running = None if current == "-" else period(current)
    found = resolve(only(text), Reference(day(doc), year, running), target=target)
    if found.start == found.end:
        return str(found.start)
    return f"{found.start}..{found.end}"


# Surface, document's date, section's year, dates.
CASES = """
1—11月份全国发电量          | 2020-12-20 |      | 2020-01-01..2020-11-30
1至5月                      | 2023-06-07 |      | 2023-01-01..2023-05-31
1-3月                       | 2023-04-22 |      | 2023-01-01..2023-03-31
1~2月                       | 2024-03-18 |      | 2024-01-01..2024-02-29
1月至2月                    | 2023-03-18 |      | 2023-01-01..2023-02-28
2021年1-5月                 | 2021-06-12 |      | 2021-01-01..2021-05-31
2019年1—2月份               | 2021-03-27 |      | 2019-01-01..2019-02-28
今年1—2月                   | 2021-03-27 |      | 2021-01-01..2021-02-28
2020年9月至2021年3月        | 2021-04-10 |      | 2020-09-01..2021-03-31
前11个月                    | 2020-12-20 |      | 2020-01-01..2020-11-30
前11月                      | 2020-12-20 |      | 2020-01-01..2020-11-30
头两个月                    | 2020-03-20 |      | 2020-01-01..2020-02-29
前三季度                    | 2020-12-20 |      | 2020-01-01..2020-09-30
二季度                      | 2020-12-20 |      | 2020-04-01..2020-06-30
第1季度                     | 2020-12-20 |      | 2020-01-01..2020-03-31
四季度                      | 2021-01-18 |      | 2020-10-01..2020-12-31
去年四季度                  | 2021-04-18 |      | 2020-10-01..2020-12-31
上半年                      | 2020-12-20 |      | 2020-01-01..2020-06-30
下半年                      | 2021-01-20 |      | 2020-07-01..2020-12-31
上半年末                    | 2020-07-20 |      | 2020-06-30
一季度末                    | 2020-07-20 |      | 2020-03-31
全年                        | 2021-01-20 |      | 2020-01-01..2020-12-31
全年                        | 2013-03-20 | 2012 | 2012-01-01..2012-12-31
2020年全年                  | 2021-03-05 |      | 2020-01-01..2020-12-31
年末                        | 2013-03-20 | 2012 | 2012-12-31
年末                        | 2015-02-28 |      | 2014-12-31
年底                        | 2020-12-29 |      | 2020-12-31
2012年末全市                | 2013-03-20 |      | 2012-12-31
去年底                      | 2013-03-20 |      | 2012-12-31
上年末                      | 2013-03-20 | 2012 | 2011-12-31
比年初                      | 2015-07-20 |      | 2015-01-01
6月末                       | 2021-07-26 |      | 2021-06-30
3月底                       | 2021-07-26 |      | 2021-03-31
截至11月底                  | 2020-12-20 |      | 2020-11-30
截至2021年7月末             | 2021-08-25 |      | 2021-07-31
截至2021年7月               | 2021-08-25 |      | 2021-07-31
截至10月8日                 | 2025-10-09 |      | 2025-10-08
截至11月19日零时            | 2024-11-20 |      | 2024-11-19
截至目前                    | 2023-11-18 |      | 2023-11-18
目前全市                    | 2023-11-18 |      | 2023-11-18
昨天                        | 2024-03-01 |      | 2024-02-29
12月份                      | 2021-01-18 |      | 2020-12-01..2020-12-31
12月                        | 2021-01-18 | 2021 | 2020-12-01..2020-12-31
10月份                      | 2024-11-20 |      | 2024-10-01..2024-10-31
6月份                       | 2025-06-30 |      | 2025-06-01..2025-06-30
4月当月                     | 2024-05-09 |      | 2024-04-01..2024-04-30
11月上旬                    | 2024-11-20 |      | 2024-11-01..2024-11-10
2月下旬                     | 2024-03-20 |      | 2024-02-21..2024-02-29
10月1日至10月8日            | 2025-10-09 |      | 2025-10-01..2025-10-08
10月1日零时至10月8日24时    | 2025-10-09 |      | 2025-10-01..2025-10-08
5月1日—5日                  | 2024-05-07 |      | 2024-05-01..2024-05-05
12月30日至1月1日            | 2024-01-03 | 2023 | 2023-12-30..2024-01-01
11月11日                    | 2024-11-20 |      | 2024-11-11
12月12日                    | 2024-11-20 |      | 2023-12-12
今天（5月9日）              | 2026-05-09 |      | 2026-05-09
今年                        | 2020-12-20 |      | 2020-01-01..2020-12-31
去年                        | 2013-03-20 | 2012 | 2012-01-01..2012-12-31
上年                        | 2013-03-20 | 2012 | 2011-01-01..2011-12-31
前年                        | 2013-03-20 |      | 2011-01-01..2011-12-31
明年                        | 2012-12-20 |      | 2013-01-01..2013-12-31
当年                        | 2013-03-20 | 2012 | 2012-01-01..2012-12-31
去年全年                    | 2016-07-31 |      | 2015-01-01..2015-12-31
今年以来                    | 2023-07-24 |      | 2023-01-01..2023-07-24
今年以来                    | 2025-12-28 |      | 2025-01-01..2025-12-31
年初以来                    | 2023-07-24 |      | 2023-01-01..2023-07-24
年初以来                    | 2013-03-20 | 2012 | 2012-01-01..2012-12-31
3月份以来                   | 2020-11-20 |      | 2020-03-01..2020-11-20
2015年以来                  | 2020-03-20 | 2019 | 2015-01-01..2019-12-31
自9月17日开通运营以来       | 2023-11-18 |      | 2023-09-17..2023-11-18
党的十八大以来              | 2022-09-24 | 2021 | 2012-11-08..2021-12-31
五年来                      | 2018-03-05 |      | 2013-01-01..2017-12-31
过去五年                    | 2018-03-05 |      | 2013-01-01..2017-12-31
这五年                      | 2020-12-28 |      | 2016-01-01..2020-12-31
今后五年                    | 2018-03-05 |      | 2018-01-01..2022-12-31
未来五年                    | 2020-12-28 |      | 2021-01-01..2025-12-31
十年来                      | 2022-09-26 |      | 2012-01-01..2021-12-31
近三年                      | 2022-09-26 |      | 2019-01-01..2021-12-31
3年来                       | 2022-09-26 |      | 2019-01-01..2021-12-31
五年累计新建                | 2018-03-05 |      | 2013-01-01..2017-12-31
“十三五”时期                | 2021-03-05 |      | 2016-01-01..2020-12-31
“十四五”期间                |            |      | 2021-01-01..2025-12-31
“十四五”前四年              | 2025-07-09 |      | 2021-01-01..2024-12-31
“十四五”末                  | 2021-03-05 |      | 2025-12-31
“九五”期间                  | 2001-03-05 |      | 1996-01-01..2000-12-31
"八五"时期                  | 2001-03-05 |      | 1991-01-01..1995-12-31
“一五”时期                  | 1981-03-05 |      | 1953-01-01..1957-12-31
十一五期间                  | 2011-03-05 |      | 2006-01-01..2010-12-31
第七个五年计划期间          | 1986-03-25 |      | 1986-01-01..1990-12-31
2016—2020年                 | 2021-03-05 |      | 2016-01-01..2020-12-31
2013-2021年                 | 2022-03-05 |      | 2013-01-01..2021-12-31
一九八一年至一九八五年      | 1986-03-25 |      | 1981-01-01..1985-12-31
1981年到1985年              | 1986-03-25 |      | 1981-01-01..1985-12-31
一九九七年                  | 1998-03-05 |      | 1997-01-01..1997-12-31
二○○五年                    | 2006-03-05 |      | 2005-01-01..2005-12-31
97年，全市                  | 1998-03-05 |      | 1997-01-01..1997-12-31
比96年增长                  | 1998-03-05 |      | 1996-01-01..1996-12-31
97年1—2月                   | 1998-03-05 |      | 1997-01-01..1997-02-28
到2030年                    | 2024-03-05 |      | 2030-01-01..2030-12-31
2025年底                    | 2024-03-05 |      | 2025-12-31
本世纪末                    | 1982-03-05 |      | 2000-12-31
春节假期                    | 2025-02-06 |      | 2025-01-28..2025-02-04
元旦假期                    | 2023-01-03 |      | 2022-12-31..2023-01-02
“五一”假期                  | 2026-05-07 |      | 2026-05-01..2026-05-05
“五一”假期前两天            | 2026-05-03 |      | 2026-05-01..2026-05-02
假期前三天                  | 2025-02-01 |      | 2025-01-28..2025-01-30
假期首日                    | 2026-05-01 |      | 2026-05-01
国庆中秋假期                | 2025-10-09 |      | 2025-10-01..2025-10-08
国庆假期                    | 2025-09-09 |      | 2024-10-01..2024-10-07
去年端午假期                | 2025-06-03 |      | 2024-06-08..2024-06-10
暑期                        | 2024-09-03 |      | 2024-07-01..2024-08-31
春运期间                    | 2024-03-06 |      | 2024-01-26..2024-03-05
上季度                      | 2024-04-06 |      | 2024-01-01..2024-03-31
1—11月                      |            |      | None..None
今年                        |            |      | None..None
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "doc", "year", "expected"), rows(CASES))
def test_dates(text: str, doc: str, year: str, expected: str) -> None:
    if expected == "None..None":
        found = resolve(only(text), Reference())
        assert (found.start, found.end, found.reason) == (None, None, "period: no document date")
    else:
        assert dates(text, doc or None, int(year) if year else None) == expected


# Surface, document's date, running period, dates.
RUNNING = """
当月         | 2021-07-26 | 2021-01-01..2021-06-30 | 2021-06-01..2021-06-30
本月         | 2021-07-26 | -                      | 2021-06-01..2021-06-30
上月         | 2024-11-20 | 2024-10-01..2024-10-31 | 2024-09-01..2024-09-30
上月末       | 2025-01-20 | 2025-01-01..2025-01-31 | 2024-12-31
月末         | 2021-07-26 | 2021-06-01..2021-06-30 | 2021-06-30
本季度       | 2021-07-26 | 2021-01-01..2021-06-30 | 2021-04-01..2021-06-30
去年同期     | 2021-07-26 | 2021-01-01..2021-06-30 | 2020-01-01..2020-06-30
比同期       | 2021-07-26 | 2021-01-01..2021-06-30 | 2020-01-01..2020-06-30
同期         | 2021-07-26 | 2021-01-01..2021-06-30 | 2021-01-01..2021-06-30
2019年同期   | 2021-03-27 | 2021-01-01..2021-02-28 | 2019-01-01..2019-02-28
上年同期     | 2020-03-27 | 2020-01-01..2020-02-29 | 2019-01-01..2019-02-28
去年同期     | 2025-10-09 | 2025-10-01..2025-10-08 | 2024-10-01..2024-10-07
年初以来     | 2016-07-31 | 2015-12-31             | 2016-01-01..2016-07-31
今年以来     | 2023-11-18 | 2023-01-01..2023-10-31 | 2023-01-01..2023-10-31
这五年       | 2025-07-09 | 2021-01-01..2025-12-31 | 2021-01-01..2025-12-31
五年来       | 2025-07-09 | 2021-01-01..2025-12-31 | 2021-01-01..2025-12-31
五年内       | 1955-07-05 | 1953-01-01..1957-12-31 | 1953-01-01..1957-12-31
"""


@pytest.mark.parametrize(("text", "doc", "current", "expected"), rows(RUNNING))
def test_dates_from_the_running_period(text: str, doc: str, current: str, expected: str) -> None:
    assert dates(text, doc, current=current) == expected


def test_same_period_without_a_running_one() -> None:
    assert resolve(only("同期"), Reference(date(2020, 1, 1))).reason == "period: no running period"


@pytest.mark.parametrize(
    ("text", "doc", "year", "expected"),
    [
        ("全年", "2024-03-05", None, "2024-01-01..2024-12-31"),
        ("上半年", "2024-09-05", None, "2025-01-01..2025-06-30"),
        ("12月", "2024-03-05", None, "2024-12-01..2024-12-31"),
        ("全年", "2024-01-05", 2024, "2024-01-01..2024-12-31"),
        ("年底", "2024-03-05", None, "2024-12-31"),
        ("三年内", "2024-03-05", None, "2024-01-01..2026-12-31"),
    ],
)
def test_targets_lie_ahead(text: str, doc: str, year: int | None, expected: str) -> None:
    assert dates(text, doc, year, target=True) == expected


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("第二、三季度分别增长", ["第二", "三季度"]),
        ("2020年三、四季度", ["2020年三", "四季度"]),
        ("1月和2月", ["1月", "2月"]),
        ("1、2月份", ["1", "2月份"]),
        ("2015、2016年", ["2015", "2016年"]),
        ("1953年和1957年", ["1953年", "1957年"]),
    ],
)
def test_lists_share_a_group(text: str, pieces: list[str]) -> None:
    found = find_periods(text)
    assert [text[mention.start : mention.end] for mention in found] == pieces
    assert {mention.group for mention in found} == {found[0].start}


def test_a_list_states_its_year_once() -> None:
    found = find_periods("2020年1月和2月")
    assert [resolve(one.expr, Reference()).start for one in found] == [date(2020, 1, 1), date(2020, 2, 1)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("今年以来，前三季度增长", ["今年以来", "前三季度"]),
        ("2015年、上半年", ["2015年", "上半年"]),
        ("截至2012年末全市共有", ["截至2012年末"]),
        ("全年初步核算", ["全年"]),
        ("2020年底线思维", ["2020年"]),
        ("3月1日，1—2月份数据公布", ["3月1日", "1—2月份"]),
        ("从今年9月起", ["今年9月"]),
        ("当前，目前经济", ["当前", "目前"]),
    ],
)
def test_mentions_apart(text: str, pieces: list[str]) -> None:
    assert [text[mention.start : mention.end] for mention in find_periods(text)] == pieces


NEAR_MISSES = (
    "十三五规划|“十四五”规划纲要|第三产业|三月之内|1月内|5G|第十三届|两年平均增长|百年|百年变局|历史同期|上世纪"
    "|两周|连续3个月|日均|月均|年均|三年行动计划|三年行动|十年规划|五年计划纲要|九十年代|20年代|100周年|40周年"
    "|义务教育九年|3年左右|5年|三年|两年|《目录（2020年版）》|2020年版|按1990年不变价格计算|近年来|近几年|十几年来"
    "|二十多年来|建党95年|75年|青年|少年|平均年龄|每年年底|3个月|每年|逐月|四季如春|岁月|月亮|10年期国债|12月龄"
    "|第一、二、三产业|1.5月|季节|同期声"
)


@pytest.mark.parametrize("text", NEAR_MISSES.split("|"))
def test_near_misses(text: str) -> None:
    assert find_periods(text) == []


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("年末", {"is_instant"}),
        ("截至6月底", {"is_instant"}),
        ("目前", {"is_instant"}),
        ("今年", {"is_year_only", "has_year"}),
        ("全年", {"is_year_only"}),
        ("2020年1—2月", {"has_year"}),
        ("五年来", {"multi_year"}),
        ("“十三五”时期", {"multi_year", "has_year"}),
        ("2016—2020年", {"multi_year", "has_year"}),
        ("2015年以来", {"multi_year", "has_year", "is_since"}),
        ("今年以来", {"has_year", "is_since"}),
        ("去年同期", {"has_year", "is_relative_same"}),
        ("1—11月", set()),
    ],
)
def test_flags(text: str, flags: set[str]) -> None:
    expr = only(text)
    names = ["is_instant", "is_year_only", "has_year", "multi_year", "is_since", "is_relative_same"]
    names.remove("has_year") if text == "年末" else None  # 年末 counts from the section's year
    assert {name for name in names if getattr(expr, name)} == flags


@pytest.mark.parametrize(
    ("dates_", "printed"),
    [
        ("2020-01-01..2020-12-31", "2020"),
        ("2020-01-01..2020-03-31", "2020-Q1"),
        ("2020-10-01..2020-12-31", "2020-Q4"),
        ("2020-01-01..2020-06-30", "2020-S1"),
        ("2020-07-01..2020-12-31", "2020-S2"),
        ("2020-11-01..2020-11-30", "2020-11"),
        ("2020-01-01..2020-11-30", "2020-01-01/P11M"),
        ("2020-02-01..2020-04-30", "2020-02-01/P3M"),
        ("2016-01-01..2020-12-31", "2016-01-01/P5Y"),
        ("2020-12-31", "2020-12-31"),
        ("2025-10-01..2025-10-08", "2025-10-01/P8D"),
        ("-", None),
    ],
)
def test_sdmx(dates_: str, printed: str | None) -> None:
    assert sdmx(period(dates_)) == printed


@pytest.mark.parametrize(
    ("dates_", "year_ago", "just_before"),
    [
        ("2020-11-01..2020-11-30", "2019-11-01..2019-11-30", "2020-10-01..2020-10-31"),
        ("2020-01-01..2020-03-31", "2019-01-01..2019-03-31", "2019-10-01..2019-12-31"),
        ("2020-01-01..2020-12-31", "2019-01-01..2019-12-31", "2019-01-01..2019-12-31"),
        ("2016-01-01..2020-12-31", "2015-01-01..2019-12-31", "2011-01-01..2015-12-31"),
        ("2020-01-01..2020-02-29", "2019-01-01..2019-02-28", "2019-11-01..2019-12-31"),
        ("2021-01-01..2021-02-28", "2020-01-01..2020-02-29", "2020-11-01..2020-12-31"),
        ("2020-02-29", "2019-02-28", "2020-01-31"),
        ("2020-11-11", "2019-11-11", "2020-11-10"),
        ("2025-01-28..2025-02-04", "2024-02-10..2024-02-17", "2025-01-20..2025-01-27"),
    ],
)
def test_windows_before(dates_: str, year_ago: str, just_before: str) -> None:
    assert year_before(period(dates_)) == period(year_ago)
    assert preceding(period(dates_)) == period(just_before)


def test_year_before_a_span() -> None:
    assert year_before_span(period("2016-01-01..2020-12-31")) == period("2015-01-01..2015-12-31")


PIECES = st.sampled_from(
    list("0123456789一二三四五六七八九十○零年月日季度上下前全半去今同期以来“”《》—-至、末底初 截近这春节")
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
DATES = st.none() | st.dates()


@settings(deadline=None, max_examples=200)
@given(TEXTS, DATES, st.none() | st.integers(1, 9999), DATES, DATES, st.booleans())
def test_any_text(
    text: str, doc: date | None, year: int | None, one: date | None, other: date | None, target: bool
) -> None:
    bounds = sorted(side for side in (one, other) if side)
    current = Period(bounds[0], bounds[-1]) if bounds else None
    done = 0
    for mention in find_periods(text):
        assert done <= mention.start < mention.end <= len(text)
        done = mention.end
        assert PeriodExpr.from_json(json.loads(json.dumps(mention.expr.to_json()))) == mention.expr
        found = resolve(mention.expr, Reference(doc, year, current), target=target)
        assert found.reason or (found.start and found.end)
        if found.start and found.end:
            assert found.start <= found.end
            for moved in (year_before(found), preceding(found), year_before_span(found)):
                assert not (moved.start and moved.end) or moved.start <= moved.end
            assert sdmx(found)


@pytest.mark.parametrize(
    "piece", ["1", "一", "年", "月", "-", "1-", "1、", "一、", "2020年", "2020、", "《", "截至", "“", "十"]
)
def test_long_repeats_stay_linear(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    find_periods(text)
    assert time.process_time() - began < 5
