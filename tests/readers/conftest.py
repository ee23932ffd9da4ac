"""Documents made of bytes by the readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cnfacts.io.documents import Document
from cnfacts.io.reading import ReadOptions, read_source
from cnfacts.io.source import Source

Read = Callable[..., Document]


@pytest.fixture
def read_all(tmp_path: Path) -> Callable[..., list[Document]]:
    """Write bytes under a name and read them back as documents."""

    def run(name: str, data: bytes, **options: Any) -> list[Document]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_source(Source(name, path=str(path)), ReadOptions(**options)))

    return run


@pytest.fixture
def read(read_all: Callable[..., list[Document]]) -> Read:
    """The same for a file with one document."""

    def run(name: str, data: bytes, **options: Any) -> Document:
        (document,) = read_all(name, data, **options)
        return document

    return run
