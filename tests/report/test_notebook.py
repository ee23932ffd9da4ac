"""Facts in a notebook: a page in a frame, of a Doc, of facts, and of what shows itself."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import cnfacts
from cnfacts.report.notebook import load_ipython_extension, show

TEXT = "1—11月，全省用电量增长7.4%，其中第三季度增长8.3%。</iframe><script>parent.ran = 1</script>"
DATE = "2022-12-21"


class Formatter:
    """As much of IPython's as the extension uses."""

    def __init__(self) -> None:
        self.known: dict[str, Callable[[Any], str | None]] = {}
        self.display_formatter = self
        self.formatters = {"text/html": self}

    def for_type(self, kind: type, function: Callable[[Any], str | None]) -> None:
        self.known[kind.__name__] = function

    def for_type_by_name(self, module: str, name: str, function: Callable[[Any], str | None]) -> None:
        assert module == "spacy.tokens.doc"
        self.known[name] = function


def in_a_notebook(html: str, tmp_path: Path) -> Path:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><link rel=icon href='data:,'>{html}", encoding="utf-8")
    return path


def test_facts_with_their_text(see: Callable[..., Any], tmp_path: Path) -> None:
    html = show(cnfacts.extract(TEXT, date=DATE), TEXT)._repr_html_()
    seen = see(in_a_notebook(html, tmp_path))
    frame = seen.page.frame_locator("iframe")
    assert frame.locator("a.figure").all_inner_texts() == ["7.4%", "8.3%"]
    frame.locator("#d0-t1").hover()
    assert "“全省用电量”" in frame.locator(".record").inner_text()
    assert seen.page.evaluate("window.ran") is None
    assert not seen.errors


def test_a_doc_is_shown_as_its_facts_are() -> None:
    doc = cnfacts.load().make_doc(TEXT)
    doc._.doc_date = DATE
    made = show(cnfacts.load()(doc), lang="zh").html
    assert made.count('class="figure"') - 1 == 2
    assert '<html lang="zh-CN">' in made


def test_facts_alone(see: Callable[..., Any], tmp_path: Path) -> None:
    seen = see(in_a_notebook(show(cnfacts.extract(TEXT, date=DATE))._repr_html_(), tmp_path))
    frame = seen.page.frame_locator("iframe")
    assert frame.locator(".text").count() == 0
    frame.locator(".facts tbody a").first.click()
    assert "全省用电量" in frame.locator(".record").inner_text()
    assert not seen.errors


def test_the_extension() -> None:
    shell = Formatter()
    cnfacts.load_ipython_extension(shell)
    assert cnfacts.load_ipython_extension is load_ipython_extension
    doc = cnfacts.load()(TEXT)
    assert "7.4%" in unescape(shell.known["list"](doc._.facts) or "")
    assert "7.4%" in unescape(shell.known["Doc"](doc) or "")
    for other in ([], [1, 2], ["a"]):
        assert shell.known["list"](other) is None
    assert shell.known["Doc"](cnfacts.load().make_doc("没有")) is None


def test_a_real_shell() -> None:
    shell = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell()
    shell.run_line_magic("load_ext", "cnfacts")
    data, _ = shell.display_formatter.format(cnfacts.extract(TEXT, date=DATE))
    assert data["text/html"].startswith("<iframe")
    assert "text/html" not in shell.display_formatter.format([1])[0]


def test_saving(tmp_path: Path) -> None:
    page = show(cnfacts.extract(TEXT, date=DATE), TEXT)
    page.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page.html
