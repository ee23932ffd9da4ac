"""Whole texts in, whole facts out: each case of tests/cases/facts.txt is one test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cnfacts.assembly.document import iter_facts
from cnfacts.schema.enums import Basis, PriceBasis, Qualifier, Status
from cnfacts.schema.fact import Fact

CASES = Path(__file__).parent / "cases" / "facts.txt"


@dataclass(frozen=True)
class Case:
    """A text with its date, and the lines expected of it."""

    name: str
    day: date
    text: str
    facts: list[str]


def read_cases(path: Path) -> list[Case]:
    cases = []
    for chunk in path.read_text(encoding="utf-8").split("\n@ ")[1:]:
        head, *lines = chunk.strip("\n").split("\n")
        name, day = (part.strip() for part in head.split("|"))
        text = "\n".join(line for line in lines if not line.startswith("> "))
        facts = [line.removeprefix("> ") for line in lines if line.startswith("> ")]
        cases.append(Case(name, date.fromisoformat(day), text.strip("\n"), facts))
    return cases


def line_of(fact: Fact) -> str:
    """The fact as the case file writes it."""
    basis = fact.basis.value
    if fact.basis is Basis.PERIOD:
        basis += f" {fact.basis_start}/{fact.basis_end}"
    extras = [
        fact.qualifier.value if fact.qualifier is not Qualifier.EQ else "",
        fact.status.value if fact.status is not Status.ACTUAL else "",
        fact.price_basis.value if fact.price_basis is not PriceBasis.UNSTATED else "",
    ]
    period = f"{fact.period_start}/{fact.period_end}"
    cells = [fact.text, fact.metric, f"{fact.value} {fact.unit}", period, fact.kind.value, basis]
    return " | ".join([*cells, " ".join(e for e in extras if e)]).rstrip()


@pytest.mark.parametrize("case", read_cases(CASES), ids=lambda case: case.name)
def test_facts_of_a_text(case: Case) -> None:
    facts = list(iter_facts(case.text, doc_date=case.day))
    assert [line_of(f) for f in facts] == case.facts
    for fact in facts:
        assert case.text[fact.start : fact.end] == fact.text


def test_without_a_date_relative_periods_stay_open_and_say_so() -> None:
    (fact,) = iter_facts("1—11月电信业务收入同比增长8.1%。", doc_date=None)
    assert (fact.period_start, fact.period_end) == (None, None)
    assert any("no document date" in reason for reason in fact.unresolved)
    assert fact.period_text == "1—11月"


def test_a_stated_year_needs_no_date() -> None:
    (fact,) = iter_facts("2020年电信业务收入增长8.1%。", doc_date=None)
    assert (fact.period_start, fact.period_end) == (date(2020, 1, 1), date(2020, 12, 31))


def test_slots_say_where_their_words_stand() -> None:
    text = "1—11月电信业务收入同比增长8.1%，其中一季度增长6.5%。"
    whole, part = iter_facts(text, doc_date=date(2021, 12, 31))
    assert whole.metric_span is not None and text[slice(*whole.metric_span)] == "电信业务收入"
    assert whole.basis_span is not None and text[slice(*whole.basis_span)] == "同比"
    assert part.metric_source.value == "inherited" and part.metric_span == whole.metric_span
    assert part.period_text == "一季度" and part.period_source.value == "stated"


def test_facts_do_not_depend_on_where_blocks_are_cut() -> None:
    sentence = "1—11月电信业务收入同比增长8.1%，其中一季度增长6.5%，二、三季度分别增长8.7%和9.2%。\n"
    facts = list(iter_facts(sentence * 400, doc_date=date(2021, 12, 31)))
    assert len(facts) == 1600
    assert {f.metric for f in facts} == {"电信业务收入"}
    assert [str(f.value) for f in facts[-4:]] == ["8.1", "6.5", "8.7", "9.2"]
