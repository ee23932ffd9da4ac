"""Every Python block and every command of the documentation is run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from cnfacts.cli.app import app
from cnfacts.schema.fact import Fact
from command import EXAMPLES, ROOT, cnfacts, python

PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").rglob("*.md"))]
ENGINES = re.compile(r"^(?:import|from) (daft|pyspark)\b", re.MULTILINE)
"""Extras that need not be there."""
SKIPPED = re.compile(r"(?:python3? -m venv|pip |pytest|mkdocs|\. )")


def blocks(language: str) -> list[object]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, match.start()) + 1
            found.append(pytest.param(match[1], id=f"{page.relative_to(ROOT)}:{line}"))
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("code", blocks("python"))
def test_python_block(code: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for engine in ENGINES.findall(code):
        pytest.importorskip(engine)
    monkeypatch.setenv("DO_NOT_TRACK", "true")
    done = python("-W", "error::DeprecationWarning:__main__", "-c", code, cwd=place)
    said = "" if "pyspark" in code else done.err  # Java says what it likes
    assert (done.status, said) == (0, ""), done.err


@pytest.mark.parametrize("commands", blocks("bash"))
def test_bash_block(commands: str, place: Path) -> None:
    for line in commands.splitlines():
        if SKIPPED.match(line):
            continue
        words, redirect = split(line)
        assert words[0] == "cnfacts", line
        given = (place / redirect).read_bytes() if redirect else b""
        done = cnfacts(*expand(words[1:], place), stdin=given, cwd=place)
        assert (done.status, done.err) == (0, ""), line
        assert done.out or "-o" in words


def split(line: str) -> tuple[list[str], str | None]:
    """Words of a command and the file of `<`; what follows `>` is left out."""
    words = shlex.split(line)
    if ">" in words:
        words = words[: words.index(">")]
    if "<" in words:
        at = words.index("<")
        return words[:at], words[at + 1]
    return words, None


def expand(words: list[str], place: Path) -> list[str]:
    """File patterns written out, as a shell does."""
    out: list[str] = []
    for word in words:
        is_pattern = word.startswith("examples/") and "*" in word
        out += sorted(p.relative_to(place).as_posix() for p in place.glob(word)) if is_pattern else [word]
    return out


def test_every_field_of_the_record_has_a_row() -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8").split("## Kinds")[0]
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == list(Fact.model_fields)


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    headings = " ".join(re.findall(r"^## (.+)$", page, re.MULTILINE))
    for command in app.registered_commands:
        assert str(command.name) in headings


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        assert page.relative_to(ROOT / "docs").as_posix() in menu


def test_the_explanation_shown_is_real() -> None:
    page = (ROOT / "docs" / "explain.md").read_text(encoding="utf-8")
    command = re.findall(r"```bash\n(.*?)\n```", page, re.DOTALL)[0]
    shown = re.findall(r"```text\n(.*?)```", page, re.DOTALL)[0]
    assert shown in cnfacts(*shlex.split(command)[1:]).text
