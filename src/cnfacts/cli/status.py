"""Exit statuses and messages."""

from __future__ import annotations

import sys

__all__ = ["ALL_READ", "CANNOT_RUN", "SOME_FAILED", "say"]

ALL_READ = 0
SOME_FAILED = 1
CANNOT_RUN = 2


def say(message: str) -> None:
    """One line to standard error."""
    line = " ".join(message.split())
    print(f"cnfacts: {line}".encode("utf-8", "replace").decode("utf-8"), file=sys.stderr, flush=True)
