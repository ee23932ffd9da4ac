"""A base's folder as knowledge: look-ups that read only the rows of the series asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from cnfacts.checks.observation import Window
from cnfacts.claims.knowledge import Known
from cnfacts.errors import InputError
from cnfacts.io.base.manifest import Manifest, read_manifest
from cnfacts.io.base.names import Names
from cnfacts.io.base.segment import SegmentFile

__all__ = ["StoredBase"]

_TRIES = 20
"""How often the manifest is read anew where a run that adds has just put others in its segments' place."""


class StoredBase:
    """A `Knowledge` over the segments that were in force when it was opened.

    What is added later is not seen; what is removed later still is.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder.

        Raises:
            InputError: it is no base, its manifest is damaged or newer, or a segment is missing or damaged.
            MissingExtraError: pyarrow is not installed.
        """
        self.folder = folder
        self.manifest, self._segments = _opened(folder)
        names: set[str] = set()
        for segment in self._segments:
            names.update(segment.names)
        self._names = Names(names)

    def figures(
        self,
        metrics: Collection[str],
        regions: Collection[str] | None = None,
        ends: Window | None = None,
        most: int | None = None,
    ) -> Sequence[Known]:
        """Every figure of these metrics; see `Knowledge.figures`."""
        left: dict[str, int | None] = dict.fromkeys(metrics, most)
        return [known for segment in self._segments for known in segment.figures(left, regions, ends)]

    def names_around(self, metric: str) -> Sequence[str]:
        """Names that contain `metric` or are contained in it; see `Knowledge.names_around`."""
        return self._names.around(metric)


def _opened(folder: Path) -> tuple[Manifest, list[SegmentFile]]:
    """The manifest and its segments, all open, so that they can be read whatever becomes of their names."""
    before = None
    for _ in range(_TRIES):
        manifest = read_manifest(folder)
        try:
            return manifest, [SegmentFile(folder, segment) for segment in manifest.segments]
        except FileNotFoundError as error:
            if manifest == before:
                raise InputError(
                    f"{error.filename}: a segment of the base is missing; restore it, or index anew into another folder"
                ) from None
            before = manifest
    raise InputError(f"{folder}: changes too fast to be opened; wait until what adds to it is done")
