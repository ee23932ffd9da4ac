"""True statistics made up for the tests: electricity use by month and sector, and figures printed of it."""

from __future__ import annotations

import calendar
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

from cnfacts.checks.finding import Proof
from cnfacts.checks.records import as_facts
from cnfacts.schema.enums import Aggregation, Basis, DifferenceOf, Kind
from cnfacts.schema.fact import Fact

ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncate": ROUND_DOWN}
WHOLE = "全社会用电量"
PARTS = ("第一产业用电量", "第二产业用电量", "第三产业用电量", "城乡居民生活用电量")
Months = tuple[int, int]
WINDOWS: tuple[Months, ...] = (
    *((m, m) for m in range(1, 13)),
    *((1, m) for m in range(2, 13)),
    (4, 6),
    (7, 9),
    (10, 12),
)


@dataclass(frozen=True)
class World:
    """Monthly levels of each series in kWh: series, year, month."""

    levels: dict[tuple[str, int, int], int]
    series: tuple[str, ...]

    def level(self, series: str, year: int, months: Months) -> int:
        first, last = months
        return sum(self.levels[series, year, month] for month in range(first, last + 1))


def world(rng: random.Random, *, parts: bool = True) -> World:
    levels: dict[tuple[str, int, int], int] = {}
    names = PARTS if parts else (WHOLE,)
    for name in names:
        base = rng.randint(10**9, 5 * 10**11)
        for month in range(1, 13):
            level = int(base * rng.uniform(0.5, 2))
            for year in (2019, 2020):
                levels[name, year, month] = level
                level = int(level * rng.uniform(0.8, 1.3))
    if parts:
        for year in (2019, 2020):
            for month in range(1, 13):
                levels[WHOLE, year, month] = sum(levels[name, year, month] for name in PARTS)
    return World(levels, (WHOLE, *PARTS) if parts else (WHOLE,))


def window(year: int, months: Months) -> dict[str, date]:
    first, last = months
    return {
        "period_start": date(year, first, 1),
        "period_end": date(year, last, calendar.monthrange(year, last)[1]),
    }


def printed(value: Fraction, decimals: int, scale: int, rounding: str) -> dict[str, object]:
    with localcontext() as context:
        context.prec = 80
        exact = Decimal(value.numerator) / Decimal(value.denominator) / Decimal(10) ** scale
        shown = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUNDINGS[rounding])
        text = f"{abs(shown):f}"
        return {"value": shown.scaleb(scale), "value_text": text, "scale": scale}


def fact(metric: str, number: int, doc: str, unit: str, slots: dict[str, object]) -> Fact:
    text = f"{slots['value_text']}{unit}"
    return Fact.model_validate(
        {
            "doc_id": doc,
            "fact_id": f"{doc}#{number}",
            "start": number,
            "end": number + len(text),
            "text": text,
            "metric": metric,
            "unit": unit,
            "aggregation": Aggregation.FLOW,
            "rule": "made",
            **slots,
        }
    )


def bulletin(made: World, rng: random.Random, rounding: str, count: int, doc: str = "d") -> list[Fact]:
    """So many different figures of a world, printed one way."""
    makers: tuple[Callable[..., Fact], ...] = (_level, _growth, _growth, _increase, _share)
    out: dict[tuple[object, ...], Fact] = {}
    while len(out) < count:
        series, months = rng.choice(made.series), rng.choice(WINDOWS)
        made_fact = rng.choice(makers)(made, series, months, rng, rounding, len(out), doc)
        key = (made_fact.metric, made_fact.kind, made_fact.period_start, made_fact.period_end)
        out.setdefault(key, made_fact)
    return list(out.values())


def dense(made: World, rng: random.Random, rounding: str = "half_up") -> list[Fact]:
    """Growths and levels of all quarters and cumulative periods: a dense table."""
    out: list[Fact] = []
    windows: tuple[Months, ...] = ((1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (1, 9), (1, 12))
    for series in made.series:
        for months in windows:
            out.append(_growth(made, series, months, rng, rounding, len(out), "d"))
            for year in (2019, 2020):
                out.append(_level(made, series, months, rng, rounding, len(out), "d", year))
    return out


def _level(
    made: World,
    series: str,
    months: Months,
    rng: random.Random,
    rounding: str,
    n: int,
    doc: str,
    year: int = 2020,
) -> Fact:
    value = Fraction(made.level(series, year, months))
    shown = printed(value, rng.choice([0, 1, 2]), rng.choice([8, 8, 4]), rounding)
    return fact(series, n, doc, "千瓦时", {**shown, **window(year, months), "kind": Kind.LEVEL})


def _growth(made: World, series: str, months: Months, rng: random.Random, rounding: str, n: int, doc: str) -> Fact:
    now, before = (made.level(series, year, months) for year in (2020, 2019))
    shown = printed((Fraction(now, before) - 1) * 100, rng.choice([1, 1, 2]), 0, rounding)
    base = window(2019, months)
    yoy = {"basis": Basis.YOY, "basis_start": base["period_start"], "basis_end": base["period_end"]}
    return fact(series, n, doc, "%", {**shown, **window(2020, months), **yoy, "kind": Kind.GROWTH})


def _increase(made: World, series: str, months: Months, rng: random.Random, rounding: str, n: int, doc: str) -> Fact:
    now, before = (made.level(series, year, months) for year in (2020, 2019))
    shown = printed(Fraction(now - before), rng.choice([0, 1]), 8, rounding)
    base = window(2019, months)
    slots = {"basis": Basis.YOY, "basis_start": base["period_start"], "basis_end": base["period_end"]}
    more = {"kind": Kind.DIFFERENCE, "difference_of": DifferenceOf.LEVEL}
    return fact(series, n, doc, "千瓦时", {**shown, **window(2020, months), **slots, **more})


def _share(made: World, series: str, months: Months, rng: random.Random, rounding: str, n: int, doc: str) -> Fact:
    part, whole = made.level(series, 2020, months), made.level(WHOLE, 2020, months)
    shown = printed(Fraction(part, whole) * 100, rng.choice([1, 2]), 0, rounding)
    slots = {**shown, **window(2020, months), "kind": Kind.SHARE, "relative_to": WHOLE}
    return fact(series, n, doc, "%", slots)


def facts_of(rows: list[dict[str, Any]]) -> list[Fact]:
    """Facts from short rows: `period` and `base` as pairs of ISO dates, digits as `value` shows them."""
    return as_facts([_row(row, number) for number, row in enumerate(rows)])


def _row(row: dict[str, Any], number: int) -> dict[str, Any]:
    slots = dict(row)
    slots["period_start"], slots["period_end"] = slots.pop("period")
    slots["basis_start"], slots["basis_end"] = slots.pop("base", (None, None))
    scale = slots.get("scale", 0)
    text = slots["value"].lstrip("-")
    doc = slots.setdefault("doc_id", "d")
    return {
        **slots,
        "value": Decimal(slots["value"]).scaleb(scale),
        "value_text": text,
        "fact_id": f"{doc}#{number}",
    }


def replay(proof: Proof) -> None:
    """A certificate replayed in fractions: non-negative multiples that add up to 0 ≤ a negative number."""
    sums: dict[str, Fraction] = {}
    total = Fraction(0)
    for row in proof.rows:
        factor = Fraction(row.multiplier)
        assert factor >= 0
        for name, coefficient in row.coefficients.items():
            sums[name] = sums.get(name, Fraction(0)) + factor * Fraction(coefficient)
        total += factor * Fraction(row.bound)
    assert not any(sums.values())
    assert total == Fraction(proof.total) < 0


def growths(made: World, rng: random.Random, rounding: str) -> list[Fact]:
    """Growths alone, of all quarters, of all cumulative periods, and of the months of a quarter."""
    windows: tuple[Months, ...] = (
        *((1, m) for m in range(2, 13)),
        (4, 6),
        (7, 9),
        (10, 12),
        (1, 1),
        (2, 2),
        (3, 3),
    )
    out: list[Fact] = []
    for series in made.series:
        for months in windows:
            out.append(_growth(made, series, months, rng, rounding, len(out), "d"))
    return out


def a_year(made: World, rng: random.Random, rounding: str) -> list[Fact]:
    """Growths, and the levels of the same year: a monthly bulletin's table."""
    out = growths(made, rng, rounding)
    windows: tuple[Months, ...] = ((1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (1, 9), (1, 12))
    for series in made.series:
        out += [_level(made, series, months, rng, rounding, len(out) + n, "d") for n, months in enumerate(windows)]
    return out
