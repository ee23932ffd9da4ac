"""Holidays by year, as the General Office of the State Council announced them, and the travel seasons.

Sources: 国务院办公厅关于部分节假日安排的通知 for each year: 国办发明电〔2018〕15号 (劳动节 2019 amended in
March 2019), 〔2019〕16号 (春节 2020 extended in January 2020), 〔2020〕27号, 〔2021〕11号,
〔2022〕16号, 〔2023〕7号, 〔2024〕12号, 〔2025〕7号. A day joined to a weekend (与周末连休) is given
with it. 春运: the forty days that the transport authorities announced for each year.
"""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["HOLIDAY_NAMES", "LUNAR_NEW_YEAR", "holiday", "holiday_near", "same_holiday"]

HOLIDAY_NAMES = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆", "春运", "暑期")

# Month and day of the first and last day; a first day after the last one's date lies in the year before.
_ANNOUNCED: dict[int, dict[str, str]] = {
    2019: {
        "元旦": "12-30 01-01", "春节": "02-04 02-10", "清明": "04-05 04-07", "劳动节": "05-01 05-04",
        "端午": "06-07 06-09", "中秋": "09-13 09-15", "国庆": "10-01 10-07", "春运": "01-21 03-01",
    },
    2020: {
        "元旦": "01-01 01-01", "春节": "01-24 02-02", "清明": "04-04 04-06", "劳动节": "05-01 05-05",
        "端午": "06-25 06-27", "中秋": "10-01 10-08", "国庆": "10-01 10-08", "春运": "01-10 02-18",
    },
    2021: {
        "元旦": "01-01 01-03", "春节": "02-11 02-17", "清明": "04-03 04-05", "劳动节": "05-01 05-05",
        "端午": "06-12 06-14", "中秋": "09-19 09-21", "国庆": "10-01 10-07", "春运": "01-28 03-08",
    },
    2022: {
        "元旦": "01-01 01-03", "春节": "01-31 02-06", "清明": "04-03 04-05", "劳动节": "04-30 05-04",
        "端午": "06-03 06-05", "中秋": "09-10 09-12", "国庆": "10-01 10-07", "春运": "01-17 02-25",
    },
    2023: {
        "元旦": "12-31 01-02", "春节": "01-21 01-27", "清明": "04-05 04-05", "劳动节": "04-29 05-03",
        "端午": "06-22 06-24", "中秋": "09-29 10-06", "国庆": "09-29 10-06", "春运": "01-07 02-15",
    },
    2024: {
        "元旦": "12-30 01-01", "春节": "02-10 02-17", "清明": "04-04 04-06", "劳动节": "05-01 05-05",
        "端午": "06-08 06-10", "中秋": "09-15 09-17", "国庆": "10-01 10-07", "春运": "01-26 03-05",
    },
    2025: {
        "元旦": "01-01 01-01", "春节": "01-28 02-04", "清明": "04-04 04-06", "劳动节": "05-01 05-05",
        "端午": "05-31 06-02", "中秋": "10-01 10-08", "国庆": "10-01 10-08", "春运": "01-14 02-22",
    },
    2026: {
        "元旦": "01-01 01-03", "春节": "02-15 02-23", "清明": "04-04 04-06", "劳动节": "05-01 05-05",
        "端午": "06-19 06-21", "中秋": "09-25 09-27", "国庆": "10-01 10-07", "春运": "02-02 03-13",
    },
}  # fmt: skip

LUNAR_NEW_YEAR = "正月初一"
# Month and day of the first day of the lunar year: the Purple Mountain Observatory's calendar.
_LUNAR = {
    2015: "02-19", 2016: "02-08", 2017: "01-28", 2018: "02-16", 2019: "02-05", 2020: "01-25", 2021: "02-12",
    2022: "02-01", 2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17", 2027: "02-06", 2028: "01-26",
}  # fmt: skip
_EVERY_YEAR = {"暑期": "07-01 08-31"}  # 暑运 runs from 1 July to 31 August
_NEAR = timedelta(days=10)
_LONGEST = timedelta(days=12)  # what is longer is a travel season


def _dates(year: int, bounds: str) -> tuple[date, date]:
    first, last = ((int(side[:2]), int(side[3:])) for side in bounds.split())
    return date(year - (first > last), *first), date(year, *last)


_TABLE = {(year, name): _dates(year, bounds) for year, row in _ANNOUNCED.items() for name, bounds in row.items()}
_TABLE |= {(year, LUNAR_NEW_YEAR): _dates(year, f"{day} {day}") for year, day in _LUNAR.items()}
_BY_DATES: dict[tuple[date, date], tuple[int, str]] = {}
for _key, _span in _TABLE.items():
    _BY_DATES[_span] = _key


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of the holiday in that year, where announced."""
    if name in _EVERY_YEAR and 1 <= year <= 9999:
        return _dates(year, _EVERY_YEAR[name])
    return _TABLE.get((year, name))


def holiday_near(day: date) -> tuple[date, date] | None:
    """The holiday that a text of that day is about when it names none: the nearest one, at most ten days off."""

    def off(span: tuple[date, date]) -> timedelta:
        return max(span[0] - day, day - span[1], timedelta())

    near = [span for span in _BY_DATES if off(span) <= _NEAR and span[1] - span[0] <= _LONGEST]
    return min(near, key=off, default=None)


def same_holiday(start: date, end: date, years: int) -> tuple[date, date] | None:
    """The holiday of these dates, `years` later; None where they are no holiday of two days or more."""
    key = _BY_DATES.get((start, end)) if start < end else None
    return None if key is None else _TABLE.get((key[0] + years, key[1]))
