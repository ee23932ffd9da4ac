"""Why a fact holds what it holds, and why a numeral is none."""

from __future__ import annotations

from datetime import date

import pytest

from cnfacts.assembly.document import iter_facts
from cnfacts.explain.numerals import NO_METRIC, unused_numerals
from cnfacts.explain.slots import slots_of
from command import cnfacts

TEXT = "“十三五”收官，1—9月全区专利授权量同比增长12.5%，其中第三季度增长15.0%，已建成5G基站。"


def facts_of(text: str) -> list:
    return list(iter_facts(text, doc_date=date(2020, 10, 20), doc_id="d"))


def test_each_slot_names_its_words() -> None:
    first, second = facts_of(TEXT)
    slots = {slot.name: slot for slot in slots_of(first, TEXT)}
    assert (slots["metric"].words, slots["metric"].source) == ("全区专利授权量", "stated")
    assert slots["period"].words == "1—9月"
    assert slots["basis"].words == "同比"
    inherited = {slot.name: slot for slot in slots_of(second, TEXT)}["metric"]
    assert (inherited.words, inherited.source) == ("全区专利授权量", "inherited")
    for slot in slots_of(second, TEXT):
        if slot.span:
            assert TEXT[slice(*slot.span)] == slot.words


@pytest.mark.parametrize(
    ("numeral", "reason"), [("十三", "plan name"), ("5", "name"), ("9", "calendar date"), ("三", "ordinal")]
)
def test_numerals_that_are_no_fact_say_why(numeral: str, reason: str) -> None:
    reasons = {u.text: u.reason for u in unused_numerals(TEXT, facts_of(TEXT))}
    assert reason in reasons[numeral]


def test_a_figure_without_an_indicator() -> None:
    text = "增长3.5%。"
    (unused,) = unused_numerals(text, [])
    assert (unused.text, unused.reason) == ("3.5%", NO_METRIC)


def test_unused_numerals_and_facts_do_not_overlap() -> None:
    facts = facts_of(TEXT)
    taken = {i for fact in facts for i in range(fact.start, fact.end)}
    for unused in unused_numerals(TEXT, facts):
        assert TEXT[unused.start : unused.end] == unused.text
        assert unused.start not in taken


def test_the_command_shows_rule_words_and_offsets() -> None:
    done = cnfacts("explain", "--text", TEXT, "--date", "2020-10-20")
    assert done.status == 0
    assert f"text:{TEXT.index('12.5%')}-" in done.text
    for shown in ("rule", "stated: 同比", "inherited: 全区专利授权量", "1—9月"):
        assert shown in done.text
    assert "no fact" not in done.text


def test_the_command_shows_unresolved_slots() -> None:
    assert "unresolved" in cnfacts("explain", "--text", TEXT).text


def test_numerals_and_at() -> None:
    assert "十三  no fact: plan name" in cnfacts("explain", "--text", TEXT, "--numerals").text
    at = str(TEXT.index("5G"))
    (line,) = cnfacts("explain", "-", "--at", at, stdin=TEXT.encode()).text.splitlines()
    assert line.startswith(f"-:{at}-") and "no fact: name" in line
    assert "no numeral here" in cnfacts("explain", "--text", TEXT, "--at", "4").text


def test_exit_statuses() -> None:
    assert cnfacts("explain", "none.txt").status == 1
    assert cnfacts("explain").status == 2
