"""Periods: what the words of a period mean, where they stand, and the dates they resolve to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any

__all__ = ["Period", "PeriodExpr", "PeriodKind", "PeriodMention", "Reference", "YearAnchor"]

MonthDay = tuple[int, int]
"""Month and day; day 0 is the month's last."""

YEAR_START: MonthDay = (1, 1)
YEAR_END: MonthDay = (12, 0)


class PeriodKind(str, Enum):
    """What a period's words speak of."""

    WINDOW = "window"  # months, days or whole years of the calendar: 1—11月, 2016—2020年, 10月8日
    PLAN = "plan"  # a five-year plan's years: “十三五”时期
    SPAN = "span"  # a number of years counted from the document: 五年来, 今后五年
    EVENT = "event"  # from a dated event: 党的十八大以来
    HOLIDAY = "holiday"  # 春节假期, 春运, 暑期
    DAY = "day"  # counted from the document's date: 目前, 昨天
    MONTH = "month"  # counted from the running period: 当月, 上月
    QUARTER = "quarter"  # likewise: 本季度, 上季度
    SAME = "same"  # the running window in another year: 去年同期
    CENTURY = "century"  # 本世纪末


class YearAnchor(str, Enum):
    """What a relative year counts from."""

    DOC = "doc"  # 今年, 去年: the document's year, whatever the section speaks of
    SECTION = "section"  # 上年, 当年, 年末: the year spoken of


@dataclass(frozen=True, slots=True)
class PeriodExpr:
    """The meaning of a period's words before any date is known.

    The year is `year` (stated), or `offset` years from `anchor`, or open (both None). `first` and `last`
    bound the window inside the year, `year_end` is the year of `last` where it differs. `edge` makes an
    instant of the window's `start` or `end`; `since` opens the window from its start to the time spoken of.
    `n` is the length of a span in years, the number of a plan, or the number of a holiday's first days, `day` one of
    its days, counted from 1 (0 is the eve);
    `first_years` and `last_years` cut a plan; `name` is the holiday, the event, or the direction of a span
    (past, next, within, before).
    """

    kind: PeriodKind
    year: int | None = None
    year_end: int | None = None
    anchor: YearAnchor | None = None
    offset: int = 0
    first: MonthDay = YEAR_START
    last: MonthDay = YEAR_END
    edge: str = ""
    since: bool = False
    n: int = 0
    first_years: int = 0
    last_years: int = 0
    name: str = ""
    day: int | None = None

    @property
    def is_instant(self) -> bool:
        """A point in time (a stock's date), not a stretch of it."""
        one_day = self.kind is PeriodKind.HOLIDAY and (self.day is not None or self.n == 1)
        return bool(self.edge) or one_day or (self.kind is PeriodKind.DAY and not self.since)

    @property
    def is_ahead(self) -> bool:
        """A span of years to come: 今后五年."""
        return self.kind is PeriodKind.SPAN and self.name == "next"

    @property
    def is_since(self) -> bool:
        """Said with 以来: the end is the time spoken of."""
        return self.since

    @property
    def is_relative_same(self) -> bool:
        """同期: the running window, in another year."""
        return self.kind is PeriodKind.SAME

    @property
    def is_whole_year(self) -> bool:
        """One calendar year, whichever it is."""
        plain = self.kind is PeriodKind.WINDOW and not self.edge and not self.since and self.year_end is None
        return plain and self.first == YEAR_START and self.last == YEAR_END

    @property
    def is_day(self) -> bool:
        """Named by a day of a month, without a year."""
        return self.kind is PeriodKind.WINDOW and self.year is None and (self.first[1] > 1 or self.last[1] > 0)

    @property
    def is_year_end(self) -> bool:
        """The last day of a year (年末, 2020年底)."""
        return self.kind is PeriodKind.WINDOW and self.edge == "end" and self.last == YEAR_END

    @property
    def is_year_only(self) -> bool:
        """今年, 去年, 2020年, 全年 with nothing more."""
        return self.is_whole_year

    @property
    def has_year(self) -> bool:
        """The words themselves say which year."""
        return self.year is not None or self.anchor is not None or self.kind is PeriodKind.PLAN

    @property
    def multi_year(self) -> bool:
        """Spans two calendar years or more, so that 年均 counts its years."""
        if self.edge:
            return False
        if self.kind is PeriodKind.PLAN:
            return (self.first_years or self.last_years or 2) > 1
        if self.kind is PeriodKind.SPAN:
            return self.n > 1
        if self.kind is PeriodKind.EVENT:
            return True
        if self.since:
            return self.year is not None or self.offset < 0
        whole = self.first == YEAR_START and self.last == YEAR_END
        years = 0 if self.year is None or self.year_end is None else self.year_end - self.year
        return years > (0 if whole else 1)

    def to_json(self) -> dict[str, Any]:
        """Plain values, fields at their defaults left out."""
        out: dict[str, Any] = {"kind": self.kind.value}
        for field in fields(self)[1:]:
            value = getattr(self, field.name)
            if value != field.default:
                out[field.name] = _plain(value)
        return out

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PeriodExpr:
        """Rebuild an expression from `to_json()`'s output."""
        values = dict(data)
        values["kind"] = PeriodKind(values["kind"])
        if values.get("anchor") is not None:
            values["anchor"] = YearAnchor(values["anchor"])
        for bound in ("first", "last"):
            if bound in values:
                month, day = values[bound]
                values[bound] = (month, day)
        return cls(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period's words at `start:end`.

    Mentions of one list (第二、三季度) share `group`; others have their own start there.
    """

    start: int
    end: int
    expr: PeriodExpr
    group: int


@dataclass(frozen=True, slots=True)
class Period:
    """Dates, both inclusive; `reason` says why a side is None."""

    start: date | None
    end: date | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What periods are resolved against: the document's date, the year spoken of, the running period."""

    doc_date: date | None = None
    year: int | None = None
    current: Period | None = None
