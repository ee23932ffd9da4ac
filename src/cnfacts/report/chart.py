"""A series drawn: bars as wide as their periods, lines over longer ones, dots at single days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup, escape

from cnfacts.checks.observation import Window
from cnfacts.checks.show import scale_word
from cnfacts.report.axes import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Days, Values, short_name
from cnfacts.report.places import Places
from cnfacts.report.series import Point, Series
from cnfacts.report.words import Words
from cnfacts.schema.brief import brief_period

__all__ = ["draw"]

_CHARACTER = 6.6
"""Width of a digit."""
_THIN = 5.0
"""A bar is not narrower."""
_SPANS = 5
"""More lines over longer periods are not named."""
_BASELINE = HEIGHT - BOTTOM

_KEYS = {
    "part": '<rect class="bar" x="1" y="2" width="20" height="9"/>',
    "planned": '<rect class="bar planned" x="2" y="2" width="18" height="9"/>',
    "cumulative": '<path class="span" d="M1 6H19"/><circle class="end" cx="19" cy="6" r="3"/>',
}


def draw(series: Series, places: Places, words: Words) -> Markup:
    """A series as a figure whose points are links to their words.

    Args:
        series: with its points in order.
        places: where facts stand, seen from the page.
        words: the page's language.
    """
    parts = (_caption(series, words), _picture(series, places, words), _key(series, words))
    return Markup('<figure class="chart">{}{}{}</figure>').format(*parts)


def _caption(series: Series, words: Words) -> Markup:
    what = words[f"kind.{series.kind.value}"]
    basis = words[f"basis.{series.basis.value}"]
    unit = scale_word(series.scale) + series.unit
    about = Markup(" · ").join(filter(None, (what, basis, unit)))
    return Markup('<figcaption>{} <span>{}</span></figcaption>').format(series.name, about)


def _picture(series: Series, places: Places, words: Words) -> Markup:
    label = words["series.chart"].format(series.name, words[f"kind.{series.kind.value}"])
    days = Days.over(point.window for point in series.points)
    bars = any(not point.is_instant for point in series.points)
    values = Values.around((float(point.value) for point in series.points), zero=bars)
    out = [
        Markup('<svg viewBox="0 0 {} {}" role="group" aria-label="{}">').format(f"{WIDTH:.0f}", f"{HEIGHT:.0f}", label),
        *_frame(series, days, values),
        *_joins(series, days, values),
        *_marks(series, days, values, places, words),
        Markup("</svg>"),
    ]
    return Markup("").join(out)


def _frame(series: Series, days: Days, values: Values) -> Iterator[Markup]:
    """Level lines with their values, years beneath."""
    for y, name in values.ticks():
        tone = "zero" if name.strip("0.−") == "" else "grid"
        yield Markup(f'<path class="{tone}" d="M{LEFT:.0f} {y:.1f}H{WIDTH - RIGHT:.0f}"/>')
        yield Markup(f'<text x="{LEFT - 6:.0f}" y="{y + 4:.1f}" text-anchor="end">{name}</text>')
    for left, middle, name in days.years():
        if left > LEFT + 1:
            yield Markup(f'<path class="grid" d="M{left:.1f} {TOP:.0f}V{HEIGHT - 4:.0f}"/>')
        yield Markup(f'<text x="{middle:.1f}" y="{HEIGHT - 6:.0f}" text-anchor="middle">{name}</text>')


def _joins(series: Series, days: Days, values: Values) -> Iterator[Markup]:
    """A line from each single day's actual figure to the next."""
    dots = [point for point in series.points if point.is_instant and not point.planned]
    for one, other in pairwise(dots):
        ends = [f"{_middle(days, p.window):.1f} {values.y(float(p.value)):.1f}" for p in (one, other)]
        yield Markup(f'<path class="join" d="M{ends[0]}L{ends[1]}"/>')


def _middle(days: Days, window: Window) -> float:
    left, right = days.sides(window)
    return (left + right) / 2


def _marks(series: Series, days: Days, values: Values, places: Places, words: Words) -> Iterator[Markup]:
    """The points: bars first, so that lines over longer periods stay in sight."""
    windows = {point.window for point in series.points}
    spans = {w for w in windows if any(_holds(w, other) for other in windows)}
    shares = Counter(point.window for point in series.points)
    taken: Counter[Window] = Counter()
    bars = [p for p in series.points if p.window not in spans]
    room = min((_width(days, p.window) / shares[p.window] for p in bars), default=0.0)
    text = max((len(_number(p)) for p in bars), default=0) * _CHARACTER
    labelled = room >= text or len(bars) <= 2
    for point in sorted(series.points, key=lambda p: p.window in spans):
        if point.window in spans:
            shape = _span(point, days, values, labelled=len(spans) <= _SPANS)
        elif point.is_instant:
            shape = _dot(point, days, values, labelled or len(bars) <= 6)
        else:
            shape = _bar(point, days, values, taken[point.window], shares[point.window], labelled)
            taken[point.window] += 1
        yield _link(point, shape, series, places, words)


def _holds(outer: Window, inner: Window) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _width(days: Days, window: Window) -> float:
    left, right = days.sides(window)
    return max(right - left, _THIN)


def _bar(point: Point, days: Days, values: Values, at: int, of: int, labelled: bool) -> Markup:
    left, right = days.sides(point.window)
    width = max(right - left, _THIN)
    gap = min(3.0, width * 0.12)
    left, width = left + gap + at * (width - 2 * gap) / of, (width - 2 * gap) / of
    zero, y = values.y(0.0), values.y(float(point.value))
    planned = " planned" if point.planned else ""
    height = max(abs(zero - y), 1.0)
    out = f'<rect class="bar{planned}" x="{left:.1f}" y="{min(zero, y):.1f}" width="{width:.1f}" height="{height:.1f}" rx="1"/>'
    middle, above = left + width / 2, y - 4 if y <= zero else y + 12
    if labelled:
        out += f'<text class="value" x="{middle:.1f}" y="{above:.1f}" text-anchor="middle">{_number(point)}</text>'
    name = short_name(point.window)
    if at == 0 and len(name) * _CHARACTER <= width * of + 4:
        out += f'<text x="{left + width * of / 2:.1f}" y="{_BASELINE + 15:.1f}" text-anchor="middle">{name}</text>'
    beside = len(_number(point)) * _CHARACTER / 2 + 5 if labelled else 0.0
    return Markup(out) + _flag(point, middle + beside, above)


def _dot(point: Point, days: Days, values: Values, labelled: bool) -> Markup:
    x, y = _middle(days, point.window), values.y(float(point.value))
    planned = " planned" if point.planned else ""
    out = f'<circle class="dot{planned}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    if labelled:
        out += f'<text class="value" x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{_number(point)}</text>'
    return Markup(out) + _flag(point, x, y - 20)


def _span(point: Point, days: Days, values: Values, *, labelled: bool) -> Markup:
    (left, right), y = days.sides(point.window), values.y(float(point.value))
    planned = " planned" if point.planned else ""
    out = f'<path class="span{planned}" d="M{left + 2:.1f} {y:.1f}H{right - 4:.1f}"/>'
    out += f'<circle class="end" cx="{right - 4:.1f}" cy="{y:.1f}" r="3.5"/>'
    if labelled:
        number = _number(point)
        beside = right + len(number) * _CHARACTER < WIDTH
        x, height, anchor = (right + 2, y + 4, "start") if beside else (right - 10, y - 5, "end")
        out += f'<text class="value" x="{x:.1f}" y="{height:.1f}" text-anchor="{anchor}">{number}</text>'
    return Markup(out) + _flag(point, right - 4, y - 18)


def _flag(point: Point, x: float, y: float) -> Markup:
    mark = f'<text class="flag" x="{x:.1f}" y="{max(y, 12.0):.1f}" text-anchor="middle">!</text>'
    return Markup(mark if point.flagged else "")


def _link(point: Point, shape: Markup, series: Series, places: Places, words: Words) -> Markup:
    said = [brief_period(*point.window), point.fact.text]
    if point.planned:
        said.append(words[f"status.{point.fact.status.value}"])
    if point.flagged:
        said.append(words["series.flagged"])
    label = ": ".join(said[:2]) + "".join(f", {rest}" for rest in said[2:])
    href = places.href(point.fact.fact_id)
    target = Markup(' href="{}"').format(href) if href else Markup(' tabindex="0"')
    return Markup('<a{} aria-label="{}"><title>{}</title>{}</a>').format(target, label, label, shape)


def _number(point: Point) -> str:
    """The value as printed, signed, where it was printed in the series' own scale."""
    fact, plain = point.fact, format(point.value.normalize(), ",f")
    digits = fact.value_text
    if digits and abs(point.value) == abs(type(point.value)(digits)):
        plain = digits if point.value >= 0 else f"-{digits.lstrip('+-')}"
    return str(escape(plain.replace("-", "−")))


def _key(series: Series, words: Words) -> Markup:
    """What the shapes mean, where more than one is used."""
    windows = {point.window for point in series.points}
    used = {
        "part": any(not p.planned and not p.is_instant for p in series.points),
        "planned": any(p.planned for p in series.points),
        "cumulative": any(_holds(one, other) for one in windows for other in windows),
    }
    names = {"part": "series.part", "planned": "status.target", "cumulative": "series.cumulative"}
    shown = [key for key, is_used in used.items() if is_used]
    if len(shown) < 2:
        return Markup("")
    items = (f'<span><svg viewBox="0 0 22 12" aria-hidden="true">{_KEYS[key]}</svg> {words[names[key]]}</span>' for key in shown)
    return Markup(f'<p class="key">{"".join(items)}</p>')
