"""Find the words of periods in normalised text, and resolve them."""

from __future__ import annotations

from dataclasses import replace

from cnfacts.grammar.period_build import BUILDERS
from cnfacts.grammar.period_calendar import preceding, sdmx, shift_years, year_before, year_before_span
from cnfacts.grammar.period_patterns import PERIOD
from cnfacts.grammar.period_resolve import resolve
from cnfacts.schema.periods import PeriodExpr, PeriodKind, PeriodMention

__all__ = ["find_periods", "preceding", "resolve", "sdmx", "shift_years", "year_before", "year_before_span"]

_BRANCHES = tuple((f"b_{name}", build) for name, build in BUILDERS.items())
_JOINTS = frozenset(["、", "和", "及", "与", "以及", "或"])


def find_periods(norm: str) -> list[PeriodMention]:
    """Mentions in order, not overlapping, offsets half-open in `norm`."""
    found: list[PeriodMention] = []
    for match in PERIOD.finditer(norm):
        build = next(build for name, build in _BRANCHES if match.start(name) >= 0)
        group = -1
        for start, end, expr in build(match):
            group = start if group < 0 else group
            found.append(_joined(norm, found, PeriodMention(start, end, expr, group)))
    return found


def _joined(norm: str, found: list[PeriodMention], mention: PeriodMention) -> PeriodMention:
    """Mentions of one sort with only a conjunction between them are a list, which states its year once."""
    before = found[-1] if found else None
    if before is None or mention.group == before.group:
        return mention
    if norm[before.end : mention.start] not in _JOINTS or not _alike(before.expr, mention.expr):
        return mention
    expr = mention.expr
    if not expr.has_year and before.expr.has_year:
        expr = replace(expr, year=before.expr.year, anchor=before.expr.anchor, offset=before.expr.offset)
    return replace(mention, expr=expr, group=before.group)


def _alike(one: PeriodExpr, other: PeriodExpr) -> bool:
    if one.kind is not other.kind or one.is_instant != other.is_instant or one.since != other.since:
        return False
    return one.kind is not PeriodKind.WINDOW or one.is_year_only == other.is_year_only
