"""Two intervals beside each other on one line of numbers, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from cnfacts.checks.interval import Interval

__all__ = ["strip"]

_WIDTH, _HEIGHT, _MARGIN = 240.0, 40, 8.0
_ROWS = {"printed": 12, "implied": 28}


def strip(pairs: Sequence[tuple[Interval, Interval]]) -> Markup:
    """The printed interval above the implied one; of several pairs the narrow one (N) first, drawn thicker.

    Empty where an interval has no end to draw; sides without bound run off the picture.
    """
    ends = [float(end) for pair in pairs for one in pair for end in (one.lo, one.hi) if end is not None]
    if len(ends) < 2 or min(ends) == max(ends):
        return Markup("")
    low, high = min(ends), max(ends)
    pad = (high - low) * 0.12

    def x(end: object, default: float) -> float:
        if end is None:
            return default
        return _MARGIN + (float(end) - low + pad) / (high - low + 2 * pad) * (_WIDTH - 2 * _MARGIN)  # type: ignore[arg-type]

    bars = []
    for at, pair in enumerate(pairs):
        name = "near" if at == 0 and len(pairs) > 1 else "wide"
        for (row, y), one in zip(_ROWS.items(), pair, strict=True):
            left, right = x(one.lo, 0.0), x(one.hi, _WIDTH)
            bars.append(f'<path class="{row} {name}" d="M{left:.1f} {y}H{max(right, left + 2):.1f}"/>')
    picture = f'<svg class="strip" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT}" aria-hidden="true">{"".join(reversed(bars))}</svg>'
    return Markup(picture)
