"""Facts, files of facts and tables to index, and what a base of them must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import cnfacts
from cnfacts.claims.knowledge import Knowledge, Known
from cnfacts.io.writers import record_writer
from cnfacts.schema.enums import Basis, Kind
from cnfacts.schema.fact import Fact

METRICS = ("粮食产量", "工业增加值", "财政收入", "社会消费品零售总额")
REGIONS = ("全国", "河东省", "江南省")

REPORT = (
    "2013年，全国财政收入129210亿元，比上年增长10.2%；粮食产量60194万吨，增长2.1%。\n"
    "全年全国城镇新增就业1310万人，比上年多增约44万人；近三成企业利润超过500万元。"
)


def fact(metric: str, region: str, year: int, value: int, doc_id: str, start: int = 0) -> Fact:
    """A level as extraction gives it."""
    return Fact(
        doc_id=doc_id,
        fact_id=f"{doc_id}:{start}",
        start=start,
        end=start + 5,
        text=f"{value}亿元",
        sentence=f"{year}年，{region}{metric}达到{value}亿元。",
        doc_date=date(year + 1, 2, 20),
        doc_date_source="dateline",
        metric=metric,
        value=Decimal(value) * 10**8,
        unit="元",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        kind=Kind.LEVEL,
        basis=Basis.NONE,
        value_text=str(value),
        scale=8,
        unit_code="CNY",
        time_period=str(year),
        region=region,
        metric_span=(start, start + 4),
        rule="arabic",
    )


def bulletin(name: str, base: int = 100, years: Iterable[int] = range(2000, 2015)) -> list[Fact]:
    """A document's facts: every metric, region and year."""
    places = [(metric, region, year) for metric in METRICS for region in REGIONS for year in years]
    return [fact(m, r, y, base + at, name, 10 * at) for at, (m, r, y) in enumerate(places)]


def write(path: Path, facts: Iterable[Fact], format: str | None = None) -> Path:
    """A file of facts."""
    record_writer(format or path.suffix.lstrip("."))((fact.to_record() for fact in facts), path)
    return path


def table(path: Path, metric: str = "棉花产量", values: Iterable[int] = (683, 630)) -> Path:
    """A table of official figures, from 2012 on."""
    rows = "".join(f"{metric},全国,{2012 + at},{value},万吨\n" for at, value in enumerate(values))
    path.write_text("指标,地区,年份,数值,单位\n" + rows, encoding="utf-8")
    return path


def held(base: Knowledge | Path, metrics: Iterable[str] = METRICS) -> Counter[Fact]:
    """The figures of a base, each as often as it is in."""
    opened = cnfacts.open_base(base) if isinstance(base, Path) else base
    return Counter(known.fact for known in opened.figures(list(metrics)))


def filed(base: Knowledge, metrics: Iterable[str]) -> Counter[Known]:
    """The figures with their series."""
    return Counter(base.figures(list(metrics)))
