"""What stands on which page: all on one while that is light, else a page for some documents each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from cnfacts.report.gathering import Entry
from cnfacts.report.marks import figures_of
from cnfacts.report.places import Places

__all__ = ["Page", "Plan", "chunks", "plan"]

_Item = TypeVar("_Item")

_ONE_PAGE = 1.0
"""Weight of what one page holds together with the index."""
_SOME_DOCUMENTS = 0.35
_FACTS, _CHARACTERS = 1200, 400_000
"""Each of these weighs 1: what a browser lays out in well under a second."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of documents: its name and the numbers of the entries on it."""

    name: str
    entries: range


@dataclass(frozen=True, slots=True)
class Plan:
    """The first page and those of documents; one page alone where all fits on the first."""

    first: str
    pages: tuple[Page, ...]
    places: Places

    @property
    def is_split(self) -> bool:
        """Whether documents stand on pages of their own."""
        return self.pages[:1] != () and self.pages[0].name != self.first

    def name(self, kind: str, number: int) -> str:
        """The name of a further page: `report_files/documents-001.html`."""
        return f"{PurePosixPath(self.first).stem}_files/{kind}-{number:03}.html"


def plan(entries: Sequence[Entry], first: str) -> Plan:
    """The pages of a report.

    Args:
        entries: documents with their facts.
        first: the first page's file name.
    """
    if len(entries) <= 1 or sum(map(_weight, entries)) <= _ONE_PAGE:
        page = Page(first, range(len(entries)))
        return Plan(first, (page,), Places(_anchors(entries, [page]), first))
    bare = Plan(first, (), Places())
    groups = chunks(entries, _weight, _SOME_DOCUMENTS)
    pages = tuple(Page(bare.name("documents", at), group) for at, group in enumerate(groups, 1))
    return Plan(first, pages, Places(_anchors(entries, pages), first))


def _weight(entry: Entry) -> float:
    return max(len(entry.facts) / _FACTS, len(entry.document.text) / _CHARACTERS)


def chunks(items: Sequence[_Item], weight: Callable[[_Item], float], limit: float) -> Iterator[range]:
    """Ranges of items that weigh no more than `limit` together, or hold one item alone."""
    begin, total = 0, 0.0
    for at, item in enumerate(items):
        if at > begin and total + weight(item) > limit:
            yield range(begin, at)
            begin, total = at, 0.0
        total += weight(item)
    if begin < len(items):
        yield range(begin, len(items))


def _anchors(entries: Sequence[Entry], pages: Sequence[Page]) -> dict[str, tuple[str, str]]:
    """Page and anchor of each fact: its figure in the text, or its row where there is no text."""
    anchors: dict[str, tuple[str, str]] = {}
    for page in pages:
        for number in page.entries:
            facts = entries[number].facts
            figures = figures_of(facts, len(entries[number].document.text))
            in_text = {fact: together[0] for together in figures.values() for fact in together}
            for at, fact in enumerate(facts):
                place = f"t{in_text[at]}" if at in in_text else f"r{at}"
                anchors[fact.fact_id] = (page.name, f"d{number}-{place}")
    return anchors
