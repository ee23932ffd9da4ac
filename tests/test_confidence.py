"""Confidence: the packaged model, and how it is fitted and judged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cnfacts.assembly.confidence import MODEL_FILE, TERMS, load_model
from cnfacts.evaluate.gold import gold_files, read_gold
from cnfacts.evaluate.predict import predict
from cnfacts.evaluate.reliability import bins, calibration_error, threshold_for
from command import ROOT

GOLD = ROOT / "tests" / "gold"


def test_the_model_has_the_terms_of_the_code() -> None:
    model = load_model()
    assert set(model.weights) == set(TERMS)
    assert 0 < model.probability({}) < 1


def test_every_fact_has_a_confidence() -> None:
    for path in gold_files([GOLD]):
        for answer in predict(read_gold(path)):
            assert 0 < answer.record["confidence"] < 1


def test_what_is_shipped_says_how_it_was_fitted() -> None:
    data = json.loads((ROOT / "src/cnfacts/assembly" / MODEL_FILE).read_text(encoding="utf-8"))
    assert 0 <= data["cross_validation"]["calibration_error"] < 1
    assert data["cross_validation"]["thresholds"]["0.98"]["precision"] >= 0.98
    assert sum(b["count"] for b in data["cross_validation"]["reliability"]) == data["data"]["unseen"]["facts"]


def test_extraction_needs_no_numpy() -> None:
    code = "import cnfacts, sys; cnfacts.extract('2022年出口增长5%。'); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_reliability() -> None:
    scored = [(0.95, True)] * 19 + [(0.95, False)] + [(0.55, True), (0.55, False)]
    assert [(b.count, round(b.right, 2)) for b in bins(scored) if b.count] == [(2, 0.5), (20, 0.95)]
    assert calibration_error(scored) == pytest.approx(2 * 0.05 / 22)
    assert bins([(1.0, True)])[-1].count == 1
    found = threshold_for(0.95, scored, gold=25)
    assert found is not None
    assert (found.confidence, found.kept, found.recall) == (0.95, 20, 19 / 25)
    assert threshold_for(0.98, scored, gold=25) is None
    assert calibration_error([]) == 0


def test_calibration_on_the_sample(tmp_path: Path) -> None:
    from cnfacts.evaluate.calibrate import main

    out = tmp_path / "model.json"
    assert main([str(GOLD), "--seen", str(GOLD), "-o", str(out)]) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["data"]["unseen"] == {"documents": 4, "facts": 40}
    assert set(data["weights"]) <= set(TERMS)
