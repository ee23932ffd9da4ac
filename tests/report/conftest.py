"""A real browser, where there is one; and the pages of a text."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cnfacts.report.building import build
from report_pages import gathered

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Seen:
    """A page that is open, with all that it asked for and complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def is_quiet(self) -> bool:
        """Nothing but the page itself was asked for, and nothing went wrong."""
        outside = [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]
        return len([url for url in self.requests if url.startswith("file:")]) == 1 and not outside + self.errors


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium is installed; apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; pip install '.[test]'")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def see(browser: Any) -> Iterator[Callable[..., Seen]]:
    """Open a file in the browser."""
    contexts = []

    def opened(path: Path, **options: Any) -> Seen:
        context = browser.new_context(accept_downloads=True, **{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
        seen.page.on("dialog", lambda dialog: (seen.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        seen.page.goto(path.as_uri())
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where pictures of pages are kept: CNFACTS_SCREENSHOTS, or the test's own folder."""
    folder = Path(os.environ.get("CNFACTS_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., Path]:
    """The page of a text, as a file."""

    def written(text: str, lang: str = "en", **given: Any) -> Path:
        ((_, html),) = build(gathered(text, **given), lang)
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8", newline="")
        return path

    return written
