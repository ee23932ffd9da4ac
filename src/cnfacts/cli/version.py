"""`cnfacts version`."""

from __future__ import annotations

import typer

__all__ = ["run"]


def run() -> None:
    """Print the versions of the library and of its record."""
    from cnfacts import __version__
    from cnfacts.schema.fact import SCHEMA_VERSION

    typer.echo(f"cnfacts {__version__} (record {SCHEMA_VERSION})")
