"""Beyond one machine: record batches of documents to record batches of facts, and the engines that run it."""
