"""A whole from the parts that make it up by definition: 进出口 = 出口 + 进口, the three industries of 国内生产总值."""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.band import total
from cnfacts.checks.lexicon import partition_rules
from cnfacts.checks.observation import Observation
from cnfacts.checks.show import arithmetic
from cnfacts.claims.derive.derived import Derived, converted, labelled
from cnfacts.claims.naming import core
from cnfacts.claims.shelf import Shelf
from cnfacts.schema.enums import Kind

__all__ = ["NAME", "derive", "parts_of"]

NAME = "parts"


def parts_of(claim: Observation) -> list[tuple[str, ...]]:
    """The names of the parts of the claim's metric, one tuple a way to split it."""
    if claim.kind is not Kind.LEVEL:
        return []
    names = {claim.key.metric, core(claim.key.metric, claim.key.region)[0]}
    ways = (rule.parts_of(name) for name in sorted(names) for rule in partition_rules() if rule.what == "sum")
    return list(dict.fromkeys(way for way in ways if way))


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """Sums of the parts of the claim's period."""
    for names in parts_of(claim):
        for parts in shelf.editions(*(shelf.levels(claim, claim.window, name) for name in names)):
            bands = [b for o in parts if (b := converted(o, claim.unit)) is not None and not b.is_any]
            if len(bands) == len(names):
                formula = arithmetic([f"{o.key.metric} {labelled(o)}" for o in parts], "+")
                yield Derived(NAME, total(bands), tuple(("part", o) for o in parts), formula)
