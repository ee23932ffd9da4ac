"""`cnfacts validate`: tables for people, lines for programs, exit statuses, one-line errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import cnfacts

HEADER = "metric,region,period_start,period_end,value,unit,kind,basis\n"
ROWS = """国内生产总值,全国,2011-01-01,2011-12-31,471564,亿元,level,none
粮食产量,全国,2010-01-01,2010-12-31,54648,万吨,level,none
粮食产量,全国,2011-01-01,2011-12-31,57121,万吨,level,none
"""
GOOD = "2011年，我国国内生产总值47.2万亿元，粮食产量57121万吨，比上年增长4.5%，创历史新高。"
WRONG = "2011年，我国国内生产总值37.2万亿元。"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "official.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_lines_for_programs(table: Path) -> None:
    done = cnfacts("validate", "--text", GOOD, "--against", table, "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    told = [(r["claim"]["quote"], r["verdict"], r["match"]) for r in done.records]
    assert told == [
        ("47.2万亿元", "supported", "rounding"),
        ("57121万吨", "supported", "exact"),
        ("4.5%", "supported", "derived"),
        ("创历史新高", "supported", "derived"),
    ]
    wanted = {"claim", "verdict", "match", "reason", "claimed", "reference", "evidence", "derivation", "assumptions"}
    assert all(wanted <= set(record) for record in done.records)
    first = done.records[0]
    assert first["claimed"] == {"low": "47150000000000", "high": "47250000000000"}
    assert first["evidence"][0]["locator"] and first["evidence"][0]["quote"].startswith("471564")


def test_a_table_for_people(table: Path) -> None:
    done = cnfacts("validate", "--text", WRONG, "--against", table)
    assert done.status == 1
    assert "refuted" in done.text and "37.2万亿元" in done.text and "revision_allowance" in done.text
    assert "1 claims: 1 refuted" in done.text


def test_facts_files_on_both_sides(table: Path, tmp_path: Path) -> None:
    facts = tmp_path / "claims.jsonl"
    facts.write_bytes(cnfacts("extract", "--text", GOOD, "--format", "jsonl").out)
    done = cnfacts("validate", facts, "--against", facts, "--format", "jsonl")
    assert done.status == 0
    assert {r["verdict"] for r in done.records} == {"not_enough_info"}, "no figure is evidence of itself"
    assert cnfacts("validate", facts, "--against", table).status == 0


def test_a_base_on_disk(table: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    assert cnfacts("index", table, "-o", base).status == 0
    for text, status in ((GOOD, 0), (WRONG, 1)):
        done = cnfacts("validate", "--text", text, "--against", base, "--format", "jsonl")
        assert (done.status, done.records) == (status, cnfacts_told(text, table))


def cnfacts_told(text: str, table: Path) -> list[dict[str, object]]:
    """What the table itself, held in memory, says."""
    return cnfacts("validate", "--text", text, "--against", table, "--format", "jsonl").records


def test_standard_input_date_and_region(table: Path) -> None:
    table.write_text(HEADER + "常住人口,湖南省,2021-12-31,2021-12-31,6622,万人,level,none\n", encoding="utf-8")
    text = "去年末，全省常住人口6622万人。".encode()
    args = ("validate", "-", "--date", "2022-03-05", "--against", table, "--format", "jsonl")
    (without,) = cnfacts(*args, stdin=text).records
    (within,) = cnfacts(*args, "--region", "湖南省", stdin=text).records
    assert (without["verdict"], without["reason"]) == ("not_enough_info", "region_unknown")
    assert (within["verdict"], within["match"]) == ("supported", "exact")


def test_an_allowance_of_ones_own(table: Path) -> None:
    text = "2011年，我国国内生产总值48.4万亿元。"
    assert cnfacts("validate", "--text", text, "--against", table).status == 0
    assert cnfacts("validate", "--text", text, "--against", table, "--level-allowance", "1").status == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--text", WRONG, "--against", "nowhere"), "nowhere: no such base"),
        (("--against", "{table}"), "nothing to read"),
        (("missing.txt", "--against", "{table}"), "missing.txt: no such file"),
        (("--text", WRONG, "--against", "{table}", "--format", "xml"), "format 'xml' is unknown"),
        (("--text", WRONG, "--against", "{table}", "--date", "March"), "'March' is no date"),
        (("--text", WRONG, "--against", "{table}", "--level-allowance", "much"), "--level-allowance 'much' is no number"),
        (("--text", WRONG, "--against", "{table}", "-o", "{table}x/y"), "{table}x"),
    ],
)
def test_what_cannot_be_run_is_told_in_one_line(table: Path, args: tuple[str, ...], said: str) -> None:
    done = cnfacts("validate", *(a.format(table=table) for a in args))
    assert done.status == 2
    assert said.format(table=table) in done.err and len(done.err.splitlines()) == 1
