"""The words between a metric and its figure, peeled off from the right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

__all__ = ["Predicate", "Word", "predicates"]


@dataclass(frozen=True, slots=True)
class Word:
    """One row of the table: `sign` is +1, -1 or 0."""

    text: str
    role: str
    sign: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """The table, and one pattern of all its words written backwards, longest first."""

    words: dict[str, Word]
    backwards: regex.Pattern[str]


@cache
def predicates() -> Predicate:
    """Read the table once."""
    words: dict[str, Word] = {}
    for line in files("cnfacts.lexicon").joinpath("predicates.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, role, sign, _example = line.split("\t")
            words[word] = Word(word, role, {"+": 1, "-": -1}.get(sign, 0))
    ordered = sorted(words, key=len, reverse=True)
    return Predicate(words, regex.compile("|".join(regex.escape(w[::-1]) for w in ordered)))
