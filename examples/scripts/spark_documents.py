"""Facts of a folder of texts with Spark; usage: spark_documents.py [FOLDER] [OUTPUT].

Needs pip install "cnfacts[spark]" and Java. On a cluster, cnfacts has to be installed on the workers.
"""

import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql.functions import col

from cnfacts.engines.spark import extract_spark


def main(folder: str, output: str) -> None:
    """Read every text file of a folder, write the facts as Parquet, and say what failed."""
    spark = SparkSession.builder.appName("cnfacts").getOrCreate()
    files = spark.read.text(folder, wholetext=True, pathGlobFilter="*.txt")
    documents = files.select(col("_metadata.file_name").alias("doc_id"), col("value").alias("text"))
    extract_spark(documents).write.parquet(output, mode="overwrite")
    rows = spark.read.parquet(output)
    print(rows.where("error IS NULL").count(), "facts")
    for row in rows.where("error IS NOT NULL").select("doc_id", "error").collect():
        print(f"{row.doc_id}: {row.error}")
    spark.stop()


if __name__ == "__main__":
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers' Python, where it has the same path
    here = Path(__file__).parent
    folder = sys.argv[1] if len(sys.argv) > 1 else str(here.parent / "documents")
    main(folder, sys.argv[2] if len(sys.argv) > 2 else "facts")
