"""Folders to run over, the program in a process of its own, and what workers are made to do."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import cnfacts

METRICS = ("发电量", "粮食产量", "货物吞吐量", "社会消费品零售总额", "固定资产投资", "原煤产量", "公路客运量")
DATE = "2022-06-20"


def environment() -> dict[str, str]:
    """One in which the package and this folder's modules are found."""
    home, here = str(Path(cnfacts.__file__).parents[1]), str(Path(__file__).parent)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, here, os.environ.get("PYTHONPATH", "")])}


def command(*args: str | Path) -> list[str]:
    """The program; one process where nothing else is asked, which starts sooner."""
    if "-o" in args and "--jobs" not in args:
        args = (*args, "--jobs", "1")
    return [sys.executable, "-m", "cnfacts", "extract", *map(str, args)]


def run(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*args),
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def start(*args: str | Path, cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*args), cwd=cwd, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def text(seed: int, sentences: int = 4) -> str:
    """A made-up release; no two seeds alike."""
    chance = random.Random(seed)
    lines = [f"第{seed}号简报", ""]
    for _ in range(sentences):
        metric = chance.choice(METRICS)
        value, growth = chance.randrange(10, 9999) / 10, chance.randrange(-99, 300) / 10
        said = "增长" if growth >= 0 else "下降"
        lines.append(f"1—5月，全市{metric}{value}万吨，同比{said}{abs(growth)}%。")
    return "\n".join(lines) + "\n"


def folder(place: Path, count: int, sentences: int = 4) -> Path:
    """Documents in nested folders."""
    for number in range(count):
        path = place / f"d{number % 7}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number, sentences), encoding="utf-8")
    return place


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wait_until(done: Any, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.02)
    return False


# What workers are made to do, named as `batch_world:…`.


def die(doc_id: str) -> None:
    if "bad" in doc_id:
        os._exit(3)


def hang(doc_id: str) -> None:
    if "bad" in doc_id:
        time.sleep(60)


def starve(doc_id: str) -> None:
    if "bad" in doc_id:
        raise MemoryError


def eat(doc_id: str) -> None:
    """Take 400 MB where it is given, and say so by failing in another way."""
    if "bad" in doc_id:
        taken = bytearray(400 * 2**20)
        raise ZeroDivisionError(len(taken))


def break_(doc_id: str) -> None:
    if "bad" in doc_id:
        raise ZeroDivisionError("by\nzero")


def kill(doc_id: str) -> None:
    if "bad" in doc_id:
        import signal

        os.kill(os.getpid(), signal.SIGKILL)
