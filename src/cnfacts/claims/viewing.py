"""Facts as claims and references see them: digits of Chinese numerals read, origins of a rise placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from cnfacts.checks.observation import Observation
from cnfacts.checks.observe import is_origin, observe
from cnfacts.claims.spoken import in_digits
from cnfacts.schema.enums import Aggregation, Kind, PriceBasis
from cnfacts.schema.fact import Fact

__all__ = ["view"]

_CONSTANT = regex.compile(r"按照?\s*(?:\d{4}|[一二三四五六七八九〇零○]{4})年(?:不变)?价格?[^。；]*$")


def view(facts: Sequence[Fact]) -> list[Observation]:
    """The facts' observations, in their order."""
    found = observe([in_digits(fact) for fact in facts])
    after: list[Observation | None] = [*found[1:], None]
    return [_priced(_placed(o, other)) for o, other in zip(found, after, strict=False)]


def _priced(o: Observation) -> Observation:
    """A level 按1985年价格计算 is at constant prices."""
    if o.kind is not Kind.LEVEL or o.price is PriceBasis.REAL:
        return o
    before = o.fact.sentence[: max(o.fact.sentence.find(o.fact.text), 0)]
    return replace(o, price=PriceBasis.REAL) if _CONSTANT.search(before) else o


def _placed(o: Observation, other: Observation | None) -> Observation:
    """The X of 由X增加到Y is of the period it was given where that lies before Y's; else nobody knows of which."""
    start, end = o.fact.period_start, o.fact.period_end
    if o.window is not None or other is None or start is None or end is None or not is_origin(o.fact):
        return o
    later = other.fact.period_start
    together = other.key == o.key and other.doc == o.doc and other.fact.sentence == o.fact.sentence
    if not together or later is None or later <= end:
        return o
    return replace(o, window=(end, end) if o.aggregation is Aggregation.STOCK else (start, end))
