"""Windows of the calendar: month ends, shifts, and the time period as SDMX prints it."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from cnfacts.grammar.holidays import same_holiday
from cnfacts.schema.periods import Period

__all__ = [
    "make_date",
    "month_end",
    "preceding",
    "sdmx",
    "shift_years",
    "whole_months",
    "year_before",
    "year_before_span",
]

_ONE_DAY = timedelta(days=1)
_OUTSIDE = "period: outside the calendar"


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, day 0 being the month's last; None where the calendar has no such day."""
    if not (MINYEAR < year < MAXYEAR and 1 <= month <= 12 and 0 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day) if day else month_end(year, month)


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def whole_months(period: Period) -> int:
    """How many whole calendar months the period covers; 0 where it does not begin and end with one."""
    start, end = period.start, period.end
    if start is None or end is None or start.day != 1 or not _is_month_end(end):
        return 0
    return 12 * (end.year - start.year) + end.month - start.month + 1


def _months_on(day: date, months: int) -> date | None:
    """The same day some months later; a month's last day stays one."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not MINYEAR < year < MAXYEAR:
        return None
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if _is_month_end(day) else min(day.day, last))


def _years_on(day: date, years: int, to_month_end: bool) -> date | None:
    year = day.year + years
    if not MINYEAR < year < MAXYEAR:
        return None
    last = monthrange(year, day.month)[1]
    return date(year, day.month, last if to_month_end and _is_month_end(day) else min(day.day, last))


def shift_years(period: Period, years: int) -> Period:
    """The same window, some years later; a holiday moves to its dates of that year, where they are known."""
    start, end = period.start, period.end
    if start is not None and end is not None and (moved := same_holiday(start, end, years)):
        return Period(*moved)
    first = _years_on(start, years, start == end) if start else None
    last = _years_on(end, years, True) if end else None
    lost = (start and not first) or (end and not last)
    return Period(first, last, _OUTSIDE if lost else period.reason)


def year_before(period: Period) -> Period:
    """The same window one year earlier."""
    return shift_years(period, -1)


def preceding(period: Period) -> Period:
    """The window just before, of the same length; of a month's last day, the last day of the month before."""
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    if months := whole_months(period):
        first, last = _months_on(start, -months), _months_on(end, -months)
    elif start == end and _is_month_end(end):
        first = last = _months_on(end, -1)
    elif start - date(MINYEAR + 1, 1, 1) <= end - start:
        first = last = None
    else:
        first, last = start - (end - start) - _ONE_DAY, start - _ONE_DAY
    return Period(first, last, None if first and last else _OUTSIDE)


def year_before_span(period: Period) -> Period:
    """The calendar year just before the span begins: what 五年来增长 is measured against."""
    if period.start is None or period.start.year <= MINYEAR + 1:
        return Period(None, None, period.reason or _OUTSIDE)
    year = period.start.year - 1
    return Period(date(year, 1, 1), date(year, 12, 31))


def sdmx(period: Period) -> str | None:
    """The SDMX time period: 2020, 2020-S1, 2020-Q1, 2020-11, 2020-01-01/P11M, 2020-12-31, 2020-10-01/P8D."""
    start, end = period.start, period.end
    if start is None or end is None:
        return None
    if start == end:
        return start.isoformat()
    months = whole_months(period)
    if months == 12 and start.month == 1:
        return f"{start.year:04}"
    if months == 6 and start.month in (1, 7):
        return f"{start.year:04}-S{1 + start.month // 7}"
    if months == 3 and start.month % 3 == 1:
        return f"{start.year:04}-Q{1 + start.month // 3}"
    if months == 1:
        return f"{start.year:04}-{start.month:02}"
    if months:
        length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
        return f"{start.isoformat()}/P{length}"
    return f"{start.isoformat()}/P{(end - start).days + 1}D"
