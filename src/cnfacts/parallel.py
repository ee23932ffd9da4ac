"""Work spread over processes, in order, with only a few batches under way."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

__all__ = ["map_batches"]

_In = TypeVar("_In")
_Out = TypeVar("_Out")

_AHEAD = 2  # batches waiting for each process


def map_batches(work: Callable[[_In], _Out], items: Iterable[_In], *, n_process: int, batch_size: int) -> Iterator[_Out]:
    """Yield `work(item)` for each item, in order.

    Processes are spawned, so `work` must be a module's function and items and results must pickle.

    Args:
        n_process: 1 works here; above, in that many processes; -1 in one a core.
        batch_size: items sent at a time.
    """
    count = n_process if n_process > 0 else os.cpu_count() or 1
    if count == 1:
        yield from map(work, items)
        return
    source = iter(items)
    under_way: deque[Future[list[_Out]]] = deque()
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
    try:
        while True:
            while len(under_way) < count * _AHEAD and (batch := list(islice(source, batch_size))):
                under_way.append(pool.submit(_do, work, batch))
            if not under_way:
                return
            yield from under_way.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _do(work: Callable[[_In], _Out], batch: list[_In]) -> list[_Out]:
    return [work(item) for item in batch]
