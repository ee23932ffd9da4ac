"""The model's two files, features.msgpack and weights.npz, as spacy-pkuseg reads them: no pickle."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import srsly
from features import TAGS


def save_model(
    folder: Path, vocabulary: set[str], features: dict[str, int], states: np.ndarray, moves: np.ndarray
) -> None:
    """Write a model: `states` is (features, tags), `moves` is (from, to)."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"unigram": sorted(vocabulary), "bigram": [], "feature_to_idx": features, "tag_to_idx": TAGS}
    srsly.write_msgpack(folder / "features.msgpack", data)
    w = np.concatenate([states.ravel(), moves.T.ravel()]).astype(np.float64)
    np.savez_compressed(folder / "weights.npz", sizes=np.array([len(TAGS), len(features)]), w=w)


def load_model(folder: Path) -> tuple[set[str], dict[str, int], np.ndarray, np.ndarray]:
    """Read a model that `save_model` wrote: vocabulary, features, states, moves."""
    data = srsly.read_msgpack(folder / "features.msgpack")
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        w, (tags, count) = arrays["w"], (int(size) for size in arrays["sizes"])
    states, moves = w[: tags * count].reshape(count, tags), w[tags * count :].reshape(tags, tags).T
    return set(data["unigram"]), data["feature_to_idx"], states, moves
