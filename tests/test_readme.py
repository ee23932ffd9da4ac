"""The READMEs: the table is what the library makes of the sentence, the commands are what they say."""

from __future__ import annotations

import re

import pytest

from cnfacts.api import extract
from cnfacts.io.writers.table import HEADERS, cells
from command import ROOT

READMES = ("README.md", "README.zh.md")
DATE = "2022-12-21"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sentence(text: str) -> str:
    return re.findall(r"^> (.+)$", text, re.MULTILINE)[0]


def table(text: str) -> str:
    rows = [HEADERS, ["---"] * len(HEADERS), *map(cells, extract(sentence(text), date=DATE))]
    return "".join(f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in rows)


@pytest.mark.parametrize("name", READMES)
def test_the_table_is_real(name: str) -> None:
    shown = read(name).split("<!-- facts -->\n")[1].split("<!-- /facts -->")[0]
    assert shown == table(read(name))


def test_both_show_the_same() -> None:
    english, chinese = map(read, READMES)
    assert sentence(english) == sentence(chinese)
    for pattern in (r"```bash\n(.*?)```", r"^(\| `cnfacts \w+)", r"\]\(((?!README)[\w./]+)\)"):
        first, second = (re.findall(pattern, text, re.MULTILINE | re.DOTALL) for text in (english, chinese))
        assert first == second
    assert english.count("\n## ") == chinese.count("\n## ")


@pytest.mark.parametrize("name", READMES)
def test_install_first_then_the_tests_then_a_folder(name: str) -> None:
    install, test, folder = re.findall(r"```bash\n(.*?)```", read(name), re.DOTALL)[:3]
    assert folder.splitlines()[-1] == "cnfacts extract examples/documents -o facts.parquet"
    assert "pip install ." in install
    assert install.splitlines()[-1] == "cnfacts extract examples/documents/*.txt"
    assert 'pip install ".[test]"' in test
    assert test.splitlines()[-1] == "pytest"


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", read(name)):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", READMES)
def test_what_is_said_to_be_no_fact_is_none(name: str) -> None:
    rows = read(name).split("28条")[0].rpartition("\n## ")[2].splitlines()
    shown = [row.split("|")[2].strip() for row in rows if row.startswith("| ")][2:]
    assert shown
    for examples in shown:
        assert extract(f"{examples}。", date=DATE) == []
