"""What a base holds after files are added, added again, changed, copied, and when some fail."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from base_world import METRICS, REGIONS, REPORT, bulletin, filed, held, table, write

import cnfacts
from cnfacts.checks.observation import SeriesKey
from cnfacts.claims.knowledge import Knowledge
from cnfacts.claims.memory import Memory
from cnfacts.errors import InputError
from cnfacts.io.base.columns import Columns
from cnfacts.io.base.manifest import read_manifest
from cnfacts.schema.fact import Fact

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


def texts(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def all_names(facts: list[Fact]) -> set[str]:
    return {known.key.metric for known in Memory(facts).figures([name for fact in facts for name in names_of(fact)])}


def names_of(fact: Fact) -> list[str]:
    from cnfacts.checks.observe import observe

    return [observe([fact])[0].key.metric]


def records(base: Knowledge, names: set[str]) -> list[str]:
    """The figures as they are written, which tells 0.50 from 0.5."""
    return sorted(json.dumps(known.fact.to_record()) for known in base.figures(sorted(names)))


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_a_file_of_facts_comes_back_as_it_was(format: str, tmp_path: Path) -> None:
    facts = cnfacts.extract(REPORT, date="2014-03-05", doc_id="报告.txt")
    facts += cnfacts.extract("我省上半年外贸进出口下降0.50%，利润为-3.2亿元，占全国的1/3。", date="2013-07-20", doc_id="省.txt")
    summary = cnfacts.index(write(tmp_path / f"facts.{format}", facts), tmp_path / "base")
    assert (summary.figures, summary.added, summary.files, summary.failures) == (len(facts), len(facts), 1, [])
    names = all_names(facts)
    stored, memory = cnfacts.open_base(tmp_path / "base"), Memory(facts)
    assert len(names) > 5
    assert filed(stored, names) == filed(memory, names)
    assert [stored.names_around(name) for name in names] == [tuple(memory.names_around(name)) for name in names]
    assert records(stored, names) == records(memory, names)


ASKED = [
    (METRICS, None, None, None),
    (METRICS[:2], ["河东省"], None, None),
    (["没有", "财政收入"], ["江南省", "全国", "全国"], None, None),
    (METRICS, None, (date(2003, 12, 31), date(2004, 12, 31)), None),
    (METRICS, ["全国"], (date(2004, 1, 1), date(2004, 12, 30)), None),
    (["财政收入"], ["无"], None, None),
    ([], None, None, None),
]


@pytest.mark.parametrize("asked", ASKED)
def test_look_ups_are_those_of_memory(asked: tuple, tmp_path: Path) -> None:
    facts = [*bulletin("甲.txt"), *bulletin("乙.txt", 900, range(2010, 2020))]
    open_ended = facts[7].model_copy(update={"period_start": None, "period_end": None, "fact_id": "open"})
    cnfacts.index(write(tmp_path / "one.jsonl", [*facts, open_ended]), tmp_path / "base")
    stored, memory = cnfacts.open_base(tmp_path / "base"), Memory([*facts, open_ended])
    assert Counter(stored.figures(*asked)) == Counter(memory.figures(*asked))


def test_most_is_for_each_metric(tmp_path: Path) -> None:
    cnfacts.index([write(tmp_path / f"{n}.jsonl", bulletin(f"{n}.txt")) for n in (1, 2)], tmp_path / "base")
    found = cnfacts.open_base(tmp_path / "base").figures(METRICS[:2], most=50)
    assert Counter(known.key.metric for known in found) == dict.fromkeys(METRICS[:2], 50)


def test_documents_facts_and_tables_of_one_folder(tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", 报告_20140305=REPORT, 无="没有数字。")
    table(folder / "年鉴.csv")
    write(folder / "old.jsonl", bulletin("甲.txt"))
    (folder / "texts.jsonl").write_text('{"id": "a", "text": "2013年，全国棉花产量630万吨。"}\n', encoding="utf-8")
    (folder / "plain.csv").write_text("表1 产量\n品种,2013年\n棉花产量（万吨）,631\n", encoding="utf-8")
    base = tmp_path / "base"
    summary = cnfacts.index(folder, base)
    assert summary.failures == []
    assert (summary.files, summary.sources) == (6, 6)
    known = cnfacts.open_base(base).figures(["棉花产量"])
    assert sorted(Path(k.fact.doc_id).name for k in known) == ["plain.csv", "texts.jsonl#a", "年鉴.csv", "年鉴.csv"]
    (report,) = cnfacts.open_base(base).figures(["财政收入"], ["全国"], (date(2013, 1, 1), date(2013, 12, 31)), 1)
    assert report.key == SeriesKey("财政收入", "全国")
    again = cnfacts.index([folder], base)
    assert (again.added, again.files, again.unchanged, again.figures) == (0, 0, 6, summary.figures)


def test_what_is_in_is_not_added_again(tmp_path: Path) -> None:
    one, base = write(tmp_path / "one.jsonl", bulletin("甲.txt")), tmp_path / "base"
    cnfacts.index(one, base)
    before = (base / "manifest.json").read_bytes()
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(one.read_bytes())
    summary = cnfacts.index(one, base)
    assert (base / "manifest.json").read_bytes() == before
    assert (summary.added, summary.unchanged) == (0, 1)
    assert cnfacts.index([copy, one], base).unchanged == 2
    assert held(base) == Counter(bulletin("甲.txt"))


def test_a_changed_file_takes_the_place_of_what_stood_there(tmp_path: Path) -> None:
    one, two, base = tmp_path / "one.jsonl", tmp_path / "two.jsonl", tmp_path / "base"
    cnfacts.index([write(one, bulletin("甲.txt")), write(two, bulletin("乙.txt"))], base)
    write(one, bulletin("甲.txt", 777))
    summary = cnfacts.index(tmp_path / "one.jsonl", base)
    expected = Counter([*bulletin("甲.txt", 777), *bulletin("乙.txt")])
    assert held(base) == expected
    assert summary.figures == sum(expected.values())


def test_a_copy_outlives_its_original(tmp_path: Path) -> None:
    one, copy, base = tmp_path / "one.jsonl", tmp_path / "copy.jsonl", tmp_path / "base"
    write(copy, bulletin("甲.txt"))
    cnfacts.index([write(one, bulletin("甲.txt")), copy], base)
    write(one, bulletin("甲.txt", 777))
    cnfacts.index([one, copy], base)
    assert held(base) == Counter([*bulletin("甲.txt", 777), *bulletin("甲.txt")])
    write(copy, bulletin("甲.txt", 888))
    cnfacts.index([copy], base)
    assert held(base) == Counter([*bulletin("甲.txt", 777), *bulletin("甲.txt", 888)])


def test_a_changed_document_that_cannot_be_read_keeps_what_it_said(tmp_path: Path) -> None:
    folder, base = texts(tmp_path / "in", a=REPORT, b="2013年，全国棉花产量630万吨。"), tmp_path / "base"
    cnfacts.index(folder, base)
    before = held(base, ["棉花产量", "财政收入"])
    (folder / "b.txt").write_bytes(b"\x00\x01\x02")
    summary = cnfacts.index(folder, base)
    assert [Path(failure.path).name for failure in summary.failures] == ["b.txt"]
    assert held(base, ["棉花产量", "财政收入"]) == before
    (folder / "b.txt").write_text("2013年，全国棉花产量631万吨。", encoding="utf-8")
    assert cnfacts.index(folder, base).failures == []
    assert {str(f.value) for f in held(base, ["棉花产量"])} == {"6310000"}


def test_a_list_read_in_part_is_read_again(tmp_path: Path) -> None:
    lines, base = tmp_path / "list.jsonl", tmp_path / "base"
    good = '{"id": "a", "text": "2013年，全国棉花产量630万吨。"}\n'
    lines.write_text(good + '{"id": "b"}\n', encoding="utf-8")
    assert len(cnfacts.index(lines, base).failures) == 1
    lines.write_text(good, encoding="utf-8")
    assert cnfacts.index(lines, base).failures == []
    assert sum(held(base, ["棉花产量"]).values()) == 1


def test_many_small_additions_are_put_together(tmp_path: Path) -> None:
    base, expected = tmp_path / "base", Counter()
    for number in range(12):
        facts = bulletin(f"{number}.txt", 100 * number, range(2010, 2012))
        expected += Counter(facts)
        cnfacts.index(write(tmp_path / f"{number}.jsonl", facts), base)
        assert held(base) == expected
    assert len(read_manifest(base).segments) < 9
    write(tmp_path / "3.jsonl", [])
    cnfacts.index(tmp_path / "3.jsonl", base)
    assert held(base) == expected - Counter(bulletin("3.txt", 300, range(2010, 2012)))
    assert {path.name for path in (base / "facts").iterdir()} == {Path(s.file).name for s in read_manifest(base).segments}


def test_what_is_mostly_gone_is_written_anew(tmp_path: Path) -> None:
    folder, base = tmp_path / "in", tmp_path / "base"
    texts(folder, **{f"d{n}": f"2013年，全国棉花产量{600 + n}万吨。" for n in range(4)})
    cnfacts.index(folder, base)
    texts(folder, **{f"d{n}": f"2013年，全国棉花产量{700 + n}万吨。" for n in range(3)})
    cnfacts.index(folder, base)
    assert {int(f.value) // 10000 for f in held(base, ["棉花产量"])} == {603, 700, 701, 702}
    assert not any(segment.gone for segment in read_manifest(base).segments)


def test_what_was_opened_goes_on_reading(tmp_path: Path) -> None:
    one, base = tmp_path / "one.jsonl", tmp_path / "base"
    cnfacts.index(write(one, bulletin("甲.txt")), base)
    opened = cnfacts.open_base(base)
    cnfacts.index(write(one, bulletin("甲.txt", 777)), base)
    assert held(opened) == Counter(bulletin("甲.txt"))
    assert held(base) == Counter(bulletin("甲.txt", 777))


def test_tables_take_what_the_user_says(tmp_path: Path) -> None:
    path, base = tmp_path / "年鉴.csv", tmp_path / "base"
    path.write_text("名目,2013\n棉花产量,630\n备注,…\n", encoding="utf-8")
    columns = Columns({"metric": "名目"}, {"unit": "万吨", "region": "全国"})
    summary = cnfacts.index(path, base, columns=columns, date="2014-02-24")
    assert summary.blank == 1
    (known,) = cnfacts.open_base(base).figures(["棉花产量"], ["全国"])
    assert (int(known.fact.value or 0), known.fact.doc_date) == (6300000, date(2014, 2, 24))
    again = cnfacts.index(path, base, columns=Columns({"metric": "名目"}, {"unit": "万吨", "region": "河东省"}))
    assert (again.added, again.figures) == (1, 1)


def test_local_documents_are_filed_under_themselves(tmp_path: Path) -> None:
    text = "2013年，全市地区生产总值612亿元，增长7.4%；全市财政收入62亿元。"
    facts = [*cnfacts.extract(text, doc_id="甲.txt"), *cnfacts.extract(text, doc_id="乙.txt")]
    base = tmp_path / "base"
    cnfacts.index(write(tmp_path / "one.jsonl", facts), base)
    assert {k.key.region for k in cnfacts.open_base(base).figures(["财政收入"])} == {"@甲.txt", "@乙.txt"}


def test_regions_of_the_world(tmp_path: Path) -> None:
    cnfacts.index(write(tmp_path / "one.jsonl", bulletin("甲.txt")), tmp_path / "base")
    assert {k.key.region for k in cnfacts.open_base(tmp_path / "base").figures(["财政收入"])} == set(REGIONS)


def test_nothing_to_index(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(InputError, match="nothing there to index; name documents"):
        cnfacts.index(tmp_path / "in", tmp_path / "base")
