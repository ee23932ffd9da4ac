"""Daft gives the rows of the local run, from several files, in several processes, bad documents among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_world import in_order, read, same_as_the_local_run, write_documents

from cnfacts.engines.batches import extract_batch
from command import python

pytest.importorskip("daft", reason="the extra `daft` is not installed")

SCRIPT = """
import daft
from cnfacts.engines.daft import extract_daft

extract_daft(daft.read_parquet("documents"), batch_size=2).write_parquet("facts")
"""


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "true")


def test_example(tmp_path: Path) -> None:
    assert "empty.txt: there is no text in it" in same_as_the_local_run("daft_documents.py", tmp_path).text


def test_several_pieces(tmp_path: Path) -> None:
    pa_parquet = pytest.importorskip("pyarrow.parquet")
    folder = write_documents(tmp_path / "documents")
    (tmp_path / "run.py").write_text(SCRIPT, encoding="utf-8")
    done = python("run.py", cwd=tmp_path)
    assert done.status == 0, done.err
    (whole,) = pa_parquet.read_table(folder).combine_chunks().to_batches()
    assert read(tmp_path / "facts") == in_order(extract_batch(whole).to_pylist())


def test_a_missing_column(tmp_path: Path) -> None:
    code = "import daft; from cnfacts.engines.daft import extract_daft; extract_daft(daft.from_pydict({'doc_id': ['a']}))"
    done = python("-c", code, cwd=tmp_path)
    assert done.err.splitlines()[-1].endswith("documents: no column 'text' (there are: doc_id); rename or add it")
