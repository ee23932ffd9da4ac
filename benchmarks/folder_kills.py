"""A run over a folder, killed with -9 at random moments until it has been killed often enough, then left to end.

    python benchmarks/folder_kills.py [KILLS] [DOCUMENTS]

The final JSON Lines, sorted, must be those of an uninterrupted run, byte for byte. Exit status 0: they are.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from folder import environment, make

KILLS, DOCUMENTS = 20, 200


def command(place: Path, output: str) -> list[str]:
    """The run, as a user starts it."""
    return [sys.executable, "-m", "cnfacts", "extract", str(place / "documents"), "-o", str(place / output)]


def start(place: Path, output: str) -> subprocess.Popen[bytes]:
    """Start it."""
    env = environment()
    return subprocess.Popen(
        command(place, output), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def lines(path: Path) -> list[bytes]:
    """Sorted."""
    return sorted(path.read_bytes().splitlines(keepends=True))


def killed(place: Path, kills: int, seconds: float) -> tuple[int, int]:
    """Kill runs at moments spread over twice their share of the time; how many died while they worked, and while they merged."""
    chance = random.Random(kills)
    done = merging = 0
    while done < kills:
        process = start(place, "killed.jsonl")
        time.sleep(chance.uniform(0.0, 2 * seconds / kills))
        if process.poll() is not None:  # it got to its end: begin anew
            shutil.rmtree(place / "killed.jsonl.work")
            (place / "killed.jsonl").unlink()
            continue
        process.kill()
        process.wait()
        done += 1
        merging += (place / "killed.jsonl.work" / "staging").exists()
    return done, merging


def main() -> int:
    """Make the folder, run it whole, run it killed, compare."""
    kills, count = (int(word) for word in (sys.argv[1:3] + [str(KILLS), str(DOCUMENTS)][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "documents").mkdir()
        make(place / "documents", count)
        clock = time.monotonic()
        start(place, "whole.jsonl").wait()
        seconds = time.monotonic() - clock
        done, merging = killed(place, kills, seconds)
        start(place, "killed.jsonl").wait()
        whole, found = lines(place / "whole.jsonl"), lines(place / "killed.jsonl")
        errors = [(place / f"{run}.jsonl.errors.csv").read_bytes() for run in ("whole", "killed")]
        same = whole == found and errors[0] == errors[1]
        print(f"{count} documents, {len(whole):,} facts in {seconds:.0f} s; killed {done} times, {merging} while merging")
        print("the same, byte for byte after sorting" if same else f"not the same: {len(found):,} facts after the kills")
        return int(not same)


if __name__ == "__main__":
    sys.exit(main())
