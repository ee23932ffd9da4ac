"""What a run says at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from cnfacts.io.batch.options import Failure
from cnfacts.io.batch.parts import PartCounts

__all__ = ["Summary"]


@dataclass(slots=True)
class Summary:
    """Counts of a finished run."""

    output: Path
    files: int = 0
    kept: int = 0
    """Files done by a run before this one."""
    read: int = 0
    """Documents read by this one."""
    counts: PartCounts = field(default_factory=PartCounts)
    failures: list[Failure] = field(default_factory=list)
    links: int = 0
    seconds: float = 0.0
    errors: Path | None = None

    def lines(self) -> list[str]:
        """The summary as it is printed."""
        counts = self.counts
        lines = [
            f"{self.output}: {_number(counts.facts, 'fact')} from {_number(counts.documents, 'document')}",
            f"time: {_time(self.seconds)}, {_number(self.files, 'file')}, {self._rate()}",
        ]
        if self.kept:
            lines.append(f"done before, not read again: {_number(self.kept, 'file')}")
        if counts.undated:
            undated = _number(counts.undated, "document")
            lines.append(f"no date, so relative periods are open: {undated}; give --date or --manifest")
        if self.links:
            lines.append(f"symbolic links not followed: {self.links:,}; --follow-links reads them")
        if self.failures:
            kinds = Counter(failure.kind for failure in self.failures).most_common()
            named = ", ".join(f"{kind} {count:,}" for kind, count in kinds)
            lines.append(f"failed: {len(self.failures):,} ({named}); see {self.errors}")
        return lines

    def _rate(self) -> str:
        rate = self.read / self.seconds if self.seconds else 0.0
        return f"{rate:.1f} documents a second"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"
