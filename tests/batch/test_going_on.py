"""Stopped at any moment and started again: nothing lost, nothing twice, nothing torn."""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path

import pytest
from batch_world import DATE, folder, run, start, text, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

COUNT, SENTENCES = 80, 12
ARGS = ("in", "-o", "out.jsonl", "--date", DATE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What an uninterrupted run gives."""
    place = tmp_path_factory.mktemp("whole")
    folder(place / "in", COUNT, SENTENCES)
    assert run(*ARGS, cwd=place).returncode == 0
    return (place / "out.jsonl").read_bytes()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder(tmp_path / "in", COUNT, SENTENCES)
    return tmp_path


def parts(place: Path) -> int:
    return sum(1 for _ in (place / "out.jsonl.work" / "parts").rglob("*.part"))


def test_killed_again_and_again(place: Path, whole: bytes) -> None:
    chance = random.Random(6)
    for _ in range(5):
        process = start(*ARGS, cwd=place)
        time.sleep(chance.uniform(0.05, 2.0))
        process.kill()
        process.communicate()
        if (place / "out.jsonl").exists():
            assert (place / "out.jsonl").read_bytes() == whole
    assert run(*ARGS, cwd=place).returncode == 0
    assert (place / "out.jsonl").read_bytes() == whole


def test_killed_in_the_middle_it_goes_on(place: Path, whole: bytes) -> None:
    process = start(*ARGS, cwd=place)
    assert wait_until(lambda: parts(place) >= 10)
    process.kill()
    process.communicate()
    kept = parts(place)
    assert 10 <= kept < COUNT and not (place / "out.jsonl").exists()
    done = run(*ARGS, cwd=place)
    before = int(done.stdout.split("not read again: ")[1].split()[0])
    assert kept <= before < COUNT
    assert (place / "out.jsonl").read_bytes() == whole
    left = [path for path in place.rglob("*") if path.suffix == ".tmp" or path.name == "staging"]
    assert left == []


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_asked_to_stop(number: signal.Signals, status: int, place: Path, whole: bytes) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip(f"{number.name} is ignored here, as under nohup, and so by the run as well")
    process = start(*ARGS, cwd=place)
    assert wait_until(lambda: parts(place) >= 5)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (status, b"")
    assert len(err.splitlines()) == 1 and b"goes on from there" in err
    assert run(*ARGS, cwd=place).returncode == 0
    assert (place / "out.jsonl").read_bytes() == whole


def test_workers_end_with_a_killed_parent(place: Path) -> None:
    psutil = pytest.importorskip("psutil")
    process = start(*ARGS, "--jobs", "2", cwd=place)
    assert wait_until(lambda: parts(place) >= 3)
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    assert children and wait_until(lambda: not any(child.is_running() for child in children), 10)


def test_one_run_at_a_time(place: Path) -> None:
    process = start(*ARGS, cwd=place)
    assert wait_until(lambda: parts(place) >= 1)
    second = run(*ARGS, cwd=place)
    assert second.returncode == 2 and "another run" in second.stderr
    assert process.wait(timeout=60) == 0
    process.communicate()


def test_what_is_done_is_keyed_by_content_and_options(tmp_path: Path) -> None:
    place = tmp_path
    folder(place / "in", 10)
    assert run(*ARGS, cwd=place).returncode == 0
    first = (place / "out.jsonl").read_bytes()
    assert "not read again: 10" in run(*ARGS, cwd=place).stdout
    assert (place / "out.jsonl").read_bytes() == first
    (place / "in" / "d0" / "00000.txt").write_text(text(500), encoding="utf-8")
    (place / "in" / "d1" / "00001.txt").unlink()
    (place / "in" / "new.txt").write_text(text(501), encoding="utf-8")
    assert "not read again: 8" in run(*ARGS, cwd=place).stdout
    assert "not read again" not in run("in", "-o", "out.jsonl", "--date", "2021-06-20", cwd=place).stdout
    assert (
        "not read again"
        not in run("in", "-o", "out.jsonl", "--date", "2021-06-20", "--fresh", cwd=place).stdout
    )
    assert b"d1/00001.txt" not in (place / "out.jsonl").read_bytes()


def test_a_damaged_part_is_made_again(tmp_path: Path) -> None:
    place = tmp_path
    folder(place / "in", 10)
    assert run(*ARGS, cwd=place).returncode == 0
    first = (place / "out.jsonl").read_bytes()
    some = sorted((place / "out.jsonl.work" / "parts").rglob("*.part"))
    some[0].write_bytes(b"")
    some[1].write_bytes(some[1].read_bytes()[:-20])
    some[2].write_bytes(b"nothing")
    assert run(*ARGS, cwd=place).returncode == 0
    assert (place / "out.jsonl").read_bytes() == first
