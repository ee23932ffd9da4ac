"""The segmenter: text in, tokens out whose concatenation is the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from cnfacts.segment.loading import DATA_DIR, LENGTHS, SegmentModel, gram_keys, load_model, load_words

__all__ = ["Segmenter"]

_LONGEST: Final = 400  # characters decoded in one piece: a line without any sentence end stays linear
_BLOCK: Final = 20_000  # characters scored at a time, which bounds the memory
_CACHED: Final = 64  # texts up to this length (indicator names repeat) are remembered
_GAP: Final = 2  # empty classes between pieces: no feature reaches further back than two characters
# White space, or a piece up to a sentence end with the closing quotes after it: the recipe splits alike.
_PIECE: Final = re.compile(r"\s+|[^\s。！？；]*[。！？；]+[”’』」）]*|[^\s。！？；]+")

Span = tuple[int, int]
Floats = npt.NDArray[np.float64]


class Segmenter:
    """Cuts text into words.

    Nothing is normalised or lost: `"".join(segmenter.cut(text)) == text` for every string. A run of white
    space is a token. A segmenter keeps no state between calls but its cache, and may be shared by threads.

    Args:
        model: the model, as `load_model` returns it.
        words: words joined where the model has a boundary on both of their sides; a word that would
            split another (增加值 in 增加值得) is left alone.
    """

    def __init__(self, model: SegmentModel, words: Iterable[str] = ()) -> None:
        self._model = model
        self._words: dict[str, list[str]] = {}
        for word in sorted(set(words), key=lambda word: (-len(word), word)):
            self._words.setdefault(word[:1], []).append(word)
        self._remembered = lru_cache(maxsize=8192)(self._edges)

    @classmethod
    def load(cls, folder: Path | None = None, *, user_dict: bool = True) -> Segmenter:
        """Return the segmenter of the packaged model, or of a folder of the same layout; made once.

        Args:
            folder: where features.msgpack, weights.npz, user_dict.txt and meta.json lie.
            user_dict: join the words of statistics listed in user_dict.txt.

        Raises:
            ModelError: a file is missing, damaged or of another format.
        """
        return _load(folder or DATA_DIR, user_dict)

    @property
    def version(self) -> str:
        """The model's version."""
        return self._model.version

    def cut(self, text: str) -> list[str]:
        """Return the tokens of a text; joined, they are the text."""
        return [text[start:end] for start, end in pairwise(self.boundaries(text))]

    def boundaries(self, text: str) -> list[int]:
        """Return the offsets of the token edges, from 0 to the text's length; empty for an empty text."""
        return list(self._remembered(text) if len(text) <= _CACHED else self._edges(text))

    def _edges(self, text: str) -> tuple[int, ...]:
        edges = {0, len(text)} if text else set()
        for block in _blocks(text):
            edges.update(self._cut_block(text, block))
        ordered = sorted(edges)
        return tuple(self._joined(text, ordered) if self._words else ordered)

    def _cut_block(self, text: str, pieces: list[Span]) -> Iterator[int]:
        """Yield the starts of the words of some pieces, which are scored together and decoded one by one."""
        from spacy_pkuseg.inference import run_viterbi

        places = np.cumsum([_GAP] + [end - start + _GAP for start, end in pieces])
        classes = np.zeros(places[-1] + max(LENGTHS), dtype=np.int32)
        for (start, end), place in zip(pieces, places, strict=False):
            points = np.frombuffer(text[start:end].encode("utf-32-le", "surrogatepass"), dtype="<u4")
            classes[place : place + end - start] = self._model.classes[points]
        scores = self._score(classes)
        for (start, end), place in zip(pieces, places, strict=False):
            yield start
            if text[start].isspace():
                continue
            _, tags = run_viterbi(scores[place : place + end - start], self._model.moves)
            yield from (start + np.flatnonzero(self._model.starts[tags])).tolist()

    def _score(self, classes: npt.NDArray[np.int32]) -> Floats:
        """Return the score of every tag at every position: the sum of the weights of the features there."""
        scores = np.zeros((len(classes), len(self._model.starts)))
        for weights, shift in zip(self._model.characters, (0, 1, -1, 2, -2), strict=True):
            _add(scores, weights[classes], shift)
        wide = classes.astype(np.uint64)
        pairs = self._model.pairs
        rows = pairs.find(gram_keys(wide, 2))
        for weights, shift in zip(pairs.weights, (0, 1, 2), strict=True):
            _add(scores, weights[rows], shift)
        for length, words in self._model.words.items():
            rows = words.find(gram_keys(wide, length))
            for weights, shift in zip(words.weights, (0, length - 1), strict=True):
                _add(scores, weights[rows], shift)
        return scores

    def _joined(self, text: str, edges: list[int]) -> list[int]:
        """Drop the edges inside the listed words that start and end on an edge."""
        known = set(edges)
        kept: list[int] = []
        free = 0
        for edge in edges:
            if edge < free:
                continue
            kept.append(edge)
            for word in self._words.get(text[edge : edge + 1], ()):
                if edge + len(word) in known and text.startswith(word, edge):
                    free = edge + len(word)
                    break
        return kept


@lru_cache(maxsize=8)
def _load(folder: Path, user_dict: bool) -> Segmenter:
    return Segmenter(load_model(folder), load_words(folder) if user_dict else ())


def _add(scores: Floats, found: Floats, shift: int) -> None:
    """Add weights found at a position to the score `shift` positions later (earlier if negative)."""
    if shift >= 0:
        part = scores[shift : shift + len(found)]
        part += found[: len(part)]
    else:
        scores[: len(found) + shift] += found[-shift:]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the pieces of a text to decode, some thousands of characters at a time."""
    pieces: list[Span] = []
    size = 0
    for match in _PIECE.finditer(text):
        start, end = match.span()
        size += end - start
        while end - start > _LONGEST and not text[start].isspace():
            middle = 1 + max(text.rfind(mark, start, start + _LONGEST) for mark in "，、,")
            pieces.append((start, middle or start + _LONGEST))
            start = pieces[-1][1]
        pieces.append((start, end))
        if size >= _BLOCK:
            yield pieces
            pieces, size = [], 0
    if pieces:
        yield pieces
