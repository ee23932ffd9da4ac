"""Facts of many files into one CSV, two processes; usage: batch.py [FOLDER] [OUTPUT.csv]."""

import csv
import sys
from pathlib import Path

import cnfacts

COLUMNS = ["file", "metric", "period_start", "period_end", "value", "unit", "kind", "basis"]


def main(folder: Path, output: Path) -> None:
    """Read every text file of a folder."""
    paths = sorted(folder.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    with output.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.DictWriter(out, COLUMNS, extrasaction="ignore")
        rows.writeheader()
        for path, facts in zip(paths, cnfacts.pipe(texts, n_process=2), strict=True):
            rows.writerows({"file": path.name, **fact.to_record()} for fact in facts)
            print(f"{path.name}: {len(facts)} facts")


if __name__ == "__main__":
    here = Path(__file__).parent
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "documents"
    main(folder, Path(sys.argv[2]) if len(sys.argv) > 2 else Path("facts.csv"))
