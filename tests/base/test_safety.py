"""A base under kills, readers beside a writer, and two writers."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from base_world import bulletin, held, write

import cnfacts
from cnfacts.io.atomic import OutputError
from cnfacts.io.base.locking import locked
from cnfacts.io.base.manifest import MANIFEST, read_manifest
from cnfacts.schema.fact import Fact
from command import environment

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

FILES = 5
READ = """
import sys, time
import cnfacts
from pathlib import Path
from base_world import METRICS
base, stop = sys.argv[1:]
seen = 0
print("ready", flush=True)
while not Path(stop).exists():
    count = len(cnfacts.open_base(base).figures(METRICS))
    assert count % 180 == 0 and count >= seen, (count, seen)
    seen = count
print(seen)
"""


def given(folder: Path) -> dict[str, list[Fact]]:
    """Files of facts, each of another document."""
    facts = {f"{n}.jsonl": bulletin(f"{n}.txt", 1000 * n) for n in range(FILES)}
    for name, found in facts.items():
        write(folder / name, found)
    return facts


def start(base: Path, folder: Path) -> subprocess.Popen[bytes]:
    paths = [str(path) for path in sorted(folder.glob("*.jsonl"))]
    command = [sys.executable, "-m", "cnfacts", "index", *paths, "-o", str(base)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)


def segments(base: Path) -> int:
    return len(read_manifest(base).segments) if (base / MANIFEST).exists() else 0


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "before anything": lambda base: base.exists(),
    "the lock": lambda base: (base / "lock").exists(),
    "a file read": lambda base: (base / "work" / "raw.parquet").exists(),
    "a segment half written": lambda base: (base / "work" / "segment.parquet").exists(),
    "a segment without a manifest": lambda base: len(list((base / "facts").glob("*.parquet"))) > segments(base),
    "after the first": lambda base: segments(base) == 1,
    "a later one half written": lambda base: segments(base) == 2 and (base / "work" / "segment.parquet").exists(),
    "near the end": lambda base: segments(base) == FILES - 1,
}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_killed(moment: Callable[[Path], bool], tmp_path: Path) -> None:
    facts, base = given(tmp_path), tmp_path / "base"
    run = start(base, tmp_path)
    while run.poll() is None and not moment(base):
        time.sleep(0.0005)
    run.kill()
    run.wait()
    if (base / MANIFEST).exists():
        there = held(base)
        whole = [name for name, found in facts.items() if there[found[0]]]
        assert there == Counter(fact for name in whole for fact in facts[name])
    assert start(base, tmp_path).wait() == 0
    assert held(base) == Counter(fact for found in facts.values() for fact in found)
    assert not (base / "work").exists()
    assert {path.name for path in (base / "facts").iterdir()} == {Path(s.file).name for s in read_manifest(base).segments}


def test_two_read_while_one_adds(tmp_path: Path) -> None:
    given(tmp_path)
    base, stop = tmp_path / "base", tmp_path / "stop"
    cnfacts.index(tmp_path / "0.jsonl", base)
    command = [sys.executable, "-c", READ, str(base), str(stop)]
    here = str(Path(__file__).parent)
    readers = [subprocess.Popen(command, env=environment(), cwd=here, stdout=subprocess.PIPE) for _ in range(2)]
    try:
        assert [ready(reader) for reader in readers] == [b"ready\n"] * 2
        for name in range(FILES, FILES + 8):  # enough for small segments to be put together
            write(tmp_path / f"{name}.jsonl", bulletin(f"{name}.txt", 1000 * name))
        assert start(base, tmp_path).wait() == 0
    finally:
        stop.touch()
    seen = [reader.communicate(timeout=60)[0] for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0]
    assert all(180 <= int(count) <= 180 * (FILES + 8) for count in seen)


def ready(reader: subprocess.Popen[bytes]) -> bytes:
    assert reader.stdout is not None
    return reader.stdout.readline()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Path]:
    given(tmp_path)
    cnfacts.index(tmp_path / "0.jsonl", tmp_path / "base")
    yield tmp_path


def test_two_writers(world: Path) -> None:
    pytest.importorskip("fcntl")
    with locked(world / "base"):
        with pytest.raises(OutputError, match="base: another run is adding to it; wait for it or stop it") as error:
            cnfacts.index(world / "1.jsonl", world / "base")
        assert "\n" not in str(error.value)
        assert start(world / "base", world).wait() == 2
        assert len(held(world / "base")) == 180
    cnfacts.index(world / "1.jsonl", world / "base")
    assert len(held(world / "base")) == 360


def test_what_a_reader_opens_between_two_manifests(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest is read, then a run puts other segments in the place of those it names."""
    from cnfacts.io.base import store

    reads = []

    def read(folder: Path) -> object:
        manifest = read_manifest(folder)
        if not reads:
            write(world / "0.jsonl", bulletin("new.txt"))
            cnfacts.index(world / "0.jsonl", folder)
        reads.append(manifest)
        return manifest

    monkeypatch.setattr(store, "read_manifest", read)
    assert held(world / "base") == Counter(bulletin("new.txt"))
    assert len(reads) == 2
