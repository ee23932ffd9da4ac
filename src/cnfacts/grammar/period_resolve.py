"""From a period's meaning to dates.

Never by today's clock: what the document's date and the text do not settle stays None.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from cnfacts.grammar.holidays import holiday, holiday_near
from cnfacts.grammar.period_calendar import make_date, month_end, shift_years, whole_months
from cnfacts.grammar.period_tables import EVENTS, plan_years
from cnfacts.schema.periods import YEAR_END, Period, PeriodExpr, PeriodKind, Reference, YearAnchor

__all__ = ["resolve"]

NO_DATE = "period: no document date"
NO_RUNNING = "period: no running period"
NO_DAY = "period: no such day"
NO_HOLIDAY = "period: holiday dates not known"
OUTSIDE = "period: outside the calendar"

# Reports written in the year's last days speak of the year as done.
_CLOSING = timedelta(days=16)
_RECENT_YEARS = 1
_SOON = timedelta(days=10)  # a holiday that is spoken of before it begins

_Resolver = Callable[[PeriodExpr, Reference, bool], Period]


def resolve(expr: PeriodExpr, ref: Reference, *, target: bool = False) -> Period:
    """Dates of the expression; `target` says that the figure lies ahead."""
    try:
        period = _RESOLVERS[expr.kind](expr, ref, target)
    except (OverflowError, ValueError):  # years beyond the calendar's
        return Period(None, None, OUTSIDE)
    if period.start and period.end and period.start > period.end:
        return Period(None, None, NO_DAY)
    return period


def _open(reason: str) -> Period:
    return Period(None, None, reason)


def _done_year(ref: Reference) -> int | None:
    """The latest year that is over by the document's date; without one, the year spoken of."""
    if ref.doc_date is None:
        return ref.year
    return (ref.doc_date + _CLOSING).year - 1


def _section_year(ref: Reference) -> int | None:
    """The year spoken of: the section's, else the running period's, else the document's."""
    if ref.year is not None:
        return ref.year
    current = ref.current
    if current and current.start and current.end and current.start.year >= current.end.year - 1:
        return current.end.year
    return ref.doc_date.year if ref.doc_date else None


def _in_year(expr: PeriodExpr, year: int) -> Period:
    start = make_date(year, *expr.first)
    turns = expr.last != YEAR_END and expr.last[0] < expr.first[0]
    end = make_date(expr.year_end if expr.year_end is not None else year + turns, *expr.last)
    if start is None or end is None:
        return _open(NO_DAY)
    return Period(start, end)


def _reached(window: Period, expr: PeriodExpr, ref: Reference) -> bool:
    """The window is over by the document's date, or half over, or a month or quarter that has begun."""
    day, start, end = ref.doc_date, window.start, window.end
    if day is None:
        return True
    if start is None or end is None:
        return False
    if expr.since or start == end:
        return start <= day
    if end <= day + _CLOSING and start <= day:
        return True
    if expr.edge or start > day:
        return False
    return (end - start).days < 93 or (day - start) * 2 > end - start


def _open_year(expr: PeriodExpr, ref: Reference, target: bool) -> int | None:
    """The year of a window named without one."""
    day = ref.doc_date
    if ref.year is not None:
        window = _in_year(expr, ref.year)
        if target or _reached(window, expr, ref):
            return ref.year
    if day is None:
        return ref.year
    this = _in_year(expr, day.year)
    if target:
        return day.year + (this.end is not None and this.end < day)
    return day.year - (not _reached(this, expr, ref))


def _year_of(expr: PeriodExpr, ref: Reference, target: bool) -> int | None:
    if expr.year is not None:
        return expr.year
    if expr.anchor is YearAnchor.DOC:
        base = ref.doc_date.year if ref.doc_date else ref.year
        return None if base is None else base + expr.offset
    if expr.anchor is YearAnchor.SECTION:
        base = _section_year(ref)
        return None if base is None else base + expr.offset
    return _open_year(expr, ref, target)


def _since_end(start: date, ref: Reference) -> date | None:
    """Where 以来 ends: with the running period, else the section's year, else at the document's date."""
    day, current = ref.doc_date, ref.current
    if current and current.end and current.end > start:
        recent = day is None or (current.end <= day and current.end.year >= day.year - _RECENT_YEARS)
        if recent and (day is None or start.year < day.year or current.end.year == day.year):
            return current.end
    if ref.year is not None and ref.year >= start.year:
        close = date(ref.year, 12, 31)
        if day is None or close <= day:
            return close
    if day is None:
        return None
    if (day + _CLOSING).year > day.year:
        return date(day.year, 12, 31)
    return max(day, start)


def _opened(start: date, ref: Reference) -> Period:
    end = _since_end(start, ref)
    return Period(start, end, None if end else NO_DATE)


def _finish(window: Period, expr: PeriodExpr, ref: Reference) -> Period:
    if window.start is None or window.end is None:
        return window
    if expr.since:
        return _opened(window.start, ref)
    if expr.edge:
        day = window.start if expr.edge == "start" else window.end
        return Period(day, day)
    return window


def _resolve_window(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    year = _year_of(expr, ref, target)
    if year is None:
        return _open(NO_DATE)
    bare_edge = expr.edge == "end" and expr.anchor is YearAnchor.SECTION and expr.offset == 0
    if bare_edge and not target and not _reached(_in_year(expr, year), expr, ref):
        year -= 1  # 年末 in a text of mid-year is the last one
    return _finish(_in_year(expr, year), expr, ref)


def _resolve_plan(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    first, last = plan_years(expr.n)
    if expr.first_years:
        last = first + expr.first_years - 1
    elif expr.last_years:
        first = last - expr.last_years + 1
    return _finish(Period(date(first, 1, 1), date(last, 12, 31)), expr, ref)


def _resolve_span(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    current = ref.current
    if current and current.start and current.end and whole_months(current) == 12 * expr.n > 12:
        if expr.name == "within" or expr.name == "past":
            return Period(current.start, current.end)
        if expr.name == "before":
            return Period(date(current.start.year - expr.n, 1, 1), date(current.start.year - 1, 12, 31))
    done = _done_year(ref)
    if expr.name == "ago" and (now := current.end.year if current and current.end else done):
        return Period(date(now - expr.n, 1, 1), date(now - expr.n, 12, 31))
    if done is None:
        return _open(NO_DATE)
    if expr.name == "next" or (expr.name == "within" and (target or _lies_ahead(current, done + expr.n))):
        return Period(date(done + 1, 1, 1), date(done + expr.n, 12, 31))
    return Period(date(done - expr.n + 1, 1, 1), date(done, 12, 31))


def _lies_ahead(current: Period | None, last: int) -> bool:
    """The period spoken of ends with the year that n years from now end with: a plan's text."""
    return current is not None and current.end is not None and current.end.year == last


def _resolve_event(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    return _opened(EVENTS[expr.name], ref)


def _resolve_holiday(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    if not expr.name:
        return _days_of(holiday_near(ref.doc_date), expr, ref) if ref.doc_date else _open(NO_DATE)
    year = expr.year
    if year is None and expr.anchor is not None:
        year = _year_of(expr, ref, target)
    if year is None:
        bases = [ref.year] if ref.year is not None else []
        bases += [ref.doc_date.year + near for near in (1, 0, -1)] if ref.doc_date else []
        if not bases:
            return _open(NO_DATE)
        spans = [(base, span) for base in bases if (span := holiday(expr.name, base))]
        year = next((base for base, span in spans if ref.doc_date is None or span[0] <= ref.doc_date + _SOON), None)
        if year is None or (target and ref.doc_date):
            year = bases[0] if ref.doc_date is None else ref.doc_date.year
    return _days_of(holiday(expr.name, year), expr, ref)


def _days_of(span: tuple[date, date] | None, expr: PeriodExpr, ref: Reference) -> Period:
    if span is None:
        return _open(NO_HOLIDAY)
    start, end = span
    if expr.since:
        return _opened(start, ref)
    if expr.day is not None:
        day = start + timedelta(days=expr.day - 1)
        return Period(day, day)
    return Period(start, min(end, start + timedelta(days=expr.n - 1)) if expr.n else end)


def _resolve_day(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    if ref.doc_date is None:
        return _open(NO_DATE)
    day = ref.doc_date + timedelta(days=expr.offset)
    return Period(day, day)


def _running_end(ref: Reference) -> date | None:
    if ref.current and ref.current.end:
        return ref.current.end
    return None


def _resolve_month(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    end = _running_end(ref)
    months = expr.offset
    if end is None:
        if ref.doc_date is None:
            return _open(NO_DATE)
        end = ref.doc_date
        if expr.offset == 0 and end < month_end(end.year, end.month):
            months -= 1
    years, month = divmod(end.month - 1 + months, 12)
    year = end.year + years
    return _finish(Period(date(year, month + 1, 1), month_end(year, month + 1)), expr, ref)


def _resolve_quarter(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    end = _running_end(ref)
    quarters = expr.offset
    if end is None:
        if ref.doc_date is None:
            return _open(NO_DATE)
        end = ref.doc_date
        closed = end.month % 3 == 0 and end == month_end(end.year, end.month)
        if expr.offset == 0 and not closed:
            quarters -= 1
    years, quarter = divmod((end.month - 1) // 3 + quarters, 4)
    year = end.year + years
    return _finish(Period(date(year, 3 * quarter + 1, 1), month_end(year, 3 * quarter + 3)), expr, ref)


def _resolve_same(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    current = ref.current
    if current is None or current.start is None or current.end is None:
        return _open(NO_RUNNING)
    years = expr.offset if expr.year is None else expr.year - current.end.year
    return shift_years(current, years) if years else Period(current.start, current.end)


def _resolve_century(expr: PeriodExpr, ref: Reference, target: bool) -> Period:
    if ref.doc_date is None:
        return _open(NO_DATE)
    day = date((ref.doc_date.year - 1) // 100 * 100 + expr.n, 12, 31)
    return Period(day, day)


_RESOLVERS: dict[PeriodKind, _Resolver] = {
    PeriodKind.WINDOW: _resolve_window,
    PeriodKind.PLAN: _resolve_plan,
    PeriodKind.SPAN: _resolve_span,
    PeriodKind.EVENT: _resolve_event,
    PeriodKind.HOLIDAY: _resolve_holiday,
    PeriodKind.DAY: _resolve_day,
    PeriodKind.MONTH: _resolve_month,
    PeriodKind.QUARTER: _resolve_quarter,
    PeriodKind.SAME: _resolve_same,
    PeriodKind.CENTURY: _resolve_century,
}
