"""Claims in words settled by the series they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cnfacts.checks.index import band
from cnfacts.checks.observation import Observation, Window
from cnfacts.claims.derive.derived import converted, labelled, year_back, years_of
from cnfacts.claims.judging import is_of_known_vintage
from cnfacts.claims.options import Allowances
from cnfacts.claims.records import ClaimKind, Reason, Verdict
from cnfacts.claims.shelf import Shelf
from cnfacts.claims.words.movement import Movement, movements
from cnfacts.schema.enums import Kind

__all__ = ["Settled", "settle"]

_FLAT_POINTS = Fraction(1, 10)
"""Of a rate or a growth: the change in points that 持平 covers."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A verdict with the figures it rests on, and the arithmetic in one line."""

    verdict: Verdict
    reason: Reason | None = None
    figures: tuple[Observation, ...] = ()
    line: str = ""
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """The claim as the rules see it."""

    kind: ClaimKind
    observation: Observation
    years: int
    of_growth: bool
    shelf: Shelf
    allowances: Allowances

    @property
    def window(self) -> Window:
        """The period; of several years the last, which the words lead up to."""
        assert self.observation.window is not None
        years = years_of(self.observation.window)
        return years[-1] if years else self.observation.window


def settle(
    kind: ClaimKind, o: Observation, shelf: Shelf, allowances: Allowances, years: int | None, of_growth: bool
) -> Settled | None:
    """The verdict of the series, or None where the base has nothing of it for the claim's period."""
    if o.window is None:
        return None
    said = _Said(kind, o, years or 1, of_growth, shelf, allowances)
    rule: dict[ClaimKind, Callable[[_Said], Settled | None]] = {
        ClaimKind.FLAT: _flat_growth if of_growth else _flat,
        ClaimKind.RISING: _running,
        ClaimKind.FALLING: _running,
        ClaimKind.RECORD_HIGH: _record,
        ClaimKind.RECORD_LOW: _record,
        ClaimKind.TURNED_UP: _turned,
        ClaimKind.TURNED_DOWN: _turned,
    }
    return rule[kind](said)


def _flat(said: _Said) -> Settled | None:
    found = movements(said.observation, said.window, said.shelf)
    if not found:
        return None
    is_rate = found[0].figures[0].kind is Kind.LEVEL and found[0].figures[0].unit in ("%", "‰")
    return _within(said, found[0], _FLAT_POINTS if is_rate else said.allowances.flat)


def _flat_growth(said: _Said) -> Settled | None:
    """增速与上年持平: two growths within a tenth of a point."""
    now = movements(said.observation, said.window, said.shelf)
    then = movements(said.observation, year_back(said.window), said.shelf)
    if not now or not then:
        return None
    both = Movement(now[0].change - then[0].change, (*now[0].figures, *then[0].figures))
    return _within(said, both, _FLAT_POINTS)


def _within(said: _Said, found: Movement, limit: Fraction) -> Settled:
    near, wide = found.change.near, found.change.wide
    line = f"{_figures(found.figures)}，变动 {_range(found)}"
    named = f"flat: 持平 covers a change of no more than {float(limit):g}"
    if near.lo is not None and near.hi is not None and -limit <= near.lo and near.hi <= limit:
        return Settled(Verdict.SUPPORTED, None, found.figures, line, (named,))
    apart = (wide.lo is not None and wide.lo > limit) or (wide.hi is not None and wide.hi < -limit)
    if not apart:
        return Settled(Verdict.NOT_ENOUGH_INFO, Reason.IMPLIED_RANGE, found.figures, line, (named,))
    lows = [abs(e) for e in (wide.lo, wide.hi) if e is not None]
    return _accuse(said, found.figures, min(lows) - limit, line, (named,))


def _running(said: _Said) -> Settled | None:
    """Every one of n years rose (or fell)."""
    rises = said.kind is ClaimKind.RISING
    used: list[Observation] = []
    missing = False
    for back in range(said.years):
        found = movements(said.observation, year_back(said.window, back), said.shelf)
        if not found:
            missing = True
            continue
        against = [m for m in found if (m.is_down if rises else m.is_up)]
        if against:
            edge = against[0].change.near.hi if rises else against[0].change.near.lo
            return _accuse(said, against[0].figures, abs(edge or Fraction(0)), _figures(against[0].figures), ())
        if not (found[0].is_up if rises else found[0].is_down):
            missing = True
        used += found[0].figures
    if not used:
        return None
    figures = tuple(dict.fromkeys(used))
    if missing:
        return Settled(Verdict.NOT_ENOUGH_INFO, Reason.OTHER_PERIOD, figures, _figures(figures))
    return Settled(Verdict.SUPPORTED, None, figures, _figures(figures))


def _record(said: _Said) -> Settled | None:
    """The level is above (or below) every earlier one of like periods."""
    if said.of_growth:
        return None
    high = said.kind is ClaimKind.RECORD_HIGH
    now = said.shelf.levels(said.observation, said.window)
    earlier = [o for o in said.shelf.series(said.observation, Kind.LEVEL) if now and _is_earlier(o, now[0])]
    known = [(o, b) for o in earlier if (b := converted(o, now[0].unit)) is not None and b.near.is_bounded]
    if not now or not known or not band(now[0]).near.is_bounded:
        return None
    sign = 1 if high else -1
    own = band(now[0]).scaled(sign)
    rival, theirs = max(((o, b.scaled(sign)) for o, b in known), key=lambda item: item[1].near.hi or Fraction(0))
    line = f"{labelled(now[0])}，此前{'最高' if high else '最低'} {labelled(rival)}"
    since = min(o.window[1].year for o, _ in known if o.window)
    named = f"record: the base knows {len(known)} earlier figures of the series, the first of {since}"
    assert own.near.lo is not None and theirs.near.hi is not None
    if own.near.lo > theirs.near.hi:
        return Settled(Verdict.SUPPORTED, None, (now[0], rival), line, (named,))
    if own.wide.meets(theirs.wide):
        return Settled(Verdict.NOT_ENOUGH_INFO, Reason.ROUNDING_UNKNOWN, (now[0], rival), line, (named,))
    gap = own.wide.gap(theirs.wide)
    if _may_be_revised(said, (now[0], rival)) and gap <= said.allowances.level * abs(theirs.near.hi):
        return Settled(Verdict.NOT_ENOUGH_INFO, Reason.VINTAGE_UNKNOWN, (now[0], rival), line, (said.allowances.named(),))
    return Settled(Verdict.REFUTED, None, (now[0], rival), line)


def _is_earlier(o: Observation, now: Observation) -> bool:
    if o.window is None or now.window is None or o.window[1] >= now.window[1]:
        return False
    return (o.window[0].month, o.window[0].day) == (now.window[0].month, now.window[0].day) and _days(o) == _days(now)


def _days(o: Observation) -> int:
    assert o.window is not None
    return round((o.window[1] - o.window[0]).days / 10)


def _turned(said: _Said) -> Settled | None:
    """The change has one sign now and had the other in the period before."""
    up = said.kind is ClaimKind.TURNED_UP
    now = movements(said.observation, said.window, said.shelf)
    before = [m for window in _before(said) for m in movements(said.observation, window, said.shelf)]
    if not now or not before:
        return None
    figures = (*now[0].figures, *before[0].figures)
    line = f"{_figures(now[0].figures)}；此前 {_figures(before[0].figures)}"
    if (now[0].is_up and before[0].is_down) if up else (now[0].is_down and before[0].is_up):
        return Settled(Verdict.SUPPORTED, None, figures, line)
    against = now[0].is_down if up else now[0].is_up
    if not against:
        return Settled(Verdict.NOT_ENOUGH_INFO, Reason.OTHER_PERIOD, figures, line)
    edge = now[0].change.near.hi if up else now[0].change.near.lo
    return _accuse(said, figures, abs(edge or Fraction(0)), line, ())


def _before(said: _Said) -> Iterator[Window]:
    """The cumulative period before with the same start, else the year before."""
    start, end = said.window
    known = {o.window for o in said.shelf.series(said.observation, Kind.GROWTH) if o.window is not None}
    shorter = sorted((w for w in known if w[0] == start and w[1] < end), key=lambda w: w[1])
    yield from shorter[-1:]
    yield year_back(said.window)


def _accuse(said: _Said, figures: tuple[Observation, ...], gap: Fraction, line: str, assumptions: tuple[str, ...]) -> Settled:
    """Refuted, unless a revision of a point may turn it."""
    if not _may_be_revised(said, figures):
        return Settled(Verdict.REFUTED, None, figures, line, assumptions)
    named = (*assumptions, said.allowances.named())
    if gap <= said.allowances.points:
        return Settled(Verdict.NOT_ENOUGH_INFO, Reason.VINTAGE_UNKNOWN, figures, line, named)
    return Settled(Verdict.REFUTED, None, figures, line, named)


def _may_be_revised(said: _Said, figures: Sequence[Observation]) -> bool:
    return not all(is_of_known_vintage(said.observation, o) for o in figures)


def _figures(found: Sequence[Observation]) -> str:
    return "，".join(labelled(o) for o in found)


def _range(found: Movement) -> str:
    near = found.change.near
    low, high = (None if e is None else f"{float(e):.3g}" for e in (near.lo, near.hi))
    return f"[{low or '−∞'}, {high or '∞'}]"
