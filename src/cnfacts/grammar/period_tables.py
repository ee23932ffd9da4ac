"""Named stretches of time: the five-year plans, and the events that 以来 counts from."""

from __future__ import annotations

from datetime import date

__all__ = ["EVENTS", "PLAN_NUMBERS", "plan_years"]

_ORDINALS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五"
PLAN_NUMBERS = {f"{ordinal}五": number for number, ordinal in enumerate(_ORDINALS.split(), start=1)}

# The first two plans covered 1953–57 and 1958–62; 1963–65 were years of adjustment; then every five years.
_THIRD_PLAN_START = 1966


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of a five-year plan."""
    first = 1953 + 5 * (number - 1) if number < 3 else _THIRD_PLAN_START + 5 * (number - 3)
    return first, first + 4


# Opening days of the meetings, and dates of foundation.
EVENTS = {
    "新中国成立": date(1949, 10, 1),
    "中华人民共和国成立": date(1949, 10, 1),
    "建国": date(1949, 10, 1),
    "改革开放": date(1978, 12, 18),
    "十一届三中全会": date(1978, 12, 18),
    "十二大": date(1982, 9, 1),
    "十三大": date(1987, 10, 25),
    "十三届四中全会": date(1989, 6, 23),
    "十四大": date(1992, 10, 12),
    "十五大": date(1997, 9, 12),
    "加入世贸组织": date(2001, 12, 11),
    "十六大": date(2002, 11, 8),
    "十七大": date(2007, 10, 15),
    "十八大": date(2012, 11, 8),
    "十八届三中全会": date(2013, 11, 9),
    "十九大": date(2017, 10, 18),
    "二十大": date(2022, 10, 16),
    "二十届三中全会": date(2024, 7, 15),
}
