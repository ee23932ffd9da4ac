"""Dates as people write them: whole months and years without their days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

__all__ = ["brief_period"]


def brief_period(start: date | None, end: date | None, unknown: str = "?") -> str:
    """A period in its shortest exact form: 2022, 2022-11, 2022-01 – 2022-11, 2013 – 2017, 2022-11-30."""
    if start is None or end is None:
        sides = [str(side) if side else unknown for side in (start, end)]
        return unknown if start is end else " – ".join(sides)
    first, last = _sides(start, end)
    return first if first == last else f"{first} – {last}"


def _sides(start: date, end: date) -> tuple[str, str]:
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not whole_months:
        return str(start), str(end)
    if (start.month, end.month) == (1, 12):
        return f"{start:%Y}", f"{end:%Y}"
    return f"{start:%Y-%m}", f"{end:%Y-%m}"
