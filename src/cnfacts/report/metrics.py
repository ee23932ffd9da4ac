"""The figures of each indicator across documents, by period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from cnfacts.checks.observation import Observation, SeriesKey
from cnfacts.report.chart import draw
from cnfacts.report.places import Places
from cnfacts.report.series import series_of
from cnfacts.report.slots import basis_of, kind_of, period_of
from cnfacts.report.words import Words
from cnfacts.schema.fact import Fact

__all__ = ["Metric", "MetricView", "metrics_of", "view"]


@dataclass(frozen=True, slots=True)
class Metric:
    """An indicator of one region, with its figures in the order of their periods."""

    id: str
    name: str
    rows: tuple[Observation, ...]
    documents: int
    periods: int


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A figure, with the link to its words and the name of its document."""

    period: str
    kind: str
    basis: str
    status: str
    figure: str
    metric: str
    href: str
    document: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class MetricView:
    """An indicator as a page shows it."""

    id: str
    name: str
    documents: int
    periods: int
    rows: tuple[MetricRow, ...]
    charts: tuple[Markup, ...]


def metrics_of(observations: Iterable[Observation]) -> list[Metric]:
    """The indicators, those that most documents speak of first.

    Figures are of one indicator when its canonical name and its region are the same; the figures of a document
    that says 全省 are of that document's province alone.
    """
    groups: dict[SeriesKey, list[Observation]] = {}
    for observation in observations:
        groups.setdefault(observation.key, []).append(observation)
    found = [_metric(number, key, group) for number, (key, group) in enumerate(groups.items())]
    return sorted(found, key=lambda m: (-m.documents, -len(m.rows), m.name))


def _metric(number: int, key: SeriesKey, group: list[Observation]) -> Metric:
    region = key.region if not key.region.startswith("@") else ""
    name = f"{key.metric} ({region})" if region else key.metric
    rows = tuple(sorted(group, key=lambda o: (_begins(o.fact), o.kind.value, o.order)))
    return Metric(f"m{number}", name, rows, len({o.doc for o in rows}), len({o.window for o in rows} - {None}))


def _begins(fact: Fact) -> tuple[str, str]:
    return str(fact.period_start or "9999"), str(fact.period_end or "9999")


def view(metric: Metric, flagged: frozenset[str], titles: Mapping[str, str], places: Places, words: Words) -> MetricView:
    """An indicator as a page shows it.

    Args:
        metric: with its figures.
        flagged: fact_ids that findings call into question.
        titles: of documents, by doc_id.
        places: where facts stand, seen from the page.
        words: the page's language.
    """
    rows = (_row(o.fact, flagged, titles, places, words) for o in metric.rows)
    charts = (draw(series, places, words) for series in series_of(metric.rows, flagged))
    return MetricView(metric.id, metric.name, metric.documents, metric.periods, tuple(rows), tuple(charts))


def _row(fact: Fact, flagged: frozenset[str], titles: Mapping[str, str], places: Places, words: Words) -> MetricRow:
    return MetricRow(
        period=period_of(fact, words),
        kind=kind_of(fact, words),
        basis=basis_of(fact, words),
        status=words[f"status.{fact.status.value}"],
        figure=" ".join(fact.text.split()),
        metric=fact.metric,
        href=places.href(fact.fact_id),
        document=titles.get(fact.doc_id, fact.doc_id),
        flagged=fact.fact_id in flagged,
    )
