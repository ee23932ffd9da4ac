"""The solver: floats propose, fractions decide, and both ways agree."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from cnfacts.checks.joint.exact import decide_exactly
from cnfacts.checks.joint.implied import range_of
from cnfacts.checks.joint.solve import decide
from cnfacts.checks.joint.system import Ratio, System, certifies, holds, rows_of

F = Fraction


def system(width: int, *ratios: Ratio, free: tuple[int, ...] = ()) -> System:
    rows = [row for ratio in ratios for row in rows_of(ratio)]
    return System(tuple(column not in free for column in range(width)), tuple(rows))


def level(source: int, columns: list[int], low: Fraction | int, high: Fraction | int) -> Ratio:
    return Ratio(dict.fromkeys(columns, 1), {0: 1}, F(low), F(high), (source,))


def random_system(rng: random.Random) -> System:
    """Levels and growths of consecutive blocks, some of them wrong."""
    n, big = rng.choice([3, 6, 10]), rng.choice([1, 10**4, 10**10])
    before = [F(rng.randint(50, 200)) for _ in range(n)]
    now = [level * F(rng.randint(800, 1300), 1000) for level in before]
    ratios = []
    for source in range(rng.randint(4, 18)):
        first = rng.randrange(n)
        last = rng.randrange(first, n) + 1
        blocks = dict.fromkeys(range(1 + first, 1 + last), 1)
        if rng.random() < 0.6:
            growth = round(sum(now[first:last]) / sum(before[first:last]) * 1000)
            growth += rng.choice([-20, 5, 20]) if rng.random() < 0.05 else 0
            den = {column + n: 1 for column in blocks}
            ratios.append(Ratio(blocks, den, F(2 * growth - 1, 2000), F(2 * growth + 1, 2000), (source,)))
        else:
            shown = round(sum(now[first:last]) * 10)
            low, high = F(2 * shown - 1, 20) * big, F(2 * shown + 1, 20) * big
            ratios.append(Ratio(blocks, {0: 1}, low, high, (source,)))
    return system(1 + 2 * n, *ratios)


@pytest.mark.parametrize("seed", range(60))
def test_floats_and_fractions_agree(seed: int) -> None:
    made = random_system(random.Random(seed))
    decision, oracle = decide(made), decide_exactly(made, pivots=10_000)
    assert decision.feasible is (oracle.point is not None)
    if decision.point is not None:
        assert holds(made, decision.point)
    if decision.multipliers is not None:
        assert certifies(made, decision.multipliers)


@pytest.mark.parametrize("part, feasible", [(F(1), True), (F(1) + F(1, 10**15), False), (F(1) - F(1, 10**15), True)])
def test_touching_is_not_apart(part: Fraction, feasible: bool) -> None:
    """Two intervals that share one point only, or miss each other by less than floats can see."""
    made = system(2, level(0, [1], 0, 1), level(1, [1], part, 2))
    assert decide(made).feasible is feasible


def test_a_sum_that_touches() -> None:
    parts = [level(source, [source], 2 * source, 2 * source + 1) for source in (1, 2, 3)]
    assert decide(system(4, *parts, level(4, [1, 2, 3], 15, 16))).feasible is True
    assert decide(system(4, *parts, level(4, [1, 2, 3], F(150001, 10000), 16))).feasible is False


def test_ten_digit_counts() -> None:
    """第七次全国人口普查公报（第四号）: 男 723339956 and 女 688438768 are 1411778724, within ±3."""
    men, women = level(0, [1], 723339955, 723339957), level(1, [2], 688438767, 688438769)
    assert decide(system(3, men, women, level(2, [1, 2], 1411778723, 1411778725))).feasible is True
    assert decide(system(3, men, women, level(2, [1, 2], 1411778726, 1411778728))).feasible is True
    assert decide(system(3, men, women, level(2, [1, 2], 1411778727, 1411778729))).feasible is False


def test_positive_without_epsilon() -> None:
    """A part of nought is no level, however small the others are."""
    made = system(3, level(0, [1, 2], 1, 1), level(1, [1], 1, 2))
    assert decide(made).feasible is False


def test_free_columns_may_be_negative() -> None:
    assert decide(system(2, level(0, [1], -3, -2), free=(1,))).feasible is True
    assert decide(system(2, level(0, [1], -3, -2))).feasible is False


def test_implied_range_is_exact() -> None:
    made = system(3, level(0, [1, 2], 10, 12), level(1, [1], 3, 4))
    assert range_of(made, {2: 1}, {0: 1}).lo == 6
    assert range_of(made, {2: 1}, {0: 1}).hi == 9
    assert range_of(made, {2: 1}, {1: 1}).lo == F(3, 2)
    assert range_of(system(3, level(0, [1], 3, 4)), {2: 1}, {0: 1}).hi is None
