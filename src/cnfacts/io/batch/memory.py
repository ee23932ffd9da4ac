"""A bound on a worker's memory, so that a document that eats it costs only itself."""

from __future__ import annotations

import sys
from contextlib import suppress

__all__ = ["STARVED", "bound_memory"]

STARVED = 77
"""The exit status of a worker that has run out of memory."""


def bound_memory(limit: int) -> None:
    """Let no more than `limit` bytes of data be held from here on: more raises `MemoryError`.

    Of Linux, where the bound counts what is written to, not files that are mapped; other systems bound nothing.
    """
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
