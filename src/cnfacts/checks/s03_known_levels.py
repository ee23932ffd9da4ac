"""S3 `known-levels`: cumulative growths and levels leave room for a positive base.

**What.** A level A and its growth g give the base period's level B = A ÷ (1 + g). Where the sub-periods of a period are
all given with levels and growths, the period's growth is ΣA ÷ ΣB. Where only a first part is given (一季度 in 上半年),
its base cannot be larger than the whole period's.

**When.** P1–P3; a growth at current prices beside levels at current prices (real growth is not comparable); P4–P6. The
base is the one that the growth is measured on, restated or not, so 可比口径 does no harm here. Nested periods that
overlap otherwise are the joint engine's.

**Example.** 财政部: 全国一般公共预算收入 62341亿元 in the first quarter of 2023, up 0.5% (2023-04-18), 119203亿元 in the first
half, up 13.3% (2023-07-19). The bases are about 62031 and 105210, which leaves 43179 for the second quarter of 2022.

- Good: 一季度 100 (+10%), 上半年 210 (+5%): bases 90.9 and 200.
- Bad: 一季度 100 (−50%), 上半年 150 (+5%): bases 200 and 142.9: the half-year's base is less than its first quarter's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cnfacts.checks.band import Band, total
from cnfacts.checks.compare import compare
from cnfacts.checks.comparison import Comparison
from cnfacts.checks.conditions import identity, prices, vintage, weakest
from cnfacts.checks.finding import Precondition, Reason
from cnfacts.checks.index import Index, band, growth_band, in_unit_of
from cnfacts.checks.judgement import CheckName, Judgement
from cnfacts.checks.observation import Observation, SeriesKey, Window
from cnfacts.checks.show import printed
from cnfacts.checks.windows import covers, shares_start
from cnfacts.schema.enums import Aggregation, Basis, Kind

__all__ = ["CHECK", "Known", "known_windows", "run"]

CHECK = CheckName("S3", "known-levels")


@dataclass(frozen=True, slots=True)
class Known:
    """A window whose level and growth are both known."""

    level: Observation
    growth: Observation
    now: Band
    before: Band
    prices: Precondition

    @property
    def facts(self) -> tuple[Observation, Observation]:
        """The two facts."""
        return self.growth, self.level


def known_windows(key: SeriesKey, observations: Sequence[Observation], index: Index) -> list[dict[Window, Known] | Reason]:
    """The windows of one series with level and growth, a lane a currency; what cannot be set beside a level."""
    note = CHECK.code, key
    if note not in index.notes:
        index.notes[note] = list(_known(observations, index))
    found: list[dict[Window, Known] | Reason] = index.notes[note]
    return found


def _known(observations: Sequence[Observation], index: Index) -> Iterator[dict[Window, Known] | Reason]:
    lanes: dict[str, dict[Window, Known]] = {}
    for growth in observations:
        percent = growth_band(growth)
        if growth.basis is not Basis.YOY or percent is None or growth.aggregation is not Aggregation.FLOW:
            continue
        state = prices(growth)
        levels = [o for o in index.levels(growth.key, growth.window, growth) if _fits(growth, o)]
        if not levels or growth.window is None:
            continue
        factor, now = percent.factor(), band(levels[0])
        if state is None or state is Precondition.UNKNOWN:
            yield Reason.NOT_COMPARABLE if state is None else Reason.UNKNOWN_BASIS
        elif not factor.is_positive or not now.is_positive:
            yield Reason.BASE_NOT_POSITIVE
        else:
            known = Known(levels[0], growth, now, now / factor, state)
            lanes.setdefault(levels[0].unit, {}).setdefault(growth.window, known)
    yield from lanes.values()


def _fits(growth: Observation, level: Observation) -> bool:
    return level.currency == growth.currency or (growth.currency == "" and not level.currency)


def run(index: Index) -> Iterator[Judgement | Reason]:
    """Judge complete covers, and each cumulative window against the next."""
    for key, observations in index.series_of(Kind.GROWTH):
        if len(observations) < 2:
            continue
        for lane in known_windows(key, observations, index):
            if isinstance(lane, Reason):
                yield lane
                continue
            yield from _covered(lane, index)
            yield from _nested(lane, index)


def _covered(lane: Mapping[Window, Known], index: Index) -> Iterator[Judgement | Reason]:
    for window, whole in lane.items():
        for cover in covers(window, lane):
            parts = [lane[w] for w in cover]
            base = total(p.before for p in parts)
            implied = (total(p.now for p in parts) / base).percent()
            yield compare(_comparison(whole, parts, implied, "Σ/Σ", index))


def _nested(lane: Mapping[Window, Known], index: Index) -> Iterator[Judgement | Reason]:
    """The base of a first stretch is within the base of the whole: G ≤ A ÷ lo(B1)."""
    for short, long in pairwise(sorted(lane)):
        if not shares_start(short, long):
            continue
        part, whole = lane[short], lane[long]
        ceiling = (whole.now / part.before).percent().at_most()
        yield Reason.APPROXIMATE_OPERAND if ceiling.is_any else compare(_comparison(whole, [part], ceiling, "≤", index))


def _comparison(whole: Known, parts: Sequence[Known], implied: Band, sign: str, index: Index) -> Comparison:
    observations = [*whole.facts, *(o for p in parts for o in p.facts)]
    roles = ["growth", "level", *(["part growth", "part level"] * len(parts))]
    percent = growth_band(whole.growth)
    assert percent is not None
    shown = "、".join(f"{p.level.fact.time_period} {printed(p.level)} ({printed(p.growth)})" for p in parts[:6])
    own = f"{whole.level.key.metric} {whole.level.fact.time_period} {printed(whole.level)}"
    return Comparison(
        check=CHECK,
        operands=tuple(zip(roles, observations, strict=True)),
        reported=in_unit_of(percent, whole.growth),
        implied=in_unit_of(implied, whole.growth),
        formula=f"{own} ({printed(whole.growth)}) {sign} {shown}",
        preconditions={
            "P1": identity(*observations),
            "P2": weakest(whole.prices, *(p.prices for p in parts)),
            "P3": vintage(*observations, same=index.same_vintage),
            "P4": Precondition.INFERRED,
            "P5": Precondition.INFERRED,
            "P6": Precondition.INFERRED,
        },
    )
