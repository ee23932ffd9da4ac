"""How fast the checks are: processor time, one process.

    python benchmarks/checks.py

10,000 facts in 500 groups, all true and with one wrong figure in 5 % of the groups; the same in more and fewer groups;
one group of a thousand facts. The joint engine needs the extra: pip install "cnfacts[checks]".
"""

from __future__ import annotations

import random
import time
from decimal import Decimal

from checks_tables import CUMULATIVE, MONTHS, PARTS, QUARTERS, WHOLE, Printer, dense, small, world

import cnfacts
from cnfacts.schema.fact import Fact

WRONG = 20
"""One group in so many has a wrong figure."""


def table(groups: int, *, wrong: bool) -> list[Fact]:
    """Groups of 20 facts."""
    facts = []
    for number in range(groups):
        rng = random.Random(number)
        group = small(rng, f"区{number}")
        if wrong and number % WRONG == 0:
            at = rng.randrange(len(group))
            group[at] = changed(group[at])
        facts += group
    return facts


def changed(fact: Fact) -> Fact:
    """The figure half as large again, and a little more."""
    text = str(Decimal(fact.value_text or "0") * Decimal("1.5") + Decimal("12.3")).rstrip("0")
    value = Decimal(text).scaleb(fact.scale)
    return fact.model_copy(update={"value": -value if (fact.value or 0) < 0 else value, "value_text": text})


def large(*, wrong: bool) -> list[Fact]:
    """One group of a thousand facts: a whole and its parts over five years, by month, quarter and cumulative."""
    rng = random.Random(0)
    printer = Printer(world(rng, range(2019, 2024)), "甲地")
    facts = dense(printer, (WHOLE, *PARTS), range(2020, 2024), (*QUARTERS, *CUMULATIVE, *MONTHS))
    facts = list({fact.fact_id: fact for fact in facts}.values())
    rng.shuffle(facts)
    facts = facts[:1000]
    if wrong:
        facts[0] = changed(facts[0])
    return facts


def spent(facts: list[Fact], *, joint: bool = True) -> tuple[float, int, int]:
    """Seconds of processor time, inconsistent findings, and comparisons that the solver could not decide."""
    start = time.process_time()
    report = cnfacts.check(facts, joint=joint)
    seconds = time.process_time() - start
    unsolved = sum(row.count for row in report.not_checked if row.reason.value == "solver")
    return seconds, len(report.inconsistent), unsolved


def main() -> None:
    """Measure and print."""
    spent(table(20, wrong=True))
    print(f"{'facts':>7} {'groups':>7} {'wrong groups':>13} {'s':>7} {'closed form':>12} {'inconsistent':>13} {'unsolved':>9}")
    for groups in (125, 250, 500, 1000):
        for wrong in (False, True):
            facts = table(groups, wrong=wrong)
            seconds, found, unsolved = spent(facts)
            closed, *_ = spent(facts, joint=False)
            bad = len(range(0, groups, WRONG)) if wrong else 0
            print(f"{len(facts):7} {groups:7} {bad:13} {seconds:7.2f} {closed:12.2f} {found:13} {unsolved:9}")
    for wrong in (False, True):
        facts = large(wrong=wrong)
        seconds, found, unsolved = spent(facts)
        print(f"{len(facts):7} {1:7} {int(wrong):13} {seconds:7.2f} {'':12} {found:13} {unsolved:9}")


if __name__ == "__main__":
    main()
