"""The command line: one command a file, each a thin command over a plain function."""
