"""S10 `average-growth`: an average over n years fits the yearly growths, or the levels at both ends.

**What.** 年均增长 a over n years is geometric: (1 + a)^n is the product of the yearly factors, and the last level divided
by the one before the first year. 两年平均增长 of a month or a quarter is over its two last yearly growths.

**When.** P1–P3, one price basis; every year's growth is printed, or both levels are (at current prices only). Averages of
投资 are often made another way (累计法): cannot_tell (unknown_basis). A span whose years cannot be counted:
cannot_tell (ambiguous_period).

**Example.** 政府工作报告 2023 prints 2.1% as the yearly mean of five years' rises of 居民消费价格; the reports of 2019 to 2023
print the years' as 2.1, 2.9, 2.5, 0.9 and 2%. 1.021⁵ = 1.1095 and the product is 1.1084: within [1.0931, 1.1236].

- Good: 2.1.
- Bad: 1.2: 1.012⁵ = 1.0615 is not within.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from cnfacts.checks.band import Band
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, prices, vintage
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.show import printed
from cnfacts.grammar.periods import shift_years
from cnfacts.schema.enums import Basis, Kind
from cnfacts.schema.periods import Period

__all__ = ["CHECK", "moved", "run", "years_of"]

CHECK = CheckName("S10", "average-growth")
_YEARS = regex.compile(r"([两三四五二]|[2-5])年(?:来)?(?:的)?(?:年均|平均)")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge each average growth against the yearly ones and against levels."""
    for average in index.of_kind(Kind.GROWTH):
        if average.basis is not Basis.AVERAGE or average.window is None:
            continue
        if "投资" in average.key.metric:
            yield Reason.UNKNOWN_BASIS
            continue
        windows = years_of(average)
        percent = growth_band(average)
        if windows is None or percent is None:
            yield Reason.AMBIGUOUS_PERIOD
            continue
        power = percent.factor().power(len(windows))
        yield from _by_growths(average, windows, power, index)
        yield from _by_levels(average, windows, power, index)


def years_of(average: Observation) -> list[Window] | None:
    """The yearly windows that the average is over, or None where they cannot be counted."""
    window = average.window
    assert window is not None
    first, last = window
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and last.year > first.year:
        return [(first.replace(year=y), last.replace(year=y)) for y in range(first.year, last.year + 1)]
    said = _YEARS.search(average.fact.basis_text or "")
    if first.year != last.year or said is None:
        return None
    count = _COUNT.get(said[1]) or int(said[1])
    found = [moved(window, -back) for back in range(count - 1, -1, -1)]
    return [w for w in found if w is not None] if None not in found else None


def moved(window: Window, years: int) -> Window | None:
    """The same window some years on."""
    period = shift_years(Period(*window), years)
    return (period.start, period.end) if period.start and period.end else None


def _by_growths(average: Observation, windows: Sequence[Window], power: Band, index: Index) -> Iterator[Judgement | Reason]:
    found = [index.growth(average.key, window, average) for window in windows]
    growths = [growth for growth in found if growth is not None]
    if len(growths) < len(windows):
        yield Reason.MISSING_OPERAND
        return
    if any(growth.price is not average.price or growth.currency != average.currency for growth in growths):
        yield Reason.UNKNOWN_BASIS
        return
    product = Band.point(1)
    for growth in growths:
        percent = growth_band(growth)
        if percent is None:
            return
        product = product * percent.factor()
    shown = " × ".join(f"(1 + {printed(growth)})" for growth in growths)
    yield _judge(average, growths, power, product, f"{shown}", index)


def _by_levels(average: Observation, windows: Sequence[Window], power: Band, index: Index) -> Iterator[Judgement | Reason]:
    before = moved(windows[0], -1)
    for last in index.levels(average.key, windows[-1], average):
        first = index.level(average.key, before, last.unit, average)
        if first is None or last.currency not in ("", average.currency):
            continue
        state = prices(average)
        if state is not Precondition.INFERRED or average.scope is Precondition.UNKNOWN:
            yield Reason.NOT_COMPARABLE if state is None else Reason.UNKNOWN_BASIS
        elif not band(first).is_positive:
            yield Reason.BASE_NOT_POSITIVE
        else:
            shown = f"{printed(last)} ÷ {printed(first)}"
            yield _judge(average, [last, first], power, band(last) / band(first), shown, index)


def _judge(
    average: Observation, others: Sequence[Observation], power: Band, implied: Band, shown: str, index: Index
) -> Judgement | Reason:
    years = len(others) if others[0].kind is Kind.GROWTH else "n"
    return compare(
        Comparison(
            check=CHECK,
            operands=(("average", average), *(("year", o) for o in others)),
            reported=power.percent(),
            implied=implied.percent(),
            formula=f"{average.key.metric}：(1 + {printed(average)})^{years} = {shown}",
            preconditions={
                "P1": identity(average, *others),
                "P2": Precondition.INFERRED,
                "P3": vintage(average, *others, same=index.same_vintage),
            },
        )
    )
