"""The rule that a figure over a period is a weighted mean of its sub-periods' (S2, S19)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnfacts.checks.band import ANY_BAND, Band, hull
from cnfacts.checks.compare import compare, inform
from cnfacts.checks.comparison import Comparison, Operand
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.show import printed
from cnfacts.checks.windows import covers, inside

__all__ = ["Part", "weighted_means"]

Part = tuple[Observation, Band]
"""An observation with the band that is averaged."""


def weighted_means(check: CheckName, parts: Sequence[Part], index: Index) -> Iterator[Judgement | Reason]:
    """Judge each window of one series against those inside it that cut it without gap or overlap."""
    by_window: dict[Window, Part] = {}
    for part in parts:
        if part[0].window is not None:
            by_window.setdefault(part[0].window, part)
    for window, whole in by_window.items():
        inner = [w for w in by_window if inside(w, window)]
        if not inner:
            continue
        found = covers(window, inner)
        for cover in found:
            yield compare(_comparison(check, whole, [by_window[w] for w in cover], index))
        if not found:
            yield _remainder(check, whole, [by_window[w] for w in sorted(inner)], index)


def _comparison(check: CheckName, whole: Part, parts: Sequence[Part], index: Index) -> Comparison:
    operands = _operands(whole, parts)
    observations = [o for _, o in operands]
    return Comparison(
        check=check,
        operands=operands,
        reported=whole[1],
        implied=hull([b for _, b in parts]),
        formula=_formula(whole, parts),
        preconditions={
            "P1": identity(*observations),
            "P2": Precondition.INFERRED,
            "P3": vintage(*observations, same=index.same_vintage),
            "P4": Precondition.INFERRED,
            "P5": Precondition.INFERRED,
            "P6": Precondition.INFERRED,
        },
    )


def _remainder(check: CheckName, whole: Part, parts: Sequence[Part], index: Index) -> Judgement:
    """Some of the period is not reported: without bounds on it nothing follows."""
    comparison = _comparison(check, whole, parts, index)
    open_end = Comparison(
        check=check,
        operands=comparison.operands,
        reported=comparison.reported,
        implied=ANY_BAND,
        formula=comparison.formula,
        preconditions={**comparison.preconditions, "P5": Precondition.UNKNOWN},
    )
    return inform(open_end, Reason.UNBOUNDED_REMAINDER)


def _operands(whole: Part, parts: Sequence[Part]) -> tuple[Operand, ...]:
    return (("whole", whole[0]), *(("part", o) for o, _ in parts))


def _formula(whole: Part, parts: Sequence[Part]) -> str:
    shown = "、".join(f"{o.fact.time_period} {printed(o)}" for o, _ in parts[:6])
    more = "…" if len(parts) > 6 else ""
    o = whole[0]
    return f"{o.key.metric} {o.fact.time_period} {printed(o)} ∈ {{{shown}{more}}}"
