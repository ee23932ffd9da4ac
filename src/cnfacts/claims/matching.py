"""A claim beside a known figure: in what the two differ, and what is not known of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import regex

from cnfacts.checks.finding import Precondition
from cnfacts.checks.names import canonical, is_identified
from cnfacts.checks.observation import Observation, Window
from cnfacts.checks.observe import is_record
from cnfacts.checks.sameness import CHANGES
from cnfacts.claims.naming import names_one_thing, relate
from cnfacts.claims.options import SAME_AREA, SAME_PRICES
from cnfacts.claims.records import Difference, Reason, Slot
from cnfacts.claims.shown import when
from cnfacts.claims.units import conversion
from cnfacts.schema.brief import brief_period
from cnfacts.schema.enums import Aggregation, Basis, Kind, PriceBasis, SlotSource

__all__ = ["Aligned", "align", "is_known_area", "is_named", "same_window", "says_base", "says_when"]

_OTHER_BASE = regex.compile(r"[比较](?!上年|去年|上月|上季|同期)[^，。；]{1,8}年")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A known figure beside a claim.

    `differs` is empty for a reference of the same key. `factor` takes its figure to the claim's unit. `unknown` says
    what keeps it from refuting the claim, `assumptions` what it takes for granted when it supports.
    """

    reference: Observation
    factor: Fraction
    differs: tuple[Difference, ...] = ()
    unknown: tuple[Reason, ...] = ()
    assumptions: tuple[str, ...] = ()


def is_known_area(region: str) -> bool:
    """A region that others name too; the one a local text speaks of without naming it is none."""
    return region != "" and "@" not in region


def is_named(o: Observation) -> bool:
    """Whether the name says what is measured and of whom, and the text gives it to one figure alone."""
    if o.identity is not Precondition.UNKNOWN:
        return True
    return not is_identified(o.key.metric) and names_one_thing(o.key.metric, o.key.region)


def says_when(o: Observation) -> bool:
    """Whether the figure's own sentence names its period; a table's row does."""
    return is_record(o.fact) or (o.fact.period_text is not None and o.fact.period_text in o.fact.sentence)


def says_base(o: Observation) -> bool:
    """Whether a change says what it is measured against, or its sentence has named no other base before it.

    比1990年增加1900万吨；油料增加630万吨: the second is likely measured against 1990 too.
    """
    if o.kind not in CHANGES or o.fact.basis_source is not SlotSource.DEFAULT or is_record(o.fact):
        return True
    return _OTHER_BASE.search(o.fact.sentence, 0, max(o.fact.sentence.find(o.fact.text), 0)) is None


def same_window(one: Observation, other: Observation) -> bool:
    """Whether both are of one period; of a stock the last day counts."""
    if one.window is None or other.window is None:
        return False
    if one.window == other.window:
        return True
    is_stock = Aggregation.STOCK in (one.aggregation, other.aggregation)
    return is_stock and one.window[1] == other.window[1]


def align(claim: Observation, reference: Observation) -> Aligned:
    """Set a known figure beside a claim."""
    differs: list[Difference] = []
    unknown: list[Reason] = []
    assumptions: list[str] = []
    _names(claim, reference, differs, assumptions)
    _regions(claim, reference, differs, unknown, assumptions)
    if not same_window(claim, reference):
        differs.append(Difference(slot=Slot.PERIOD, claimed=when(claim.fact), known=when(reference.fact)))
    factor = None
    if _kinds(claim, reference, differs):
        _prices(claim, reference, differs, unknown, assumptions)
        factor = conversion(reference.unit, claim.unit, is_growth=claim.kind is Kind.GROWTH)
        if factor is None:
            differs.append(Difference(slot=Slot.UNIT, claimed=claim.unit, known=reference.unit))
    one, other = claim.fact.status.value, reference.fact.status.value
    if one != other:
        differs.append(Difference(slot=Slot.STATUS, claimed=one, known=other))
    if not is_named(claim):
        unknown.append(Reason.METRIC_UNKNOWN)
    if not says_base(claim):
        unknown.append(Reason.BASIS_UNKNOWN)
    return Aligned(reference, factor or Fraction(1), tuple(differs), tuple(unknown), tuple(assumptions))


def _names(claim: Observation, reference: Observation, differs: list[Difference], assumptions: list[str]) -> None:
    one, other = claim.key.metric, reference.key.metric
    naming = relate(one, other, claim.key.region)
    if not naming.is_same or _is_bare(claim) or not (is_record(reference.fact) or is_named(reference)):
        differs.append(Difference(slot=Slot.METRIC, claimed=one, known=other))
    elif naming.reason:
        assumptions.append(f"same_metric: {one} = {other}（{naming.reason}）")


def _is_bare(o: Observation) -> bool:
    return o.identity is Precondition.UNKNOWN and not names_one_thing(o.key.metric, o.key.region)


def _regions(
    claim: Observation, ref: Observation, differs: list[Difference], unknown: list[Reason], assumptions: list[str]
) -> None:
    one, other = claim.key.region, ref.key.region
    if is_known_area(one) and is_known_area(other):
        if one != other:
            differs.append(Difference(slot=Slot.REGION, claimed=one, known=other))
    elif not is_known_area(one) and other == "" and is_record(ref.fact):
        unknown.append(Reason.REGION_UNKNOWN)
        assumptions.append(SAME_AREA)
    else:
        differs.append(Difference(slot=Slot.REGION, claimed=_area(one), known=_area(other)))


def _area(region: str) -> str:
    return region if is_known_area(region) else "?"


def _kinds(claim: Observation, reference: Observation, differs: list[Difference]) -> bool:
    """Kind, and for a change or share what it is of; whether that is the same."""
    if claim.kind is not reference.kind or _of(claim) != _of(reference):
        differs.append(Difference(slot=Slot.KIND, claimed=_kind(claim), known=_kind(reference)))
        return False
    if not _same_basis(claim, reference):
        differs.append(Difference(slot=Slot.BASIS, claimed=_basis(claim), known=_basis(reference)))
    return True


def _of(o: Observation) -> tuple[object, str]:
    whole = o.fact.relative_to if o.kind in (Kind.SHARE, Kind.CONTRIBUTION) else None
    return o.fact.difference_of if o.kind is Kind.DIFFERENCE else None, canonical(whole or "")


def _kind(o: Observation) -> str:
    of, whole = _of(o)
    said = o.kind.value if of is None else f"{o.kind.value} of {getattr(of, 'value', of)}"
    return f"{said} in {whole}" if whole else said


def _same_basis(claim: Observation, reference: Observation) -> bool:
    if claim.kind not in CHANGES:
        averages = Basis.AVERAGE in (claim.basis, reference.basis)
        return not averages or claim.basis is reference.basis
    if Basis.UNSTATED in (claim.basis, reference.basis):
        return False
    if claim.base is not None and reference.base is not None and Basis.AVERAGE not in (claim.basis, reference.basis):
        return _same_day(claim, claim.base, reference.base)
    return claim.basis is reference.basis and claim.basis in (Basis.YOY, Basis.POP, Basis.AVERAGE)


def _same_day(o: Observation, one: Window, other: Window) -> bool:
    return one == other or (o.aggregation is Aggregation.STOCK and one[1] == other[1])


def _basis(o: Observation) -> str:
    return o.basis.value if o.base is None else f"{o.basis.value} {brief_period(*o.base)}"


def _prices(
    claim: Observation, ref: Observation, differs: list[Difference], unknown: list[Reason], assumptions: list[str]
) -> None:
    """Prices of a change or level, and the currency of a change."""
    one, other = claim.price, ref.price
    if one is not other:
        if PriceBasis.UNSTATED in (one, other):
            unknown.append(Reason.PRICE_BASIS_UNKNOWN)
            assumptions.append(SAME_PRICES)
        else:
            differs.append(Difference(slot=Slot.PRICE_BASIS, claimed=one.value, known=other.value))
    elif one is PriceBasis.UNSTATED:
        unknown.append(Reason.PRICE_BASIS_UNKNOWN)
        assumptions.append(SAME_PRICES)
    if claim.kind in CHANGES and claim.currency != ref.currency:
        if claim.currency in ("", "?") or ref.currency in ("", "?"):
            if "?" in (claim.currency, ref.currency) or {claim.currency, ref.currency} - {"", "元"}:
                unknown.append(Reason.BASIS_UNKNOWN)
        else:
            differs.append(Difference(slot=Slot.UNIT, claimed=claim.currency, known=ref.currency))
