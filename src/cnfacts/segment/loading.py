"""Reading the packaged model: checksums first, then the two files, then the tables of the scorer.

The files are in spacy-pkuseg's format, so `spacy_pkuseg.pkuseg(str(DATA_DIR), user_dict=None)` reads them as
well. The scorer doesn't use its extractor, which builds some seventy strings a character: the same features
are found here by integer keys over whole documents, about ten times as fast.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cnfacts.errors import ModelError

__all__ = ["DATA_DIR", "FORMAT", "Lookup", "SegmentModel", "gram_keys", "load_model", "load_words", "verify"]

DATA_DIR: Final = Path(__file__).parent / "data"
FILES: Final = ("features.msgpack", "weights.npz", "user_dict.txt")
FORMAT: Final = 1
LENGTHS: Final = range(2, 7)
_REMEDY: Final = "reinstall cnfacts, or rebuild the model with models/segmenter (weasel run all)"
_NUM, _LETTER = "\ue000", "\ue001"  # stand for the extractor's **Num and **Letter in feature names
_NONE: Final = "\0"  # of a length without any word: a table has at least one row
_CHARACTERS: Final = ("c.", "c-1.", "c1.", "c-2.", "c2.")
_PAIRS: Final = ("cc1.", "c-1c.", "c-2c-1.")
_WORDS: Final = ("w1.", "w-1.")

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lookup:
    """A sorted table of keys; the position after the last one stands for every unknown key."""

    keys: npt.NDArray[np.uint64]
    weights: tuple[Floats, ...]

    def find(self, wanted: npt.NDArray[np.uint64]) -> Ints:
        """Return the row of each wanted key; the last row, which weighs nothing, for an unknown one."""
        found = np.searchsorted(self.keys, wanted)
        known = self.keys[np.minimum(found, len(self.keys) - 1)] == wanted
        return np.where(known, found, len(self.keys))


@dataclass(frozen=True)
class SegmentModel:
    """The model as tables: read-only, so that threads share it.

    Attributes:
        version: the packaged model's version.
        classes: the class of every code point; 0 is a character without features.
        characters: one weight table for each of `c c-1 c1 c-2 c2`, a row a class.
        pairs: keys of two classes, with weights for `cc1 c-1c c-2c-1`.
        words: by length, keys of as many classes, with weights for `w1 w-1`.
        moves: the transition scores, from tag to tag.
        starts: whether a tag starts a word.
    """

    version: str
    classes: npt.NDArray[np.int32]
    characters: tuple[Floats, ...]
    pairs: Lookup
    words: dict[int, Lookup]
    moves: Floats
    starts: npt.NDArray[np.bool_]


def gram_keys(classes: npt.NDArray[np.uint64], length: int) -> npt.NDArray[np.uint64]:
    """Return a key for every run of `length` classes: exact up to four, a 64-bit hash beyond."""
    count = max(0, len(classes) - length + 1)
    keys = classes[:count].copy()
    for offset in range(1, length):
        factor = np.uint64(1 << 16) if offset < 4 else np.uint64(0x9E3779B97F4A7C15)
        keys = keys * factor + classes[offset : offset + count]
    return keys


def verify(folder: Path) -> dict[str, Any]:
    """Check the format and the sha256 of every file against meta.json, and return what it says.

    Raises:
        ModelError: a file is missing, differs from its checksum, or is of another format.
    """
    path = folder / "meta.json"
    try:
        meta: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if meta["format"] != FORMAT:
            raise ModelError(f"{path}: model format {meta['format']}, this version reads {FORMAT}; {_REMEDY}")
        for name in FILES:
            path, expected = folder / name, str(meta["sha256"][name])
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != expected:
                raise ModelError(f"{path}: sha256 {found[:12]}…, expected {expected[:12]}…; {_REMEDY}")
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror}; {_REMEDY}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not the metadata of a model ({error!r}); {_REMEDY}") from error
    return meta


def load_words(folder: Path = DATA_DIR) -> tuple[str, ...]:
    """Return the user dictionary: the words of statistics that stay whole.

    Raises:
        ModelError: the file cannot be read.
    """
    path = folder / "user_dict.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: {error}; {_REMEDY}") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=4)
def load_model(folder: Path = DATA_DIR) -> SegmentModel:
    """Verify and read a model (once a folder).

    Raises:
        ModelError: a file is missing, damaged or of another format.
    """
    import srsly

    meta = verify(folder)
    try:
        data = srsly.read_msgpack(folder / "features.msgpack")
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            tags, count = (int(size) for size in arrays["sizes"])
            weights = np.asarray(arrays["w"], dtype=np.float64)
        states = weights[: tags * count].reshape(count, tags)
        moves = weights[tags * count :].reshape(tags, tags).T.copy()
        return _tables(str(meta["version"]), data, states, moves)
    except (OSError, ValueError, LookupError, TypeError, zipfile.BadZipFile) as error:
        raise ModelError(f"{folder}: cannot be read as a segmentation model ({error}); {_REMEDY}") from error


def _tables(version: str, data: dict[str, Any], states: Floats, moves: Floats) -> SegmentModel:
    """Sort the named features into tables."""
    groups: dict[str, dict[str, int]] = {prefix: {} for prefix in (*_CHARACTERS, *_PAIRS, *_WORDS)}
    for name, row in data["feature_to_idx"].items():
        prefix, _, body = name.replace("**Num", _NUM).replace("**Letter", _LETTER).partition(".")
        if body:
            groups[prefix + "."][body[0] + body[2] if prefix + "." in _PAIRS else body] = row
    met = {character for group in groups.values() for body in group for character in body}
    numbers = {character: number for number, character in enumerate(sorted(met), start=1)}
    bias = states[data["feature_to_idx"]["$$"]]
    characters = [_weights(groups[prefix], list(numbers), states, before=1) for prefix in _CHARACTERS]
    characters[0] += bias
    words = {n: _lookup([groups[p] for p in _WORDS], n, numbers, states) for n in LENGTHS}
    tags: dict[str, int] = data["tag_to_idx"]
    return SegmentModel(
        version=version,
        classes=_classes(numbers),
        characters=tuple(characters),
        pairs=_lookup([groups[prefix] for prefix in _PAIRS], 2, numbers, states),
        words=words,
        moves=moves,
        starts=np.array([tag.startswith("B") for tag in sorted(tags, key=tags.__getitem__)]),
    )


def _classes(numbers: dict[str, int]) -> npt.NDArray[np.int32]:
    """Return the class of every code point, with the extractor's folding of digits, letters and marks."""
    from spacy_pkuseg.feature_extractor import FeatureExtractor as Extractor

    table = np.zeros(0x110000, dtype=np.int32)
    for character, number in numbers.items():
        if character not in (_NUM, _LETTER):
            table[ord(character)] = number
    for members, stand_in in ((Extractor.num, _NUM), (Extractor.letter, _LETTER), (Extractor.keywords, "&")):
        for character in members:
            table[ord(character)] = numbers.get(stand_in, 0)
    return table


def _lookup(groups: list[dict[str, int]], length: int, numbers: dict[str, int], states: Floats) -> Lookup:
    """Gather the features of one length under integer keys."""
    grams = list(dict.fromkeys(body for group in groups for body in group if len(body) == length))
    grams = grams or [_NONE * length]
    flat = np.array([numbers.get(c, 0) for gram in grams for c in gram], dtype=np.uint64)
    keys = gram_keys(flat, length)[::length]
    order = np.argsort(keys)
    if len(np.unique(keys)) != len(keys):
        raise ValueError(f"two words of {length} characters share a key")
    ordered = [grams[position] for position in order]
    return Lookup(keys[order], tuple(_weights(group, ordered, states) for group in groups))


def _weights(group: dict[str, int], bodies: Iterable[str], states: Floats, *, before: int = 0) -> Floats:
    """Return the weights of the named features, a row each, zeros where there is none and in the spare row.

    Args:
        before: 1 puts the spare row first, 0 last.
    """
    rows = np.array([group.get(body, -1) for body in bodies], dtype=np.int64)
    found = np.where(rows[:, None] >= 0, states[np.maximum(rows, 0)], 0.0)
    spare = np.zeros((1, states.shape[1]))
    return np.concatenate([spare, found] if before else [found, spare])
