"""What two processes gain over one, by processor time, which holds on a machine that others use too.

    python benchmarks/folder_processes.py [DOCUMENTS] [FORMAT...]

One process takes S + W, two take S + W/2 on two cores, where S is the processor time of the parent process (start,
finding, merging) and of a worker's start, and W that of the workers' work. Wall times are printed beside: they say more
where the machine is idle.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from folder import environment
from folder_texts import bulletin
from process_tree import Usage, watched

DOCUMENTS, FORMATS = 1000, ("jsonl", "parquet", "csv")


def run(folder: Path, output: Path, jobs: int) -> Usage:
    """A run as a user starts it."""
    command = [sys.executable, "-m", "cnfacts", "extract", str(folder), "-o", str(output), "--fresh"]
    process = subprocess.Popen([*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, env=environment())
    return watched(process)


def main() -> None:
    """Measure each format with one document, which is the start, and with all, by one process and by two."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for folder, documents in (("one", 1), ("all", count)):
            (place / folder).mkdir()
            for number in range(documents):
                text = bulletin(random.Random(number)).text
                (place / folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        print(f"{count:,} documents")
        for format in sys.argv[2:] or FORMATS:
            output = place / f"facts.{format}"
            start, one, two = (
                run(place / folder, output, jobs) for folder, jobs in (("one", 1), ("all", 1), ("all", 2))
            )
            serial = one.own + start.children
            work = one.children - start.children
            print(
                f"{format}: parent {one.own:.1f} s (start {start.own:.1f}), a worker's start {start.children:.1f}, "
                f"workers {work:.1f} s: two are {(serial + work) / (serial + work / 2):.2f} times one; "
                f"wall {one.wall:.0f} and {two.wall:.0f} s: {one.wall / two.wall:.2f} times"
            )


if __name__ == "__main__":
    main()
