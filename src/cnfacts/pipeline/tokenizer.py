"""Tokenizers for Chinese text that lose nothing (joined, the tokens are the text), in linear time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from cnfacts.assembly.document import block_quantities
from cnfacts.grammar.periods import find_periods
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.segment import Segmenter
from cnfacts.text.blocks import iter_blocks

__all__ = ["CharTokenizer", "WordTokenizer", "make_char_tokenizer", "make_word_tokenizer"]


class CharTokenizer(DummyTokenizer):
    """One token a character, so that tokens end wherever a figure or a period can end.

    A single blank after a token is its trailing space, as spaCy has it.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make the Doc of a text; `doc.text == text`."""
        one = {char: char for char in set(text)}
        return _doc(self.vocab, map(one.__getitem__, text))


class WordTokenizer(DummyTokenizer):
    """Words of the packaged segmentation model.

    Args:
        vocab: the pipeline's vocabulary.
        figures: whether words are cut at the edges of figures and periods as well (3.5万/套).
    """

    def __init__(self, vocab: Vocab, *, figures: bool = True) -> None:
        self.vocab = vocab
        self.figures = figures

    def __call__(self, text: str) -> Doc:
        """Make the Doc of a text; `doc.text == text`."""
        return _doc(self.vocab, self._words(text))

    def _words(self, text: str) -> Iterator[str]:
        segmenter = Segmenter.load()
        for block in iter_blocks(text):
            raw = text[block.start : block.end]
            edges = segmenter.boundaries(raw)
            if self.figures:
                periods = find_periods(block.norm)
                quantities, _ = block_quantities(block, periods, load_lexicon())
                found = [(p.start, p.end) for p in periods] + [(q.start, q.end) for q in quantities]
                cuts = (at - block.start for span in found for at in block.to_raw(*span))
                edges = sorted({*edges, *cuts})
            for start, end in pairwise(edges):
                yield raw[start:end]


def _doc(vocab: Vocab, pieces: Iterable[str]) -> Doc:
    """A Doc of pieces; a blank that opens a piece becomes the space after the token before."""
    words: list[str] = []
    spaces: list[bool] = []
    for piece in pieces:
        if piece[0] == " " and words and not spaces[-1]:
            spaces[-1] = True
            piece = piece[1:]
        if piece:
            words.append(piece)
            spaces.append(False)
    return Doc(vocab, words=words, spaces=spaces)


@registry.tokenizers("cnfacts.CharTokenizer.v1")  # type: ignore[untyped-decorator]
def make_char_tokenizer() -> Callable[[Language], CharTokenizer]:
    """The character tokenizer, for `[nlp.tokenizer]` in a config."""
    return _char_tokenizer


def _char_tokenizer(nlp: Language) -> CharTokenizer:
    return CharTokenizer(nlp.vocab)


@registry.tokenizers("cnfacts.WordTokenizer.v1")  # type: ignore[untyped-decorator]
def make_word_tokenizer(figures: bool = True) -> Callable[[Language], WordTokenizer]:
    """The word tokenizer, for `[nlp.tokenizer]` in a config."""

    def make(nlp: Language) -> WordTokenizer:
        return WordTokenizer(nlp.vocab, figures=figures)

    return make
