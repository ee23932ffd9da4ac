"""Words stripped from the left of a metric's phrase."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import regex

__all__ = ["connectives"]

_SIGNS = "[\ue000-\ue00f\\s\u3000、，,：:]"  # what is masked, blanks and list signs


@cache
def connectives() -> regex.Pattern[str]:
    """One pattern for any run of connectives, marks, blanks and list signs at the left of a phrase."""
    rows = files("cnfacts.lexicon").joinpath("connectives.tsv").read_text(encoding="utf-8").splitlines()
    patterns = [row.split("\t")[0] for row in rows if row and not row.startswith("#")]
    return regex.compile(rf"(?:{_SIGNS}|{'|'.join(patterns)})++")
