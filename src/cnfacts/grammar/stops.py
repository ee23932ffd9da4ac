"""The stop list compiled: for each character that can open a numeral, one pattern of the rows that can match there."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import regex

from cnfacts.lexicon.loading import Lexicon, stop_parts

__all__ = ["stop_index"]


class _StopIndex(dict[str, "regex.Pattern[str]"]):
    """Patterns by first character, compiled when first asked for; rows that share them share one object."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._parts = [stop_parts(stop.pattern) for stop in lexicon.stops]
        self._opens = [regex.compile(numeral) for _, numeral, _ in self._parts]
        self._by_rows: dict[tuple[int, ...], regex.Pattern[str]] = {}

    def __missing__(self, char: str) -> regex.Pattern[str]:
        rows = tuple(i for i, opens in enumerate(self._opens) if opens.match(char, partial=True))
        if rows not in self._by_rows:
            self._by_rows[rows] = self._compile(rows)
        self[char] = self._by_rows[rows]
        return self[char]

    def _compile(self, rows: tuple[int, ...]) -> regex.Pattern[str]:
        # Rows without left context that mark the same numeral read it once and differ only in what follows.
        tails: dict[str, list[str]] = defaultdict(list)
        branches: list[str] = []
        for row in rows:
            before, numeral, after = self._parts[row]
            if before:
                behind = before if before.startswith("(?<") and before.endswith(")") else f"(?<={before})"
                branches.append(f"(?P<s{row}>{behind}(?:{numeral})(?={after}))")
            else:
                tails[numeral].append(f"(?P<s{row}>(?={after}))")
        branches += [f"(?:{numeral})(?:{'|'.join(after)})" for numeral, after in tails.items()]
        return regex.compile("|".join(branches) if branches else r"(?!)")


@lru_cache(maxsize=8)
def stop_index(lexicon: Lexicon) -> dict[str, regex.Pattern[str]]:
    """Stop patterns by the first character of the numeral; group `s7` is the lexicon's row 7."""
    return _StopIndex(lexicon)
