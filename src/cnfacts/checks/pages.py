"""The checks' documentation, made of their docstrings: `python -m cnfacts.checks.pages docs/checks.md`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from cnfacts.checks.registry import modules

__all__ = ["pages", "renewed"]

_BEGIN, _END = "<!-- checks: made by cnfacts.checks.pages -->", "<!-- end of checks -->"


def pages() -> str:
    """A section for each check."""
    return "\n\n".join(_section(module.__doc__ or "", module.CHECK.code, module.CHECK.name) for module in modules())


def _section(doc: str, code: str, name: str) -> str:
    title, _, body = doc.strip().partition("\n\n")
    said = title.partition(": ")[2]
    return f"### {code} {name}\n\n{said[:1].upper()}{said[1:]}\n\n{body}"


def renewed(text: str) -> str:
    """A page of documentation with its generated part made anew."""
    pattern = re.compile(f"{re.escape(_BEGIN)}.*{re.escape(_END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{_BEGIN}\n\n{pages()}\n\n{_END}", text)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
