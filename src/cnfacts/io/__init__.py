"""Documents in, records out: readers by suffix, writers by format."""
