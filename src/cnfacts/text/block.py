"""A bounded stretch of the document: its normalised text and the way back to the text as given."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["Block"]


@dataclass(frozen=True, slots=True)
class Block:
    """Normalised text of `raw[start:end]`.

    `index` maps each position of `norm` (and `len(norm)`) to a raw position; None when the two run in parallel
    from `start`.
    """

    start: int
    end: int
    norm: str
    index: tuple[int, ...] | None

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw half-open span of the normalised span `start:end` (not empty)."""
        if self.index is None:
            return self.start + start, self.start + end
        return self.index[start], self.index[end - 1] + 1

    def shifted(self, by: int) -> Block:
        """The block as one of a document in which its text begins at `by`."""
        if not by:
            return self
        index = tuple(i + by for i in self.index) if self.index is not None else None
        return replace(self, start=self.start + by, end=self.end + by, index=index)
