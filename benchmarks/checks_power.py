"""What the checks find of one wrong figure in a dense table, and that they accuse no true one.

    python benchmarks/checks_power.py [TABLES] [--write]

In each of so many true tables (100; a quarter of that with parts) one figure is changed in each way; `--write` puts the
result into docs/checks.md. The oracle puts every printed interval of a changed table on latent quarters of its own and
decides with exact certificates; the checks have to report each table that it refutes. Then 10,000 true series, printed
half-up, half-even and truncated. Needs the joint engine: pip install "cnfacts[checks]".
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from checks_tables import CUMULATIVE, MONTHS, PARTS, QUARTERS, ROUNDINGS, WHOLE, Printer, dense, varied, world

import cnfacts
from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.figure import figure_of
from cnfacts.checks.finding import Tier, Verdict
from cnfacts.checks.joint.solve import decide
from cnfacts.checks.joint.system import Ratio, Row, System, rows_of
from cnfacts.schema.enums import Kind
from cnfacts.schema.fact import Fact

DOCS = Path(__file__).parent.parent / "docs" / "checks.md"
BEGIN, END = "<!-- power: made by benchmarks/checks_power.py -->", "<!-- end of power -->"
WINDOWS = (*QUARTERS, *CUMULATIVE)
TABLES: dict[str, tuple[tuple[str, ...], int, frozenset[tuple[str, int]]]] = {
    "growths": ((WHOLE,), 1, frozenset({("growth", 2020)})),
    "growths, levels": ((WHOLE,), 1, frozenset({("growth", 2020), ("level", 2020)})),
    "growths, levels of both years": ((WHOLE,), 1, frozenset({("growth", 2020), ("level", 2020), ("level", 2019)})),
    "the second with four parts": ((WHOLE, *PARTS), 4, frozenset({("growth", 2020), ("level", 2020)})),
}
"""Series, how many times fewer tables, and what is printed of each quarter and 上半年, 前三季度, 全年."""
SERIES = 10_000
Change = Callable[[Fact, random.Random], Fact | None]


def figure(fact: Fact, value: Decimal, *, scale: int | None = None) -> Fact:
    """The fact with another printed figure, `value` being at its scale."""
    by = fact.scale if scale is None else scale
    return fact.model_copy(update={"value": value.scaleb(by), "value_text": str(abs(value)), "scale": by})


def shown(fact: Fact) -> Decimal:
    """The signed figure as printed."""
    size = Decimal(fact.value_text or "0")
    return -size if (fact.value or 0) < 0 else size


def sign(fact: Fact, rng: random.Random) -> Fact | None:
    """A growth with the other sign."""
    return figure(fact, -shown(fact)) if fact.kind is Kind.GROWTH and fact.value else None


def moved(points: str) -> Change:
    """A growth so many points higher or lower."""

    def change(fact: Fact, rng: random.Random) -> Fact | None:
        by = Decimal(points) * rng.choice((1, -1))
        return figure(fact, shown(fact) + by) if fact.kind is Kind.GROWTH else None

    return change


def swapped(fact: Fact, rng: random.Random) -> Fact | None:
    """Two neighbouring digits of any figure the other way round."""
    text = fact.value_text or ""
    digits = [i for i, c in enumerate(text) if c != "."]
    pairs = [(i, j) for i, j in pairwise(digits) if text[i] != text[j] and (i or text[j] != "0")]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    letters = list(text)
    letters[i], letters[j] = letters[j], letters[i]
    value = Decimal("".join(letters))
    return figure(fact, -value if (fact.value or 0) < 0 else value)


def slipped(fact: Fact, rng: random.Random) -> Fact | None:
    """A level in 万 instead of 亿."""
    return figure(fact, shown(fact), scale=4) if fact.kind is Kind.LEVEL else None


CHANGES: dict[str, Change] = {
    "sign of a growth": sign,
    "growth ±1.0 points": moved("1.0"),
    "growth ±0.5 points": moved("0.5"),
    "growth ±0.2 points": moved("0.2"),
    "two digits swapped": swapped,
    "万 for 亿": slipped,
}


def wrong(facts: list[Fact], change: Change, rng: random.Random) -> tuple[list[Fact], str]:
    """The table with one figure changed, and the id of that fact."""
    while True:
        at = rng.randrange(len(facts))
        other = change(facts[at], rng)
        if other is not None:
            return [*facts[:at], other, *facts[at + 1 :]], other.fact_id


def is_refuted(facts: list[Fact], series: tuple[str, ...]) -> bool:
    """The oracle: no positive levels by quarter can be printed so, however they were rounded."""
    columns = {(name, year, q): at for at, (name, year, q) in enumerate(_cells(series), start=1)}

    def form(fact: Fact, years_back: int = 0) -> dict[int, int | Fraction]:
        start, end = fact.period_start, fact.period_end
        assert start is not None and end is not None
        months = range((start.month + 2) // 3, end.month // 3 + 1)
        return {columns[fact.metric, start.year - years_back, q]: 1 for q in months}

    rows: list[Row] = []
    for index, fact in enumerate(facts):
        read = figure_of(fact)
        assert read is not None and read.wide.lo is not None and read.wide.hi is not None
        low, high = read.wide.lo, read.wide.hi
        if fact.kind is Kind.GROWTH:
            rows += rows_of(Ratio(form(fact), form(fact, 1), 1 + low / 100, 1 + high / 100, (index,)))
        else:
            rows += rows_of(Ratio(form(fact), {0: 1}, low, high, (index,)))
    for year in (2019, 2020) if len(series) > 1 else ():
        for quarter in range(1, 5):
            parts = {columns[part, year, quarter]: -1 for part in PARTS}
            rows.append(Row({columns[WHOLE, year, quarter]: 1, **parts}, (), "Σ", equal=True))
    decision = decide(System((True,) * (len(columns) + 1), tuple(rows)))
    if decision.feasible is None:
        print("the oracle could not decide a table")
    return decision.feasible is False


def _cells(series: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    for name in series:
        for year in (2019, 2020):
            for quarter in range(1, 5):
                yield name, year, quarter


def told(report: CheckReport, culprit: str) -> Iterator[str]:
    """What is counted of a report."""
    found = {(f.tier, f.verdict) for f in report.findings}
    if (Tier.IDENTITY, Verdict.INCONSISTENT) in found:
        yield "identity"
        joint = [f for f in report.inconsistent if f.name == "joint-feasibility"]
        if any(culprit in f.suspects for f in report.inconsistent):
            yield "suspected"
        if any(f.suspects == (culprit,) for f in joint):
            yield "alone"
        if any(repair.fact_id == culprit for f in joint for repair in f.repairs):
            yield "repaired"
    elif Verdict.CONDITIONAL in {verdict for _, verdict in found}:
        yield "assumption"
    elif Verdict.SUSPICIOUS in {verdict for _, verdict in found}:
        yield "heuristic"
    elif Verdict.ROUNDING_SENSITIVE in {verdict for _, verdict in found}:
        yield "rounding"


def power(tables: int) -> Iterator[str]:
    """The table's rows."""
    for kind, (series, fewer, shown_of) in TABLES.items():
        for name, change in CHANGES.items():
            if change is slipped and all(what == "growth" for what, _ in shown_of):
                continue
            counts: Counter[str] = Counter()
            for number in range(tables // fewer):
                rng = random.Random(f"{kind}/{name}/{number}")
                facts = table(rng, series, shown_of)
                facts, culprit = wrong(facts, change, rng)
                words = list(told(cnfacts.check(facts), culprit))
                counts.update(words)
                if is_refuted(facts, series):
                    counts["refuted"] += 1
                    counts["missed"] += "identity" not in words
            yield row(f"{kind}: {name}", counts, tables // fewer)


def table(rng: random.Random, series: tuple[str, ...], shown_of: frozenset[tuple[str, int]]) -> list[Fact]:
    """A true table."""
    printer = Printer(world(rng, parts=len(series) > 1), "甲地")
    facts = dense(printer, series, range(2020, 2021), WINDOWS)
    return [fact for fact in facts if (fact.kind.value, fact.period_start and fact.period_start.year) in shown_of]


def row(name: str, counts: Counter[str], tables: int) -> str:
    """One line of the table."""
    caught = counts["identity"]
    shares = [f"{100 * counts[key] / tables:.0f}" for key in ("identity", "assumption", "heuristic", "rounding")]
    of_caught = [f"{100 * counts[key] / caught:.0f}" if caught else "–" for key in ("suspected", "alone", "repaired")]
    oracle = f"{counts['refuted'] - counts['missed']} of {counts['refuted']}"
    return f"| {name} | {tables} | {' | '.join(shares)} | {' | '.join(of_caught)} | {oracle} |"


HEAD = """| one figure changed | tables | identity | assumption | heuristic | rounding | suspected | alone | repaired | oracle |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def false_alarms(count: int = SERIES) -> str:
    """A sentence on true series: how many, and how many findings accuse one."""
    counts: Counter[str] = Counter()
    for number in range(count // (1 + len(PARTS))):
        rng = random.Random(number)
        printer = Printer(world(rng), "甲地", ROUNDINGS[number % 3])
        facts = varied(printer, rng, (WHOLE, *PARTS), rng.choice((WINDOWS, MONTHS)))
        report = cnfacts.check(facts)
        counts["facts"] += len(facts)
        counts["compared"] += sum(checked.count for checked in report.checked)
        counts["accused"] += len(report.inconsistent)
        counts["unsolved"] += sum(row.count for row in report.not_checked if row.reason.value == "solver")
    return (
        f"Of {count:,} true series ({counts['facts']:,} figures, a third each printed half-up, half-even and truncated; "
        f"{counts['compared']:,} comparisons) {counts['accused'] or 'none'} were called inconsistent; the solver left "
        f"{counts['unsolved'] or 'none'} undecided."
    )


def main() -> None:
    """Print the table, or write it into the page."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    tables = numbers[0] if numbers else 100
    lines = [HEAD]
    print("\n".join(lines), flush=True)
    for line in power(tables):
        print(line, flush=True)
        lines.append(line)
    lines += ["", false_alarms()]
    print(lines[-1])
    if "--write" in sys.argv:
        text = DOCS.read_text(encoding="utf-8")
        pattern = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
        made = "\n".join(lines)
        DOCS.write_text(pattern.sub(lambda _: f"{BEGIN}\n\n{made}\n\n{END}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
