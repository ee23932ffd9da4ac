"""The page on installing names every extra, with the packages it has in pyproject.toml."""

from __future__ import annotations

import re
import sys

from command import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def rows() -> dict[str, list[str]]:
    """The cells of each extra's row."""
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    table = page.split("<!-- extras -->\n")[1].split("<!-- /extras -->")[0]
    cells = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| `") and line.count("|") == 7]
    return {row[0].strip(" `"): [cell.strip() for cell in row] for row in cells}


def extras() -> dict[str, list[str]]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(table["project"]["optional-dependencies"])


def named(requirements: list[str]) -> str:
    """The packages and extras of an extra, as the table writes them."""
    inner = [re.fullmatch(r"cnfacts\[(.+)\]", requirement) for requirement in requirements]
    packages = [re.split(r"[\[<>=!~ ]", r)[0] for r, match in zip(requirements, inner, strict=True) if match is None]
    others = [f"`{name}`" for match in inner if match is not None for name in match[1].split(",")]
    return ", ".join([*packages, *others])


def test_every_extra_has_its_row() -> None:
    said = "run benchmarks/extras.py --write"
    assert {name: row[2] for name, row in rows().items()} == {n: named(r) for n, r in extras().items()}, said
    for row in rows().values():
        assert all(row[i] for i in (1, 3, 4, 5)), row


def test_no_licence_asks_for_more() -> None:
    for name, row in rows().items():
        assert not re.search(r"(?<!L)\bA?GPL|not declared", row[5]), name
