"""Step 7: measure a packaged model on the held-out documents.

    python evaluate.py ROWS.jsonl MODEL METRICS.json [--taught TAUGHT.jsonl]

The yardstick is the mended teacher. A boundary is a cut inside a sentence (its two ends are given); a word is
right if both its ends are. `teacher` is the unmended teacher under the same measure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import accumulate, pairwise
from pathlib import Path

from common import Row, read_rows
from package import FILES

from cnfacts.segment import Segmenter  # found through common

_PROBE = "import sys; from pathlib import Path; from evaluate import probe; probe(Path(sys.argv[1]))"


def peak() -> float:
    """Return this process's peak memory in megabytes (Linux; ru_maxrss would count the parent's)."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def probe(model: Path) -> None:
    """Print, as json, what loading costs in this (fresh) process: run by `measure_load`."""
    import numpy  # noqa: F401
    import spacy_pkuseg  # noqa: F401

    before = peak()
    started = time.perf_counter()
    Segmenter.load(model).cut("2023年，规模以上工业增加值增长4.6%。")
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": round(seconds, 2), "memory_mb": round(peak() - before, 1)}))


def measure_load(model: Path) -> dict[str, float]:
    """Load the model in its own process: seconds, and the peak in megabytes beyond numpy and spacy-pkuseg."""
    command = [sys.executable, "-c", _PROBE, str(model)]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def edges(words: Iterable[str]) -> list[int]:
    """Return the offsets of the words' edges."""
    return list(accumulate(map(len, words), initial=0))


def score(rows: list[Row], cut: Callable[[Row], list[str]]) -> dict[str, dict[str, float]]:
    """Return boundary and word F1 in per cent, by genre and for all but the extra genre together."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for row in rows:
        gold, found = edges(row.words), edges(cut(row))
        inner = (set(gold[1:-1]), set(found[1:-1]))
        words = (set(pairwise(gold)), set(pairwise(found)))
        for genre in {row.genre, row.genre if row.genre == "extra" else "all"}:
            for place, (wanted, got) in enumerate((inner, words)):
                for step, number in enumerate((len(wanted & got), len(wanted), len(got))):
                    counts[genre][3 * place + step] += number
    return {
        genre: {
            "boundary_f1": round(200 * c[0] / max(1, c[1] + c[2]), 2),
            "word_f1": round(200 * c[3] / max(1, c[4] + c[5]), 2),
            "boundaries": c[1],
        }
        for genre, c in sorted(counts.items())
    }


def measure_speed(segmenter: Segmenter, text: str) -> int:
    """Return characters a second on one long text, to the thousand: the best of three."""
    best = 0.0
    for _ in range(3):
        started = time.perf_counter()
        segmenter.cut(text)
        best = max(best, len(text) / (time.perf_counter() - started))
    return round(best / 1000) * 1000


def evaluate(source: Path, model: Path, out: Path, taught: Path | None) -> None:
    """Write the figures as json."""
    rows = [row for row in read_rows(source) if row.split == "eval"]
    bare, full = Segmenter.load(model, user_dict=False), Segmenter.load(model)
    text = "\n".join(row.text for row in rows)
    metrics = {
        "version": bare.version,
        "sha256": json.loads((model / "meta.json").read_text(encoding="utf-8"))["sha256"],
        "size_bytes": sum((model / name).stat().st_size for name in FILES),
        "load": measure_load(model.resolve()),
        "characters_per_second": {
            "without_user_dict": measure_speed(bare, text),
            "with_user_dict": measure_speed(full, text),
        },
        "without_user_dict": score(rows, lambda row: bare.cut(row.text)),
        "with_user_dict": score(rows, lambda row: full.cut(row.text)),
    }
    if taught:
        words = {(row.genre, row.doc_id, row.text): row.words for row in read_rows(taught)}
        metrics["teacher"] = score(rows, lambda row: words[row.genre, row.doc_id, row.text])
    out.write_text(json.dumps(metrics, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for name in ("without_user_dict", "with_user_dict", "teacher"):
        for genre, figures in metrics.get(name, {}).items():
            print(f"{name:18} {genre:14} {figures['boundary_f1']:6.2f} {figures['word_f1']:6.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--taught", type=Path)
    arguments = parser.parse_args()
    evaluate(arguments.source, arguments.model, arguments.out, arguments.taught)
