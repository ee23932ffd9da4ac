"""Windows of time: which lie in which, and how some cut another into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from cnfacts.checks.observation import Window

__all__ = ["covers", "days", "inside", "is_instant", "rest", "shares_start"]

_ONE_DAY = timedelta(days=1)
_MOST = 4
"""Covers looked at of one window; a year has few sensible ones."""


def is_instant(window: Window) -> bool:
    """One day."""
    return window[0] == window[1]


def inside(part: Window, whole: Window) -> bool:
    """Whether `part` lies in `whole` and is not all of it."""
    return whole[0] <= part[0] and part[1] <= whole[1] and part != whole


def shares_start(part: Window, whole: Window) -> bool:
    """Whether `part` is a first stretch of `whole`, as cumulative figures are."""
    return part[0] == whole[0] and part[1] < whole[1]


def days(window: Window) -> int:
    """How many days it has."""
    return (window[1] - window[0]).days + 1


def rest(part: Window, whole: Window) -> Window:
    """What is left of `whole` after its first stretch `part`."""
    return part[1] + _ONE_DAY, whole[1]


def covers(whole: Window, parts: Iterable[Window]) -> list[tuple[Window, ...]]:
    """The ways to cut `whole` into two or more of `parts` without gap or overlap, a few of them."""
    by_start: dict[date, list[Window]] = {}
    for part in sorted({p for p in parts if inside(p, whole)}):
        by_start.setdefault(part[0], []).append(part)
    out = []
    for cover in _extend((), whole[0], whole[1], by_start):
        out.append(cover)
        if len(out) == _MOST:
            break
    return out


def _extend(done: tuple[Window, ...], start: date, end: date, by_start: dict[date, list[Window]]) -> Iterator[tuple[Window, ...]]:
    for part in by_start.get(start, ()):
        if part[1] == end:
            yield (*done, part)
        elif part[1] < end:
            yield from _extend((*done, part), part[1] + _ONE_DAY, end, by_start)
