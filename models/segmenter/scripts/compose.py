"""Step 1b: compose sentences of statistics, of our own wording, around the words of user_dict.txt.

    python compose.py ROWS.jsonl [--count 6000]

Press items and government reports hold few tables and few rare indicators; these sentences show the trainer
every word of the list between numerals, units, brackets and table words. They are appended to the rows as
training data (genre `composed`), never evaluated on, and segmented and mended like the rest.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from common import Row, read_rows, write_rows
from mend import load_words

PHRASES = Path(__file__).parents[1] / "phrases.txt"


def load_phrases() -> dict[str, list[str]]:
    """Read phrases.txt: the entries of every section."""
    sections: dict[str, list[str]] = {}
    name = ""
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            sections[name] = []
        elif line and name:
            sections[name].append(line)
    return sections


def numeral(chance: random.Random) -> str:
    """Return a numeral as bulletins print them."""
    forms = (
        f"{chance.uniform(1, 999):.1f}", f"{chance.randint(1, 99999)}", f"{chance.uniform(1, 99999):.2f}",
        f"{chance.randint(1000, 999999):,}", f"{chance.uniform(1, 99):.1f}万", f"{chance.randint(2, 80)}",
    )  # fmt: skip
    return chance.choice(forms)


def sentence(chance: random.Random, word: str, words: list[str], phrases: dict[str, list[str]]) -> str:
    """Fill one pattern with a given word and chance ones."""
    pick = {name: chance.choice(entries) for name, entries in phrases.items()}
    return pick.pop("pattern").format(
        **pick,
        word=word,
        word2=chance.choice(words),
        word3=chance.choice(words),
        industry2=chance.choice(phrases["industry"]),
        industry3=chance.choice(phrases["industry"]),
        number=numeral(chance),
        number2=numeral(chance),
        percent=f"{chance.uniform(0, 40):.1f}%",
        point=f"{chance.uniform(0, 9):.1f}",
    )


def compose(path: Path, count: int, seed: int) -> None:
    """Append `count` composed sentences to the rows."""
    chance = random.Random(seed)
    words, phrases = load_words(), load_phrases()
    texts = (sentence(chance, words[number % len(words)], words, phrases) for number in range(count))
    rows = [Row("composed", "composed", "train", text, []) for text in texts]
    print(f"{write_rows(path, read_rows(path) + rows)} sentences, {count} of them composed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    compose(arguments.rows, arguments.count, arguments.seed)
