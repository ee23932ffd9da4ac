"""Facts in memory are found by metric, region and time."""

from __future__ import annotations

from datetime import date

import pytest

from cnfacts.claims.memory import Memory
from cnfacts.errors import InputError

GDP = {"region": "全国", "unit": "元"}
ROWS = [
    GDP | {"metric": "GDP", "value": "100", "period_start": "2019-01-01", "period_end": "2019-12-31"},
    GDP | {"metric": "国内生产总值", "value": "110", "period_start": "2020-01-01", "period_end": "2020-12-31"},
    {"metric": "人均国内生产总值", "region": "东江省", "value": "9", "unit": "元"},
]


@pytest.mark.parametrize(
    ("metrics", "regions", "ends", "values"),
    [
        (["国内生产总值"], None, None, ["100", "110"]),
        (["国内生产总值"], ["全国"], (date(2020, 1, 1), date(2020, 12, 31)), ["110"]),
        (["国内生产总值"], ["东江省"], None, []),
        (["人均国内生产总值"], ["东江省"], None, ["9"]),
        (["人均国内生产总值"], None, (date(2020, 1, 1), date(2020, 12, 31)), []),
        (["生产总值"], None, None, []),
    ],
)
def test_figures(metrics: list[str], regions: list[str] | None, ends: tuple[date, date] | None, values: list[str]) -> None:
    found = Memory(ROWS).figures(metrics, regions, ends)
    assert [str(known.fact.value) for known in found] == values


def test_no_more_than_asked_for() -> None:
    found = Memory(ROWS).figures(["国内生产总值", "人均国内生产总值"], most=1)
    assert [str(known.fact.value) for known in found] == ["100", "9"]


def test_names_around() -> None:
    memory = Memory(ROWS)
    assert memory.names_around("国内生产总值") == ["人均国内生产总值"]
    assert memory.names_around("生产总值") == ["国内生产总值", "人均国内生产总值"]
    assert memory.names_around("") == []


def test_a_row_without_a_metric_is_told() -> None:
    with pytest.raises(InputError, match="record 1: no metric"):
        Memory([{"value": "1"}])
