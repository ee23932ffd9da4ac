"""The engine as the report runs it: the missing extra, silence on standard output, and time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from joint_worlds import bulletin, dense, world

import cnfacts
from cnfacts.checks import check
from cnfacts.checks.finding import Reason, Verdict
from cnfacts.checks.joint import groups_of, highs, run
from cnfacts.checks.joint import solve as solving
from cnfacts.checks.linking import link
from cnfacts.errors import MissingExtraError


def test_the_missing_extra_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    highs.solver.cache_clear()
    try:
        with pytest.raises(MissingExtraError, match=r"pip install 'cnfacts\[checks\]'") as caught:
            run([])
        assert "\n" not in str(caught.value)
        rng = random.Random(1)
        report = check(dense(world(rng, parts=False), rng))
        assert report.checked
        assert any(skipped.reason is Reason.SOLVER for skipped in report.not_checked)
    finally:
        highs.solver.cache_clear()


def test_the_solver_writes_nothing() -> None:
    """highspy 1.16.0 wrote a banner to standard output, which would break `--format jsonl`."""
    code = (
        "from joint_worlds import *; import random\n"
        "from cnfacts.checks.joint import groups_of, run\n"
        "from cnfacts.checks.linking import link\n"
        "rng = random.Random(1); run(groups_of(link(dense(world(rng), rng))))\n"
    )
    here, package = Path(__file__).parent, Path(cnfacts.__file__).parents[1]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (package, here)))}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_undecided_group_is_not_accused(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(3)
    facts = dense(world(rng), rng)
    monkeypatch.setattr(solving, "propose", lambda system: None)
    monkeypatch.setattr(solving, "_ROWS", 0)
    (finding,) = run(groups_of(link(facts)), within=None)
    assert (finding.verdict, finding.reason) == (Verdict.CANNOT_TELL, Reason.SOLVER)


def test_large_groups_end_soon() -> None:
    rng = random.Random(5)
    group = list(groups_of(link(bulletin(world(rng), rng, "half_up", 200))))
    begin = time.process_time()
    run(group)
    assert time.process_time() - begin < 5


def test_time_grows_with_the_number_of_groups() -> None:
    rng = random.Random(6)
    groups = []
    for number in range(40):
        facts = bulletin(world(rng, parts=False), rng, "half_up", 20, doc=f"d{number}")
        groups += list(groups_of(link(facts)))
    begin = time.process_time()
    run(groups, within=None)
    assert time.process_time() - begin < 4
