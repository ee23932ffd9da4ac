"""S4: what a cumulative growth and the growths of some sub-periods imply of the sub-period that nobody reports.

1—11月 2.3% beside Q1 −8.4, Q2 4.4, Q3 5.8 leaves October and November free, so that nothing can be refuted; when no
month of a year outweighs another by more than ×2, in both years, the two months grew by 2.25 to 27.3 % as printed.
That is information (`cannot_tell`), never an accusation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from cnfacts.checks.compare import CheckName, finding_id
from cnfacts.checks.finding import Bounds, FactRef, Finding, Message, Precondition, Reason, Tier, Verdict
from cnfacts.checks.interval import Interval
from cnfacts.checks.joint.groups import Group
from cnfacts.checks.joint.implied import range_of
from cnfacts.checks.joint.lanes import Mode
from cnfacts.checks.joint.model import Model, Reading, weights
from cnfacts.checks.joint.solve import decide
from cnfacts.checks.joint.statements import Statement
from cnfacts.checks.joint.system import Number, add
from cnfacts.checks.observation import Window
from cnfacts.checks.show import bounds

__all__ = ["REMAINDER", "remainders"]

REMAINDER = CheckName("S4", "implied-remainder")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Split:
    """A cumulative growth, the sub-periods' growths, and the windows that no growth covers."""

    total: Statement
    parts: tuple[Statement, ...]
    rest: tuple[Window, ...]


def remainders(group: Group, within: Fraction) -> Iterator[Finding]:
    """The implied growth of each unreported remainder, months' weights within a factor of each other."""
    model = Model.of(group)
    growths = [s for s in model.statements if s.den is not None and s.shift and s.num[0].mode is Mode.FLOW]
    for total in growths:
        split = _split(model, total, growths)
        if split is not None:
            yield _finding(model, split, within)


def _split(model: Model, total: Statement, growths: Sequence[Statement]) -> _Split | None:
    """The longest sub-periods that do not overlap, and what they leave."""
    lane, window = total.num
    inside = [s for s in growths if s.num[0] == lane and s.num[1] != window and _holds(window, s.num[1])]
    if not inside or total.den is None:
        return None
    parts: list[Statement] = []
    for part in sorted(inside, key=lambda s: (s.num[1][0] - s.num[1][1], s.num[1][0])):
        if all(part.num[1][1] < p.num[1][0] or p.num[1][1] < part.num[1][0] for p in parts) and _matches(
            total, part
        ):
            parts.append(part)
    parts.sort(key=lambda s: s.num[1])
    rest = tuple(_gaps(window, [s.num[1] for s in parts]))
    return _Split(total, tuple(parts), rest) if parts and rest else None


def _holds(outer: Window, inner: Window) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _matches(total: Statement, part: Statement) -> bool:
    """Both over the same year."""
    assert total.den is not None and part.den is not None
    return total.den[0] == part.den[0] and _holds(total.den[1], part.den[1])


def _gaps(window: Window, parts: Sequence[Window]) -> Iterator[Window]:
    at = window[0]
    for start, end in parts:
        if at < start:
            yield at, start - DAY
        at = end + DAY
    if at <= window[1]:
        yield at, window[1]


def _finding(model: Model, split: _Split, within: Fraction) -> Finding:
    used = (split.total, *split.parts)
    facts = [model.observations[s.index] for s in used]
    system = model.system(Reading.WIDE).only(s.index for s in used)
    assumption = f"monthly_weights: no month of a year exceeds another by more than ×{within}, in both years"
    implied = _implied(model, split, Reading.WIDE, within)
    if implied is None or not decide(system).feasible:
        implied = Interval(None, None)
    near = _implied(model, split, Reading.NEAR, within) or Interval(None, None)
    first = facts[0].fact
    parts = "、".join(f"{o.fact.time_period or ''} {o.fact.value}" for o in facts[1:])
    rest = ", ".join(f"{start}/{end}" for start, end in split.rest)
    given = f"{first.metric} {first.time_period or ''} {first.value}{first.unit}；{parts}"
    return Finding(
        id=finding_id(REMAINDER.code, [("", o) for o in facts], REMAINDER.name),
        check=REMAINDER.code,
        name=REMAINDER.name,
        tier=Tier.ASSUMPTION,
        verdict=Verdict.CANNOT_TELL,
        reason=Reason.UNBOUNDED_REMAINDER,
        facts=tuple(
            FactRef.of(o.fact, role) for o, role in zip(facts, ["total", *["part"] * 99], strict=False)
        ),
        implied=Bounds.of(implied),
        implied_near=Bounds.of(near),
        preconditions={"P1": facts[0].identity, "P2": Precondition.INFERRED, "P3": Precondition.STATED},
        assumptions=(assumption,),
        message=Message(
            zh=f"{given}：{rest} 未公布；若各月比重相差不超过 {within} 倍，则其增长在 {bounds(implied, first)}",
            en=f"{given}: {rest} not reported; with monthly weights within ×{within} it grew {bounds(implied, first)}",
        ),
    )


def _implied(model: Model, split: _Split, reading: Reading, within: Fraction) -> Interval | None:
    """The growth of all that is not reported, in the total's unit."""
    used = [split.total.index, *(s.index for s in split.parts)]
    system = model.system(reading).only(used).joined(weights(model, within))
    if not decide(system).feasible:
        return None
    num, den = _less(model, split, base=False), _less(model, split, base=True)
    return split.total.printed(range_of(system, num, den))


def _less(model: Model, split: _Split, *, base: bool) -> dict[int, Number]:
    """The total's level less its parts'."""
    assert split.total.den is not None
    form = model.level(split.total.den if base else split.total.num)
    for part in split.parts:
        assert part.den is not None
        minus = model.level(part.den if base else part.num)
        form = add(form, {column: -value for column, value in minus.items()})
    return dict(form)
