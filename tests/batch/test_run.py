"""Folders in, one file of facts out: what is read, what is told, what a bad document costs."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

import batch_world
import pytest
from batch_world import DATE, folder, records, run, text

from cnfacts.errors import InputError
from cnfacts.io.batch.options import BatchOptions
from cnfacts.io.batch.pool import cores
from cnfacts.io.batch.running import run_batch
from cnfacts.io.batch.summary import Summary
from cnfacts.schema.dates import parse_date


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder(tmp_path / "in", 12)
    return tmp_path


def errors(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def in_process(place: Path, **options: object) -> Summary:
    given = BatchOptions(date=parse_date(DATE), **{"jobs": 2, **options})  # type: ignore[arg-type]
    return run_batch([str(place / "in")], place / "out.jsonl", options=given)


def test_a_folder_gives_what_its_files_give(place: Path) -> None:
    done = run("in", "-o", "out.jsonl", "--date", DATE, cwd=place)
    assert (done.returncode, done.stderr) == (0, "")
    assert "12 documents" in done.stdout and "documents a second" in done.stdout
    single = run("in", "--date", DATE, cwd=place)
    assert single.stdout == (place / "out.jsonl").read_text(encoding="utf-8")
    found = records(place / "out.jsonl")
    assert found[0]["doc_id"] == "d0/00000.txt"
    assert [r["doc_id"] for r in found] == sorted(r["doc_id"] for r in found)
    assert sorted(p.name for p in place.iterdir()) == ["in", "out.jsonl", "out.jsonl.work"]


def test_two_processes_give_what_one_gives(place: Path) -> None:
    for jobs in ("1", "2"):
        assert run("in", "-o", f"{jobs}.parquet", "--date", DATE, "--jobs", jobs, cwd=place).returncode == 0
    assert (place / "1.parquet").read_bytes() == (place / "2.parquet").read_bytes()


def test_bad_files_are_told_and_cost_only_themselves(place: Path) -> None:
    (place / "in" / "a.txt").write_bytes(b"\x00\x01")
    (place / "in" / "b.exe").write_bytes(b"MZ")
    (place / "in" / "c.txt").write_bytes(b"")
    done = run("in", "-o", "out.csv", "--date", DATE, cwd=place)
    assert done.returncode == 1
    assert "12 documents" in done.stdout and "failed: 3" in done.stdout
    rows = errors(place / "out.csv.errors.csv")
    assert [(row["path"], row["stage"]) for row in rows] == [
        ("a.txt", "read"),
        ("b.exe", "read"),
        ("c.txt", "read"),
    ]
    assert all(row["reason"] and row["kind"] for row in rows)
    for name in ("a.txt", "b.exe", "c.txt"):
        (place / "in" / name).unlink()
    assert run("in", "-o", "out.csv", "--date", DATE, cwd=place).returncode == 0
    assert not (place / "out.csv.errors.csv").exists()


@pytest.mark.parametrize(
    ("hook", "kind", "said"),
    [
        ("die", "crash", "exit status 3"),
        ("kill", "crash", "SIGKILL"),
        ("hang", "time limit", "--time-limit"),
        ("starve", "memory", "memory"),
        ("break_", "error", "ZeroDivisionError"),
    ],
)
def test_what_ends_a_worker_costs_its_document(hook: str, kind: str, said: str, place: Path) -> None:
    (place / "in" / "bad.txt").write_text(text(99), encoding="utf-8")
    (place / "in" / "zbad.txt").write_text(text(98), encoding="utf-8")
    summary = in_process(place, hook=f"batch_world:{hook}", time_limit=5.0)
    assert [(f.path, f.stage, f.kind) for f in summary.failures] == [
        ("bad.txt", "extract", kind),
        ("zbad.txt", "extract", kind),
    ]
    assert all(said in f.reason and "\n" not in f.reason for f in summary.failures)
    assert summary.counts.documents == 12
    again = in_process(place)
    assert (again.failures, again.kept, again.counts.documents) == ([], 12, 14)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_a_document_that_eats_memory_costs_only_itself(place: Path) -> None:
    (place / "in" / "bad.txt").write_text(text(99), encoding="utf-8")
    summary = in_process(place, hook="batch_world:eat", memory_limit=300 * 2**20)
    assert [(f.path, f.kind) for f in summary.failures] == [("bad.txt", "memory")]
    assert "more than 300 MB; --memory-limit" in summary.failures[0].reason
    assert summary.counts.documents == 12
    assert in_process(place, hook="batch_world:eat").failures[0].kind == "error"  # it was given them


@pytest.mark.parametrize("hook", ["die", "hang", "starve", "break_"])
def test_a_list_loses_only_the_document(hook: str, place: Path) -> None:
    import json

    lines = [{"id": f"{'bad' if n in (3, 5) else 'good'}{n}", "text": text(n)} for n in range(8)]
    body = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (place / "in" / "list.jsonl").write_text(body, encoding="utf-8")
    summary = in_process(place, hook=f"batch_world:{hook}", time_limit=5.0)
    assert len(summary.failures) == 2
    assert summary.counts.documents == 12 + 6
    ids = [r["doc_id"] for r in records(place / "out.jsonl")]
    assert not [i for i in ids if "bad" in i] and sum("good" in i for i in set(ids)) == 6
    assert in_process(place).counts.documents == 12 + 8


def test_encoding_and_fields_of_lists(tmp_path: Path) -> None:
    import json

    place = tmp_path
    lines = [{"nr": n, "body": text(n), "day": "2021-06-20"} for n in range(3)]
    body = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (place / "some").mkdir()
    (place / "some" / "a.txt").write_bytes(text(5).encode("gbk"))
    (place / "some" / "list.jsonl").write_bytes(body.encode("gbk"))
    args = ("some", "--encoding", "gbk", "--text-field", "body", "--date-field", "day", "--id-field", "nr")
    assert run(*args, "-o", "out.jsonl", cwd=place).returncode == 0
    found = records(place / "out.jsonl")
    assert {r["doc_id"] for r in found} == {"a.txt", *(f"list.jsonl#{n}" for n in range(3))}
    assert {r["doc_date"] for r in found if "list" in r["doc_id"]} == {"2021-06-20"}
    assert run(*args, cwd=place).stdout == (place / "out.jsonl").read_text(encoding="utf-8")
    wrong = run("some", "--encoding", "big5", "-o", "out.jsonl", cwd=place)
    assert wrong.returncode == 1 and "failed: 2 (unreadable 2)" in wrong.stdout
    unknown = run("some", "--encoding", "klingon", "-o", "out.jsonl", cwd=place)
    assert (unknown.returncode, unknown.stdout) == (2, "") and "'klingon' is unknown" in unknown.stderr


def test_size_limit(place: Path) -> None:
    (place / "in" / "large.txt").write_text("增长5%。\n" * 400, encoding="utf-8")
    done = run("in", "-o", "out.jsonl", "--size-limit", "0.002", cwd=place)
    assert done.returncode == 1
    (row,) = errors(place / "out.jsonl.errors.csv")
    assert (row["path"], row["kind"]) == ("large.txt", "too large")


def test_the_summary_counts_documents_without_a_date(place: Path) -> None:
    done = run("in", "-o", "out.jsonl", cwd=place)
    assert "relative periods are open: 12 documents" in done.stdout
    assert done.returncode == 0


def test_a_manifest_gives_dates(place: Path) -> None:
    (place / "dates.csv").write_text("path,date\nd0/00000.txt,2021-06-20\n", encoding="utf-8")
    assert run("in", "-o", "out.jsonl", "--manifest", "dates.csv", cwd=place).returncode == 0
    found = records(place / "out.jsonl")
    assert {r["doc_date"] for r in found if r["doc_id"] == "d0/00000.txt"} == {"2021-06-20"}
    assert {r["doc_date_source"] for r in found} == {"manifest", None}
    (place / "dates.csv").write_text("path,date\nd0/00000.txt,2020-06-20\n", encoding="utf-8")
    done = run("in", "-o", "out.jsonl", "--manifest", "dates.csv", cwd=place)
    assert "done before, not read again: 11 files" in done.stdout


def test_saved_texts_are_what_offsets_count_in(place: Path) -> None:
    (place / "in" / "gb.txt").write_bytes(("\r\n" + text(50)).encode("gb18030"))
    assert run("in", "-o", "out.jsonl", "--save-text", "--date", DATE, cwd=place).returncode == 0
    for record in records(place / "out.jsonl"):
        path = place / "out.jsonl.text" / f"{record['doc_id']}.txt"
        saved = path.read_bytes().decode("utf-8")
        assert saved[record["start"] : record["end"]] == record["text"]


@pytest.mark.skipif(sys.platform == "win32", reason="names and links of POSIX")
def test_odd_names_and_links(place: Path) -> None:
    inside, outside = place / "in", place / "outside.txt"
    outside.write_text(text(70), encoding="utf-8")
    (inside / "link.txt").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / 'a\n"b".txt').write_text(text(71), encoding="utf-8")
    (inside / "=cmd.txt").write_bytes(b"\x00")
    (inside / ".hidden.txt").write_text(text(72), encoding="utf-8")
    (inside / "~$lock.docx").write_text("x", encoding="utf-8")
    os.mkfifo(inside / "pipe.txt")
    done = run("in", "-o", "in/out.csv", cwd=place)
    assert "symbolic links not followed: 2" in done.stdout and "13 documents" in done.stdout
    rows = errors(inside / "out.csv.errors.csv")
    assert [(row["path"], row["stage"]) for row in rows] == [("pipe.txt", "find"), ("'=cmd.txt", "read")]
    done = run("in", "-o", "in/out.csv", "--follow-links", cwd=place)
    assert "14 documents" in done.stdout


def test_several_folders_keep_their_names(place: Path) -> None:
    folder(place / "more", 2)
    assert run("in", "more", "in/d0/00000.txt", "-o", "out.jsonl", cwd=place).returncode == 0
    ids = {r["doc_id"] for r in records(place / "out.jsonl")}
    assert len(ids) == 14 and {"in/d0/00000.txt", "more/d0/00000.txt"} <= ids


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["in", "--jobs", "2"], "-o FILE"),
        (["-", "-o", "out.csv", "--jobs", "2"], "standard input"),
        (["in", "-o", "out.nothing"], "names no format"),
        (["in", "-o", "none/out.csv"], "make it first"),
        (["empty", "-o", "out.csv"], "no documents"),
        (["in", "-o", "out.csv", "--manifest", "none.csv"], "check the path"),
        (["in", "-o", "in/d0"], "names no format"),
    ],
)
def test_what_cannot_run_is_status_2_in_a_line(args: list[str], said: str, place: Path) -> None:
    (place / "empty").mkdir()
    done = run(*args, cwd=place)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and len(done.stderr.splitlines()) == 1


def test_nothing_to_read_in_python(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no documents"):
        run_batch([str(tmp_path)], tmp_path / "out.csv")


def test_hundreds_of_documents_on_all_cores(tmp_path: Path) -> None:
    folder(tmp_path / "in", 300, sentences=2)
    done = run("in", "-o", "out.jsonl", "--date", DATE, "--jobs", str(cores()), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = records(tmp_path / "out.jsonl")
    assert len({r["doc_id"] for r in found}) == 300
    assert len({r["fact_id"] for r in found}) == len(found) == 1200


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_bar_in_a_terminal_only(place: Path) -> None:
    import pty
    import subprocess

    leader, follower = pty.openpty()
    with subprocess.Popen(
        batch_world.command("in", "-o", "out.jsonl"),
        cwd=place,
        env={**batch_world.environment(), "COLUMNS": "120", "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=follower,
    ) as process:
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 4096):
                shown += piece
        except OSError:
            pass
        assert process.stdout is not None
        assert b"documents a second" in process.stdout.read()
    os.close(leader)
    assert "12 of 12 files" in shown.decode("utf-8", "replace")


@pytest.mark.skipif(sys.platform != "linux", reason="measures as Linux does")
def test_memory_is_bounded(tmp_path: Path) -> None:
    """6 MB in one file, whose facts held at once would be 120 MB more than a process needs."""
    import subprocess

    dull = "坚持稳中求进工作总基调，扎实做好各项工作。" * 40 + "\n"
    (tmp_path / "in").mkdir()
    with (tmp_path / "in" / "long.txt").open("w", encoding="utf-8") as out:
        size = number = 0
        while size < 6 * 2**20:
            piece = text(number, 20) + dull * 12
            out.write(piece)
            size += len(piece.encode())
            number += 1
    code = (
        "import resource, subprocess, sys; status = subprocess.run(sys.argv[1:]).returncode; "
        "print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    args = batch_world.command("in", "-o", "out.parquet", "--date", DATE)
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=tmp_path,
        env=batch_world.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    status, largest = map(int, done.stdout.split()[-2:])
    assert status == 0
    assert largest < 180  # MB, of the largest process
