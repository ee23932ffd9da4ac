"""Findings of the joint engine: what cannot all be true, the likeliest culprit, proof and repairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from cnfacts.checks.compare import SAME_VINTAGE
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import (
    Bounds,
    FactRef,
    Finding,
    Message,
    Precondition,
    Reason,
    Repair,
    Tier,
    Verdict,
    exact,
)
from cnfacts.checks.interval import Interval
from cnfacts.checks.joint.iis import Conflict, culprits
from cnfacts.checks.joint.implied import range_of
from cnfacts.checks.joint.model import Model, Reading
from cnfacts.checks.joint.proofs import proof_of
from cnfacts.checks.joint.repairs import Fix, fixes_of
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import bounds
from cnfacts.checks.wording import finding_id
from cnfacts.schema.enums import Aggregation, Basis, Kind
from cnfacts.schema.fact import Fact

__all__ = ["JOINT", "accusation", "all_well", "rounding", "unsolved"]

JOINT = CheckName("S3", "joint-feasibility")
_SINGLES_OUT = ("sign", "transposition", "scale", "unit")
"""Repairs so particular that the fact they mend is the likelier culprit."""
_HALF_YEAR = 184
_MANY = 40
"""Facts listed in a message or referred to where a whole group is meant."""


@dataclass(frozen=True, slots=True)
class _Case:
    """The wrong facts' roles: suspects, their repairs, and what the first would have to be."""

    suspects: tuple[int, ...]
    fixes: tuple[Fix, ...]
    reported: Interval | None
    implied: Interval | None


def accusation(model: Model, conflict: Conflict, same_vintage: bool = False) -> Finding:
    """Facts that cannot all be true in W."""
    case = _case(model, conflict)
    facts = [model.observations[index] for index in conflict.facts]
    assumptions = _assumptions(facts, same_vintage)
    gap = case.reported.gap(case.implied) if case.reported and case.implied else None
    return _finding(
        facts,
        Verdict.CONDITIONAL if assumptions else Verdict.INCONSISTENT,
        tier=Tier.ASSUMPTION if assumptions else Tier.IDENTITY,
        conflict_set=_ids(model, conflict.facts),
        suspects=_ids(model, case.suspects),
        reported=Bounds.of(case.reported) if case.reported else None,
        implied=Bounds.of(case.implied) if case.implied else None,
        gap=exact(gap),
        preconditions=_preconditions(facts, same_vintage),
        assumptions=assumptions,
        proof=proof_of(conflict.proof, model.columns.names, [o.fact.fact_id for o in model.observations]),
        repairs=tuple(_repair(model, fix) for fix in case.fixes),
        message=_message(model, facts, case, assumptions),
    )


def rounding(model: Model, conflict: Conflict, same_vintage: bool = False) -> Finding:
    """Facts that cannot all be rounded to nearest, but could be true."""
    facts = [model.observations[index] for index in conflict.facts]
    shown = _listed(facts)
    zh = f"{shown}：四舍五入下不能同时成立，其他取舍方式下可以"
    en = f"{shown}: not all rounded to nearest, possible with another way of rounding"
    return _told(facts, Verdict.ROUNDING_SENSITIVE, Message(zh=zh, en=en), same_vintage)


def all_well(facts: Sequence[Observation], same_vintage: bool = False) -> Judgement:
    """A group that can be true as printed, rounded to nearest."""
    is_known = _edition(facts, same_vintage) is not Precondition.UNKNOWN
    return Judgement(
        check=JOINT,
        verdict=Verdict.CONSISTENT if is_known else Verdict.CANNOT_TELL,
        reason=None if is_known else Reason.VINTAGE_UNKNOWN,
        facts=tuple(o.fact.fact_id for o in facts),
        finding=partial(_all_well, facts, same_vintage),
    )


def _all_well(facts: Sequence[Observation], same_vintage: bool) -> Finding:
    count = len(facts)
    message = Message(zh=f"{count} 个数字可以同时成立", en=f"{count} figures can all be true")
    return _told(facts, Verdict.CONSISTENT, message, same_vintage)


def _told(facts: Sequence[Observation], verdict: Verdict, message: Message, same_vintage: bool) -> Finding:
    """A verdict that accuses nobody; across editions that are not known it cannot be told."""
    assumptions = _assumptions(facts, same_vintage)
    return _finding(
        facts,
        Verdict.CANNOT_TELL if assumptions else verdict,
        tier=Tier.ASSUMPTION if assumptions else Tier.IDENTITY,
        reason=Reason.VINTAGE_UNKNOWN if assumptions else None,
        preconditions=_preconditions(facts, same_vintage),
        assumptions=assumptions,
        message=message,
    )


def unsolved(observations: Sequence[Observation]) -> Finding:
    """A group that the solver could not decide exactly."""
    count = len(observations)
    return _finding(
        observations,
        Verdict.CANNOT_TELL,
        reason=Reason.SOLVER,
        message=Message(zh=f"{count} 个数字：求解器未能精确判定", en=f"{count} figures: not decided exactly"),
    )


def _finding(facts: Sequence[Observation], verdict: Verdict, **slots: object) -> Finding:
    operands = [("", o) for o in facts]
    values: dict[str, object] = {"tier": Tier.IDENTITY, **slots}
    return Finding.model_validate(
        {
            "id": finding_id(JOINT.code, operands, f"{JOINT.name} {verdict.value}"),
            "check": JOINT.code,
            "name": JOINT.name,
            "verdict": verdict,
            "facts": tuple(FactRef.of(o.fact) for o in facts),
            **values,
        }
    )


def _case(model: Model, conflict: Conflict) -> _Case:
    """Suspects are the facts without which the group is whole; a particular repair singles some out."""
    statements = {statement.index: statement for statement in model.statements}
    wide = model.system(Reading.WIDE)
    suspects = culprits(wide, conflict)
    fixes = {index: fixes_of(model, statements[index]) for index in suspects}
    marked = [i for i in suspects if any(f.kind.value in _SINGLES_OUT and f.is_near for f in fixes[i])]
    chosen = tuple(marked) or suspects
    if len(chosen) != 1:
        return _Case(chosen, tuple(f for i in chosen for f in fixes[i]), None, None)
    statement = statements[chosen[0]]
    implied = statement.printed(range_of(wide.without(chosen), *model.forms(statement)))
    figure = model.observations[chosen[0]].figure
    assert figure is not None
    return _Case(chosen, tuple(fixes[chosen[0]]), figure.wide, implied)


def _repair(model: Model, fix: Fix) -> Repair:
    fact = model.observations[fix.index].fact
    return Repair(fact_id=fact.fact_id, kind=fix.kind, printed=fact.text, proposed=fix.proposed)


def _ids(model: Model, indexes: Sequence[int]) -> tuple[str, ...]:
    return tuple(model.observations[index].fact.fact_id for index in indexes)


def _assumptions(facts: Sequence[Observation], same_vintage: bool) -> tuple[str, ...]:
    """What has to be assumed of several documents."""
    return (SAME_VINTAGE,) if _edition(facts, same_vintage) is Precondition.UNKNOWN else ()


def _edition(facts: Sequence[Observation], same_vintage: bool) -> Precondition:
    """P3: known, or inferred of rates.

    A text that sets a rate against this year's earlier one (5.98%，比上半年提高0.56个百分点) speaks of
    the figure published then, which is inferred to be the one in another text of the same half-year.
    """
    known = vintage(*facts, same=same_vintage)
    if known is not Precondition.UNKNOWN or any(o.aggregation is not Aggregation.RATE for o in facts):
        return known
    days = [o.fact.doc_date for o in facts if o.fact.doc_date is not None]
    is_dated = len(days) == len(facts)
    is_near = (max(days) - min(days)).days <= _HALF_YEAR if is_dated else not days
    is_one_year = len({day.year for o in facts for day in o.window or ()}) == 1
    is_set_against = any(o.kind is Kind.DIFFERENCE and o.basis is Basis.PERIOD for o in facts)
    return Precondition.INFERRED if is_near and is_one_year and is_set_against else known


def _preconditions(facts: Sequence[Observation], same_vintage: bool) -> dict[str, Precondition]:
    """P2 and P4 to P6 are inferred from the lanes that the facts were put in."""
    known = {"P1": identity(*facts), "P2": Precondition.INFERRED, "P3": _edition(facts, same_vintage)}
    return known | {name: Precondition.INFERRED for name in ("P4", "P5", "P6")}


def _listed(facts: Sequence[Observation]) -> str:
    shown = [_called(o.fact) for o in facts[:_MANY]]
    return "；".join([*shown, "…"] if len(facts) > _MANY else shown)


def _called(fact: Fact) -> str:
    """`规模以上工业增加值 2020-Q1 growth 4.4%`."""
    sign = "-" if fact.value is not None and fact.value < 0 and not fact.text.startswith("-") else ""
    return f"{fact.metric} {fact.time_period or ''} {fact.kind.value} {sign}{fact.text}"


def _message(model: Model, facts: Sequence[Observation], case: _Case, assumptions: tuple[str, ...]) -> Message:
    shown = _listed(facts)
    zh, en = (
        f"{shown}：任何舍入方式下都不可能同时成立",
        f"{shown}: cannot all be true however they were rounded",
    )
    if len(case.suspects) == 1 and case.reported and case.implied:
        fact = model.observations[case.suspects[0]].fact
        printed, implied = bounds(case.reported, fact), bounds(case.implied, fact)
        zh += f"；最可疑的是 {fact.text}，印出 {printed}，其余推得 {implied}"
        en += f"; the likeliest culprit is {fact.text}: printed {printed}, the others imply {implied}"
    if case.fixes:
        shown = "、".join(dict.fromkeys(fix.proposed for fix in case.fixes))
        zh, en = f"{zh}；改作 {shown} 即相符", f"{en}; would fit as {shown}"
    if assumptions:
        zh, en = f"{zh}（假定：{'；'.join(assumptions)}）", f"{en} (assuming {'; '.join(assumptions)})"
    return Message(zh=zh, en=en)
