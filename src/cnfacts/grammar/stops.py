"""The stop list compiled for speed: the characters at the numeral's edges leave a few rows to try.

Most numerals are statistics that no row matches, so which rows can match at all is decided by table before
any pattern runs: `regex` tells by a partial match which characters a row's numeral and context can begin or
end with.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import regex

from cnfacts.lexicon.loading import MACROS, Lexicon, stop_parts

__all__ = ["StopIndex", "stop_index"]

_Matcher = Callable[[str, int], "regex.Match[str] | None"]
_WHOLE = regex.compile(MACROS["{N}"])
_WORD = regex.compile(r"[^\P{Han}〇一二三四五六七八九两十百千万亿廿卅]")
_INNER = "0123456789.,〇零一二三四五六七八九两十百千万亿廿卅"
"""What can stand inside a numeral, after the part of it that a row marks."""


def _marks_words(pattern: str) -> bool:
    """Whether «…» holds more than a numeral (百分之百), so that its end tells nothing of the row."""
    return _WORD.search(pattern.partition("«")[2].partition("»")[0]) is not None


class _Masks(dict[str, int]):
    """By character, the rows (as bits) whose pattern can meet it; worked out when first asked for."""

    def __init__(self, patterns: list[regex.Pattern[str] | None]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, char: str) -> int:
        mask = 0
        for row, pattern in enumerate(self._patterns):
            if pattern is None or pattern.match(char, partial=True):
                mask |= 1 << row
        self[char] = mask
        return mask


class StopIndex:
    """Finds the stop row that matches at a numeral's first character."""

    def __init__(self, lexicon: Lexicon) -> None:
        parts = [stop_parts(stop.pattern) for stop in lexicon.stops]
        self._rows = [self._row(*part) for part in parts]
        self._opens = _Masks([regex.compile(numeral) for _, numeral, _ in parts])
        befores = [before for before, _, _ in parts]
        self._before = _Masks([regex.compile(f"(?r)(?:{before})") if before else None for before in befores])
        self._after = _Masks([regex.compile(after) if after else None for _, _, after in parts])
        self._inner = sum(1 << row for row, stop in enumerate(lexicon.stops) if _marks_words(stop.pattern))
        for char in _INNER:
            self._inner |= self._after[char]

    @staticmethod
    def _row(before: str, numeral: str, after: str) -> _Matcher:
        ahead = f"(?={after})" if after else ""
        behind = f"(?<={before})" if before else ""
        matcher: _Matcher = regex.compile(f"{behind}(?:{numeral}){ahead}").match
        return matcher

    def match(self, text: str, at: int) -> tuple[int, int] | None:
        """The first row that matches a numeral starting at `at`, and where its numeral ends."""
        mask = self._opens[text[at]] & self._before[text[at - 1] if at else ""]
        if not mask:
            return None
        whole = _WHOLE.match(text, at)
        if whole is not None:
            end = whole.end()
            mask &= self._after[text[end : end + 1]] | self._inner
        while mask:
            row = (mask & -mask).bit_length() - 1
            found = self._rows[row](text, at)
            if found is not None:
                return row, found.end()
            mask &= mask - 1
        return None


@lru_cache(maxsize=8)
def stop_index(lexicon: Lexicon) -> StopIndex:
    """The compiled stop list of a lexicon."""
    return StopIndex(lexicon)
