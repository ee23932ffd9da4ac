"""The shipped examples run, and their documents give facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cnfacts.assembly.document import iter_facts
from command import EXAMPLES, cnfacts, python

DOCUMENTS = sorted((EXAMPLES / "documents").glob("*.txt"))
SCRIPTS = sorted((EXAMPLES / "scripts").glob("*.py"))
BY_ENGINES = {"daft_documents.py", "spark_documents.py"}
"""Run in tests/engines, where their extras are installed."""


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_give_facts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    facts = list(iter_facts(text, doc_date=date(2023, 6, 1), doc_id=path.name))
    assert len(facts) >= 10
    for fact in facts:
        assert text[fact.start : fact.end] == fact.text


@pytest.mark.parametrize("path", [p for p in SCRIPTS if p.name not in BY_ENGINES], ids=lambda path: path.name)
def test_scripts_run(path: Path, tmp_path: Path) -> None:
    done = python("-W", "ignore", path, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out


def test_the_documents_are_read_together() -> None:
    done = cnfacts("extract", *DOCUMENTS, cwd=EXAMPLES)
    assert (done.status, done.err) == (0, "")
    assert {r["doc_id"] for r in done.records} == {f"documents/{path.name}" for path in DOCUMENTS}
    assert all(r["period_start"] for r in done.records if "communique" in r["doc_id"])


def test_examples_are_listed() -> None:
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in [*DOCUMENTS, *SCRIPTS]:
        assert f"`{path.name}`" in listed


def test_an_alias_names_the_metric(tmp_path: Path) -> None:
    done = python(EXAMPLES / "scripts" / "own_units.py", cwd=tmp_path)
    assert "规模以上工业增加值" in done.text
