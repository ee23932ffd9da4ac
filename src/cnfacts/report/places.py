"""Where each fact stands among the pages of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

__all__ = ["Places"]


@dataclass(frozen=True, slots=True)
class Places:
    """Page and anchor of each fact, seen from one page.

    Pages are named relative to the first page's folder; an anchor is the id of the figure in the text.
    """

    anchors: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """fact_id to page and anchor."""
    here: str = ""

    def seen_from(self, page: str) -> Places:
        """The same places for another page's links."""
        return replace(self, here=page)

    def href(self, fact_id: str) -> str:
        """The link to a fact; empty where its text is not shown."""
        page, anchor = self.anchors.get(fact_id, ("", ""))
        return self.link(page, anchor) if anchor else ""

    def link(self, page: str, anchor: str) -> str:
        """The link to a place on a page."""
        target = f"#{anchor}" if anchor else ""
        if page == self.here:
            return target or "#"
        folder = self.here.rpartition("/")[0]
        up = "../" if folder and not page.startswith(f"{folder}/") else ""
        return up + page.removeprefix(f"{folder}/" if folder else "") + target
