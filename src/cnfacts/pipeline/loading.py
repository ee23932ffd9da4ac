"""`cnfacts.load`: the ready pipeline, made from the packaged config; nothing is downloaded."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.util import load_config_from_str, load_model_from_config, registry

import cnfacts.pipeline.components
import cnfacts.pipeline.tokenizer  # noqa: F401
from cnfacts.lexicon.loading import load_lexicon

__all__ = ["load", "make_max_length"]

_TOKENIZERS = {"characters": "cnfacts.CharTokenizer.v1", "words": "cnfacts.WordTokenizer.v1"}


def load(tokens: Literal["characters", "words"] = "characters", *, lexicon: Path | str | None = None) -> Language:
    """Return the spaCy pipeline: five components, `doc._.facts` at the end.

    Args:
        tokens: one token a character, or the words of the packaged segmentation model.
        lexicon: a file of your own units, stop words and aliases, added to the packaged ones.

    Raises:
        LexiconError: `lexicon` cannot be read.
        ValueError: `tokens` is neither.
    """
    if tokens not in _TOKENIZERS:
        raise ValueError(f"tokens={tokens!r}: give one of {', '.join(map(repr, _TOKENIZERS))}")
    path = Path(lexicon).resolve() if lexicon is not None else None
    load_lexicon(path)
    config = load_config_from_str(files("cnfacts.pipeline").joinpath("config.cfg").read_text(encoding="utf-8"))
    config["nlp"]["tokenizer"] = {"@tokenizers": _TOKENIZERS[tokens]}
    for name in ("cnfacts_quantities", "cnfacts_facts"):
        config["components"][name]["lexicon"] = str(path) if path else None
    return load_model_from_config(config, auto_fill=True)


@registry.callbacks("cnfacts.MaxLength.v1")  # type: ignore[untyped-decorator]
def make_max_length(max_length: int) -> Callable[[Language], Language]:
    """Set the longest text the pipeline takes; spaCy's own limit is there for parsers."""

    def set_max_length(nlp: Language) -> Language:
        nlp.max_length = max_length
        return nlp

    return set_max_length
