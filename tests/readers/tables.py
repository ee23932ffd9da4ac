"""What the tests say of facts: a line a fact."""

from __future__ import annotations

from datetime import date

from cnfacts.io.documents import Document
from cnfacts.io.extracting import extract_document

PROSE = "2023年，全市地区生产总值1228.5亿元，比上年增长4.5%。"
FACTS = ["全市地区生产总值 122850000000元", "全市地区生产总值 4.5% growth yoy"]


def lines(document: Document, day: date | None = None) -> list[str]:
    """Metric, value and unit, kind and basis of each fact; its offsets are checked on the way."""
    found = []
    for fact in extract_document(document, day):
        assert document.text[fact.start : fact.end] == fact.text
        kind = "" if fact.kind.value == "level" else f" {fact.kind.value}"
        basis = "" if fact.basis.value == "none" else f" {fact.basis.value}"
        found.append(f"{fact.metric} {fact.value:f}{fact.unit}{kind}{basis}")
    return found


def places(document: Document, day: date | None = None) -> list[str | None]:
    """The locators."""
    return [fact.locator for fact in extract_document(document, day)]
