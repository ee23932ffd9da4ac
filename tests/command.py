"""Running the program as its users do, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Done:
    """A finished run."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


def cnfacts(*args: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Done:
    """`cnfacts ARGS` in `cwd`, with this test run's Python."""
    return python("-m", "cnfacts", *args, stdin=stdin, cwd=cwd)


def python(*args: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Done:
    """`python ARGS` that finds the package where this test run does."""
    done = subprocess.run(
        [sys.executable, *map(str, args)], input=stdin, cwd=cwd, env=environment(), capture_output=True, timeout=300
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def environment() -> dict[str, str]:
    """One in which the package is found where this test run finds it."""
    import cnfacts as package

    home = str(Path(package.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))}
