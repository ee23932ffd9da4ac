"""A folder of mixed documents, some of them broken, run as a user runs it, and checked.

    python benchmarks/folder.py [DOCUMENTS] [--keep FOLDER] [--jobs N] [--each]

Makes DOCUMENTS files (2,000 without it) of every format and several encodings out of texts of our own, 1 in 20 of them
broken in a known way; runs `cnfacts extract FOLDER -o facts.jsonl`; and holds the facts against those of the plain
texts and the tables' known figures, the errors file against what is broken, and the exit status. Exit status 0: all
as it must be. Needs: pip install "cnfacts[test]".
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from folder_broken import BROKEN, MEGABYTE, Broken
from folder_files import KINDS, good
from folder_texts import Key, Keys
from process_tree import Usage, watched

SHARE_BROKEN = 20  # one in
LONG_LINES = 1000  # documents to one of 50 MB in one line
ODD = ('a "quoted" name', "a\nbreak", "=1+1", "中文 文件名", "-rf", "%s")


@dataclass
class World:
    """What stands in the folder: facts by document, broken files by path."""

    facts: dict[str, Keys] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    broken: dict[str, Broken] = field(default_factory=dict)


def make(folder: Path, count: int, *, each: bool = False) -> World:
    """Write `count` documents into folders within `folder`, and one broken in each way besides if `each`."""
    world = World()
    kinds, ways = list(KINDS), list(BROKEN)
    for number, way in enumerate(ways if each else ()):
        _break(way, folder / f"broken{number:02}{BROKEN[way].suffix}", random.Random(number), folder, world)
    for number in range(count):
        chance = random.Random(number)
        place = folder / f"{number % 17:02}" / f"{number % 5}"
        place.mkdir(parents=True, exist_ok=True)
        odd = f" {ODD[number // 50 % len(ODD)]}" if number % 50 == 0 else ""
        if number % SHARE_BROKEN == SHARE_BROKEN - 1:
            way = ways[number // SHARE_BROKEN % len(ways)]
            _break(way, place / f"{number:05}{BROKEN[way].suffix}", chance, folder, world)
            continue
        made = good(kinds[number % len(kinds)], chance)
        path = place / f"{number:05}{odd}{made.suffix}"
        path.write_bytes(made.data)
        name = path.relative_to(folder).as_posix()
        for part, keys in made.keys.items():
            world.facts[name + part] = keys
            world.kinds[name + part] = made.kind
    for number in range(count // LONG_LINES):
        path = folder / f"line{number}.txt"
        path.write_bytes("统计数据发布".encode() * (50 * MEGABYTE // 18))
        world.facts[path.name] = Keys()
        world.kinds[path.name] = "text, 50 MB in one line"
    (folder / "outside.txt").symlink_to("/etc/passwd")
    return world


def _break(way: str, path: Path, chance: random.Random, folder: Path, world: World) -> None:
    """Write a broken document."""
    path.write_bytes(BROKEN[way].make(chance))
    name = path.relative_to(folder).as_posix()
    world.broken[name], world.kinds[name] = BROKEN[way], way


def key(record: dict[str, str | None]) -> Key:
    """As `folder_texts.key`, of a line of the output."""
    value = record["value"] or ""
    value = value.rstrip("0").rstrip(".") if "." in value else value
    return (
        str(record["metric"]),
        value,
        str(record["unit"]),
        str(record["period_start"]),
        str(record["period_end"]),
        str(record["kind"]),
        str(record["basis"]),
    )


def wrong_facts(world: World, output: Path) -> Iterator[str]:
    """A line for each document whose facts are not those of its text."""
    found: dict[str, Keys] = defaultdict(Counter)
    with output.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            found[record["doc_id"]][key(record)] += 1
    for name, keys in world.facts.items():
        got = found.pop(name, Counter())
        if got != keys:
            missing, more = list((keys - got).elements()), list((got - keys).elements())
            kind = world.kinds[name]
            yield f"{name} ({kind}): missing {len(missing)} {missing[:1]}, wrong {len(more)} {more[:1]}"
    for name, keys in found.items():
        yield f"{name}: {keys.total()} facts out of a document that has none"


def wrong_errors(world: World, path: Path) -> Iterator[str]:
    """A line for each broken file that is not told, or told wrongly, and each good one that is told."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["path"].removeprefix("'"): row for row in csv.DictReader(lines)}
    for name, broken in world.broken.items():
        row = rows.pop(name, None)
        if row is None:
            yield f"{name} ({world.kinds[name]}): not in the errors file"
        elif row["kind"] not in broken.kind.split("|") or broken.said not in row["reason"] or not row["stage"]:
            yield f"{name} ({world.kinds[name]}): {row}"
    yield from (f"{name} ({world.kinds.get(name)}): good, but told: {row}" for name, row in rows.items())


def run(folder: Path, output: Path, jobs: int | None) -> tuple[int, str, Usage]:
    """Exit status, what it says, and what it used."""
    command = [sys.executable, "-m", "cnfacts", "extract", str(folder), "-o", str(output), "--time-limit", "120"]
    command += ["--jobs", str(jobs)] if jobs else []
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment())
        usage = watched(process)
        said.seek(0)
        return process.returncode, said.read().decode("utf-8"), usage


def environment() -> dict[str, str]:
    """One in which the package is found that this script finds."""
    import cnfacts

    home = str(Path(cnfacts.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, os.environ.get("PYTHONPATH", "")])}


def benchmark(place: Path, count: int, jobs: int | None, each: bool) -> int:
    """Make, run, check; the exit status."""
    start = time.perf_counter()
    (place / "documents").mkdir(parents=True)
    world = make(place / "documents", count, each=each)
    size = sum(path.lstat().st_size for path in (place / "documents").rglob("*")) / MEGABYTE
    files = len(world.broken) + len({name.partition("#")[0] for name in world.facts})
    print(f"{files:,} files, {size:,.0f} MB, {len(world.broken):,} broken; made in {time.perf_counter() - start:.0f} s")
    status, said, usage = run(place / "documents", place / "facts.jsonl", jobs)
    print(said, end="")
    print(f"exit status {status}; {usage}")
    wrong = [*wrong_facts(world, place / "facts.jsonl"), *wrong_errors(world, place / "facts.jsonl.errors.csv")]
    print("\n".join(wrong) or f"{len(world.facts):,} good documents as their texts, {len(world.broken):,} broken told")
    return int(bool(wrong) or status != bool(world.broken))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=int, nargs="?", default=2000)
    parser.add_argument("--keep", type=Path, help="make it here, and leave it")
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--each", action="store_true", help="one broken in each way besides")
    args = parser.parse_args()
    if args.keep:
        return benchmark(args.keep, args.documents, args.jobs, args.each)
    with tempfile.TemporaryDirectory() as place:
        return benchmark(Path(place), args.documents, args.jobs, args.each)


if __name__ == "__main__":
    sys.exit(main())
