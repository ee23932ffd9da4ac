"""The text in pieces: nothing lost, each figure and each slot's words apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnfacts.api import extract
from cnfacts.report.marks import figures_of, lines_of
from cnfacts.schema.fact import Fact

TEXT = "前三季度，全市出口312.4亿元，同比增长4.1%，其中第三季度增长6.5%。\r\n\r\n进口下降2.0%。"


def fact(start: int, end: int, **slots: object) -> Fact:
    return Fact(start=start, end=end, text="", metric="", value=None, unit="", kind="level", rule="test", **slots)


def marked(text: str, facts: list[Fact]) -> str:
    """Figures in [], slots as letters before their words."""
    out = []
    for line in lines_of(text, facts):
        for run in line:
            shown = "".join(f"{'+'.join(s[0] for s in p.slots)}({p.text})" if p.slots else p.text for p in run.pieces)
            out.append(f"[{shown}]" if run.facts else shown)
        out.append("\n")
    return "".join(out).removesuffix("\n")


def test_words_stand_apart() -> None:
    assert marked(TEXT, extract(TEXT, date="2023-10-20")) == (
        "p(前三季度)，m(全市出口)[312.4亿元]，b(同比)增长[4.1%]，其中p(第三季度)增长[6.5%]。\n\nm(进口)下降[2.0%]。"
    )


@pytest.mark.parametrize(
    ("text", "facts", "shown"),
    [
        ("出口3亿元", [fact(2, 5)], "出口[3亿元]"),
        ("出口3亿元", [fact(2, 4), fact(3, 5)], "出口[3亿元]"),  # figures that overlap are one
        ("出口3亿元", [fact(2, 5, metric_span=(0, 3))], "m(出口)[m(3)亿元]"),  # words that reach into a figure
        ("出口3亿元", [fact(2, 5, metric_span=(0, 2), period_span=(1, 2))], "m(出)m+p(口)[3亿元]"),
        ("出口3\n亿元", [fact(2, 6)], "出口[3]\n[亿元]"),  # a figure that goes on in the next line
        ("出口3亿元", [fact(2, 9)], "出口3亿元"),  # a figure of another text
        ("出口3亿元", [fact(2, 5, metric_span=(3, 99))], "出口[3亿元]"),
        ("", [], ""),
    ],
)
def test_spans_as_they_come(text: str, facts: list[Fact], shown: str) -> None:
    assert marked(text, facts) == shown


def test_a_figure_opens_once() -> None:
    lines = list(lines_of("出口3\n亿元", [fact(2, 6)]))
    assert [run.opens for line in lines for run in line if run.facts] == [True, False]


def test_figures_keep_the_numbers_of_their_facts() -> None:
    assert figures_of([fact(6, 8), fact(0, 3), fact(2, 4)], 8) == {(0, 4): (1, 2), (6, 8): (0,)}


@given(st.text(alphabet="出口3亿元\n\r，", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_nothing_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    facts = [fact(min(a, b), max(a, b), metric_span=(min(b, c), max(b, c))) for (a, b), (c, _) in pairwise(spans)]
    lines = list(lines_of(text, facts))
    kept = "".join(piece.text for line in lines for run in line for piece in run.pieces)
    assert kept == text.replace("\r", "").replace("\n", "")
    for line in lines:
        for run in line:
            for piece in run.pieces:
                assert text[piece.start :].startswith(piece.text)
