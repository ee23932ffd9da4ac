"""The report's own words, in Chinese and English, from one table."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from cnfacts.errors import CnfactsError

__all__ = ["LANGUAGES", "LanguageError", "Words", "load_words"]

LANGUAGES = ("en", "zh")
"""Columns of words.tsv after the key."""

Words = MappingProxyType[str, str]
"""Key to words in one language; a key that is missing is an error."""


class LanguageError(CnfactsError):
    """A language that the report does not speak."""

    code = "CF130"


@lru_cache
def load_words(lang: str) -> Words:
    """The words of a language.

    Args:
        lang: en or zh.

    Raises:
        LanguageError: it is neither.
    """
    if lang not in LANGUAGES:
        raise LanguageError(f"language {lang!r} is unknown; use one of {', '.join(LANGUAGES)}")
    column = LANGUAGES.index(lang) + 1
    table = files("cnfacts.report").joinpath("words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({row[0]: row[column] for row in rows})
