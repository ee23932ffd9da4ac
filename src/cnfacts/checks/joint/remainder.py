"""S4: what a cumulative growth and the growths of some sub-periods imply of the rest that nobody reports.

1—11月 2.3% beside Q1 −8.4, Q2 4.4, Q3 5.8 leaves October and November free, so that nothing can be refuted;
when no month of a year outweighs another by more than ×2, in both years, the two months grew by 2.25 to 27.3
% as printed. That is information (`cannot_tell`). Figures that no such weights allow are `conditional`.
Source of the example: 工业和信息化部, 2020-12-31 (design/checks.md, S4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Bounds, FactRef, Finding, Message, Precondition, Reason, Tier, Verdict
from cnfacts.checks.interval import Interval
from cnfacts.checks.joint.groups import Group
from cnfacts.checks.joint.iis import conflict_in
from cnfacts.checks.joint.implied import range_of
from cnfacts.checks.joint.lanes import Mode
from cnfacts.checks.joint.model import Model, Reading, weights
from cnfacts.checks.joint.proofs import proof_of
from cnfacts.checks.joint.solve import Decision, decide
from cnfacts.checks.joint.statements import Statement
from cnfacts.checks.joint.system import Form, Number, System, add, scaled
from cnfacts.checks.judgement import CheckName
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.show import bounds
from cnfacts.checks.wording import finding_id
from cnfacts.grammar.periods import sdmx
from cnfacts.schema.enums import Kind
from cnfacts.schema.periods import Period

__all__ = ["REMAINDER", "remainders"]

REMAINDER = CheckName("S4", "implied-remainder")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Split:
    """A cumulative growth, the growths of sub-periods, and the windows that no growth covers."""

    total: Statement
    parts: tuple[Statement, ...]
    rest: tuple[Window, ...]


def remainders(model: Model, within: Fraction) -> Iterator[Finding]:
    """The implied growth of the unreported rest of the longest periods, months' weights within a factor."""
    series = Counter(o.key for o in model.observations if o.kind is Kind.GROWTH)
    if all(count < 2 for count in series.values()):
        return
    growths = [s for s in model.statements if s.den is not None and s.shift and s.num[0].mode is Mode.FLOW]
    growths.sort(key=lambda s: (-_days(s.num[1]), s.num[1][0]))
    told: set[object] = set()
    for total in growths:
        start = (total.num[0], total.num[1][0])
        split = None if start in told else _split(total, growths)
        if split is not None:
            told.add(start)
            yield from _told([model.observations[s.index] for s in (total, *split.parts)], split.rest, within)


def _split(total: Statement, growths: Sequence[Statement]) -> _Split | None:
    """Of growths, longest first: sub-periods that do not overlap, and what they leave, at most half of the whole."""
    window = total.num[1]
    parts: list[Statement] = []
    for part in growths:
        if _is_within(total, part) and all(_is_apart(part.num[1], other.num[1]) for other in parts):
            parts.append(part)
    parts.sort(key=lambda s: s.num[1])
    rest = tuple(_gaps(window, [s.num[1] for s in parts]))
    told = sum(_days(part.num[1]) for part in parts)
    return _Split(total, tuple(parts), rest) if rest and 2 * told >= _days(window) else None


def _is_within(total: Statement, part: Statement) -> bool:
    """A sub-period of the same series, over the same part of the base."""
    if part.num[0] != total.num[0] or part.num[1] == total.num[1] or part.den is None or total.den is None:
        return False
    return part.den[0] == total.den[0] and all(
        outer[0] <= inner[0] and inner[1] <= outer[1]
        for outer, inner in ((total.num[1], part.num[1]), (total.den[1], part.den[1]))
    )


def _days(window: Window) -> int:
    return (window[1] - window[0]).days + 1


def _is_apart(one: Window, other: Window) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _gaps(window: Window, parts: Sequence[Window]) -> Iterator[Window]:
    at = window[0]
    for start, end in parts:
        if at < start:
            yield at, start - DAY
        at = end + DAY
    if at <= window[1]:
        yield at, window[1]


def _told(facts: Sequence[Observation], rest: Sequence[Window], within: Fraction) -> Iterator[Finding]:
    """The finding about one total (first) and its parts; nothing where they contradict each other anyway."""
    model = Model.of(Group(tuple(facts)))
    plain = model.system(Reading.WIDE)
    system = plain.joined(weights(model, within))
    implied = _implied(model, system)
    decision = Decision(True) if implied.lo is not None or implied.hi is not None else decide(system)
    if decision.feasible:
        yield _information(facts, rest, within, implied)
    elif decision.feasible is False and decide(plain).feasible:
        conflict = conflict_in(system, decision)
        ids = [o.fact.fact_id for o in facts]
        yield _finding(
            facts,
            within,
            Verdict.CONDITIONAL,
            conflict_set=tuple(ids[index] for index in conflict.facts),
            proof=proof_of(conflict.proof, model.columns.names, ids),
            message=Message(
                zh=f"{_given(facts)}：各月比重相差不超过 {within} 倍时不可能同时成立",
                en=f"{_given(facts)}: impossible with monthly weights within ×{within}",
            ),
        )


def _implied(model: Model, system: System) -> Interval:
    """The growth of all that is not reported, in the total's unit."""
    total, *parts = model.statements
    num, den = model.forms(total)
    for part in parts:
        minus = model.forms(part)
        num, den = _less(num, minus[0]), _less(den, minus[1])
    return total.printed(range_of(system, num, den))


def _less(form: Form, part: Form) -> dict[int, Number]:
    return add(form, scaled(part, -1))


def _information(facts: Sequence[Observation], rest: Sequence[Window], within: Fraction, implied: Interval) -> Finding:
    names = "、".join(sdmx(Period(*window)) or f"{window[0]}/{window[1]}" for window in rest)
    shown = bounds(implied, facts[0].fact)
    return _finding(
        facts,
        within,
        Verdict.CANNOT_TELL,
        reason=Reason.UNBOUNDED_REMAINDER,
        implied=Bounds.of(implied),
        message=Message(
            zh=f"{_given(facts)}：{names} 未公布；若各月比重相差不超过 {within} 倍，则其增长在 {shown}",
            en=f"{_given(facts)}: {names} not reported; within ×{within} by month it grew {shown}",
        ),
    )


def _finding(facts: Sequence[Observation], within: Fraction, verdict: Verdict, **slots: object) -> Finding:
    roles = ("total", *("part" for _ in facts[1:]))
    known = {"P1": identity(*facts), "P3": vintage(*facts)}
    values = {
        "id": finding_id(REMAINDER.code, list(zip(roles, facts, strict=True)), REMAINDER.name),
        "check": REMAINDER.code,
        "name": REMAINDER.name,
        "tier": Tier.ASSUMPTION,
        "verdict": verdict,
        "facts": tuple(FactRef.of(o.fact, role) for o, role in zip(facts, roles, strict=True)),
        "preconditions": known | {name: Precondition.INFERRED for name in ("P2", "P4", "P5", "P6")},
        "assumptions": (f"monthly_weights: in both years no month exceeds another by more than ×{within}",),
    }
    return Finding.model_validate(values | slots)


def _given(facts: Sequence[Observation]) -> str:
    first = facts[0].fact
    parts = "、".join(f"{o.fact.time_period or ''} {o.fact.value}{o.fact.unit}" for o in facts[1:])
    return f"{first.metric} {first.time_period or ''} {first.value}{first.unit}；{parts}"
