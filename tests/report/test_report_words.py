"""Every word that a page needs is there, in both languages."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from cnfacts.checks.finding import Precondition, Reason, RepairKind, Tier, Verdict
from cnfacts.checks.registry import modules
from cnfacts.claims.records import Match, Slot
from cnfacts.claims.records import Reason as WhyNot
from cnfacts.claims.records import Verdict as Claimed
from cnfacts.report.words import LANGUAGES, LanguageError, load_words
from cnfacts.schema.enums import Basis, DifferenceOf, Kind, PriceBasis, Qualifier, SlotSource, Status

ENUMS = {
    "verdict": Verdict,
    "reason": Reason,
    "tier": Tier,
    "repair": RepairKind,
    "known": Precondition,
    "kind": Kind,
    "of": DifferenceOf,
    "basis": Basis,
    "status": Status,
    "qualifier": Qualifier,
    "price_basis": PriceBasis,
    "source": SlotSource,
    "claimed": Claimed,
    "match": Match,
    "why": WhyNot,
    "slot": Slot,
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_has_a_word(lang: str) -> None:
    words = load_words(lang)
    for prefix, values in ENUMS.items():
        assert {f"{prefix}.{value.value}" for value in values} <= set(words)
    assert {f"check.{module.CHECK.name}" for module in modules()} <= set(words)


def test_both_languages_say_the_same_things() -> None:
    rows = [line.split("\t") for line in table().splitlines() if not line.startswith("#")]
    assert all(len(row) == 3 for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
    for key, *said in rows:
        assert len({tuple(sorted(re.findall(r"\{\d\}", words))) for words in said}) == 1, key


def test_no_word_is_left_over() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in (files("cnfacts.report"), files("cnfacts.report").joinpath("templates"))
        for path in folder.iterdir()
        if path.name.endswith((".py", ".html"))
    )
    for key in load_words("en"):
        family = key.partition(".")[0]
        made = any(way in code for way in (f"'{family}.' ~", f"{family}.{{", f'removeprefix("{family}.")'))
        assert made or f"'{key}'" in code or f'"{key}"' in code, key


def test_another_language_is_refused() -> None:
    with pytest.raises(LanguageError, match="use one of en, zh"):
        load_words("fr")


def table() -> str:
    return files("cnfacts.report").joinpath("words.tsv").read_text(encoding="utf-8")
