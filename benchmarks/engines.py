"""How fast folders, Daft and Spark are on the same documents, and what a million of them would take.

    python benchmarks/engines.py [--write] [--documents N] [RUN...]

The documents are made here: 2,000 characters each, with some fifty figures. Each run is a process of its own,
measured whole at two sizes, so that starting up and reading are told apart; processor time is summed over all processes
that it starts. Engines that are not installed are left out. --write puts the tables into docs/engines.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

import cnfacts

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "engines.md"
BEGIN, END = "<!-- engines -->\n", "<!-- /engines -->"
LENGTH = 2000
MILLION = 1_000_000
CORES = 16
POLL = 0.1
DATE = "2022-06-20"

METRICS = ("发电量", "粮食产量", "货物吞吐量", "原煤产量", "粗钢产量", "水泥产量", "化肥产量")
MONEY = ("社会消费品零售总额", "固定资产投资", "一般公共预算收入", "进出口总值", "税收收入", "软件业务收入")
WORDS = (
    "各地各部门坚持稳中求进工作总基调，经济运行总体平稳，积极因素不断增多。",
    "也要看到，外部环境依然复杂，部分企业经营仍有困难，恢复的基础还要继续巩固。",
    "下一步，要继续抓好重点项目建设，改善营商环境，更好服务企业和群众。",
    "会议要求，相关单位要压实责任，加强协调，把各项工作落到实处。",
)

SCRIPTS = {
    "batch": """
import sys, pyarrow.parquet as pq
from cnfacts.engines.batches import extract_batches, facts_schema
with pq.ParquetWriter(sys.argv[2], facts_schema(), compression="zstd") as out:
    for batch in extract_batches(pq.ParquetFile(sys.argv[1] + "/0.parquet").iter_batches(), date=sys.argv[3]):
        out.write_batch(batch)
""",
    "daft": """
import sys, daft
from cnfacts.engines.daft import extract_daft
extract_daft(daft.read_parquet(sys.argv[1]), date=sys.argv[3], batch_size=16).write_parquet(sys.argv[2])
""",
    "spark": """
import sys
from pyspark.sql import SparkSession
from cnfacts.engines.spark import extract_spark
spark = SparkSession.builder.master("local[*]").getOrCreate()
documents = spark.read.parquet(sys.argv[1]).repartition(8)
extract_spark(documents, date=sys.argv[3]).write.parquet(sys.argv[2])
spark.stop()
""",
}


@dataclass(frozen=True)
class Measured:
    """A run: seconds, and what it wrote."""

    wall: float
    processor: float
    facts: int
    written: int
    beside: int = 0


def text(chance: random.Random) -> str:
    """A made-up bulletin of 2,000 characters."""
    lines = ["全市经济运行情况", ""]
    while sum(map(len, lines)) + len(lines) < LENGTH:
        lines.append("".join(sentence(chance) for _ in range(3)))
    return "\n".join(lines)[: LENGTH - 1] + "\n"


def sentence(chance: random.Random) -> str:
    """A sentence with two figures, or without any."""
    if chance.random() < 0.55:
        return chance.choice(WORDS)
    level, growth = chance.randrange(100, 99999) / 10, chance.randrange(-99, 300) / 10
    said = f"{'增长' if growth >= 0 else '下降'}{abs(growth)}%"
    if chance.random() < 0.5:
        return f"1—5月，全市{chance.choice(METRICS)}{level}万吨，同比{said}。"
    return f"1—5月，全市完成{chance.choice(MONEY)}{level}亿元，比上年同期{said}。"


def make(place: Path, count: int) -> int:
    """The documents as text files and as a table; the text files' bytes."""
    chance = random.Random(count)
    (place / "texts").mkdir(parents=True)
    (place / "table").mkdir()
    texts = [text(chance) for _ in range(count)]
    names = [f"{number:06}.txt" for number in range(count)]
    for name, words in zip(names, texts, strict=True):
        (place / "texts" / name).write_text(words, encoding="utf-8")
    pq.write_table(pa.table({"doc_id": names, "text": texts}), place / "table" / "0.parquet")
    return sum(len(words.encode()) for words in texts)


def command(run: str, place: Path, out: Path) -> list[str]:
    """What is run."""
    if run.startswith("folder"):
        jobs = run.removeprefix("folder") or str(os.cpu_count())
        given = [str(place / "texts"), "-o", str(out), "--date", DATE, "--jobs", jobs, "--fresh"]
        return [sys.executable, "-m", "cnfacts", "extract", *given]
    script = place / f"run_{run}.py"
    script.write_text(SCRIPTS[run], encoding="utf-8")
    return [sys.executable, str(script), str(place / "table"), str(out), DATE]


def measure(run: str, place: Path) -> Measured:
    """Run once; processor time is what each of its processes was last seen to have used."""
    out = place / f"{run}.parquet"
    home = str(Path(cnfacts.__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": home, "DO_NOT_TRACK": "true", "PYSPARK_PYTHON": sys.executable}
    begin = time.monotonic()
    with (place / "said").open("w+", encoding="utf-8") as said:
        child = subprocess.Popen(command(run, place, out), env=env, stdout=said, stderr=said)
        used: dict[int, float] = {}
        watched = psutil.Process(child.pid)
        while child.poll() is None:
            look(watched, used)
            time.sleep(POLL)
        if child.returncode:
            said.seek(0)
            sys.exit(f"{run}: {said.read()[-2000:]}")
    wall = time.monotonic() - begin
    beside = sum(size(path) for path in place.glob(f"{out.name}.work"))
    return Measured(wall, sum(used.values()), ds.dataset(out).count_rows(), size(out), beside)


def look(process: psutil.Process, used: dict[int, float]) -> None:
    """Note the processor time of a process and of all beneath it."""
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.Error:
        return
    for one in family:
        try:
            times = one.cpu_times()
        except psutil.Error:
            continue
        used[one.pid] = times.user + times.system


def size(path: Path) -> int:
    """Bytes of a file or of all files in a folder."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files)


RUNS: dict[str, tuple[str, Callable[[], bool]]] = {
    "folder1": ("`cnfacts extract FOLDER --jobs 1`", lambda: True),
    "folder": ("`cnfacts extract FOLDER`, all cores", lambda: True),
    "batch": ("`extract_batches`, one process", lambda: True),
    "daft": ("Daft, all cores", lambda: importlib.util.find_spec("daft") is not None),
    "spark": ("Spark, all cores", lambda: importlib.util.find_spec("pyspark") is not None),
}


def rows(runs: list[str], place: Path, few: int, many: int) -> tuple[str, str]:
    """The table of what was measured, and of what a million documents take."""
    found, million = "", ""
    bytes_in = make(place / "many", many)
    make(place / "few", few)
    for run in runs:
        small, large = measure(run, place / "few"), measure(run, place / "many")
        each = (large.processor - small.processor) / (many - few)
        start = max(0.0, small.processor - each * few)
        found += (
            f"| {RUNS[run][0]} | {start:.0f} | {each * 1000:.0f} | {1 / each:.0f} "
            f"| {large.processor:.0f} | {large.wall:.0f} |\n"
        )
        scale = MILLION / many / 1e9
        hours = each * MILLION / 3600
        million += (
            f"| {RUNS[run][0]} | {hours:.0f} | {hours / CORES:.1f} | {bytes_in * scale:.1f} | {large.written * scale:.1f} "
            f"| {large.beside * scale:.1f} | {large.facts / many * MILLION / 1e6:.0f} |\n"
        )
        print(run, small, large, file=sys.stderr)
    return found, million


def main() -> None:
    """Measure, print, and put the tables into the page."""
    options = argparse.ArgumentParser()
    options.add_argument("--write", action="store_true")
    options.add_argument("--documents", type=int, default=600)
    options.add_argument("runs", nargs="*")
    given = options.parse_args()
    many, few = given.documents, given.documents // 6
    runs = given.runs or [run for run, (_, there) in RUNS.items() if there()]
    with tempfile.TemporaryDirectory() as folder:
        found, million = rows(runs, Path(folder), few, many)
    table = (
        f"Measured on {os.cpu_count()} cores of {platform.machine()}, CPython {platform.python_version()}, with "
        f"{many:,} documents of {LENGTH:,} characters made for it. Processor seconds are summed over all processes; "
        f"other programs ran beside (load average {os.getloadavg()[2]:.0f}), so the wall times are longer than on an "
        "idle machine.\n\n"
        "| | processor seconds: start-up | 1,000 documents more | documents a second of a core "
        f"| whole run of {many:,} | wall seconds |\n| --- | --: | --: | --: | --: | --: |\n" + found
        + "\nA million such documents:\n\n"
        f"| | core-hours | hours on {CORES} cores | texts, GB | facts as Parquet, GB | work folder, GB | facts, millions |\n"
        "| --- | --: | --: | --: | --: | --: | --: |\n" + million
    )
    print(table)
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(before + BEGIN + table + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
