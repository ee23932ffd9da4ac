"""Claims held against known figures, on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cnfacts.api import extract
from cnfacts.claims.memory import Memory
from cnfacts.report.building import build
from command import cnfacts
from report_pages import gathered

KNOWN = """2021年，全国粮食总产量13657亿斤。2022年，全国粮食总产量13731亿斤，全国棉花产量597.7万吨。"""
SAID = """2022年，全国粮食总产量1.37万亿斤，全国棉花产量797.7万吨。2022年全国粮食产量比2021年增加74亿斤，全国油料产量3653万吨。"""


def base() -> Memory:
    return Memory(extract(KNOWN, date="2023-01-20", doc_id="known.txt"))


def cards(page: Any) -> dict[str, list[str]]:
    script = "all => all.map(c => [c.querySelector('.badge').textContent, c.querySelector('.sum').textContent.trim()])"
    found: dict[str, list[str]] = {}
    for verdict, claim in page.eval_on_selector_all(".claims .card", script):
        found.setdefault(verdict, []).append(claim.partition(" ")[0])
    return found


@pytest.fixture
def page(see: Callable[..., Any], tmp_path: Path) -> Any:
    ((_, html),) = build(gathered(SAID, date="2023-02-28"), against=base())
    path = tmp_path / "report.html"
    path.write_text(html, encoding="utf-8")
    seen = see(path)
    assert seen.is_quiet()
    return seen.page


def test_every_claim_has_a_verdict(page: Any) -> None:
    assert cards(page) == {
        "refuted": ["797.7万吨"],
        "supported": ["1.37万亿斤"],
        "not enough information": ["74亿斤", "3653万吨"],
    }


def test_a_refuted_claim_shows_why(page: Any) -> None:
    card = page.locator(".claims .v-refuted")
    said = card.inner_text()
    assert "597.7万吨" in said and "known.txt" in said and "2023-01-20" in said
    assert "[797.65, 797.75]万吨" in said and "[597.65, 597.75]万吨" in said
    card.locator(".sum a").click()
    assert page.locator("a.figure.pinned").inner_text().startswith("797.7万吨")
    assert page.locator("a.figure.flagged").count() == 1
    assert page.locator(".counts li.bad").inner_text().startswith("1")


def test_the_command(tmp_path: Path) -> None:
    done = cnfacts("extract", "--text", KNOWN, "--date", "2023-01-20", "-o", tmp_path / "known.jsonl")
    assert done.status == 0, done.err
    page = tmp_path / "page.html"
    done = cnfacts("report", "--text", SAID, "--date", "2023-02-28", "--against", tmp_path / "known.jsonl", "-o", page)
    assert (done.status, done.err) == (0, "")
    assert "card v-refuted" in page.read_text(encoding="utf-8")


def test_a_base_that_is_none(tmp_path: Path) -> None:
    done = cnfacts("report", "--text", SAID, "--against", "nowhere", "-o", tmp_path / "page.html", cwd=tmp_path)
    assert done.status == 2
    assert "nowhere: no such base or file" in done.err
    assert not list(tmp_path.iterdir())
