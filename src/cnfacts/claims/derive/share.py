"""A share from a part and its whole: s = part ÷ whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cnfacts.checks.index import band
from cnfacts.checks.names import canonical, split_region
from cnfacts.checks.observation import Observation
from cnfacts.claims.derive.derived import Derived, converted, labelled
from cnfacts.claims.shelf import Shelf
from cnfacts.claims.units import conversion
from cnfacts.schema.enums import Kind

__all__ = ["NAME", "derive", "whole_of"]

NAME = "share"


def whole_of(claim: Observation) -> str | None:
    """The canonical name of what a share is in."""
    whole = claim.fact.relative_to
    return canonical(split_region(whole)[1]) if claim.kind is Kind.SHARE and whole else None


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """The shares that the levels of part and whole imply."""
    name, per_cent = whole_of(claim), conversion("%", claim.unit)
    if name is None or per_cent is None:
        return
    for part, whole in shelf.editions(shelf.levels(claim, claim.window), shelf.levels(claim, claim.window, name)):
        below = converted(whole, part.unit)
        if below is None or below.is_any or not below.is_positive or band(part).is_any or part.key == whole.key:
            continue
        yield Derived(
            NAME,
            (band(part) / below).scaled(Fraction(100) * per_cent),
            (("part", part), ("whole", whole)),
            f"{part.key.metric} {labelled(part)} ÷ {whole.key.metric} {labelled(whole)}",
        )
