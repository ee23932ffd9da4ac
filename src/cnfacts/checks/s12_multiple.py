"""S12 `multiple`: “是 … 的 x 倍” is the ratio of the two levels.

**What.** A ÷ B meets x. 增长 x 倍 is a growth of x·100 % and is S5's; 翻两番 prints no digits, hence no interval.

**When.** P1, P2, P3: levels of one unit for the period and for the named base period, at current prices.

**Example.** 政府工作报告 2018: high-speed lines grew from over 9000公里 to 2万5千公里: at most 2.78 times. Good and bad are
constructed.

- Good: 2012年100万户, 2022年290万户, 是2012年的2.9倍.
- Bad: the same levels, 是2012年的9.2倍.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import coverage, identity, vintage
from cnfacts.checks.finding import Reason
from cnfacts.checks.index import Index, band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation
from cnfacts.checks.observe import is_record
from cnfacts.checks.show import printed
from cnfacts.schema.enums import Basis, Kind, PriceBasis

__all__ = ["CHECK", "run"]

CHECK = CheckName("S12", "multiple")


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each multiple of the same series at another time."""
    for multiple in index.of_kind(Kind.MULTIPLE):
        if multiple.unit != "倍" or multiple.basis in (Basis.OTHER, Basis.TARGET, Basis.AVERAGE):
            continue
        if multiple.base is None:
            yield Reason.UNKNOWN_BASIS
            continue
        levels = index.levels(multiple.key, multiple.window, multiple)
        pairs = [(o, index.level(multiple.key, multiple.base, o.unit, multiple)) for o in levels]
        if not any(base for _, base in pairs):
            yield Reason.MISSING_OPERAND
        for level, base in pairs:
            if base is not None:
                yield _judge(multiple, level, base, index)


def _judge(multiple: Observation, level: Observation, base: Observation, index: Index) -> Judgement | Reason:
    if not band(base).is_positive:
        return Reason.BASE_NOT_POSITIVE
    if multiple.price is PriceBasis.REAL:
        return Reason.NOT_COMPARABLE
    if multiple.price is PriceBasis.UNSTATED and level.currency and not is_record(multiple.fact):
        return Reason.UNKNOWN_BASIS
    return compare(
        Comparison(
            check=CHECK,
            operands=(("multiple", multiple), ("level", level), ("base", base)),
            reported=band(multiple),
            implied=band(level) / band(base),
            formula=f"{multiple.key.metric}：{printed(level)} ÷ {printed(base)} = {printed(multiple)}",
            preconditions={
                "P1": identity(multiple, level, base),
                "P2": coverage(multiple),
                "P3": vintage(multiple, level, base, same=index.same_vintage),
            },
        )
    )
