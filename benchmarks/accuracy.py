"""The figures of docs/accuracy.md, as markdown tables.

    python benchmarks/accuracy.py NAME=FOLDER... [--write docs/accuracy.md]

Each FOLDER holds annotated documents in the gold format and is called NAME in the tables. With --write, the tables
replace what stands between the page's two markers. Without a folder there is nothing to measure, and it says so.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

from cnfacts.evaluate.classes import CLASSES
from cnfacts.evaluate.gold import gold_files, read_gold
from cnfacts.evaluate.judge import NEAR_METRIC, SLOTS
from cnfacts.evaluate.predict import predict
from cnfacts.evaluate.report import Report, evaluate
from cnfacts.evaluate.scores import MEASURES

OPEN, CLOSE = "<!-- figures -->\n", "<!-- /figures -->"
SLOT_NAMES = {NEAR_METRIC: "metric, near"}
GENRES = {
    "xwlb": "broadcast items, later samples",
    "hailaer": "county reports, later samples",
    "daqing": "city reports and communiques",
    "local": "county and city reports",
    "govwork": "national work reports",
    "old": "reports and plans of the 1980s and 1990s",
    "press": "broadcast items on data releases",
    "release": "data releases of ministries",
    "miit": "ministers' speeches",
    "table": "flattened tables",
}
TOP = 15

Reports = dict[str, Report]


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A markdown table, numbers to the right."""
    lines = [f"| {' | '.join(headers)} |", f"| --- |{' --: |' * (len(headers) - 1)}"]
    lines += [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def headline(reports: Reports) -> str:
    """One row a set and measure."""
    rows = []
    for name, report in reports.items():
        for measure in MEASURES:
            rates = report.tally.rates(measure)
            low, high = report.intervals[measure]
            shown = [f"{x:.3f}" for x in (rates.p, rates.r, rates.f1)]
            rows.append([name, measure, *shown, f"{low:.3f} – {high:.3f}", f"{report.macro(measure):.3f}"])
    return table(("set", "measure", "P", "R", "F1", "95 % of F1", "macro F1"), rows)


def sizes(reports: Reports) -> str:
    """What the sets hold."""
    rows = [
        [name, len(r.judged), f"{r.tally.gold:,}", f"{r.tally.characters:,}", f"{r.tally.false_facts():.2f}"]
        for name, r in reports.items()
    ]
    return table(("set", "documents", "facts", "characters", "false facts per 10,000 characters"), rows)


def genres(reports: Reports) -> str:
    """Strict, relaxed and detection F1 by genre."""
    rows = [
        [name, GENRES.get(genre, genre), docs, tally.gold, *(f"{tally.rates(m).f1:.3f}" for m in MEASURES)]
        for name, report in reports.items()
        for genre, (docs, tally) in report.genres.items()
    ]
    return table(("set", "genre", "documents", "facts", "strict F1", "relaxed F1", "detection F1"), rows)


def slots(reports: Reports) -> str:
    """The share right of each slot, by set."""
    found = {name: report.tally.slots() for name, report in reports.items()}
    rows = [[SLOT_NAMES.get(slot, slot), *(f"{shares[slot]:.3f}" for shares in found.values())] for slot in found_slots()]
    return table(("slot", *found), rows)


def found_slots() -> Iterator[str]:
    """The slots with the near metric after the metric."""
    for slot in SLOTS:
        yield slot
        if slot == "metric":
            yield NEAR_METRIC


def classes(reports: Reports) -> str:
    """Status and qualifier by class."""
    rows = []
    for name, report in reports.items():
        for found in report.confusions:
            for label in CLASSES[found.slot]:
                count = sum(found.count(label, other) for other in CLASSES[found.slot])
                rates = found.rates(label)
                rows.append([name, f"{found.slot}: {label}", count, *(f"{x:.3f}" for x in (rates.p, rates.r, rates.f1))])
    return table(("set", "class", "facts", "P", "R", "F1"), rows)


def causes(reports: Reports) -> str:
    """The most frequent causes of misses, by set."""
    counts = {name: {c.name: len(c.misses) for c in report.causes} for name, report in reports.items()}
    names = {cause for found in counts.values() for cause in found}
    ordered = sorted(names, key=lambda cause: (-sum(found.get(cause, 0) for found in counts.values()), cause))
    rows = [[cause, *(found.get(cause, 0) for found in counts.values())] for cause in ordered[:TOP]]
    return table(("cause", *counts), rows)


def low(reports: Reports) -> str:
    """Documents of many facts that score low."""
    found = [(name, j) for name, report in reports.items() for j in report.low()]
    if not found:
        return "No document of 20 facts or more is under 0.80.\n"
    rows = [[n, j.doc.doc_id, j.tally.gold, f"{j.tally.rates('fact').f1:.3f}"] for n, j in found]
    return "Documents of 20 facts or more under 0.80:\n\n" + table(("set", "document", "facts", "strict F1"), rows)


def reliability() -> str:
    """The packaged model's own figures."""
    data = json.loads(files("cnfacts.assembly").joinpath("confidence.json").read_text(encoding="utf-8"))
    checked, unseen = data["cross_validation"], data["data"]["unseen"]
    bins = [
        [
            f"{b['low']:.1f} – {b['high']:.1f}",
            b["count"],
            *((f"{b['confidence']:.2f}", f"{b['right']:.2f}") if b["count"] else ("", "")),
        ]
        for b in checked["reliability"]
    ]
    limits = [
        [f"{float(asked):.2f}", f"{t['confidence']:.3f}", t["kept"], f"{t['precision']:.3f}", f"{t['recall']:.3f}"]
        for asked, t in checked["thresholds"].items()
        if t
    ]
    return (
        f"Expected calibration error {checked['calibration_error']:.3f}, over {unseen['facts']} facts of "
        f"{unseen['documents']} documents, each judged by a model fitted without its document.\n\n"
        + table(("confidence", "facts", "mean confidence", "right"), bins)
        + "\n"
        + table(("precision asked", "keep facts from", "facts kept", "precision", "recall"), limits)
    )


def page(reports: Reports) -> str:
    """All tables under their headings."""
    parts = [
        f"Last run: {date.today()}.\n\n{sizes(reports)}\n{headline(reports)}",
        f"### By genre\n\n{genres(reports)}\n{low(reports)}",
        f"### By slot\n\nThe share of aligned facts with the slot right.\n\n{slots(reports)}",
        f"### By class\n\n{classes(reports)}",
        f"### Misses by cause\n\nA fact that is wrong in two slots counts under both.\n\n{causes(reports)}",
        f"### Confidence\n\n{reliability()}",
    ]
    return "\n".join(parts)


def main() -> None:
    """Measure, and print or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    options = parser.parse_args()
    named = [item.partition("=")[::2] for item in options.sets]
    if not named:
        print("no annotated documents were named: nothing measured (give NAME=FOLDER)")
        return
    reports = {name: evaluate([read_gold(f) for f in gold_files([folder])], predict) for name, folder in named}
    text = page(reports)
    if options.write is None:
        print(text)
        return
    before, _, rest = options.write.read_text(encoding="utf-8").partition(OPEN)
    after = rest.partition(CLOSE)[2]
    options.write.write_text(before + OPEN + "\n" + text + "\n" + CLOSE + after, encoding="utf-8")


if __name__ == "__main__":
    main()
