"""A report's pages written to files."""

from __future__ import annotations

from pathlib import Path

from cnfacts.claims.knowledge import Knowledge
from cnfacts.io.atomic import OutputError, open_atomic
from cnfacts.report.building import build
from cnfacts.report.gathering import Gathered

__all__ = ["write_report"]


def write_report(
    found: Gathered, output: Path, lang: str = "en", *, against: Knowledge | None = None, region: str | None = None
) -> list[Path]:
    """Write the pages, and return their paths, the first page last.

    Args:
        found: documents with their facts.
        output: the first page; others go to the folder `NAME_files` beside it.
        lang: of the interface, en or zh.
        against: known figures that claims are held against.
        region: the area that the documents speak of where they name none.

    Raises:
        OutputError: a place cannot be written to.
    """
    written: list[Path] = []
    for name, text in build(found, lang, first=output.name, against=against, region=region):
        place = output.parent / name
        try:
            if place.parent != output.parent:
                place.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError(f"{place.parent}: cannot be made ({error.strerror}); choose another place") from None
        with open_atomic(place) as out:
            out.write(text)
        written.append(place)
    return written
