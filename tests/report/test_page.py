"""The page of a document in a real browser: it shows, links, sorts, filters, and asks for nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cnfacts.api import extract
from command import EXAMPLES

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; pip install '.[test]'").expect

SPEECH = (EXAMPLES / "documents" / "ministry_speech_2021.txt").read_text(encoding="utf-8")

HOSTILE = """<script>window.ran = 1</script><img src=x onerror="window.ran = 2"><b onmouseover='window.ran=3'>全市</b>
</article></main></script><script>window.ran = 4</script><!-- {{ 7 * 7 }} {% for %}
2023年，<i>出口</i>总额12.5亿元，同比增长3.4%。“进口‮总额<svg/onload=window.ran=5>”增长\u202e5.6%\u2066。
javascript:window.ran=6 &lt;script&gt; ]]> \x00\x07\x1b[31m\ufeff
"""


def rows(page: Any) -> list[list[str]]:
    script = "rows => rows.filter(r => !r.hidden).map(r => [...r.cells].map(c => c.textContent.trim()))"
    return page.eval_on_selector_all(".facts tbody tr", script)


def test_every_figure_is_there(see: Callable[..., Any], page_of: Callable[..., Path], screenshots: Path) -> None:
    seen = see(page_of(SPEECH, date="2021-01-15"))
    facts = extract(SPEECH, date="2021-01-15")
    assert seen.page.eval_on_selector_all("a.figure", "all => all.map(a => a.textContent)") == [f.text for f in facts]
    assert [row[0] for row in rows(seen.page)] == [f.text for f in facts]
    assert [row[1] for row in rows(seen.page)] == [f.metric for f in facts]
    shown = seen.page.eval_on_selector_all(".text p", "all => all.map(p => p.textContent)")
    assert shown == SPEECH.removesuffix("\n").split("\n")
    seen.page.screenshot(path=str(screenshots / "speech.png"), full_page=True)
    assert seen.is_quiet()


def test_a_table_row_leads_to_the_text(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    seen = see(page_of(SPEECH + "\n同志们！" * 200 + "\n2020年，全省出口增长3.3%。", date="2021-01-15"))
    seen.page.evaluate("scrollTo(0, 0)")
    last = len(rows(seen.page)) - 1
    figure = seen.page.locator(f"#d0-t{last}")
    expect(figure).not_to_be_in_viewport()
    seen.page.locator(f"#d0-r{last} a").click()
    expect(figure).to_be_in_viewport()
    assert "pinned" in figure.get_attribute("class")
    assert "3.3%" in seen.page.locator(".record").inner_text()


def test_the_record_says_where_each_slot_came_from(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    page.hover("#d0-t2")  # 4.9%, of 第二 [季度]
    record = page.locator(".record").inner_text()
    assert "4.9%" in record
    assert "“全省规模以上工业增加值”" in record
    assert "inherited" in record
    assert page.locator(".ties path.to-metric").count() == 1
    assert page.eval_on_selector_all(".text span.on.metric", "all => all.map(e => e.textContent)") == ["全省规模以上工业增加值"]
    page.mouse.move(5, 5)
    expect(page.locator(".ties path")).to_have_count(0)
    page.click("#d0-t2")
    page.mouse.move(5, 5)
    page.wait_for_timeout(600)
    assert "4.9%" in page.locator(".record").inner_text()  # a click pins
    page.keyboard.press("Escape")
    assert "4.9%" not in page.locator(".record").inner_text()
    assert page.evaluate("document.activeElement.id") == "d0-t2"


def test_the_keyboard_alone(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#d0-t0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "d0-t1"
    assert "−7.8" in page.locator(".record").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#d0-t1.pinned").count() == 1


def test_sorting(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    column = "thead th.c-value"
    page.click(f"{column} button")
    values = [number(row[2]) for row in rows(page)]
    assert values == sorted(values)
    assert page.get_attribute(column, "aria-sort") == "ascending"
    page.click(f"{column} button")
    assert [number(row[2]) for row in rows(page)] == values[::-1]
    page.click("thead th.c-metric button")
    assert page.get_attribute(column, "aria-sort") is None


def number(cell: str) -> float:
    return float(cell.strip("<>≈ ").replace(",", "").replace("−", "-"))


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("metric", "制造业", lambda fact: "制造业" in fact.metric),
        ("kind", "growth", lambda fact: fact.kind.value == "growth"),
        ("status", "target", lambda fact: fact.status.value == "target"),
        ("period", "2020", lambda fact: fact.time_period == "2020"),
        ("confidence", "0.9", lambda fact: fact.confidence >= 0.9),
    ],
)
def test_filters(
    see: Callable[..., Any], page_of: Callable[..., Path], field: str, value: str, fits: Callable[[Any], bool]
) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    facts = extract(SPEECH, date="2021-01-15")
    wanted = [fact.text for fact in facts if fits(fact)]
    assert 0 < len(wanted) < len(facts)
    control = page.locator(f"form.tools [name={field}]")
    control.fill(value) if field == "metric" else control.select_option(value)
    assert [row[0] for row in rows(page)] == wanted
    assert page.inner_text("form.tools output") == f"{len(wanted)} of {len(facts)} shown"
    assert page.locator("a.figure:not(.dim)").count() == len(wanted)


def test_csv_holds_the_rows_shown(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    page.select_option("form.tools [name=status]", "target")
    with page.expect_download() as waiting:
        page.click("form.tools [name=csv]")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    saved = list(csv.DictReader(io.StringIO(text)))
    targets = [fact for fact in extract(SPEECH, date="2021-01-15") if fact.status.value == "target"]
    assert [row["value"] for row in saved] == [fact.to_record()["value"] for fact in targets]
    assert [int(row["metric_span_start"]) for row in saved] == [fact.metric_span[0] for fact in targets]


def test_copying(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15"), permissions=["clipboard-read", "clipboard-write"]).page
    page.select_option("form.tools [name=status]", "target")
    page.click("form.tools [name=copy]")
    expect(page.locator("form.tools output")).to_have_text("Copied")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Figure", "6%", "8%", "3.5%"]


def test_charts_are_drawn_and_lead_to_the_words(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    chart = page.locator("figure.chart").first
    assert "全省规模以上工业增加值" in chart.inner_text()
    assert chart.locator("rect.bar:not(.planned)").count() - 1 == 4  # four quarters, and the key
    box = chart.locator("svg").first.bounding_box()
    assert box["width"] > 300 and box["height"] > 150
    chart.locator("a").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("a.figure.pinned")


@pytest.mark.parametrize("text", [HOSTILE, HOSTILE.replace("\n", "") + "全市出口增长1.2%，" * 9 + "字" * 1_000_000])
def test_hostile_text_is_text(see: Callable[..., Any], page_of: Callable[..., Path], text: str) -> None:
    seen = see(page_of(text, title='"><script>window.ran = 7</script>'))
    page = seen.page
    for figure in page.locator("a.figure").all()[:3]:
        figure.hover()
    page.click("thead th.c-metric button")
    assert page.evaluate("window.ran") is None
    assert page.locator("script").count() == 2
    assert page.locator(".text img, .text i, .text b, .text script").count() == 0
    said = page.inner_text(".text")
    assert "<script>window.ran = 1</script><img src=x onerror=" in said
    assert "{{ 7 * 7 }}" in said
    assert "U+202E" in said
    assert "12.5亿元" in [row[0] for row in rows(page)]
    assert seen.is_quiet()


LOOKS = [{"color_scheme": "dark"}, {"viewport": {"width": 375, "height": 740}}]


@pytest.mark.parametrize("options", LOOKS, ids=["dark", "phone"])
def test_dark_and_on_a_phone(
    see: Callable[..., Any], page_of: Callable[..., Path], screenshots: Path, options: dict[str, Any]
) -> None:
    seen = see(page_of(SPEECH, "zh", date="2021-01-15"), **options)
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    light = seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert light == ("color_scheme" not in options)
    assert seen.page.get_attribute("html", "lang") == "zh-CN"
    seen.page.screenshot(path=str(screenshots / f"{next(iter(options))}.png"))
    assert seen.is_quiet()


def test_print_shows_text_and_all_facts(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    page.emulate_media(media="print")
    assert not page.locator("form.tools").is_visible()
    assert all(row.is_visible() for row in page.locator(".facts tbody tr").all())
    assert len(page.pdf()) > 10_000


def test_what_a_screen_reader_meets(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15")).page
    assert page.locator("main").count() == page.locator("header.page nav").count() == page.locator("h1").count() == 1
    named = "e => e.ariaLabel || document.getElementById(e.getAttribute('aria-labelledby'))"
    assert page.eval_on_selector_all("section, nav, aside, form", f"all => all.every({named})")
    assert page.eval_on_selector_all("button", "all => all.filter(b => !b.textContent.trim()).length") == 0
    assert page.locator("table.facts thead th[scope=col]").count() == page.locator("table.facts thead th").count()
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(h => Number(h.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_text_reads_without_its_script(see: Callable[..., Any], page_of: Callable[..., Path]) -> None:
    page = see(page_of(SPEECH, date="2021-01-15"), java_script_enabled=False).page
    assert page.locator("a.figure").count() == len(rows_of(page))
    assert not page.locator("form.tools").is_visible()
    page.locator("#d0-r5 a").click()
    assert page.url.endswith("#d0-t5")


def rows_of(page: Any) -> list[Any]:
    return page.locator(".facts tbody tr").all()
