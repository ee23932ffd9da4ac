"""S13 `index-growth`: an index with last year at 100 is the growth plus 100.

**What.** I ÷ 100 meets 1 + g, for an index whose base the text gives (上年=100, 上年同月=100) and the same metric's growth on
that base.

**When.** P1, P3. An index whose base is not said (PMI, 1978=100, 景气指数) is no growth: cannot_tell (unknown_basis).

**Example.** Constructed: a yearbook prints an index (上年=100) of 102.0 where the year's communiqué prints a rise of 2.0%.

- Good: 102.0 and 2.0%.
- Bad: 120.0 and 2.0%.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band, in_unit_of
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, SeriesKey
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Aggregation, Kind

__all__ = ["CHECK", "run"]

CHECK = CheckName("S13", "index-growth")
_LAST_YEAR = regex.compile(r"(?:上年|去年)(?:同期|同月|同季)?\s*(?:=|＝|为)\s*100")
_TAIL = regex.compile(r"[（(](?:上年|去年)(?:同期|同月|同季)?(?:=|＝|为)100[)）]$|指数$")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each index on last year against the growth of its series."""
    for level in index.of_kind(Kind.LEVEL):
        if level.unit or (level.aggregation is not Aggregation.INDEX and "指数" not in level.fact.metric):
            continue
        if not (_LAST_YEAR.search(level.fact.metric) or _LAST_YEAR.search(level.fact.sentence)):
            yield Reason.UNKNOWN_BASIS
            continue
        names = dict.fromkeys((level.key.metric, _TAIL.sub("", _TAIL.sub("", level.key.metric))))
        found = (index.growth(SeriesKey(name, level.key.region), level.window, level) for name in names)
        growth = next((g for g in found if g is not None), None)
        yield Reason.MISSING_OPERAND if growth is None else _judge(level, growth, index)


def _judge(level: Observation, growth: Observation, index: Index) -> Judgement | Reason:
    percent = growth_band(growth)
    if percent is None:
        return Reason.NOT_COMPARABLE
    return compare(
        Comparison(
            check=CHECK,
            operands=(("growth", growth), ("index", level)),
            reported=in_unit_of(percent, growth),
            implied=in_unit_of(band(level).shifted(-100), growth),
            formula=f"{growth.key.metric}：{printed(growth)} = {printed(level)} − 100",
            preconditions={
                "P1": identity(level, growth),
                "P2": Precondition.INFERRED,
                "P3": vintage(level, growth, same=index.same_vintage),
            },
        )
    )
