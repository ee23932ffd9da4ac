"""`cnfacts report` as its users run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import EXAMPLES, cnfacts

SPEECH = EXAMPLES / "documents" / "ministry_speech_2021.txt"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["report", SPEECH, "--lang", "fr"], "language 'fr' is unknown; use one of en, zh"),
        (["report", SPEECH, "-o", "nowhere/report.html"], "no folder nowhere; make it first"),
        (["report", SPEECH, "--date", "yesterday"], "give YYYY-MM-DD"),
        (["report"], "nothing to read"),
    ],
)
def test_what_cannot_run(tmp_path: Path, words: list[str | Path], says: str) -> None:
    done = cnfacts(*words, cwd=tmp_path)
    assert done.status == 2
    assert says in done.err
    assert len(done.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_document_is_not_written_over(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("<p>全市出口增长3.1%。</p>", encoding="utf-8")
    done = cnfacts("report", page, "-o", page)
    assert done.status == 2
    assert "is also read" in done.err


def test_what_fails_is_told_and_listed(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\xff\x00\x01" * 50)
    done = cnfacts("report", SPEECH, "bad.txt", "missing.txt", cwd=tmp_path)
    assert done.status == 1
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "bad.txt" in html and "missing.txt" in html and "bad.txt" in done.err and "missing.txt" in done.err


def test_chinese_and_a_text(tmp_path: Path) -> None:
    done = cnfacts("report", "--text", "全市出口增长3.1%。", "--lang", "zh", "-o", "page.html", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in html
    assert "未能核验及原因" in html
