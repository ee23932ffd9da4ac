"""Printed figures as intervals, and the arithmetic of intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lines import fact

from cnfacts.checks.figure import figure_of
from cnfacts.checks.interval import ANY, Interval, growth_factor

F = Fraction


def ends(low: str | None, high: str | None) -> Interval:
    return Interval(None if low is None else F(low), None if high is None else F(high))


@pytest.mark.parametrize(
    ("printed", "near", "wide"),
    [
        ("2.3%", ("2.25", "2.35"), ("2.2", "2.4")),
        ("5.0%", ("4.95", "5.05"), ("4.9", "5.1")),
        ("5%", ("4.5", "5.5"), ("4", "6")),
        ("-8.4%", ("-8.45", "-8.35"), ("-8.5", "-8.3")),
        ("101.6万亿元", ("101550000000000", "101650000000000"), ("101500000000000", "101700000000000")),
        ("2000万人", ("19995000", "20005000"), ("10000000", "30000000")),
        ("300亿元", ("29950000000", "30050000000"), ("20000000000", "40000000000")),
        ("1100万人", ("10995000", "11005000"), ("10000000", "12000000")),
        ("0%", ("-1/2", "1/2"), ("-1", "1")),
        (">1800万个", ("18000000", None), ("18000000", None)),
        ("<50%", ("0", "50"), ("0", "50")),
        (">-5%", (None, "-5"), (None, "-5")),
        ("<-5%", ("-5", "0"), ("-5", "0")),
        ("^3000家", (None, "3000"), (None, "3000")),
        ("~3000家", (None, None), (None, None)),
        ("6/6.5%", ("5.5", "6.55"), ("5", "6.6")),
    ],
)
def test_a_printed_figure(printed: str, near: tuple[str, str], wide: tuple[str, str]) -> None:
    figure = figure_of(fact(f"增加值 | 2020 | growth yoy | {printed}"))
    assert figure is not None
    assert (figure.near, figure.wide) == (ends(*near), ends(*wide))


def test_figures_without_digits_have_no_interval() -> None:
    assert figure_of(fact("私人汽车拥有量 | 2020 | multiple period | 翻一番 | base=2010")) is None
    broken = fact("增加值 | 2020 | growth yoy | 2.3%").model_copy(update={"value_text": "百分之二九四"})
    assert figure_of(broken) is None


def test_digits_that_do_not_give_the_value_have_no_interval() -> None:
    broken = fact("增加值 | 2020 | growth yoy | 2.3%").model_copy(update={"value_text": "23"})
    assert figure_of(broken) is None


ENDS = st.one_of(st.none(), st.fractions(-50, 50, max_denominator=20))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high)


@st.composite
def inside(draw: st.DrawFn, interval: Interval) -> Fraction:
    low = F(-60) if interval.lo is None else interval.lo
    high = F(60) if interval.hi is None else interval.hi
    return low + (high - low) * draw(st.fractions(0, 1, max_denominator=10)) if low <= high else high


@given(st.data(), intervals(), intervals())
def test_arithmetic_encloses(data: st.DataObject, a: Interval, b: Interval) -> None:
    x, y = data.draw(inside(a)), data.draw(inside(b))
    for result, value in ((a + b, x + y), (a - b, x - y), (a * b, x * y), (-a, -x), (a.scaled(-3), -3 * x)):
        assert result.encloses(Interval.point(value))
    if b.is_positive and y > 0:
        assert (a / b).encloses(Interval.point(x / y))


@given(intervals(), intervals())
def test_meeting_and_gaps(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a) == (a.gap(b) == 0) == (a.intersect(b) is not None)
    assert ANY.encloses(a)


def test_division_by_what_may_be_negative_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        _ = Interval.point(1) / Interval(F(-1), F(1))
    assert Interval.point(1) / Interval(F(0), F(2)) == Interval(F(1, 2), None)


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval(F(2), F(1))


def test_growth_factor() -> None:
    assert growth_factor(Interval(F(-50), F(150))) == Interval(F(1, 2), F(5, 2))
