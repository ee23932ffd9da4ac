"""A report's pages, from what was gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cnfacts.checks import check
from cnfacts.checks.linking import link
from cnfacts.checks.observation import Observation
from cnfacts.claims.knowledge import Knowledge
from cnfacts.io.writers.csv import columns
from cnfacts.report.document import Shown, show_document, title_of
from cnfacts.report.folder import index_of
from cnfacts.report.gathering import Entry, Gathered
from cnfacts.report.metrics import Metric, metrics_of, view
from cnfacts.report.page import render
from cnfacts.report.planning import Page, Plan, chunks, plan
from cnfacts.report.series import series_of
from cnfacts.report.verdicts import Verdicts, judge
from cnfacts.report.words import Words, load_words

__all__ = ["build"]

_FIGURES = 1500
"""On a page of indicators."""

_SECTIONS = ("documents", "metrics", "conflicts", "undated", "failed")


def build(
    found: Gathered,
    lang: str = "en",
    *,
    first: str = "report.html",
    against: Knowledge | None = None,
    region: str | None = None,
) -> Iterator[tuple[str, str]]:
    """The pages of a report, each with its name; the first page comes last, when those it leads to are there.

    Args:
        found: documents with their facts, and what failed.
        lang: of the interface, en or zh.
        first: the first page's file name, which the others' names follow.
        against: known figures that claims are held against.
        region: the area that the documents speak of where they name none.

    Raises:
        LanguageError: `lang` is neither.
    """
    words = load_words(lang)
    verdicts = [judge(entry, against, region) for entry in found.entries]
    yield from _Builder(found, verdicts, words, first).pages()


class _Builder:
    """What all pages need: the plan, the verdicts on each document, and every fact in its series."""

    def __init__(self, found: Gathered, verdicts: list[Verdicts], words: Words, first: str) -> None:
        self.found = found
        self.words = words
        self.plan: Plan = plan(found.entries, first)
        self.verdicts = verdicts
        self.flagged = frozenset[str]().union(*(said.flagged for said in verdicts))
        self.observed = _observed(found.entries)
        self.titles = {entry.document.doc_id: title_of(entry) for entry in found.entries}

    def pages(self) -> Iterator[tuple[str, str]]:
        """All pages, the first page last."""
        if len(self.found.entries) == 1 and not self.found.failed:
            yield self.plan.first, self._single()
            return
        metrics = metrics_of(o for observed in self.observed for o in observed)
        if not self.plan.is_split:
            yield self.plan.first, self._first([(self.plan.first, metrics)])
            return
        for at in range(len(self.plan.pages)):
            yield self.plan.pages[at].name, self._documents(at)
        groups = chunks(metrics, lambda metric: len(metric.rows), _FIGURES)
        named = [
            (self.plan.name("indicators", at), [metrics[n] for n in group]) for at, group in enumerate(groups, 1)
        ]
        for at in range(len(named)):
            yield named[at][0], self._metrics(named, at)
        yield self.plan.first, self._first(named)

    def _single(self) -> str:
        shown = self._shown(self.plan.pages[0])
        parts = [("", "text", True), ("-series", "series", bool(shown[0].charts))]
        parts += [("-claims", "claims", shown[0].claims is not None), ("-findings", "findings", True)]
        links = [(f"#d0{part}", self.words[f"nav.{name}"]) for part, name, is_there in parts if is_there]
        return self._render(self.plan.first, shown[0].title, links, documents=shown)

    def _first(self, named: list[tuple[str, list[Metric]]]) -> str:
        """The index, with all documents beneath where they fit."""
        across = check(fact for entry in self.found.entries for fact in entry.facts)
        listed = [(name, metric) for name, metrics in named for metric in metrics]
        index = index_of(self.found, self.plan, self.verdicts, across, listed, self.words)
        links = [(f"#{part}", self.words[f"nav.{part}"]) for part in _SECTIONS if getattr(index, part)]
        title = self.words["page.title"].format(len(self.found.entries))
        if self.plan.is_split:
            pages = [(self.plan.places.link(name, ""), _span(metrics)) for name, metrics in named]
            return self._render(self.plan.first, title, links, index=index, metric_pages=pages)
        shown = self._shown(self.plan.pages[0])
        views = [view(m, self.flagged, self.titles, self.plan.places, self.words) for m in named[0][1]]
        return self._render(self.plan.first, title, links, index=index, documents=shown, metrics=views)

    def _documents(self, at: int) -> str:
        page = self.plan.pages[at]
        first, last = page.entries[0] + 1, page.entries[-1] + 1
        title = self.words["page.some"].format(first, last, len(self.found.entries))
        links = self._around([other.name for other in self.plan.pages], at)
        return self._render(page.name, title, links, documents=self._shown(page))

    def _metrics(self, named: list[tuple[str, list[Metric]]], at: int) -> str:
        name, metrics = named[at]
        places = self.plan.places.seen_from(name)
        views = [view(metric, self.flagged, self.titles, places, self.words) for metric in metrics]
        title = f"{self.words['nav.metrics']}: {_span(metrics)}"
        return self._render(name, title, self._around([other for other, _ in named], at), metrics=views)

    def _around(self, names: Sequence[str], at: int) -> list[tuple[str, str]]:
        """Links from a page to the index, the page before and the page after."""
        places = self.plan.places.seen_from(names[at])
        links = [(places.link(self.plan.first, ""), self.words["nav.index"])]
        if at > 0:
            links.append((places.link(names[at - 1], ""), self.words["nav.before"]))
        if at + 1 < len(names):
            links.append((places.link(names[at + 1], ""), self.words["nav.after"]))
        return links

    def _shown(self, page: Page) -> list[Shown]:
        """The documents of a page."""
        places = self.plan.places.seen_from(page.name)
        out = []
        for number in page.entries:
            said = self.verdicts[number]
            series = series_of(self.observed[number], said.flagged)
            out.append(show_document(self.found.entries[number], f"d{number}", said, series, places, self.words))
        return out

    def _render(self, name: str, title: str, links: list[tuple[str, str]], **shown: Any) -> str:
        documents = shown.pop("documents", [])
        context = {"index": None, "metrics": None, "metric_pages": None, **shown}
        data = _data(documents, self.words)
        return render("report.html", title, data, self.words, documents=documents, links=links, **context)


def _observed(entries: Sequence[Entry]) -> list[tuple[Observation, ...]]:
    """Each document's facts as the checks see them, linked with all others'."""
    linked = link(fact for entry in entries for fact in entry.facts)
    facts = iter(sorted(linked.observations, key=lambda o: o.order))
    return [tuple(next(facts) for _ in entry.facts) for entry in entries]


def _span(metrics: Sequence[Metric]) -> str:
    return f"{metrics[0].name} … {metrics[-1].name}"


def _data(documents: Iterable[Shown], words: Words) -> dict[str, Any]:
    """What the page's script needs."""
    slots = {key.removeprefix("slot."): word for key, word in words.items() if key.startswith("slot.")}
    sources = {key.removeprefix("source."): word for key, word in words.items() if key.startswith("source.")}
    said = {"show": "record.show", "close": "record.close", "shown": "table.shown"}
    said |= {"copied": "table.copied", "noCopy": "table.no_copy"}
    return {
        "words": {"slots": slots, "sources": sources, **{name: words[key] for name, key in said.items()}},
        "fields": columns(),
        "documents": {document.id: document.records for document in documents},
    }
