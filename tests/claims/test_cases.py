"""Tables of claims, known figures and verdicts, near-misses beside hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import cnfacts
from checks.lines import fact
from cnfacts.claims.memory import Memory
from cnfacts.claims.records import Validated

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@dataclass
class Case:
    name: str
    date: str
    region: str | None
    known: list[str] = field(default_factory=list)
    text: str = ""
    expected: list[str] = field(default_factory=list)


def cases(path: Path) -> Iterator[Case]:
    case: Case | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "@":
            if case is not None:
                yield case
            name, date, *region = (cell.strip() for cell in rest.split("|"))
            case = Case(name, date, region[0] if region else None)
        elif case is not None and mark == "=":
            case.known.append(rest)
        elif case is not None and mark == ">":
            case.text = rest
        elif case is not None and mark == "!":
            case.expected.append(rest)
    assert case is not None
    yield case


def told(item: Validated) -> str:
    how = item.match or item.reason
    derivation = [item.derivation.name] if item.derivation else []
    return " ".join([item.claim.quote, item.verdict.value, how.value if how else "-", *derivation])


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{p.stem}: {c.name}") for p in CASES for c in cases(p)])
def test_verdict(case: Case) -> None:
    base = Memory([fact(line, row) for row, line in enumerate(case.known)])
    report = cnfacts.validate(case.text, base, date=case.date, region=case.region)
    assert [told(item) for item in report.items] == case.expected
    for item in report.items:
        assert case.text[item.claim.start : item.claim.end] == item.claim.quote
        assert item.message.zh and item.message.en
        assert item.evidence or item.verdict.value == "not_enough_info"
