"""What a document says, made harmless: as text in the page, and as data in a script element."""

from __future__ import annotations

import json
from typing import Any

import regex
from markupsafe import Markup, escape

__all__ = ["script_json", "shown"]

_HIDDEN = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that are not seen and move what is: controls, marks of direction, half of a pair."""

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_IN_SCRIPT = regex.compile("[<>&\u2028\u2029\ud800-\udfff]")


def shown(text: str) -> Markup:
    """Text as text; a character that is not seen is named, so that it cannot turn the words around it."""
    return Markup(_HIDDEN.sub(_named, str(escape(text))))


def _named(match: regex.Match[str]) -> str:
    return f'<span class="hidden-char">U+{ord(match[0]):04X}</span>'


def script_json(value: Any) -> Markup:
    """JSON that neither ends its script element nor opens another, and keeps its lines in every browser."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_IN_SCRIPT.sub(lambda m: _UNSAFE.get(m[0]) or f"\\u{ord(m[0]):04x}", text))
