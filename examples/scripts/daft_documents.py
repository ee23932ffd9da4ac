"""Facts of a folder of texts with Daft; usage: daft_documents.py [FOLDER] [OUTPUT].

Needs pip install "cnfacts[daft]". The same script runs on a Ray cluster with DAFT_RUNNER=ray and folders that all its
machines reach, such as s3://bucket/texts. Run it with DO_NOT_TRACK=true to keep Daft from reporting its use to its makers.
"""

import sys
from pathlib import Path

import daft
from daft import col
from daft.functions import download, regexp_replace, try_decode

from cnfacts.engines.daft import extract_daft


def main(folder: str, output: str) -> None:
    """Read every text file of a folder, write the facts as Parquet, and say what failed."""
    files = daft.from_glob_path(f"{folder}/*.txt")
    documents = files.select(
        regexp_replace(col("path"), "^.*/", "").alias("doc_id"),
        try_decode(download(col("path")), "utf-8").alias("text"),  # null where it is no UTF-8
    )
    extract_daft(documents).write_parquet(output, write_mode="overwrite")
    rows = daft.read_parquet(output)
    print(rows.where(col("error").is_null()).count_rows(), "facts")
    for row in rows.where(col("error").not_null()).select("doc_id", "error").to_pylist():
        print(f"{row['doc_id']}: {row['error']}")


if __name__ == "__main__":
    here = Path(__file__).parent
    folder = sys.argv[1] if len(sys.argv) > 1 else str(here.parent / "documents")
    main(folder, sys.argv[2] if len(sys.argv) > 2 else "facts")
