"""True statistics are never accused; wrong ones are, with a proof that anyone can replay."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from joint_worlds import PARTS, ROUNDINGS, WHOLE, a_year, bulletin, dense, growths, replay, world

from cnfacts.checks.finding import Finding, RepairKind, Verdict
from cnfacts.checks.joint import groups_of, run
from cnfacts.checks.joint.components import connected
from cnfacts.checks.joint.exact import decide_exactly
from cnfacts.checks.joint.model import Model, Reading
from cnfacts.checks.joint.repairs import _shown
from cnfacts.checks.linking import link
from cnfacts.schema.enums import Kind
from cnfacts.schema.fact import Fact


def findings(facts: list[Fact]) -> list[Finding]:
    return run(groups_of(link(facts)), within=None)


def accused(facts: list[Fact]) -> list[Finding]:
    return [f for f in findings(facts) if f.verdict is Verdict.INCONSISTENT]


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("seed", range(30))
def test_true_figures_are_never_accused(rounding: str, seed: int) -> None:
    rng = random.Random(seed)
    for facts in (
        bulletin(world(rng), rng, rounding, 24),
        bulletin(world(rng, parts=False), rng, rounding, 20),
        growths(world(rng, parts=False), rng, rounding),
    ):
        found = findings(facts)
        assert found
        allowed = {Verdict.CONSISTENT} | ({Verdict.ROUNDING_SENSITIVE} if rounding == "truncate" else set())
        assert {f.verdict for f in found} <= allowed


def test_truncation_fails_only_the_narrow_reading() -> None:
    """N alone would accuse truncated figures; W does not (design/checks.md)."""
    found: list[Finding] = []
    for seed in range(6):
        rng = random.Random(seed)
        found += findings(dense(world(rng), rng, "truncate"))
    verdicts = [f.verdict for f in found]
    assert Verdict.ROUNDING_SENSITIVE in verdicts
    assert Verdict.INCONSISTENT not in verdicts


def shifted(fact: Fact, by: str) -> Fact:
    assert fact.value is not None and fact.value_text is not None
    value = (fact.value + Decimal(by)).quantize(Decimal(fact.value_text))
    return fact.model_copy(update={"value": value, "value_text": f"{abs(value):f}"})


def slipped(fact: Fact) -> Fact:
    assert fact.value is not None
    return fact.model_copy(update={"value": fact.value.scaleb(-4), "scale": fact.scale - 4})


def turned(fact: Fact) -> Fact:
    assert fact.value is not None
    return fact.model_copy(update={"value": -fact.value})


ERRORS: dict[str, tuple[Kind, Callable[[Fact], Fact]]] = {
    "sign": (Kind.GROWTH, turned),
    "+1.0": (Kind.GROWTH, lambda fact: shifted(fact, "1.0")),
    "-0.5": (Kind.GROWTH, lambda fact: shifted(fact, "-0.5")),
    "scale": (Kind.LEVEL, slipped),
}


def spoiled(facts: list[Fact], error: str, rng: random.Random) -> tuple[list[Fact], Fact]:
    kind, spoil = ERRORS[error]
    place = rng.choice([i for i, fact in enumerate(facts) if fact.kind is kind and abs(fact.value or 0) > 2])
    changed = spoil(facts[place])
    return [*facts[:place], changed, *facts[place + 1 :]], changed


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("seed", range(6))
def test_one_wrong_figure_among_levels_and_growths_is_found(error: str, seed: int) -> None:
    """Where a growth and both levels are known, every slip is refuted and the culprit singled out."""
    rng = random.Random(seed)
    true = dense(world(rng, parts=seed % 2 == 0), rng)
    facts, wrong = spoiled(true, error, rng)
    (finding,) = accused(facts)
    assert finding.suspects == (wrong.fact_id,)
    assert finding.proof is not None and finding.reported is not None and finding.implied is not None
    replay(finding.proof)
    if error in ("sign", "scale"):
        was = next(fact for fact in true if fact.fact_id == wrong.fact_id)
        assert finding.repairs[0].proposed == _shown(was)
        assert finding.repairs[0].kind is RepairKind(error)


def test_about_half_of_single_errors_show_in_a_year() -> None:
    """Growths and one year's levels: about half show, and all that exact arithmetic refutes are reported."""
    caught = total = 0
    for seed in range(8):
        rng = random.Random(seed)
        true = a_year(world(rng, parts=False), rng, "half_up")
        for error in ("sign", "+1.0", "-0.5"):
            facts, _ = spoiled(true, error, rng)
            found = accused(facts)
            assert bool(found) is refutable(facts)
            caught, total = caught + bool(found), total + 1
            for finding in found:
                assert finding.proof is not None
                replay(finding.proof)
    assert 0.35 < caught / total < 0.75


def refutable(facts: list[Fact]) -> bool:
    """By the exact simplex alone, on all rows."""
    models = [model for group in groups_of(link(facts)) for model in connected(Model.of(group))]
    outcomes = [decide_exactly(model.system(Reading.WIDE), pivots=20_000) for model in models]
    assert all(outcome.point is not None or outcome.multipliers is not None for outcome in outcomes)
    return any(outcome.multipliers is not None for outcome in outcomes)


def test_the_conflict_is_minimal() -> None:
    rng = random.Random(4)
    facts, _ = spoiled(growths(world(rng, parts=False), rng, "half_up"), "sign", rng)
    found = accused(facts)
    assert found
    core = [fact for fact in facts if fact.fact_id in found[0].conflict_set]
    assert accused(core)
    for fact in core:
        assert not accused([other for other in core if other is not fact])


def test_proof_rows_say_what_was_printed() -> None:
    """Each row of a fact bounds a level or a growth by an end of its W, read here again from the digits."""
    rng = random.Random(2)
    facts, _ = spoiled(dense(world(rng), rng), "+1.0", rng)
    printed = {fact.fact_id: fact for fact in facts}
    (finding,) = accused(facts)
    assert finding.proof is not None
    for row in finding.proof.rows:
        for name in row.facts:
            fact = printed[name]
            ends = [Fraction(fact.value or 0) + side * last_place(fact) for side in (-1, 1)]
            if fact.kind is Kind.GROWTH:
                ends = [1 + end / 100 for end in ends]
            known = [abs(Fraction(v)) for n, v in row.coefficients.items() if is_base(n, fact)]
            others = [abs(Fraction(v)) for n, v in row.coefficients.items() if not is_base(n, fact)]
            assert {value / others[0] for value in known} <= set(ends)


def last_place(fact: Fact) -> Fraction:
    text = fact.value_text or ""
    if "." not in text:
        return Fraction(10) ** (fact.scale + len(text) - len(text.rstrip("0")))
    return Fraction(10) ** (fact.scale - len(text.partition(".")[2]))


def is_base(name: str, fact: Fact) -> bool:
    return name == "τ" if fact.kind is Kind.LEVEL else " 2019-" in name


@pytest.mark.parametrize("seed", range(5))
def test_verdicts_do_not_depend_on_order(seed: int) -> None:
    rng = random.Random(seed)
    facts, _ = spoiled(dense(world(rng), rng), "-0.5", rng)
    before = accused(facts)
    rng.shuffle(facts)
    after = accused(facts)
    assert [(f.conflict_set, f.suspects) for f in before] == [(f.conflict_set, f.suspects) for f in after]


@pytest.mark.parametrize("error", [None, "+1.0"])
def test_verdicts_do_not_depend_on_scale_words(error: str | None) -> None:
    """3.45亿 or 34500.00万 with the digits moved: the same value to the same last place."""
    rng = random.Random(7)
    facts = dense(world(rng), rng)
    facts = spoiled(facts, error, rng)[0] if error else facts
    moved = [rescaled(fact) if fact.kind is Kind.LEVEL else fact for fact in facts]
    assert [f.verdict for f in findings(facts)] == [f.verdict for f in findings(moved)]


def rescaled(fact: Fact) -> Fact:
    text = fact.value_text or ""
    if fact.scale != 8 or len(text.partition(".")[2]) < 1:
        return fact
    whole, _, decimals = text.partition(".")
    return fact.model_copy(update={"value_text": f"{whole}{decimals[0]}.{decimals[1:]}".rstrip("."), "scale": 7})


def test_verdicts_do_not_depend_on_unrelated_facts() -> None:
    rng = random.Random(8)
    facts, _ = spoiled(dense(world(rng), rng), "sign", rng)
    other = [
        fact.model_copy(update={"region": "某省", "fact_id": f"o{fact.fact_id}"})
        for fact in bulletin(world(rng), rng, "half_up", 30)
    ]
    alone, together = accused(facts), accused([*other, *facts])
    assert [f.conflict_set for f in alone] == [f.conflict_set for f in together]


def test_parts_of_a_whole() -> None:
    """A sector cannot exceed the total, nor four sectors miss it."""
    rng = random.Random(9)
    facts = [f for f in dense(world(rng), rng) if f.kind is Kind.LEVEL]
    whole = next(f for f in facts if f.metric == WHOLE)
    parts = [f for f in facts if f.metric in PARTS and f.period_end == whole.period_end]
    parts = [f for f in parts if f.period_start == whole.period_start]
    assert len(parts) == 4
    assert not accused([whole, *parts])
    (finding,) = accused([slipped(whole), *parts])
    assert slipped(whole).fact_id in finding.suspects
    (finding,) = accused([slipped(whole), max(parts, key=lambda f: f.value or 0)])
    assert len(finding.conflict_set) == 2
