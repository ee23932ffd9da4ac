"""True tables made by chance for the checks' benchmarks: electricity use by month and sector, as bulletins print it."""

from __future__ import annotations

import calendar
import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cnfacts.schema.fact import Fact

ROUNDINGS = ("half_up", "half_even", "truncate")
WHOLE = "全社会用电量"
PARTS = ("第一产业用电量", "第二产业用电量", "第三产业用电量", "城乡居民生活用电量")
QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
CUMULATIVE = ((1, 6), (1, 9), (1, 12))
MONTHS = (*((m, m) for m in range(1, 13)), *((1, m) for m in (2, 4, 5, 7, 8, 10, 11)))
Months = tuple[int, int]
"""First and last."""


@dataclass(frozen=True)
class World:
    """True monthly levels in kWh, by series, year and month."""

    levels: dict[tuple[str, int, int], int]

    def level(self, series: str, year: int, months: Months) -> int:
        """The level of some months; the whole's is that of its parts."""
        names = PARTS if series == WHOLE and (PARTS[0], year, 1) in self.levels else (series,)
        return sum(self.levels[name, year, month] for name in names for month in range(months[0], months[1] + 1))


def world(rng: random.Random, years: range = range(2019, 2021), *, parts: bool = True) -> World:
    """Levels that grow by −20 to +30 % a year, month by month."""
    levels = {}
    for name in PARTS if parts else (WHOLE,):
        base = rng.randint(10**9, 5 * 10**11)
        for month in range(1, 13):
            level = int(base * rng.uniform(0.5, 2))
            for year in years:
                levels[name, year, month] = level
                level = int(level * rng.uniform(0.8, 1.3))
    return World(levels)


def printed(value: Fraction, decimals: int, rounding: str) -> str:
    """The magnitude of a value as a bulletin prints it."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if rounding != "truncate":
        twice = 2 * rest - scaled.denominator
        whole += twice > 0 or (twice == 0 and (rounding == "half_up" or whole % 2 == 1))
    digits = str(whole).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


@dataclass(frozen=True)
class Printer:
    """Prints the figures of a world, rounded one way."""

    world: World
    region: str
    rounding: str = "half_up"

    def level(self, series: str, year: int, months: Months, decimals: int = 1, scale: int = 8) -> Fact:
        """A level in 亿千瓦时, or 万千瓦时 (scale 4)."""
        value = Fraction(self.world.level(series, year, months), 10**scale)
        return self._fact(series, year, months, (value, decimals, scale), {"kind": "level", "unit": "千瓦时"})

    def growth(self, series: str, year: int, months: Months, decimals: int = 1) -> Fact:
        """A growth on the year before, in per cent."""
        value = (Fraction(self.world.level(series, year, months), self.world.level(series, year - 1, months)) - 1) * 100
        start, end = window(year - 1, months)
        slots = {"kind": "growth", "unit": "%", "basis": "yoy", "basis_start": start, "basis_end": end}
        return self._fact(series, year, months, (value, decimals, 0), slots)

    def _fact(self, series: str, year: int, months: Months, shown: tuple[Fraction, int, int], slots: dict[str, Any]) -> Fact:
        value, decimals, scale = shown
        text = printed(value, decimals, self.rounding)
        start, end = window(year, months)
        number = Decimal(text if value >= 0 else f"-{text}").scaleb(scale)
        key = f"{self.region}/{series}/{slots['kind']}/{start}/{end}"
        place = {"doc_id": self.region, "fact_id": key, "start": 0, "end": 0, "text": text + slots["unit"], "rule": "record"}
        figure = {"value": number, "value_text": text, "scale": scale, "metric": series, "region": self.region}
        when = {"period_start": start, "period_end": end, "time_period": f"{start}/{end}", "aggregation": "flow"}
        return Fact.model_validate({**place, **figure, **when, **slots})


def window(year: int, months: Months) -> tuple[date, date]:
    """First and last day."""
    return date(year, months[0], 1), date(year, months[1], calendar.monthrange(year, months[1])[1])


def small(rng: random.Random, region: str, rounding: str = "half_up") -> list[Fact]:
    """A group of 20 facts: one series' growths and both years' levels, by quarter and cumulative."""
    printer = Printer(world(rng, parts=False), region, rounding)
    return dense(printer, (WHOLE,), range(2020, 2021), (*QUARTERS, *CUMULATIVE))[:20]


def dense(printer: Printer, series: tuple[str, ...], years: range, windows: tuple[Months, ...]) -> list[Fact]:
    """Every growth and every level to one decimal, the first year's base included."""
    out = []
    for name in series:
        for months in windows:
            out.append(printer.level(name, years.start - 1, months))
            for year in years:
                out += [printer.level(name, year, months), printer.growth(name, year, months)]
    return out


def varied(printer: Printer, rng: random.Random, series: tuple[str, ...], windows: tuple[Months, ...]) -> list[Fact]:
    """Two of three figures of 2020 and its base year, with no, one or two decimals, in 万 or 亿, in any order."""
    out = []
    for name in series:
        for months in windows:
            for year in (2019, 2020):
                out.append(printer.level(name, year, months, rng.choice((0, 1, 2)), rng.choice((4, 8))))
            out.append(printer.growth(name, 2020, months, rng.choice((0, 1, 1, 2))))
    rng.shuffle(out)
    return out[: 2 * len(out) // 3]
