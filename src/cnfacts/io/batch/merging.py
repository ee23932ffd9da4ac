"""Parts put together in the documents' order, and the errors file."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import astuple, fields
from pathlib import Path

from cnfacts.io.batch.options import Failure
from cnfacts.io.batch.parts import DamagedPartError, Part, PartCounts
from cnfacts.io.writers import batch_writer, record_writer
from cnfacts.io.writers.csv import MARK, inert

__all__ = ["merge", "remove_damaged", "write_errors"]


def merge(parts: Sequence[Part | None], path: Path, format: str) -> PartCounts:
    """Write all facts to a file; what the parts hold.

    Raises:
        DamagedPartError: a part is not whole.
    """
    counts = PartCounts()
    whole = [part for part in parts if part is not None]
    lines = (line for part in whole for line in part.lines(counts))
    write_batches = batch_writer(format)
    if format == "jsonl":  # which parts are lines of
        with path.open("wb") as out:
            out.writelines(lines)
    elif write_batches is not None:
        from cnfacts.io.writers.arrow_lines import line_batches

        write_batches(line_batches(lines, extra=format), path)
    else:
        record_writer(format)(map(json.loads, lines), path)
    return counts


def remove_damaged(parts: Iterable[Part | None]) -> None:
    """Look at every part, and remove those that are not whole."""
    for part in parts:
        if part is not None:
            with suppress(DamagedPartError):
                deque(part.lines(), maxlen=0)


def write_errors(failures: Iterable[Failure], path: Path) -> None:
    """Write a line a failure: path, stage, kind, reason."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(MARK)
        rows = csv.writer(out)
        rows.writerow(field.name for field in fields(Failure))
        rows.writerows([inert(cell) for cell in astuple(failure)] for failure in failures)
