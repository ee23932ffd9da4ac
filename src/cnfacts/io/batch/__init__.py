"""Folders of documents in, one table of facts out: in many processes, in bounded memory, never starting over.

`run_batch` finds the files, has workers make a part of each, and merges the parts. A part is whole or absent
and is named by all that went into it, so that a run that was stopped goes on where it was.
"""
