"""Each layer imports only those beneath it; only the outer ones know spaCy."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import cnfacts

ROOT = Path(cnfacts.__file__).parent
LAYERS = [
    {"errors"},
    {"schema"},
    {"text"},
    {"lexicon"},
    {"grammar"},
    {"assembly"},
    {"checks"},
    {"claims"},
    {"explain", "api"},
    {"pipeline"},
    {"spacy"},
    {"io"},
    {"report", "evaluate", "frames", "engines", "validating"},
    {"cli"},
    {"__main__"},
]
BESIDE = {"parallel": set(), "segment": {"errors"}}
"""Packages beside the order, and all that they may import."""
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
FILES = sorted(ROOT.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """Full names of the modules a file imports, at its top or later."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "cnfacts")
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_layers(path: Path) -> None:
    own = layer(path)
    if own == "__init__":
        return
    assert own in RANK or own in BESIDE, f"{own} has no place among the layers"
    for name in imported(path):
        first, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if first == "spacy":
            assert RANK.get(own, -1) >= RANK["pipeline"], f"{own} imports {name}"
        if first != "cnfacts" or target in ("", own, "__version__"):
            continue
        if own in BESIDE:
            assert target in BESIDE[own], f"{own} imports {name}"
        elif target not in BESIDE:
            assert RANK[target] < RANK[own], f"{own} imports {name}, which is not beneath it"


def test_the_type_checker_only_sees_the_package_root() -> None:
    outside = [node for node in ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8")).body]
    imports = [node.module for node in outside if isinstance(node, ast.ImportFrom)]
    assert not [name for name in imports if name and name.startswith("cnfacts")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_small_rooms(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            code = (node.end_lineno or 0) - node.body[0].lineno + 1
            assert code <= 60, f"{node.name} has {code} lines"
