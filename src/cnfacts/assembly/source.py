"""What is known of the document as a whole before its figures are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812

from cnfacts.text.dateline import find_dateline
from cnfacts.text.heading import find_publisher, find_title

__all__ = ["Source", "describe"]


@dataclass(frozen=True, slots=True)
class Source:
    """The document's date and where it came from, its issuing body and its title."""

    date: Date | None
    date_source: str | None
    publisher: str | None
    title: str | None


def describe(text: str, *, date: Date | None, dateline: bool = True) -> Source:
    """Read what the document says of itself.

    Args:
        text: the document.
        date: the date given by the caller, which goes first.
        dateline: whether the text's own dateline is used when no date is given.
    """
    source = "option" if date is not None else None
    if date is None and dateline and (found := find_dateline(text)) is not None:
        date, source = found[0], "dateline"
    return Source(date, source, find_publisher(text), find_title(text))
