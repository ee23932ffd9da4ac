"""What the national work reports of 1979 to 2015 claim, held against the statistics bureau's annual figures.

    python benchmarks/claims.py [--list matched|refuted|unmatched|open] [--reports FOLDER] [--table FILE]

Reports are files YEAR.txt, dated YEAR-03-05; the table is one edition of the annual figures, of a later day than the
reports. A claim counts as found where its name is, or contains, that of an indicator of the table, and its period lies
in the table's years; it is matched where a figure of its own key, or figures from which it follows, are at hand.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path

import cnfacts
from cnfacts.checks.names import canonical
from cnfacts.claims.naming import core
from cnfacts.claims.records import Reason, Validated, Verdict
from cnfacts.claims.validate import validate_facts
from cnfacts.validating import words_of

SHARED = Path(__file__).resolve().parents[2] / "shared"
FIRST, LAST = 1979, 2015
YEARS = range(1978, 2015)
"""Of the table."""
NATION = "全国"
REGARDLESS = frozenset({Reason.NOT_ACTUAL, Reason.NO_DIGITS})
"""Aims, and figures without digits: claims that no table settles."""


def indicators(table: Path) -> list[str]:
    """Canonical names of the table's indicators, the longest first."""
    names = {known.fact.metric for known in cnfacts.open_base(table).figures(_all_names(table))}
    return sorted({core(canonical(name), NATION)[0] for name in names}, key=lambda name: (-len(name), name))


def _all_names(table: Path) -> list[str]:
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    return [canonical(name) for name in dict.fromkeys(line.split(",")[0] for line in lines)]


def indicator_of(item: Validated, covered: list[str]) -> str | None:
    """The indicator whose name the claim's is, or contains."""
    name = core(item.claim.metric, NATION)[0]
    return name if name in covered else next((c for c in covered if len(c) > 2 and c in name), None)


def in_years(item: Validated) -> bool:
    """Whether the period ends in the table's years."""
    digits = (item.claim.time_period or "")[:4]
    return not digits or int(digits) in YEARS


def is_matched(item: Validated) -> bool:
    """Whether a figure of the claim's key was at hand, or figures from which it follows."""
    return bool(item.evidence)


def reports(folder: Path) -> list[tuple[int, str]]:
    """Years and texts."""
    years = (int(path.stem) for path in folder.glob("*.txt") if path.stem.isdigit())
    return [(year, (folder / f"{year}.txt").read_text(encoding="utf-8")) for year in sorted(years) if FIRST <= year <= LAST]


def claims(folder: Path, table: Path) -> list[tuple[int, str, Validated]]:
    """Every claim of a covered indicator, with its report's year and the indicator."""
    base, covered = cnfacts.open_base(table), indicators(table)
    found = []
    for year, text in reports(folder):
        date = f"{year}-03-05"
        facts = cnfacts.extract(text, date=date, doc_id=str(year))
        words = words_of(text, date=date, doc_id=str(year))
        report = validate_facts(facts, base, words=words, region=NATION)
        for item in report.items:
            name = indicator_of(item, covered)
            if name is not None and item.reason not in REGARDLESS and in_years(item):
                found.append((year, name, item))
    return found


def row(items: list[Validated]) -> list[str]:
    """The cells of one indicator."""
    matched = [i for i in items if is_matched(i)]
    how = Counter(i.match.value for i in items if i.match)
    verdicts = Counter(i.verdict for i in items)
    still = Counter(i.reason.value for i in matched if i.reason)
    rest = Counter(i.reason.value for i in items if not is_matched(i) and i.reason)
    return [
        str(len(items)),
        str(len(matched)),
        str(verdicts[Verdict.SUPPORTED]),
        _told(how),
        str(verdicts[Verdict.REFUTED]),
        str(verdicts[Verdict.CONFLICTING]),
        _told(still),
        _told(rest),
    ]


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


HEAD = ("indicator", "found", "matched", "supported", "by match", "refuted", "conflicting", "open, matched", "not matched")


def show(found: list[tuple[int, str, Validated]]) -> None:
    """The table, as Markdown."""
    by_name: dict[str, list[Validated]] = defaultdict(list)
    for _, name, item in found:
        by_name[name].append(item)
    print("| " + " | ".join(HEAD) + " |\n| --- |" + " ---: |" * 3 + " --- |" + " ---: |" * 2 + " --- | --- |")
    for name, items in sorted(by_name.items(), key=lambda pair: -len(pair[1])):
        print("| " + " | ".join([name, *row(items)]) + " |")
    print("| " + " | ".join(["all", *row([item for _, _, item in found])]) + " |")


def listing(found: list[tuple[int, str, Validated]], what: str) -> None:
    """Claims one by one, to be read."""
    wanted = {
        "matched": is_matched,
        "refuted": lambda i: i.verdict in (Verdict.REFUTED, Verdict.CONFLICTING),
        "unmatched": lambda i: not is_matched(i),
        "open": lambda i: is_matched(i) and i.reason is not None,
    }[what]
    for year, _, item in found:
        if wanted(item):
            print(year, item.verdict.value, item.reason.value if item.reason else "", item.message.zh)
            print("    ", " ".join(item.claim.sentence.split())[:160])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", choices=("matched", "refuted", "unmatched", "open"))
    parser.add_argument("--reports", type=Path, default=SHARED / "corpus" / "govwork")
    parser.add_argument("--table", type=Path, default=SHARED / "reference" / "nbs_annual.csv")
    options = parser.parse_args()
    if not options.reports.is_dir() or not options.table.is_file():
        print(f"skipped: {options.reports} and {options.table} are needed")
        return
    start = time.process_time()
    found = claims(options.reports, options.table)
    if options.list:
        listing(found, options.list)
    else:
        show(found)
        print(f"\n{time.process_time() - start:.1f} s of processor time")


if __name__ == "__main__":
    main()
