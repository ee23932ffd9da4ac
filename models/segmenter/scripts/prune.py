"""Step 5: leave out what weighs little, and round what stays.

    python prune.py MODEL OUT [--least 0.05]

A feature all of whose weights are under the threshold goes, and so does a word without features. Weights are
rounded to half precision but stored as doubles, which is what spacy-pkuseg's decoder takes; compressed, the
empty bits cost nothing.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from modelfile import load_model, save_model


def prune(source: Path, out: Path, least: float) -> None:
    """Write the pruned model."""
    vocabulary, features, states, moves = load_model(source)
    heavy = np.abs(states).max(axis=1) >= least
    kept = [name for name, number in features.items() if number == 0 or heavy[number]]
    words = {name.partition(".")[2] for name in kept if name.startswith(("w1.", "w-1."))}
    rows = states[[features[name] for name in kept]].astype(np.float16)
    print(f"{len(features)} features and {len(vocabulary)} words before, {len(kept)} and {len(words)} after")
    save_model(out, words & vocabulary, {name: row for row, name in enumerate(kept)}, rows, moves)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--least", type=float, default=0.05)
    arguments = parser.parse_args()
    prune(arguments.source, arguments.out, arguments.least)
