"""Real pages beside the project, where they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cnfacts.io.documents import Document
from cnfacts.io.extracting import extract_document
from cnfacts.io.reading import read_source
from cnfacts.io.source import Source
from cnfacts.schema.enums import Basis, Kind

pytest.importorskip("selectolax")

LOCAL = Path(__file__).parents[3] / "shared" / "corpus" / "local"
pytestmark = pytest.mark.skipif(not LOCAL.is_dir(), reason="no ../shared/corpus/local here")


def page(name: str) -> Document:
    (document,) = read_source(Source(name, path=str(LOCAL / name)))
    return document


@pytest.mark.parametrize("number", [1, 2])
def test_an_analysis_reads_as_its_text(number: int) -> None:
    web, text = page(f"daqing_analysis_{number}.html"), page(f"daqing_analysis_{number}.txt")
    day = date(2015, 7, 20)
    slots = [[(f.text, f.metric, f.value, f.period_start) for f in extract_document(d, day)] for d in (web, text)]
    assert len(slots[0]) > 40
    assert slots[0] == slots[1]


def test_the_monthly_table() -> None:
    document = page("daqing_monthly_finance_trade_table.html")
    facts = extract_document(document, date(2017, 6, 20))
    assert len(facts) == 52
    assert all(document.text[f.start : f.end] == f.text for f in facts)
    first, change = facts[:2]
    assert (first.metric, first.value, first.unit) == ("金融机构本外币存款余额", Decimal(229160000000), "元")
    assert first.period_start == first.period_end == date(2017, 3, 31)
    assert first.locator == "table 1, row 4, column 2"
    assert (change.kind, change.value, change.basis) == (Kind.DIFFERENCE, Decimal(3480000000), Basis.PERIOD)
    assert change.basis_start == date(2017, 1, 1)
    trade = {(f.metric, f.kind, f.period_end): f for f in facts[-12:]}
    export = trade["出口", Kind.LEVEL, date(2017, 4, 30)]
    assert (export.value, export.unit, export.period_start) == (Decimal(103439000), "美元", date(2017, 1, 1))
    growth = trade["进口", Kind.GROWTH, date(2017, 3, 31)]
    assert (growth.value, growth.unit, growth.basis) == (Decimal("73.8"), "%", Basis.YOY)
