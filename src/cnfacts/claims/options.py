"""What validation assumes, each assumption named."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cnfacts.schema.enums import Kind

__all__ = ["NOMINAL", "SAME_AREA", "SAME_COVERAGE", "SAME_EDITION", "SAME_PRICES", "Allowances"]

SAME_AREA = "same_area: neither the claim nor the table's row names an area; they are taken for one"
SAME_PRICES = "same_price_basis: nominal and real changes are both published, and only one side says which it is"
SAME_COVERAGE = "same_coverage: the figures are of one coverage (口径); bases that were restated are not"
SAME_EDITION = "same_edition: the figures of different documents are of one edition"
NOMINAL = "nominal: a change that does not say at which prices is at current ones"


@dataclass(frozen=True, slots=True)
class Allowances:
    """How far a figure may be revised after it was first published, and what counts as flat.

    `level` is a share of a level (or multiple), `points` are percentage points of a growth, share or rate, `flat` is
    the largest change in per cent, or points, that 持平 covers.
    """

    level: Fraction = Fraction(5, 100)
    points: Fraction = Fraction(1)
    flat: Fraction = Fraction(1, 2)

    def named(self) -> str:
        """The assumption under which a wider gap refutes."""
        return (
            f"revision_allowance: a revision moves a level by no more than {_plain(self.level * 100)} %, "
            f"a growth or share by no more than {_plain(self.points)} points"
        )

    def covers(self, gap: Fraction, size: Fraction | None, kind: Kind, unit: str, times: Fraction = Fraction(1)) -> bool:
        """Whether a revision may explain a gap.

        Args:
            gap: the distance of claim and reference in W, in the claim's unit.
            size: the magnitude of the level revised, in that unit; None where that level is not at hand.
            kind: the claim's.
            unit: the claim's.
            times: how many points a point of each of the growths behind it moves it.
        """
        if unit in ("%", "‰", "百分点"):
            return gap <= self.points * times
        if kind is Kind.GROWTH:
            return gap <= self.points * times / 100  # in 倍
        return size is None or gap <= self.level * size


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
