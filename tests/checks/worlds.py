"""True series made by chance, and every way a bulletin prints them: the material of the property tests."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cnfacts.grammar.periods import preceding, sdmx, year_before
from cnfacts.schema.fact import Fact
from cnfacts.schema.periods import Period

FAMILIES = (
    ("全社会用电量", "千瓦时", ("第一产业用电量", "第二产业用电量", "第三产业用电量", "城乡居民生活用电量")),
    ("货物进出口总额", "元", ("货物出口", "货物进口")),
    ("社会消费品零售总额", "元", ("商品零售额", "餐饮收入")),
)
YEARS = (2019, 2020, 2021)
ROUNDINGS = ("half_up", "half_even", "truncate")
Window = tuple[int, int, int]
"""Year, first and last month."""


def printed(value: Fraction, decimals: int, rounding: str) -> str:
    """A value as a bulletin prints it."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if rounding != "truncate":
        twice = 2 * rest - scaled.denominator
        whole += twice > 0 or (twice == 0 and (rounding == "half_up" or whole % 2 == 1))
    digits = str(whole).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if value < 0 and whole else text


@dataclass
class World:
    """Monthly levels of a whole and its parts; every printed fact is true of them."""

    seed: int
    rounding: str | None = None
    facts: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.whole, self.unit, self.parts = self.random.choice(FAMILIES)
        self.levels: dict[tuple[str, int, int], Fraction] = {}
        for part in self.parts:
            size = Fraction(self.random.randint(10**9, 10**13))
            for year in YEARS:
                size *= Fraction(self.random.randint(60, 160), 100)
                for month in range(1, 13):
                    self.levels[part, year, month] = size * Fraction(self.random.randint(50, 150), 100)

    def level(self, name: str, window: Window) -> Fraction:
        """The true amount."""
        year, first, last = window
        names = self.parts if name == self.whole else (name,)
        return sum((self.levels[n, year, m] for n in names for m in range(first, last + 1)), Fraction(0))

    def growth(self, name: str, window: Window, back: int = 1) -> Fraction:
        """The true growth in per cent on the same months `back` years before."""
        year, first, last = window
        return (self.level(name, window) / self.level(name, (year - back, first, last)) - 1) * 100

    def say(self, name: str, window: Window, kind: str, value: Fraction, unit: str, **slots: Any) -> None:
        """Print one figure."""
        scale = self.random.choice((4, 8)) if unit == self.unit else 0
        decimals = self.random.choice((0, 1, 2))
        rounding = self.rounding or self.random.choice(ROUNDINGS)
        text = printed(value / 10**scale, decimals, rounding)
        period = Period(date(window[0], window[1], 1), _end(window))
        data = {"doc_id": "w", "metric": name, "kind": kind, "unit": unit, "rule": "record"}
        data |= {"value": Decimal(text).scaleb(scale), "value_text": text.lstrip("-"), "scale": scale}
        data |= {"period_start": period.start, "period_end": period.end, "time_period": sdmx(period)}
        data |= {"start": 0, "end": 0, "text": text + unit, "basis": slots.pop("basis", "none")}
        base = {"yoy": year_before(period), "pop": preceding(period)}.get(data["basis"])
        if base is not None:
            data |= {"basis_start": base.start, "basis_end": base.end}
        data |= {"fact_id": f"w{self.seed}#{len(self.facts)}"} | slots
        self.facts.append(Fact.model_validate(data))

    def tell(self) -> list[Fact]:
        """Everything that a bulletin may say of this world, in an order of chance."""
        windows = [(y, a, b) for y in YEARS[1:] for a, b in WINDOWS]
        for window in windows:
            for name in (self.whole, *self.parts):
                self._plain(name, window)
        for window in windows[:4]:
            self._changes(window)
            self.say(self.whole, window, "level", self.level(self.whole, window), self.unit)
        self._averages()
        self.random.shuffle(self.facts)
        return self.facts

    def _plain(self, name: str, window: Window) -> None:
        self.say(name, window, "level", self.level(name, window), self.unit)
        self.say(name, window, "growth", self.growth(name, window), "%", basis="yoy")
        if window[0] == YEARS[1]:
            before = (YEARS[0], window[1], window[2])
            self.say(name, before, "level", self.level(name, before), self.unit)
        if name != self.whole:
            share = self.level(name, window) / self.level(self.whole, window) * 100
            self.say(name, window, "share", share, "%", relative_to=self.whole)
            points = self.level(name, window) - self.level(name, (window[0] - 1, *window[1:]))
            self.say(name, window, "difference", points, self.unit, basis="yoy", difference_of="level")

    def _changes(self, window: Window) -> None:
        year, first, last = window
        for name in (self.whole, *self.parts):
            days = (_end(window) - date(year, first, 1)).days + 1
            self.say(f"{name}日均", window, "level", self.level(name, window) / days, self.unit)
            ratio = self.level(name, window) / self.level(name, (year - 1, first, last))
            base = {"basis_start": date(year - 1, first, 1), "basis_end": _end((year - 1, first, last))}
            self.say(name, window, "multiple", ratio, "倍", basis="period", **base)

    def _averages(self) -> None:
        last = (YEARS[-1], 1, 12)
        base = {"basis_start": date(YEARS[0], 1, 1), "basis_end": date(YEARS[0], 12, 31)}
        for name in (self.whole, *self.parts):
            self.say(name, last, "growth", self.growth(name, last, 2), "%", basis="period", **base)
            moved = self.growth(name, last) - self.growth(name, (YEARS[-1] - 1, 1, 12))
            self.say(f"{name}增速", last, "difference", moved, "百分点", basis="yoy", difference_of="growth")


WINDOWS = ((1, 3), (4, 6), (1, 6), (7, 9), (1, 9), (10, 12), (1, 12), (1, 1), (2, 2), (3, 3), (1, 2), (1, 11), (12, 12))


def _end(window: Window) -> date:
    year, _, last = window
    return date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
