"""What a base of known figures costs: building it from files of facts, opening it, looking figures up, memory.

    python benchmarks/base.py [FIGURES] [FOLDER]

Figures are made up: metrics by regions, years and two vintages, each with its sentence, as `cnfacts extract` writes
them. Every step runs in a process of its own; time is given by the wall and by the processor, memory is the process's
peak. FIGURES is a million where not given; FOLDER keeps what is made.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import cnfacts

INDUSTRIES = [f"{what}{how}业" for what in "煤钢油化纺食纸药车船" for how in ("炭制造", "品加工", "料开采", "具运输")]
HEADS = ["增加值", "利润总额", "营业收入", "固定资产投资", "出口额", "进口额", "库存额", "应收账款", "研发投入", "税收收入"]
SCOPES = ("", "规模以上")
REGIONS = [
    *("全国", "北京市", "天津市", "河北省", "山西省", "辽宁省", "吉林省", "上海市", "江苏省", "浙江省", "安徽省", "福建省"),
    *("江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "重庆市", "四川省", "贵州省"),
    *("云南省", "陕西省", "甘肃省"),
]
YEARS = range(1990, 2015)
CLAIMS = 60
SEED = 20130305
FORMATS = {"jsonl": "(FORMAT json)", "csv": "(FORMAT csv, HEADER)", "parquet": "(FORMAT parquet)"}

COLUMNS = {
    "schema_version": "'1.0'",
    "doc_id": "'公报/' || region || '/' || year || '_' || vintage || '.txt'",
    "fact_id": "doc_id || ':' || place",
    "start": "place",
    "end": "place + length(digits) + 2",
    "text": "digits || '亿元'",
    "sentence": "year || '年，' || region || metric || '达到' || digits || '亿元，其中大型企业占相当的比重，中小企业增长较快。'",
    "doc_date": "(year + vintage) || '-02-28'",
    "doc_date_source": "'dateline'",
    "publisher": "region || '统计局'",
    "title": "year || '年国民经济和社会发展统计公报'",
    "metric": "metric",
    "value": "CAST(CAST(digits AS DECIMAL(20, 1)) * 100000000 AS BIGINT)::VARCHAR",
    "unit": "'元'",
    "period_start": "year || '-01-01'",
    "period_end": "year || '-12-31'",
    "kind": "'level'",
    "basis": "'none'",
    "qualifier": "'eq'",
    "status": "'actual'",
    "value_text": "digits",
    "scale": "8",
    "unit_code": "'CNY'",
    "time_period": "year::VARCHAR",
    "aggregation": "'flow'",
    "price_basis": "'unstated'",
    "region": "region",
    "metric_span": "[place - 10, place - 2]",
    "metric_source": "'stated'",
    "period_span": "[place - 20, place - 15]",
    "period_text": "year || '年'",
    "period_source": "'stated'",
    "basis_source": "'default'",
    "rule": "'arabic'",
    "unresolved": "[]::VARCHAR[]",
    "confidence": "0.93",
}


def metrics() -> list[str]:
    """Names of indicators."""
    return [f"{scope}{industry}{head}" for scope in SCOPES for industry in INDUSTRIES for head in HEADS]


def make(folder: Path, figures: int) -> dict[str, float]:
    """Write the facts in each format."""
    import duckdb

    from cnfacts.schema.fact import Fact

    con = duckdb.connect()
    for name, values in (("metric", metrics()), ("region", REGIONS), ("year", list(YEARS)), ("vintage", [1, 2])):
        con.execute(f"CREATE TABLE {name}s AS SELECT unnest(?) AS {name}", [values])
    con.execute(
        "CREATE VIEW world AS SELECT *, 20 + CAST(hash(metric) % 9000 AS BIGINT) AS place,"
        " (1 + CAST(hash(metric || region || year) % 99999 AS BIGINT)) || '.' || CAST(hash(year || metric) % 9 AS BIGINT)"
        f" AS digits FROM regions, years, vintages, metrics LIMIT {figures}"
    )
    for format, how in FORMATS.items():
        chosen = ", ".join(f'{expression(name, format)}' for name in Fact.model_fields)
        con.execute(f"COPY (SELECT {chosen} FROM world) TO '{folder / f'facts.{format}'}' {how}")
    return {"figures": figures}


def expression(name: str, format: str) -> str:
    """A column of the facts as a format has it."""
    value = COLUMNS.get(name, "NULL").replace("doc_id", COLUMNS["doc_id"])
    if format == "csv" and name.endswith("_span"):
        ends = (f"({value})[{at}]" if name in COLUMNS else "NULL" for at in (1, 2))
        return ", ".join(f'{end} AS "{name}_{what}"' for end, what in zip(ends, ("start", "end"), strict=True))
    if format == "csv" and name == "unresolved":
        value = "NULL"
    return f'{value} AS "{name}"'


def page() -> str:
    """A page of a province's yearly report: figures of the base, near and far, and of names that it does not have."""
    rng, names = random.Random(SEED), metrics()
    lines = []
    for number, metric in enumerate(rng.sample(names, CLAIMS)):
        name = metric if number % 10 else f"{metric[:-2]}净额"
        region = "江苏省" if number % 6 else "全国"
        lines.append(f"2013年，{region}{name}达到{rng.randint(1, 99999)}.{rng.randint(0, 9)}亿元。")
    return "\n".join(lines)


def build(folder: Path, format: str) -> dict[str, float]:
    """Index one file of facts."""
    summary = cnfacts.index(folder / f"facts.{format}", folder / f"base_{format}")
    assert not summary.failures, summary.failures
    return {"figures": summary.figures}


def ask(folder: Path) -> dict[str, float]:
    """Open the base, look the page's figures up one claim at a time, and validate the page."""
    from cnfacts.checks.observe import observe
    from cnfacts.claims.validate import validate_facts

    claims = cnfacts.extract(page(), date="2014-03-05")
    keys = [observation.key for observation in observe(claims)]
    clock = Clock()
    base = cnfacts.open_base(folder / "base_jsonl")
    opened = clock.lap("open")
    found = 0
    for key in keys:
        found += len(base.figures([key.metric], [key.region], (date(2012, 1, 1), date(2013, 12, 31))))
        found += len(base.names_around(key.metric))
    looked = clock.lap("look-ups")
    report = validate_facts(claims, base)
    return {"claims": len(claims), "found": found, "verdicts": len(report.items), **opened, **looked, **clock.lap("validate")}


class Clock:
    """Wall and processor time since the last lap."""

    def __init__(self) -> None:
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def lap(self, name: str) -> dict[str, float]:
        """Seconds of both."""
        wall, processor = time.perf_counter(), time.process_time()
        taken = {f"{name} s": wall - self.wall, f"{name} processor s": processor - self.processor}
        self.wall, self.processor = wall, processor
        return taken


def in_its_own_process(step: str, *args: str) -> dict[str, float]:
    """A step's figures, with its time and peak memory; this process stays small, as a child's peak begins with it."""
    done = subprocess.run([sys.executable, __file__, "--step", step, *args], stdout=subprocess.PIPE, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


STEPS: dict[str, Callable[..., dict[str, float]]] = {
    "make": lambda folder, figures: make(Path(folder), int(figures)),
    "build": lambda folder, format: build(Path(folder), format),
    "ask": lambda folder: ask(Path(folder)),
}


def run_step(name: str, *args: str) -> None:
    """Run one step and print its figures."""
    clock = Clock()
    told = STEPS[name](*args)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**told, **clock.lap("step"), "peak MB": peak}))


def main(figures: int, folder: Path) -> None:
    """Make the facts, run the steps, print a table."""
    if not (folder / "facts.parquet").exists():
        in_its_own_process("make", str(folder), str(figures))
    for format in FORMATS:
        size = (folder / f"facts.{format}").stat().st_size / 2**20
        told = in_its_own_process("build", str(folder), format)
        rate, processor = (told["figures"] / told[f"step {name}"] for name in ("s", "processor s"))
        print(
            f"build from {format} ({size:,.0f} MB): {told['figures']:,} figures in {told['step s']:.1f} s, {rate:,.0f} a second"
            f" ({processor:,.0f} a processor second), peak {told['peak MB']:,.0f} MB"
        )
    told = in_its_own_process("ask", str(folder))
    for name in ("open", "look-ups", "validate"):
        print(f"{name}: {told[f'{name} s']:.2f} s ({told[f'{name} processor s']:.2f} s of processor)")
    counts = ", ".join(f"{told[name]:.0f} {name}" for name in ("claims", "verdicts", "found"))
    print(f"{counts}; peak {told['peak MB']:,.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        run_step(*sys.argv[2:])
    elif len(sys.argv) > 2:
        main(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, Path(made))
