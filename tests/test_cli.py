"""The command line: formats, places, exit statuses, messages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cnfacts.schema.fact import Fact
from command import EXAMPLES, cnfacts

TEXT = "1—5月，全市货物吞吐量同比增长6.5%。"
HEADER = b"\xef\xbb\xbfschema_version,doc_id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gb.txt").write_text(TEXT, encoding="gb18030")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    return tmp_path


def test_piped_output_is_jsonl_with_the_records_names(folder: Path) -> None:
    done = cnfacts("extract", "a.txt", "gb.txt", "--date", "2022-06-20", cwd=folder)
    assert (done.status, done.err) == (0, "")
    first, second = done.records
    assert list(first) == list(Fact.model_fields)
    assert (first["doc_id"], second["doc_id"]) == ("a.txt", "gb.txt")
    assert (first["value"], first["period_end"], first["basis"]) == ("6.5", "2022-05-31", "yoy")
    assert {**first, "doc_id": "", "fact_id": ""} == {**second, "doc_id": "", "fact_id": ""}
    assert Fact.from_record(first).to_record() == first


def test_standard_input_and_text() -> None:
    (piped,) = cnfacts("extract", "-", "--date", "2022-06-20", stdin=TEXT.encode("gb18030")).records
    (given,) = cnfacts("extract", "--text", TEXT, "--date", "2022-06-20").records
    assert (piped["doc_id"], given["doc_id"]) == ("-", "text")
    assert piped["metric"] == given["metric"] == "全市货物吞吐量"


def test_no_date_leaves_periods_open_and_says_so() -> None:
    (record,) = cnfacts("extract", "--text", TEXT).records
    assert record["period_start"] is None
    assert record["unresolved"]


def test_a_bad_file_costs_only_itself(folder: Path) -> None:
    done = cnfacts("extract", "bad.txt", "none.txt", "a.txt", cwd=folder)
    assert done.status == 1
    assert [r["doc_id"] for r in done.records] == ["a.txt"]
    bad, none = done.err.splitlines()
    assert "bad.txt, line 1, byte 0" in bad and "convert" in bad
    assert "none.txt" in none and "check the path" in none


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "nothing to read"),
        (["a.txt", "--date", "2022"], "2022"),
        (["a.txt", "--format", "xml"], "jsonl"),
        (["a.txt", "-o", "out.xlsx"], "--format"),
        (["a.txt", "-o", "none/out.csv"], "make it first"),
        (["a.txt", "-o", "a.txt"], "choose another"),
        (["a.txt", "--nonsense"], "--nonsense"),
    ],
)
def test_what_cannot_run_is_status_2_in_a_line(args: list[str], said: str, folder: Path) -> None:
    done = cnfacts("extract", *args, cwd=folder)
    assert (done.status, done.out) == (2, b"")
    assert said in done.err
    assert "Traceback" not in done.err
    assert {p.name for p in folder.iterdir()} == {"a.txt", "gb.txt", "bad.txt"}
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("args", "begins"),
    [
        (["-o", "out.csv"], HEADER),
        (["-o", "out.jsonl"], b'{"schema_version"'),
        (["-o", "out.txt"], b"a.txt"),
        (["-o", "out.data", "--format", "csv"], HEADER),
        (["-o", "out.csv", "--format", "jsonl"], b'{"schema_version"'),
    ],
)
def test_the_suffix_chooses_and_format_overrides(args: list[str], begins: bytes, folder: Path) -> None:
    done = cnfacts("extract", "a.txt", *args, cwd=folder)
    assert (done.status, done.out, done.err) == (0, b"", "")
    assert (folder / args[1]).read_bytes().startswith(begins)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_a_line() -> None:
    command = [sys.executable, "-m", "cnfacts", "extract", "--text", TEXT]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_dash_as_output_is_standard_output() -> None:
    assert len(cnfacts("extract", "--text", TEXT, "-o", "-").records) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_file_name_in_another_encoding(tmp_path: Path) -> None:
    import os

    name = os.fsdecode("文.txt".encode("gb18030"))
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    done = cnfacts("extract", name, cwd=tmp_path)
    assert done.status == 0
    assert done.records[0]["doc_id"].endswith(".txt")


def test_csv_on_standard_output() -> None:
    done = cnfacts("extract", "--text", TEXT, "--format", "csv")
    assert done.out.startswith(HEADER)
    assert done.out.endswith(b"\r\n") and b"\r\r\n" not in done.out


def test_table() -> None:
    done = cnfacts("extract", "--text", TEXT, "--format", "table", "--date", "2022-06-20")
    assert "全市货物吞吐量" in done.text and "2022-01 – 2022-05" in done.text


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_a_table() -> None:
    import os
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "cnfacts", "extract", "--text", TEXT]
    with subprocess.Popen(command, stdout=follower) as process:
        os.close(follower)
        shown = b""
        while b"growth" not in shown:
            shown += os.read(leader, 4096)
        process.wait()
    os.close(leader)
    assert "metric" in shown.decode("utf-8", "ignore")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind")
def test_a_closed_pipe_ends_quietly() -> None:
    documents = sorted((EXAMPLES / "documents").glob("*.txt"))
    command = [sys.executable, "-m", "cnfacts", "extract", *map(str, documents)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


def test_help_names_every_command() -> None:
    done = cnfacts("--help")
    assert done.status == 0
    for command in ("extract", "explain", "schema", "version"):
        assert command in done.text
        assert cnfacts(command, "--help").status == 0


def test_help_loads_neither_spacy_nor_the_grammar() -> None:
    code = (
        "import sys, cnfacts.cli.app; "
        "print([m for m in sys.modules if m.split('.')[0] in ('spacy', 'numpy') or 'grammar' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_schema_and_version() -> None:
    import cnfacts as package

    assert '"title": "Fact"' in cnfacts("schema").text
    assert package.__version__ in cnfacts("version").text
