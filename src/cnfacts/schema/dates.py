"""Dates as callers give them."""

from __future__ import annotations

import re
from datetime import date, datetime

from cnfacts.errors import DateError

__all__ = ["parse_date"]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_date(value: date | str | None) -> date | None:
    """A `datetime.date`, or `YYYY-MM-DD`, as a date; None stays None.

    Raises:
        DateError: it is neither, or there is no such day.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise DateError(f"{value!r}: there is no such day; correct it") from None
    raise DateError(f"{value!r} is no date; give YYYY-MM-DD (such as 2024-02-29) or a datetime.date")
