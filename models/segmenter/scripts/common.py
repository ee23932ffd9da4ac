"""What the steps of the recipe share: reading documents, splitting sentences, reading and writing jsonl."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

DATA_DIR = Path(__file__).resolve().parents[3] / "src" / "cnfacts" / "segment" / "data"
sys.path.insert(0, str(DATA_DIR.parents[2]))  # measure this checkout, installed or not
USER_DICT = DATA_DIR / "user_dict.txt"

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’』」）]*|[^。！？；]+")


@dataclass
class Row:
    """One sentence: where it stands, which side of the split it is on, and (later) its words."""

    genre: str
    doc_id: str
    split: str
    text: str
    words: list[str]


def read_documents(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (genre, document id, text) of every .txt, .json and .jsonl file (field `text`) under a folder.

    The genre is the subfolder the file lies in; of a .jsonl file at the top, its name.
    """
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        genre = relative.parts[0] if len(relative.parts) > 1 else folder.name
        if path.suffix == ".jsonl" and len(relative.parts) == 1:
            genre = path.stem
        if path.suffix == ".txt":
            yield genre, path.stem, path.read_text(encoding="utf-8")
        elif path.suffix == ".json":
            yield genre, path.stem, json.loads(path.read_text(encoding="utf-8"))["text"]
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    record = json.loads(line)
                    yield genre, str(record.get("doc_id", f"{path.stem}_{number}")), record["text"]


def sentences(text: str) -> Iterator[str]:
    """Split a text at white space and after 。！？；, as the segmenter does."""
    for piece in text.split():
        yield from _SENTENCE.findall(piece)


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write rows as jsonl and return how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_rows(path: Path) -> list[Row]:
    """Read the rows that `write_rows` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [Row(**json.loads(line)) for line in lines]
