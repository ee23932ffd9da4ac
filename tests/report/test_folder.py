"""Several documents: an index, figures of an indicator across them, conflicts, open periods, failures, pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cnfacts.report.building import build
from cnfacts.report.gathering import Failed, Gathered
from cnfacts.report.planning import chunks, plan
from cnfacts.report.writing import write_report
from report_pages import gathered

YEARS = [f"{year}年，全国粮食总产量{value}亿斤。" for year, value in ((2020, 13390), (2021, 13657), (2022, 13731))]
OTHER = "2021年，全国粮食总产量13910亿斤。"
UNDATED = "今年，全市出口增长3.5%。"


class Targets(HTMLParser):
    """The ids of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                assert value not in self.ids, f"{value} twice"
                self.ids.add(value)
            elif name == "href" and value:
                self.links.append(value)


def folder() -> Gathered:
    found = gathered(*YEARS, OTHER, UNDATED, date=None)
    found.failed.append(Failed("broken.pdf", "broken.pdf: no PDF; check the file"))
    return found


def many() -> Gathered:
    lines = "".join(f"2023年，甲{n}产量{n}.5万吨，增长{n % 9}.1%。\n" for n in range(10, 99))
    return gathered(*([lines] * 9), OTHER)


def check_links(pages: dict[str, str]) -> int:
    """Every link leads to an element of a page."""
    found = {name: Targets(html) for name, html in pages.items()}
    count = 0
    for name, page in found.items():
        for link in page.links:
            if link == "data:,":
                continue
            path, _, anchor = link.partition("#")
            home = Path(name).parent / path if path else Path(name)
            target = home.as_posix().replace("report_files/../", "")
            assert target in found, (name, link)
            assert not anchor or anchor in found[target].ids, (name, link)
            count += 1
    return count


def test_an_index_of_a_small_folder(see: Callable[..., Any], tmp_path: Path, screenshots: Path) -> None:
    (path,) = write_report(folder(), tmp_path / "report.html")
    seen = see(path)
    page = seen.page
    assert page.locator("#documents-list tbody tr").count() == 5
    assert page.inner_text("#metrics-blocks details >> nth=0 >> summary").startswith("粮食产量 (全国)")
    assert page.locator("#metrics-blocks details >> nth=0 >> tbody tr").count() == 4
    assert "conditional" in page.inner_text("#conflicts")
    assert "13657亿斤" in page.inner_text("#conflicts") and "13910亿斤" in page.inner_text("#conflicts")
    assert "3.5%" in page.inner_text("#undated")
    assert "broken.pdf" in page.inner_text("#failed")
    page.fill("input[data-filters=documents-list]", "3.txt")
    assert page.locator("#documents-list tbody tr:visible").count() == 1
    page.locator("#conflicts .card a").first.click()
    page.wait_for_selector("a.figure.pinned")
    page.screenshot(path=str(screenshots / "folder.png"), full_page=True)
    assert seen.is_quiet()


def test_a_small_folder_s_links_lead_somewhere() -> None:
    assert check_links(dict(build(folder()))) > 20


def test_a_large_folder_is_split(tmp_path: Path) -> None:
    paths = write_report(many(), tmp_path / "report.html", "zh")
    names = [path.relative_to(tmp_path).as_posix() for path in paths]
    assert names[-1] == "report.html"
    assert len([name for name in names if "documents" in name]) > 1
    assert len([name for name in names if "indicators" in name]) == 2
    pages = {name: path.read_text(encoding="utf-8") for name, path in zip(names, paths, strict=True)}
    assert check_links(pages) > 3000
    assert sum(len(re.findall(r'<section class="document"', html)) for html in pages.values()) == 10
    assert '<section class="document"' not in pages["report.html"]


def test_pages_of_a_large_folder_lead_to_each_other(see: Callable[..., Any], tmp_path: Path) -> None:
    first = write_report(many(), tmp_path / "report.html")[-1]
    seen = see(first)
    seen.page.click("#metrics-list tbody tr >> nth=0 >> a")
    seen.page.locator("details.indicator[open] tbody a").first.click()
    seen.page.wait_for_selector("a.figure.pinned")
    seen.page.click("header nav a >> nth=0")
    seen.page.wait_for_url(first.as_uri())
    assert not seen.errors


@pytest.mark.parametrize(
    ("weights", "groups"),
    [
        ([], []),
        ([1], [[0]]),
        ([4, 4, 4], [[0, 1], [2]]),
        ([20, 1, 20], [[0], [1], [2]]),
        ([5, 5, 0, 1], [[0, 1, 2], [3]]),
    ],
)
def test_chunks(weights: list[float], groups: list[list[int]]) -> None:
    assert [list(group) for group in chunks(weights, float, 10)] == groups


def test_one_document_is_one_page_however_large() -> None:
    entries = gathered("2023年，全市出口增长3.5%。" * 1500).entries
    assert not plan(entries, "report.html").is_split


def test_nothing_read_is_still_told() -> None:
    ((_, html),) = build(Gathered(failed=[Failed("a.pdf", "a.pdf: no such file; check the path")]))
    assert "a.pdf: no such file" in html
