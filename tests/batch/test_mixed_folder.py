"""The benchmark's folder of mixed and broken documents, in small."""

from __future__ import annotations

import subprocess
import sys

import pytest
from batch_world import environment

from command import ROOT

COUNT = 21
SCRIPT = ROOT / "benchmarks" / "folder.py"


@pytest.mark.skipif(sys.platform != "linux", reason="its measures are Linux's")
def test_good_documents_give_their_facts_and_bad_ones_are_told() -> None:
    for module in ("docx", "openpyxl", "pdfplumber", "reportlab", "selectolax"):
        pytest.importorskip(module)
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(COUNT), "--each"], env=environment(), capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exit status 1" in done.stdout
    assert "broken told" in done.stdout
