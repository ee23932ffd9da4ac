"""What a misprinted figure may have been: a sign, two digits, a 万 or 亿, a unit, one digit.

A repair is offered only when the whole group is feasible with it, preferably rounded to nearest. The
likeliest kinds come first; a slip of one digit explains almost anything, so it never singles a fact out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from cnfacts.checks.figure import Figure, figure_of
from cnfacts.checks.finding import RepairKind
from cnfacts.checks.joint.implied import near_bounds
from cnfacts.checks.joint.model import Model, Reading
from cnfacts.checks.joint.solve import decide
from cnfacts.checks.joint.statements import Statement
from cnfacts.checks.joint.words import scale_word
from cnfacts.schema.enums import Kind, Qualifier
from cnfacts.schema.fact import Fact

__all__ = ["Fix", "fixes_of"]

_PRECISION = 60
_MOST = 3
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Fix:
    """A changed figure that fits."""

    index: int
    kind: RepairKind
    proposed: str
    figure: Figure
    is_near: bool


def fixes_of(model: Model, statement: Statement) -> list[Fix]:
    """The likeliest changes of one figure that make the whole group feasible, at most a few."""
    fact = model.observations[statement.index].fact
    if fact.value is None or fact.value_text is None or fact.qualifier is not Qualifier.EQ or fact.value_high is not None:
        return []
    rest = model.system(Reading.WIDE).without([statement.index])
    low, high = near_bounds(rest, *model.forms(statement))
    found: list[Fix] = []
    for kind, changed in _candidates(fact):
        figure = figure_of(changed)
        if figure is None or not _may_fit(statement, figure, low, high):
            continue
        fix = _tried(model, statement.index, kind, changed, figure)
        found += [fix] if fix else []
    near = [fix for fix in found if fix.is_near]
    return (near or found)[:_MOST]


def _may_fit(statement: Statement, figure: Figure, low: float, high: float) -> bool:
    interval = statement.read(figure.wide)
    assert interval.lo is not None and interval.hi is not None
    slack = _SLACK * max(1.0, abs(float(interval.hi)))
    return float(interval.lo) <= high + slack and float(interval.hi) >= low - slack


def _tried(model: Model, index: int, kind: RepairKind, fact: Fact, figure: Figure) -> Fix | None:
    for reading in (Reading.NEAR, Reading.WIDE):
        if decide(model.system(reading, {index: figure})).feasible:
            return Fix(index, kind, _shown(fact), figure, reading is Reading.NEAR)
    return None


def _shown(fact: Fact) -> str:
    """As it would have been printed, signed."""
    sign = "-" if fact.value is not None and fact.value < 0 else ""
    return f"{sign}{(fact.value_text or '').lstrip('+-')}{scale_word(fact.scale)}{fact.unit}"


def _candidates(fact: Fact) -> Iterator[tuple[RepairKind, Fact]]:
    """Likeliest first; each printed string once."""
    text, value = fact.value_text or "", fact.value or Decimal(0)
    seen = {text.lstrip("+-")}
    if fact.kind is not Kind.SHARE and value:
        yield RepairKind.SIGN, fact.model_copy(update={"value": -value})
    for changed in _swapped(text):
        if changed not in seen:
            seen.add(changed)
            yield RepairKind.TRANSPOSITION, _printed(fact, changed)
    if fact.kind in (Kind.LEVEL, Kind.DIFFERENCE) and fact.unit not in ("%", "百分点"):
        for power in (-8, -4, 4, 8):
            yield RepairKind.SCALE, _scaled(fact, power)
    for changed in _misread(text):
        if changed not in seen:
            seen.add(changed)
            yield RepairKind.DIGIT, _printed(fact, changed)


def _swapped(text: str) -> Iterator[str]:
    places = [i for i, char in enumerate(text) if char.isdigit()]
    for a, b in pairwise(places):
        chars = list(text.lstrip())
        chars[a], chars[b] = chars[b], chars[a]
        yield "".join(chars)


def _misread(text: str) -> Iterator[str]:
    for place, char in enumerate(text):
        if char.isdigit():
            for other in "0123456789":
                yield text[:place] + other + text[place + 1 :]


def _printed(fact: Fact, text: str) -> Fact:
    assert fact.value is not None
    with localcontext() as context:
        context.prec = _PRECISION
        size = abs(Decimal(text)).scaleb(fact.scale)
        return fact.model_copy(update={"value": -size if fact.value < 0 else size, "value_text": text})


def _scaled(fact: Fact, power: int) -> Fact:
    assert fact.value is not None
    with localcontext() as context:
        context.prec = _PRECISION
        return fact.model_copy(update={"value": fact.value.scaleb(power), "scale": fact.scale + power})
