"""Small segments put together, so that a base that grows by many small additions stays quick to open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cnfacts.io.base.filing import SOURCE, copy_sorted, quoted
from cnfacts.io.base.manifest import Manifest, Segment

__all__ = ["compacted"]

_SMALL = 100_000
_MOST_SMALL = 8
"""So many segments of fewer than `_SMALL` figures are let be."""


def compacted(con: Any, folder: Path, manifest: Manifest, made: Path) -> tuple[list[Segment], int] | None:
    """Write what small segments, and those that are half gone, still hold as one; they, and how much it is.

    None where there is nothing to do.
    """
    small = [segment for segment in manifest.segments if segment.rows < _SMALL]
    chosen = small if len(small) > _MOST_SMALL else []
    chosen += [s for s in manifest.segments if 2 * s.gone_rows > s.rows and s not in chosen]
    if not chosen:
        return None
    files = [folder / segment.file for segment in chosen]
    gone = [number for segment in chosen for number in segment.gone]
    con.execute("CREATE OR REPLACE TEMP TABLE gone AS SELECT unnest(?::BIGINT[]) AS number", [gone])
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW old AS SELECT * FROM read_parquet([{', '.join(map(quoted, files))}])"
    )
    copy_sorted(con, f"SELECT * FROM old WHERE {SOURCE} NOT IN (SELECT number FROM gone)", made)
    return chosen, sum(segment.rows - segment.gone_rows for segment in chosen)
