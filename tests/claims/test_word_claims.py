"""Every wording is found in its example and not in its near miss; claims in words keep their place."""

from __future__ import annotations

from datetime import date

import pytest

from cnfacts.claims.words.finding import Wording, find_words, wordings


@pytest.mark.parametrize("wording", [pytest.param(w, id=f"{w.kind.value}: {w.example}") for w in wordings()])
def test_wording(wording: Wording) -> None:
    assert wording.pattern.search(wording.example)
    assert not wording.pattern.search(wording.near_miss)


def test_places_periods_and_names() -> None:
    text = "2021年，全国粮食产量68285万吨，连续七年增长，创历史新高；去年12月，全国货物出口增速由负转正。"
    found = find_words(text, doc_date=date(2022, 3, 5))
    assert [text[c.start : c.end] for c in found] == ["连续七年增长", "创历史新高", "由负转正"]
    assert [c.quote for c in found] == ["连续七年增长", "创历史新高", "由负转正"]
    assert [(c.fact.metric, str(c.fact.period_end)) for c in found] == [
        ("全国粮食产量", "2021-12-31"),
        ("全国粮食产量", "2021-12-31"),
        ("全国货物出口", "2021-12-31"),
    ]
    assert [c.years for c in found] == [7, None, None]
    assert [c.of_growth for c in found] == [False, False, True]


def test_nothing_said() -> None:
    assert find_words("2021年，全国粮食产量68285万吨。", doc_date=None) == []
