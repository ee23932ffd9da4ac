"""A user's own rows join the lexicon; broken rows are refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from cnfacts.errors import LexiconError
from cnfacts.grammar.quantities import find_quantities
from cnfacts.lexicon.loading import load_lexicon, stop_source


def test_user_rows_are_added(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        "# own rows\nunit\t羽绒箱\t-\tcount\t-\t-\t共有3羽绒箱 => 3 羽绒箱\n"
        "stop\t甲类«{N}»型\tmodel\t甲类72.5型\nalias\t规上工增\t规模以上工业增加值\n",
        encoding="utf-8",
    )
    lexicon = load_lexicon(path)
    quantities, rejected = find_quantities("共有300羽绒箱，甲类72.5型", lexicon)
    assert [q.unit for q in quantities] == ["羽绒箱"]
    assert [r.reason for r in rejected] == ["model"]
    assert lexicon.aliases == {"规上工增": "规模以上工业增加值"}
    assert load_lexicon(path) is lexicon
    assert "羽绒箱" not in load_lexicon().by_spelling


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("unit\t箱子\t-\tcount", "6 columns"),
        ("unit\t箱子\t-\tboxes\t-\t-\t3箱子 => 3 箱子", "use one of"),
        ("stop\t没有标记\t理由\t例子", "mark exactly one numeral"),
        ("stop\t«(»\t理由\t例子", "not usable"),
        ("stop\t«1»\t理由", "3 columns"),
        ("alias\t规上工增", "2 columns"),
        ("metric\t规上工增", "unit, stop or alias"),
    ],
)
def test_broken_row_names_file_line_and_remedy(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "broken.tsv"
    path.write_text(f"# own rows\n\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="line 3") as caught:
        load_lexicon(path)
    assert str(path) in caught.value.message
    assert says in caught.value.message


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / "none.tsv")


def test_stop_pattern_marks_one_numeral() -> None:
    assert stop_source("第«3»位") == "(?<=第)(?:3)(?=位)"
    with pytest.raises(ValueError, match="exactly one"):
        stop_source("«1»和«2»")
