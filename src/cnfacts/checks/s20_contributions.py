"""S20 `contributions`: the points that the parts contribute add up to the growth; contribution rates to 100.

**What.** Σ 拉动 (percentage points) meets the growth in per cent; Σ 贡献率 of a complete partition meets 100.

**When.** P2, P5: all parts of one complete partition by definition are printed (最终消费支出, 资本形成总额, 货物和服务净出口;
三次产业). One part missing: cannot_tell (missing_operand).

**Example.** 国家统计局's figures in 新闻联播, 2022-10-24: 贡献率 of 最终消费支出 41.3%, of 资本形成总额 26.7%,
of 货物和服务净出口 32.0%, in three quarters.

- Good: 41.3 + 26.7 + 32.0 = 100.
- Bad: 41.3 + 26.7 + 23.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnfacts.checks.band import Band, total
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison, Operand
from cnfacts.checks.conditions import vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, SeriesKey
from cnfacts.checks.show import arithmetic, printed
from cnfacts.schema.enums import Kind, Status

__all__ = ["CHECK", "run"]

CHECK = CheckName("S20", "contributions")
_GROUPS = (
    ("国内生产总值", ("最终消费", "资本形成", "净出口")),
    ("国内生产总值", ("第一产业", "第二产业", "第三产业")),
)
"""Whole, and a word of each part of a complete partition of it."""
_RATE = "贡献率"
Slot = tuple[str, str, object]


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each period's contributions and contribution rates to the growth of the whole economy."""
    points: dict[Slot, list[Observation]] = {}
    rates: dict[Slot, list[Observation]] = {}
    for o in index.actual:
        if o.figure is None or o.window is None:
            continue
        slot = (o.doc, o.key.region, o.window)
        if o.kind is Kind.CONTRIBUTION:
            points.setdefault(slot, []).append(o)
        elif _RATE in o.fact.metric and o.unit == "%" and o.fact.status is Status.ACTUAL:
            rates.setdefault(slot, []).append(o)
    for found in rates.values():
        for _, words in _GROUPS:
            yield from _hundred(_parts(found, words), len(words), index)
    for found in points.values():
        for whole, words in _GROUPS:
            yield from _growth(whole, _parts(found, words), len(words), index)


def _parts(found: Sequence[Observation], words: Sequence[str]) -> list[Observation]:
    """One observation for each word, as many as there are; several of a word leave it out."""
    parts = [[o for o in found if word in o.fact.metric] for word in words]
    return [of_word[0] for of_word in parts if len(of_word) == 1]


def _hundred(parts: Sequence[Observation], count: int, index: Index) -> Iterator[Judgement | Reason]:
    if parts and len(parts) < count:
        yield Reason.MISSING_OPERAND
    elif parts:
        rest = parts[1:]
        implied = Band.point(100) - total(map(band, rest))
        shown = arithmetic([printed(o) for o in rest], "−")
        operands = [("share", o) for o in parts]
        yield _judge(operands, band(parts[0]), implied, f"{printed(parts[0])} = 100% − {shown}", index)


def _growth(whole: str, parts: Sequence[Observation], count: int, index: Index) -> Iterator[Judgement | Reason]:
    if not parts:
        return
    growth = index.growth(SeriesKey(whole, parts[0].key.region), parts[0].window, parts[0])
    percent = growth_band(growth) if growth is not None else None
    if growth is None or percent is None or len(parts) < count:
        yield Reason.MISSING_OPERAND
        return
    shown = arithmetic([printed(o) for o in parts], "+")
    operands = [("growth", growth), *(("contribution", o) for o in parts)]
    yield _judge(operands, percent, total(map(band, parts)), f"{whole} {printed(growth)} = {shown}", index)


def _judge(operands: Sequence[Operand], reported: Band, implied: Band, formula: str, index: Index) -> Judgement | Reason:
    observations = [o for _, o in operands]
    return compare(
        Comparison(
            check=CHECK,
            operands=operands,
            reported=reported,
            implied=implied,
            formula=formula,
            preconditions={
                "P1": Precondition.INFERRED,
                "P2": Precondition.INFERRED,
                "P3": vintage(*observations, same=index.same_vintage),
                "P5": Precondition.INFERRED,
            },
        )
    )
