"""Step 2: segment the sentences with the teacher, the model inside the MIT-licensed wheel pkuseg 0.0.25.

    python teach.py IN.jsonl OUT.jsonl --teacher WHEEL_OR_FOLDER

The teacher is read as it is, without its post-processing dictionary. Its features are a pickle: that file is
loaded here, in the recipe, and nowhere in the package.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
import zipfile
from pathlib import Path

import spacy_pkuseg
from common import read_rows, write_rows

WHEEL_SHA256 = "6fc2f97d0f66cc6722cf772e65dbcde1b01d8cc53b66ac4aa7bce639de79588f"


def unpack(wheel: Path, into: Path) -> Path:
    """Check the wheel's checksum and take the model out of it."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: sha256 {digest}, expected {WHEEL_SHA256}; download pkuseg 0.0.25 again")
    with zipfile.ZipFile(wheel) as archive:
        for name in ("features.pkl", "weights.npz"):
            (into / name).write_bytes(archive.read(f"pkuseg/models/default/{name}"))
    return into


def teach(source: Path, out: Path, teacher: Path) -> None:
    """Fill in the words of every row."""
    rows = read_rows(source)
    with tempfile.TemporaryDirectory() as scratch:
        folder = teacher if teacher.is_dir() else unpack(teacher, Path(scratch))
        segmenter = spacy_pkuseg.pkuseg(str(folder), user_dict=None)
    started = time.perf_counter()
    for row in rows:
        row.words = segmenter.cut(row.text)
    seconds = time.perf_counter() - started
    characters = sum(len(row.text) for row in rows)
    print(f"{characters} characters in {seconds:.0f} s ({characters / seconds:.0f} a second)")
    write_rows(out, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", type=Path, required=True)
    arguments = parser.parse_args()
    teach(arguments.source, arguments.out, arguments.teacher)
