"""Step 4: train a conditional random field on the mended sentences.

    python train.py IN.jsonl OUT_FOLDER [--epochs 6] [--l1 0.3] ...

The model is pkuseg's (five tags, first-order chain) and is written in its file format; the training is
ours: exact gradients of the conditional likelihood over padded batches in numpy, and FTRL-proximal
steps (McMahan et al. 2013) whose L1 term sets most weights to exactly zero.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from common import read_rows
from crf import Ftrl, gradients
from features import SLOTS, TAGS, build_features, build_vocabulary, matrix, nodes_of, tags_of
from modelfile import save_model

Batch = tuple[np.ndarray, np.ndarray, np.ndarray]


def make_batches(
    rows: list[list[str]], features: dict[str, int], vocabulary: set[str], size: int
) -> list[Batch]:
    """Pad sentences of like length together: feature numbers, tags, lengths; about `size` characters each."""
    batches: list[Batch] = []
    todo = sorted(rows, key=lambda words: sum(map(len, words)))
    while todo:
        longest = sum(map(len, todo[-1]))
        chosen = todo[-max(1, size // longest) :]
        del todo[-len(chosen) :]
        lengths = np.array([sum(map(len, words)) for words in chosen])
        ids = np.full((len(chosen), longest, SLOTS), len(features), np.int32)
        tags = np.zeros((len(chosen), longest), np.int8)
        for position, words in enumerate(chosen):
            ids[position, : lengths[position]] = matrix(nodes_of("".join(words)), features, vocabulary)
            tags[position, : lengths[position]] = tags_of(words)
        batches.append((ids, tags, lengths))
    return batches


def train(arguments: argparse.Namespace) -> None:
    """Build the vocabulary and the features, run the epochs, save the model."""
    rows = [row.words for row in read_rows(arguments.source) if row.split == "train" and row.words]
    vocabulary = build_vocabulary(rows, arguments.word_least)
    texts = [nodes_of("".join(words)) for words in rows]
    features = build_features(texts, vocabulary, arguments.feature_least)
    started = time.perf_counter()
    batches = make_batches(rows, features, vocabulary, arguments.batch)
    print(f"{len(rows)} sentences, {len(vocabulary)} words, {len(features)} features, {len(batches)} batches")
    states = Ftrl((len(features) + 1, len(TAGS)), arguments.rate, arguments.l1, arguments.l2)
    moves = Ftrl((len(TAGS), len(TAGS)), arguments.rate, 0.0, arguments.l2)
    random = np.random.default_rng(arguments.seed)
    for epoch in range(arguments.epochs):
        total = 0.0
        for number in random.permutation(len(batches)):
            loss, touched, state_gradient, move_gradient = gradients(states.w, moves.w, *batches[number])
            states.step(touched, state_gradient)
            moves.step(np.arange(len(TAGS)), move_gradient)
            total += loss
        alive = int((states.w[:-1] != 0).any(axis=1).sum())
        seconds = time.perf_counter() - started
        print(f"epoch {epoch + 1}: loss {total:.0f}, {alive} features alive, {seconds:.0f} s", flush=True)
    save_model(arguments.out, vocabulary, features, states.w[:-1], moves.w)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=3000, help="characters in a batch")
    parser.add_argument("--rate", type=float, default=0.3)
    parser.add_argument("--l1", type=float, default=1.0)
    parser.add_argument("--l2", type=float, default=0.0)
    parser.add_argument("--word-least", type=int, default=2, help="count from which a word is known")
    parser.add_argument("--feature-least", type=int, default=2, help="count from which a feature is used")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())
