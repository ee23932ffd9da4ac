"""Which names of a base contain a name or are contained in it, however many there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["Names"]

_HELD = 4096
_SIGN = "\n"


class Names:
    """Distinct names, searched as one text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = {name for name in names if name}
        listed = sorted(self._known)
        self._text = _SIGN + _SIGN.join(listed) + _SIGN
        self._listed = listed
        self._starts: list[int] = []
        at = 1
        for name in listed:
            self._starts.append(at)
            at += len(name) + 1
        self.around = lru_cache(maxsize=_HELD)(self._around)

    def _around(self, name: str) -> tuple[str, ...]:
        """Names that contain `name` or are contained in it, the nearest in length first."""
        if not name:
            return ()
        parts = {name[i:j] for i in range(len(name)) for j in range(i + 1, len(name) + 1)}
        near = (parts & self._known) | self._containing(name)
        return tuple(sorted(near - {name}, key=lambda other: (abs(len(other) - len(name)), other)))

    def _containing(self, name: str) -> set[str]:
        found: set[str] = set()
        at = self._text.find(name)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            found.add(self._listed[index])
            at = self._text.find(name, self._starts[index] + len(self._listed[index]))
        return found
