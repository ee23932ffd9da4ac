"""How fast the library is, against others, on the same texts in one run.

    python benchmarks/speed.py [FOLDER|FILE.jsonl]

A folder's *.txt files are read, or the `text` (and `date`) of a JSONL file's records; without an argument, the
project's own examples, repeated. JioNLP is measured where it is installed (pip install jionlp==1.5.27); it is no extra,
as it brings a package under the GPL.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import regex
import spacy
import spacy_pkuseg

import cnfacts
from cnfacts.segment.loading import DATA_DIR

EXAMPLES = Path(__file__).parent.parent / "examples"
ENOUGH = 200_000  # characters that the examples are repeated to
NUMBER = regex.compile(
    r"\d[\d,.]*(?:[十百千万亿]*)?(?:%|个百分点|[元吨人户家个倍])?|[一二三四五六七八九十百千万亿两]+(?:成|倍|番)"
)
PERIOD = regex.compile(
    r"(?:\d{4}年)?\d{1,2}(?:[—-]\d{1,2})?月(?:份)?|[今去上本]年|[上下]半年|前?[一二三四]季度|同比|环比"
)

Doc = tuple[str, str | None]
Reader = Callable[[str, str | None], object]


def read(path: Path | None) -> list[Doc]:
    """The texts with their dates."""
    if path is not None and path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [(row["text"], row.get("date")) for row in rows]
    files = sorted((path or EXAMPLES).rglob("*.txt"))
    docs: list[Doc] = [(file.read_text(encoding="utf-8"), None) for file in files]
    size = sum(len(text) for text, _ in docs)
    if not size:
        sys.exit(f"{path or EXAMPLES}: no text in it; give a folder of .txt files or a .jsonl file")
    return docs if path is not None else docs * (ENOUGH // size + 1)


def readers() -> Iterator[tuple[str, Reader]]:
    """Name and function."""
    yield "cnfacts.extract", lambda text, date: cnfacts.extract(text, date=date)
    characters, words = cnfacts.load(), cnfacts.load(tokens="words")
    yield "cnfacts.load()", lambda text, _: characters(text)
    yield 'cnfacts.load(tokens="words")', lambda text, _: words(text)
    bare = spacy_pkuseg.pkuseg(str(DATA_DIR), user_dict=None)
    yield "spacy-pkuseg, bare", lambda text, _: bare.cut(text)
    yield from jionlp()
    yield "regular expressions, floor", lambda text, _: [NUMBER.findall(text), PERIOD.findall(text)]
    blank = spacy.blank("zh")
    yield "spaCy characters, tokens only", lambda text, _: blank.make_doc(text)
    yield "cnfacts characters, tokens only", lambda text, _: characters.make_doc(text)
    yield "cnfacts words, tokens only", lambda text, _: words.make_doc(text)


def jionlp() -> Iterator[tuple[str, Reader]]:
    """JioNLP's times and money, where it is installed."""
    try:
        import jionlp
    except ImportError:
        print("JioNLP is not installed: skipped (pip install jionlp==1.5.27)")
        return
    logging.disable(logging.CRITICAL)

    def times_and_money(text: str, date: str | None) -> object:
        base = time.mktime(time.strptime(date, "%Y-%m-%d")) if date else time.time()
        return jionlp.ner.extract_time(text, time_base=base), jionlp.ner.extract_money(text)

    yield f"JioNLP {jionlp.__version__}, time and money", times_and_money


def speed(reader: Reader, docs: Iterable[Doc]) -> float:
    """Thousands of characters a second of processor time, after one text to warm up."""
    done = 0
    spent = 0.0
    for i, (text, date) in enumerate(docs):
        start = time.process_time()
        reader(text, date)
        if i:
            spent += time.process_time() - start
            done += len(text)
    return done / spent / 1000 if spent else float("nan")


def main() -> None:
    """Measure, and print thousands of characters a second and ratios."""
    docs = read(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if len(docs) == 1:
        docs *= 2
    print(f"{len(docs)} texts, {sum(len(text) for text, _ in docs):,} characters, one process")
    found = {name: speed(reader, docs) for name, reader in readers()}
    ours, words = found["cnfacts.extract"], found['cnfacts.load(tokens="words")']
    print(f"{'':36}{'k chars/s':>10}{'extract is':>13}")
    for name, value in found.items():
        print(f"{name:36}{value:10.0f}{ours / value:12.2f}×")
    for name, value in found.items():
        if name.startswith("JioNLP"):
            print(f"bar: extract against {name}: {ours / value:.2f} (at least 1.5)")
        if name.startswith("spacy-pkuseg"):
            print(f'bar: tokens="words" against {name}: {words / value:.2f} (at least 0.8)')


if __name__ == "__main__":
    main()
