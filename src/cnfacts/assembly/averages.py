"""The years that a yearly average is over, when the figure's own period is a single year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cnfacts.assembly.attach import reference
from cnfacts.assembly.bases import is_multi
from cnfacts.assembly.state import Draft, State
from cnfacts.grammar.periods import resolve
from cnfacts.schema.enums import Basis, SlotSource
from cnfacts.schema.mentions import Comparison
from cnfacts.schema.periods import Period, PeriodExpr, PeriodKind

__all__ = ["average_over"]


def average_over(draft: Draft, said: Comparison | None, before: Draft | None, state: State) -> None:
    """Put the averaged years in place of the single year the figure stands under.

    五年年均 names them (两年平均 does not: it is of the period reported); after 比1985年增长 they are the years since
    1985; after another average they are its years; else they are the running span that ends in that year.
    """
    if said is None or said.basis is not Basis.AVERAGE or draft.period is None or is_multi(draft):
        return
    if said.years is not None:
        if said.years > 2:
            expr = PeriodExpr(PeriodKind.SPAN, n=said.years, name="past")
            draft.period = replace(draft.period, expr=expr, period=resolve(expr, reference(state)))
        return
    end = draft.period.period.end
    if end is None:
        return
    since = _base_year(draft, before) or _turned_from(draft, before, state)
    if since is not None and since < end.year:
        draft.period = replace(draft.period, period=Period(date(since + 1, 1, 1), end))
    elif before and before.basis is Basis.AVERAGE and is_multi(before) and before.period:
        draft.period = replace(before.period, source=SlotSource.INHERITED)
    elif state.span and state.span.period.end and state.span.period.end.year == end.year:
        draft.period = replace(state.span, source=SlotSource.INHERITED)


def _turned_from(draft: Draft, before: Draft | None, state: State) -> int | None:
    """The year that the same metric rose from: 由1997年的X增加到2002年的Y，平均每年增长."""
    if state.turn is None or before is None or before.period is None or before.name.base != draft.name.base:
        return None
    start, end = state.turn
    return start.end.year if start.end and before.period.period == end else None


def _base_year(draft: Draft, before: Draft | None) -> int | None:
    """The year that the same metric was compared with just before."""
    if before is None or before.basis is not Basis.PERIOD or before.name.base != draft.name.base:
        return None
    return before.basis_period.end.year if before.basis_period and before.basis_period.end else None
