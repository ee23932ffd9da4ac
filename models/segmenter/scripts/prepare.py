"""Step 1: read a folder of texts, split it into sentences, hold out whole documents.

    python prepare.py FOLDER OUT.jsonl [--extra FOLDER]

Within each genre (a subfolder, or a .jsonl file) every tenth document is held out, counted from the fifth;
of a genre with fewer than ten documents, one is (the middle one); a genre of one document is trained on.
Documents of the extra folder are only evaluated on, together, as the genre `extra`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from common import Row, read_documents, sentences, write_rows

EXTRA = "extra"


def held_out(count: int) -> set[int]:
    """Return the positions of the held-out documents of a genre of `count` documents."""
    if count < 2:
        return set()
    if count < 10:
        return {count // 2}
    return set(range(4, count, 10))


def prepare(folder: Path, out: Path, extra: Path | None) -> None:
    """Write one row a sentence, marked `train` or `eval`; a sentence met in training is not evaluated on."""
    genres: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for genre, doc_id, text in read_documents(folder):
        genres[genre].append((doc_id, text))
    rows: list[Row] = []
    for genre, documents in sorted(genres.items()):
        held = held_out(len(documents))
        for position, (doc_id, text) in enumerate(documents):
            split = "eval" if position in held else "train"
            rows.extend(Row(genre, doc_id, split, sentence, []) for sentence in sentences(text))
        print(f"{genre}: {len(documents)} documents, {len(held)} held out")
    for _, doc_id, text in read_documents(extra) if extra else ():
        rows.extend(Row(EXTRA, doc_id, "eval", sentence, []) for sentence in sentences(text))
    seen = {row.text for row in rows if row.split == "train"}
    kept = [row for row in rows if row.split == "train" or row.text not in seen]
    dropped = len(rows) - len(kept)
    print(f"{write_rows(out, kept)} sentences; {dropped} held-out ones dropped as seen in training")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--extra", type=lambda text: Path(text) if text else None, default=None)
    arguments = parser.parse_args()
    prepare(arguments.folder, arguments.out, arguments.extra)
