"""S7 `share`: a share is its part divided by its whole.

**What.** lo(part) ≤ hi(s)·hi(whole) and hi(part) ≥ lo(s)·lo(whole).

**When.** P1, P2: part, whole and share are of one period, area and currency. The text has to name the whole (占…的比重);
a 占比 whose whole is not said, or whose part and whole are not both printed, is not judged.

**Example.** 商务部's figures in 新闻联播, 2023-04-08: of 服务进出口 in January and February, 9695.8亿元, knowledge-intensive
services had 4069.2亿元, printed as 42%; 4069.2 ÷ 9695.8 = 41.97%.

- Good: 42%.
- Bad: 24%: [23, 25] against 41.97.
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
from cnfacts.checks.names import canonical, is_identified, split_region
from cnfacts.checks.observation import Observation, SeriesKey
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Kind

__all__ = ["CHECK", "run", "whole_of"]

CHECK = CheckName("S7", "share")
_TAIL = regex.compile(r"(?:占比|比重|份额|比例)$")
_SAME_TIME = regex.compile(r"^(?:同期|全部)")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each share whose part and whole are printed."""
    for share in index.of_kind(Kind.SHARE):
        if share.unit != "%" or "贡献率" in share.key.metric:
            continue
        whole = whole_of(share)
        if whole is None:
            yield Reason.MISSING_OPERAND
            continue
        part = SeriesKey(_TAIL.sub("", share.key.metric), share.key.region)
        if part == whole:
            yield Reason.NOT_COMPARABLE
            continue
        found = False
        for level in index.levels(part, share.window, share):
            total = index.level(whole, share.window, level.unit, share)
            if total is not None:
                found = True
                yield _judge(share, level, total, index)
        if not found:
            yield Reason.MISSING_OPERAND


def whole_of(share: Observation) -> SeriesKey | None:
    """The series that the text or the record says the share is of."""
    said = share.fact.relative_to
    if not said:
        return None
    word, rest = split_region(_SAME_TIME.sub("", said))
    name = canonical(rest)
    if not is_identified(name) and share.identity is not Precondition.STATED:
        return None
    region = share.key.region if not word or share.key.region.startswith("@") else word
    return SeriesKey(name, region)


def _judge(share: Observation, part: Observation, whole: Observation, index: Index) -> Judgement | Reason:
    if not band(whole).is_positive:
        return Reason.BASE_NOT_POSITIVE
    return compare(
        Comparison(
            check=CHECK,
            operands=(("share", share), ("part", part), ("whole", whole)),
            reported=band(share),
            implied=(band(part) / band(whole)).scaled(100),
            formula=f"{share.key.metric}：{printed(part)} ÷ {printed(whole)} = {printed(share)}",
            preconditions={
                "P1": identity(share, part, whole),
                "P2": Precondition.INFERRED,
                "P3": vintage(share, part, whole, same=index.same_vintage),
            },
        )
    )
