"""What an indexing run says at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cnfacts.io.batch.options import Failure

__all__ = ["IndexSummary"]


@dataclass(slots=True)
class IndexSummary:
    """Counts of a finished run.

    `figures` and `sources` are what the base holds now; `added` what this run put in; `unchanged` files were
    in already. `blank` cells had no figure, `unused` columns are no field.
    """

    output: Path
    figures: int = 0
    sources: int = 0
    added: int = 0
    files: int = 0
    unchanged: int = 0
    blank: int = 0
    unused: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    links: int = 0
    seconds: float = 0.0

    def lines(self) -> list[str]:
        """The summary as it is printed."""
        lines = [
            f"{self.output}: {_number(self.figures, 'figure')} from {_number(self.sources, 'file')}",
            f"added: {_number(self.added, 'figure')} from {_number(self.files, 'file')}, {self.seconds:.1f} s",
        ]
        if self.unchanged:
            lines.append(f"in already, not read again: {_number(self.unchanged, 'file')}")
        if self.blank:
            lines.append(f"without a figure (blank, -, …): {_number(self.blank, 'cell')}")
        if self.unused:
            lines.append(f"not used: {_columns(self.unused)}; --map FIELD=COLUMN takes one in")
        if self.links:
            lines.append(f"symbolic links not followed: {self.links:,}")
        if self.failures:
            lines.append(f"failed: {len(self.failures):,}")
        return lines


def _columns(names: Iterable[str]) -> str:
    listed = sorted(names)
    more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
    return f"{'column' if len(listed) == 1 else 'columns'} {', '.join(listed[:5])}{more}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
