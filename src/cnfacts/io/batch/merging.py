"""Parts put together in the documents' order, and the errors file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from cnfacts.io.batch.options import Failure
from cnfacts.io.batch.parts import DamagedPartError, Part, PartCounts
from cnfacts.io.writers.csv import MARK, inert

__all__ = ["merged", "remove_damaged", "write_errors"]


def merged(parts: Sequence[Part | None], counts: PartCounts) -> Iterator[dict[str, Any]]:
    """All facts; `counts` is added to as parts end.

    Raises:
        DamagedPartError: a part is not whole.
    """
    for part in parts:
        if part is not None:
            yield from part.records(counts)


def remove_damaged(parts: Iterable[Part | None]) -> None:
    """Look at every part, and remove those that are not whole."""
    for part in parts:
        if part is not None:
            with suppress(DamagedPartError):
                deque(part.records(), maxlen=0)


def write_errors(failures: Iterable[Failure], path: Path) -> None:
    """Write a line a failure: path, stage, kind, reason."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(MARK)
        rows = csv.writer(out)
        rows.writerow(field.name for field in fields(Failure))
        rows.writerows([inert(cell) for cell in astuple(failure)] for failure in failures)
