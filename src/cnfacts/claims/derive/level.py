"""A level from a growth and another level: A = B × (1 + g) forwards, B = A ÷ (1 + g) backwards."""

from __future__ import annotations

from collections.abc import Iterator

from cnfacts.checks.band import Band
from cnfacts.checks.index import growth_band
from cnfacts.checks.observation import Observation
from cnfacts.claims.derive.derived import Derived, change_of, converted, labelled
from cnfacts.claims.shelf import Shelf, at
from cnfacts.schema.enums import Basis, Kind

__all__ = ["NAME", "derive"]

NAME = "level"
_BASES = (Basis.YOY, Basis.POP, Basis.PERIOD)


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """The levels that growths imply with the level before, or after."""
    if claim.kind is not Kind.LEVEL:
        return
    growths = [g for g in shelf.series(claim, Kind.GROWTH) if g.basis in _BASES and g.base != g.window]
    for growth, base in _pairs(claim, growths, shelf, forwards=True):
        yield from _implied(claim, growth, base, forwards=True)
    for growth, level in _pairs(claim, growths, shelf, forwards=False):
        yield from _implied(claim, growth, level, forwards=False)


def _pairs(claim: Observation, growths: list[Observation], shelf: Shelf, *, forwards: bool) -> Iterator[tuple[Observation, ...]]:
    if forwards:
        for growth in at(growths, claim.window):
            yield from shelf.editions([growth], shelf.levels(claim, growth.base))
        return
    for growth in growths:
        if growth.base is not None and (growth.base == claim.window or _is_day(growth, claim)):
            yield from shelf.editions([growth], shelf.levels(claim, growth.window))


def _is_day(growth: Observation, claim: Observation) -> bool:
    """A stock's growth since the day that the claim is of."""
    assert growth.base is not None
    return claim.window is not None and claim.window[0] == claim.window[1] == growth.base[1]


def _implied(claim: Observation, growth: Observation, other: Observation, *, forwards: bool) -> Iterator[Derived]:
    conditions, size, percent = change_of(growth, other), converted(other, claim.unit), growth_band(growth)
    if conditions is None or size is None or percent is None or size.is_any or percent.is_any:
        return
    factor: Band = percent.factor()
    if not factor.is_positive or not size.is_positive or (not forwards and factor.wide.lo == 0):
        return
    yield Derived(
        NAME,
        size * factor if forwards else size / factor,
        (("growth", growth), ("base" if forwards else "level", other)),
        f"{labelled(other)} {'×' if forwards else '÷'} (1 + {labelled(growth)})",
        conditions,
    )
