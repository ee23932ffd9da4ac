"""S17 `target`: a completion rate is the figure divided by its target.

**What.** 完成 c % of T: A meets c·T.

**When.** The target is printed for the same metric (status target) and the year that the period lies in, and the rate says
that it is of a target (完成全年目标的56.5%). A target is the number itself: 1200万人以上 counts as 1200万, and nothing is
rounded. 约 and 左右 leave it open. 超额完成 without a figure is no fact and is not judged.

**Example.** 人力资源社会保障部, 2025-07-22: 695万人 newly employed in towns in the first half, 58% of the year's target;
政府工作报告 2025 set it at 1200万人以上: 695 ÷ 1200 = 57.9%.

- Good: 目标1200万人以上, 695万人, 完成全年目标任务的58%.
- Bad: the same, 完成全年目标任务的85%.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Links, Observation, SeriesKey
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Kind, Status

__all__ = ["CHECK", "run"]

CHECK = CheckName("S17", "target")
_TARGET = regex.compile(r"目标|计划|任务|预算")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each completion rate whose target and amount are printed."""
    targets = _targets(index.links)
    for rate in index.of_kind(Kind.SHARE):
        if rate.unit != "%" or not _TARGET.search(rate.fact.relative_to or ""):
            continue
        wanted = [t for t in targets.get(rate.key, []) if _holds(t, rate)]
        pairs = [(index.level(rate.key, rate.window, t.unit, rate), t) for t in wanted]
        known = [(level, target) for level, target in pairs if level is not None]
        if not known:
            yield Reason.MISSING_OPERAND
        for level, target in known:
            yield _judge(rate, level, target, index)


def _targets(links: Links) -> dict[SeriesKey, list[Observation]]:
    found: dict[SeriesKey, list[Observation]] = {}
    for o in links.observations:
        if o.fact.status is Status.TARGET and o.kind is Kind.LEVEL and o.figure is not None and o.window:
            found.setdefault(o.key, []).append(o)
    return found


def _holds(target: Observation, rate: Observation) -> bool:
    """The target is for a period that the rate's lies in, and is printed as one figure."""
    if target.window is None or rate.window is None or target.figure is None:
        return False
    inside = target.window[0] <= rate.window[0] and rate.window[1] <= target.window[1]
    return inside and not target.figure.wide.is_any and target.fact.value_high is None


def _judge(rate: Observation, level: Observation, target: Observation, index: Index) -> Judgement | Reason:
    assert target.figure is not None
    if target.figure.value <= 0:
        return Reason.BASE_NOT_POSITIVE
    return compare(
        Comparison(
            check=CHECK,
            operands=(("rate", rate), ("level", level), ("target", target)),
            reported=band(rate),
            implied=band(level).scaled(100 / target.figure.value),
            formula=f"{level.key.metric}：{printed(level)} ÷ {printed(target)} = {printed(rate)}",
            preconditions={
                "P1": identity(rate, level, target),
                "P2": Precondition.INFERRED,
                "P3": vintage(rate, level, target, same=index.same_vintage),
            },
        )
    )
