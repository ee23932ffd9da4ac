"""Spark gives the rows of the local run, from several partitions, bad documents among them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from engine_world import in_order, read, same_as_the_local_run, write_documents

from cnfacts.engines.batches import extract_batch
from command import python

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not installed", allow_module_level=True)

SCRIPT = """
from pyspark.sql import SparkSession
from cnfacts.engines.spark import extract_spark

spark = SparkSession.builder.master("local[2]").getOrCreate()
documents = spark.read.parquet("documents").repartition(3)
assert documents.rdd.getNumPartitions() == 3
extract_spark(documents).write.parquet("facts")
spark.stop()
"""


@pytest.fixture(autouse=True)
def this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)


def test_example(tmp_path: Path) -> None:
    assert "empty.txt: there is no text in it" in same_as_the_local_run("spark_documents.py", tmp_path).text


def test_several_partitions(tmp_path: Path) -> None:
    pa_parquet = pytest.importorskip("pyarrow.parquet")
    folder = write_documents(tmp_path / "documents")
    (tmp_path / "run.py").write_text(SCRIPT, encoding="utf-8")
    done = python("run.py", cwd=tmp_path)
    assert done.status == 0, done.err
    (whole,) = pa_parquet.read_table(folder).combine_chunks().to_batches()
    assert read(tmp_path / "facts") == in_order(extract_batch(whole).to_pylist())
