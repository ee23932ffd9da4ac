"""Memory and processor time of a process and its children while they run; of Linux's /proc."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Usage", "watched"]

TICKS = os.sysconf("SC_CLK_TCK")
INTERVAL = 0.05


@dataclass(frozen=True)
class Usage:
    """Seconds of wall and of processor, and the peak of resident memory summed over the tree."""

    wall: float
    own: float
    """Processor seconds of the process itself."""
    children: float
    """Of those that it started."""
    peak: float
    """MB; pages that processes share are counted in each."""
    largest: float
    """MB of the largest process."""

    def __str__(self) -> str:
        return (
            f"{self.wall:.1f} s, processor: parent {self.own:.1f} s, children {self.children:.1f} s; "
            f"peak {self.peak:.0f} MB in all, {self.largest:.0f} MB in one process"
        )


def watched(process: subprocess.Popen[bytes]) -> Usage:
    """What the process has used by its end."""
    start = time.perf_counter()
    peak = largest = 0
    own: dict[int, float] = {}
    while process.poll() is None:
        sizes = []
        for pid in tree(process.pid):
            try:
                sizes.append(_resident(pid))
                own[pid] = _seconds(pid)
            except (OSError, ValueError, IndexError):  # it has ended meanwhile
                continue
        peak, largest = max(peak, sum(sizes)), max(largest, *sizes, 0)
        time.sleep(INTERVAL)
    parent = own.pop(process.pid, 0.0)
    page = os.sysconf("SC_PAGE_SIZE") / 2**20
    return Usage(time.perf_counter() - start, parent, sum(own.values()), peak * page, largest * page)


def tree(pid: int) -> Iterator[int]:
    """The process and all beneath it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1])


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
