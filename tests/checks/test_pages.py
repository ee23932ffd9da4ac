"""Each check is documented, and the documentation is its docstring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cnfacts
from cnfacts.checks.pages import renewed
from cnfacts.checks.registry import MODULES, modules

DOCS = Path(__file__).parents[2] / "docs" / "checks.md"
PARTS = ("**What.**", "**When.**", "**Example.**", "- ")


def test_the_page_is_up_to_date() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert renewed(text) == text, "run python -m cnfacts.checks.pages docs/checks.md"


@pytest.mark.parametrize("module", modules(), ids=MODULES)
def test_a_docstring_is_a_page(module: object) -> None:
    doc = module.__doc__ or ""
    check = module.CHECK  # type: ignore[attr-defined]
    assert doc.startswith(f"{check.code} `{check.name}`: ")
    assert all(part in doc for part in PARTS)


def test_every_module_is_registered() -> None:
    folder = Path(cnfacts.__file__).parent / "checks"
    assert {p.stem for p in folder.glob("s[0-9]*.py")} == set(MODULES)
    codes = [module.CHECK.code for module in modules()]
    assert len(set(codes)) == len(codes) and all(re.fullmatch(r"S\d+b?", code) for code in codes)
