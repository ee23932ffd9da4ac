"""The files of a folder, each with its id and size; what is no file is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cnfacts.io.batch.options import Failure, Task
from cnfacts.io.source import document_id

__all__ = ["Found", "find"]

_TEMPORARY = (".", "~$")
"""Names that open so are no documents: hidden files, and the locks of an office program."""


@dataclass(slots=True)
class Found:
    """Tasks in the order of their ids, failures to look at a place, links passed by."""

    tasks: list[Task] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    links: int = 0


def find(paths: Iterable[str], *, ours: Callable[[str], bool], follow_links: bool = False) -> Found:
    """All regular files named or in folders named, each once, in order.

    Ids are relative to the folder where one path is named, and to the working directory where several are.

    Args:
        paths: files and folders.
        ours: whether a path is one of the run's own outputs.
        follow_links: whether symbolic links are read, too.
    """
    found = Found()
    seen: set[str] = set()
    named = list(paths)
    for path in named:
        if Path(path).is_dir():
            prefix = f"{document_id(path)}/" if len(named) > 1 else ""
            entries = _walk(Path(path), prefix, found, follow_links)
        else:
            entries = iter([(path, document_id(path))])
        for place, doc_id in entries:
            absolute = os.path.abspath(place)  # noqa: PTH100 (links stay)
            if absolute not in seen and not ours(absolute):
                seen.add(absolute)
                _add(place, doc_id, found)
    return found


def _add(path: str, doc_id: str, found: Found) -> None:
    try:
        size = Path(path).stat().st_size
    except OSError as error:
        found.failures.append(Failure(doc_id, "find", "unreadable", error.strerror or str(error)))
        return
    found.tasks.append(Task(path, doc_id, size))


def _walk(folder: Path, prefix: str, found: Found, follow_links: bool) -> Iterator[tuple[str, str]]:
    """Files beneath `folder`, in the order of their names."""
    waiting = [(os.fspath(folder), prefix)]
    been: set[tuple[int, int]] = set()
    while waiting:
        place, prefix = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
            about = Path(place).stat()
        except OSError as error:
            found.failures.append(
                Failure(_name(prefix) or place, "find", "unreadable", error.strerror or str(error))
            )
            continue
        if (about.st_dev, about.st_ino) in been:  # a link back
            continue
        been.add((about.st_dev, about.st_ino))
        folders = []
        for entry in entries:
            if entry.name.startswith(_TEMPORARY):
                continue
            if entry.is_symlink() and not follow_links:
                found.links += 1
            elif entry.is_dir():
                folders.append((entry.path, f"{prefix}{entry.name}/"))
            elif entry.is_file():
                yield entry.path, _name(prefix + entry.name)
            else:
                found.failures.append(
                    Failure(_name(prefix + entry.name), "find", "unreadable", "no regular file")
                )
        waiting.extend(reversed(folders))


def _name(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
