"""The features of spacy-pkuseg's extractor that the model uses, and the training matrix made of them.

Eight character features and, for each word of two to six characters in the vocabulary that ends or starts at
the character, one word feature. The extractor's word-bigram features are left out: they are nine tenths of a
pkuseg model and, measured on the held-out texts, worth little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from spacy_pkuseg.feature_extractor import FeatureExtractor

LENGTHS = range(6, 1, -1)
SLOTS = 1 + 8 + 2 * len(LENGTHS)
TAGS = {"B": 0, "B_single": 1, "I": 2, "I_end": 3, "I_first": 4}


def nodes_of(text: str) -> list[str]:
    """Return the characters as the extractor sees them: digits, letters and -._,|/*: fold together."""
    return list(FeatureExtractor.normalize_text(text))


def tags_of(words: Iterable[str]) -> list[int]:
    """Return the tag of every character."""
    tags: list[int] = []
    for word in words:
        if len(word) == 1:
            tags.append(TAGS["B_single"])
        else:
            middle = [TAGS["I_first"]] + [TAGS["I"]] * (len(word) - 3) if len(word) > 2 else []
            tags += [TAGS["B"], *middle, TAGS["I_end"]]
    return tags


def build_vocabulary(sentences: Iterable[list[str]], least: int) -> set[str]:
    """Return the words of two to six characters met `least` times or more, folded as the extractor does."""
    counts = Counter(word for words in sentences for word in words if 2 <= len(word) <= 6)
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded["".join(nodes_of(word))] += count
    return {word for word, count in folded.items() if count >= least}


def feature_names(nodes: list[str], index: int, vocabulary: set[str]) -> list[str]:
    """Name the features of one character (`$$`, the bias, first), as the extractor does."""
    c, last = nodes[index], len(nodes) - 1
    names = ["$$", "c." + c]
    if index > 0:
        before = nodes[index - 1]
        names += ["c-1." + before, f"c-1c.{before}.{c}"]
        if index > 1:
            names += ["c-2." + nodes[index - 2], f"c-2c-1.{nodes[index - 2]}.{before}"]
    if index < last:
        names += ["c1." + nodes[index + 1], f"cc1.{c}.{nodes[index + 1]}"]
        if index < last - 1:
            names.append("c2." + nodes[index + 2])
    for length in LENGTHS:
        start = index - length + 1
        if start >= 0 and (word := "".join(nodes[start : index + 1])) in vocabulary:
            names.append("w-1." + word)
        if index + length <= last + 1 and (word := "".join(nodes[index : index + length])) in vocabulary:
            names.append("w1." + word)
    return names


def build_features(texts: list[list[str]], vocabulary: set[str], least: int) -> dict[str, int]:
    """Number the features met at least `least` times, the most frequent first; the bias is 0."""
    counts: Counter[str] = Counter()
    for nodes in texts:
        for index in range(len(nodes)):
            counts.update(feature_names(nodes, index, vocabulary))
    kept = sorted((-count, name) for name, count in counts.items() if count >= least and name != "$$")
    return {"$$": 0} | {name: number for number, (_, name) in enumerate(kept, start=1)}


def matrix(nodes: list[str], features: dict[str, int], vocabulary: set[str]) -> np.ndarray:
    """Return the feature numbers of a sentence, a row a character, padded with the number of features."""
    out = np.full((len(nodes), SLOTS), len(features), dtype=np.int32)
    for index in range(len(nodes)):
        known = [features[name] for name in feature_names(nodes, index, vocabulary) if name in features]
        out[index, : len(known)] = known
    return out
