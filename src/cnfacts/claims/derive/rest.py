"""The rest of a period: the second half from the year and the first half, a month from two cumulative figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.windows import inside, is_instant
from cnfacts.claims.derive.derived import Derived, converted, day_before, labelled
from cnfacts.claims.shelf import Shelf, by_window
from cnfacts.schema.enums import Aggregation, Kind

__all__ = ["NAME", "derive"]

NAME = "rest"
_NOT_ADDED = (Aggregation.STOCK, Aggregation.RATE, Aggregation.INDEX)


def derive(claim: Observation, shelf: Shelf) -> Iterator[Derived]:
    """What is left of each longer period that begins or ends with the claim's."""
    window = claim.window
    if claim.kind is not Kind.LEVEL or window is None or is_instant(window) or claim.aggregation in _NOT_ADDED:
        return
    known = by_window(o for o in shelf.series(claim, Kind.LEVEL) if o.aggregation not in _NOT_ADDED)
    for longer, wholes in known.items():
        other = _rest(window, longer)
        if other is None:
            continue
        for whole, part in shelf.editions(wholes, known.get(other, [])):
            all_of, less = converted(whole, claim.unit), converted(part, claim.unit)
            if all_of is None or less is None or all_of.is_any or less.is_any:
                continue
            yield Derived(
                NAME,
                all_of - less,
                (("whole", whole), ("part", part)),
                f"{labelled(whole)} − {labelled(part)}",
                size=abs(all_of.wide.hi) if all_of.wide.hi is not None else None,
            )


def _rest(window: Window, longer: Window) -> Window | None:
    if not inside(window, longer):
        return None
    if window[1] == longer[1]:
        return longer[0], day_before(window[0])
    if window[0] == longer[0]:
        return window[1] + timedelta(days=1), longer[1]
    return None
