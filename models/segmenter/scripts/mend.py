"""Step 3: mend the teacher's segmentation where the domain needs it.

    python mend.py IN.jsonl OUT.jsonl

Three rules, each on character spans, later ones giving way to earlier ones:

1. dates: 2023年, 11月, 5日, 1—11月, 2016—2020年 are one token;
2. numerals: the digits with their scale words are one token, the unit that follows starts another
   (101.6万亿 元, 2.3 %, 4 个 百分点); 百分之三点五 is one token; 第十 and 5G stay as the teacher has them;
3. indicator words (user_dict.txt) stay whole where the teacher has a boundary on both of their sides,
   and, from four characters on, everywhere.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from common import USER_DICT, read_rows, write_rows

_JOIN = "[-—–－~～至到]{1,2}"
_DATE = (
    r"(?<![\d.])(?:"
    rf"\d{{4}}年?{_JOIN}\d{{4}}年|\d{{1,2}}{_JOIN}\d{{1,2}}月份?|\d{{1,2}}月{_JOIN}\d{{1,2}}月份?"
    r"|(?:1[89]|20)\d\d年(?!代)|(?:1[0-2]|0?[1-9])月份?|(?:3[01]|[12]\d|0?[1-9])日)"
    r"|(?<![一二三四五六七八九〇○])[一二三四五六七八九〇○]{4}年(?!代)"
)
_SCALE = r"(?:千(?![米克瓦伏卡赫帕])|百(?![分帕])|[十万亿兆])"
_NUMERAL = (
    r"(?<![A-Za-z\d第.])"
    rf"(?:\d{{1,3}}(?:[,，]\d{{3}}(?!\d))+|\d+)(?:[.．]\d+)?{_SCALE}*(?![A-Za-z\d])"
    r"|百分之[一二三四五六七八九十百零〇两]+(?:点[一二三四五六七八九零〇]+)?"
)
_UNIT = (
    "百分点|平方公里|平方千米|平方米|立方米|公里|千米|海里|千瓦时|千瓦|兆瓦|美元|欧元|日元|港元|人次|标准箱|标准煤"
    "|公斤|千克|公顷|毫克|微克|毫米|厘米|亩|吨|[%％‰℃]"
)
_FIXED = re.compile(rf"(?P<date>{_DATE})|(?P<numeral>{_NUMERAL})(?P<unit>{_UNIT})?")


def load_words(path: Path = USER_DICT) -> list[str]:
    """Read the list of indicator words."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


_WORDS = re.compile("|".join(map(re.escape, sorted(load_words(), key=len, reverse=True))))


def fixed_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of dates, numerals and the units that follow numerals."""
    for match in _FIXED.finditer(text):
        name = "date" if match["date"] else "numeral"
        yield match.span(name)
        if match["unit"]:
            yield match.span("unit")


def mend(words: list[str]) -> list[str]:
    """Return the words of one sentence, mended; their concatenation is unchanged."""
    text = "".join(words)
    cuts = {0}
    for word in words:
        cuts.add(max(cuts) + len(word))
    taken: set[int] = set()
    for start, end in fixed_spans(text):
        cuts.difference_update(range(start + 1, end))
        cuts.update((start, end))
        taken.update(range(start, end))
    for match in _WORDS.finditer(text):
        start, end = match.span()
        if taken.intersection(range(start, end)):
            continue
        if end - start >= 4 or {start, end} <= cuts:
            cuts.difference_update(range(start + 1, end))
            cuts.update((start, end))
    edges = sorted(cuts)
    return [text[start:end] for start, end in pairwise(edges)]


def mend_file(source: Path, out: Path) -> None:
    """Mend every row and report how many boundaries moved."""
    rows = read_rows(source)
    before = after = changed = 0
    for row in rows:
        mended = mend(row.words)
        before, after, changed = before + len(row.words), after + len(mended), changed + (mended != row.words)
        row.words = mended
    print(f"{len(rows)} sentences, {changed} changed; {before} words before, {after} after")
    write_rows(out, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    mend_file(arguments.source, arguments.out)
