"""`cnfacts schema`."""

from __future__ import annotations

import typer

__all__ = ["run"]


def run() -> None:
    """Print the JSON Schema of the record."""
    import json

    from cnfacts.schema.fact import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
