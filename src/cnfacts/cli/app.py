"""The program: commands put together, and every error told in one line."""

from __future__ import annotations

import os
import sys

import typer

from cnfacts.cli import check, evaluate, explain, extract, index, report, schema, validate, version
from cnfacts.cli.status import CANNOT_RUN, say
from cnfacts.errors import CnfactsError

__all__ = ["app", "main"]

_INTERRUPTED = 130

app = typer.Typer(
    name="cnfacts",
    help="Typed statistics (metric, period, value, unit, basis) from Chinese government text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (extract, explain, check, report, index, validate, evaluate, schema, version):
    app.command(name=command.__name__.rpartition(".")[2])(command.run)


def main() -> None:
    """Run the program; exit status 0 all read, 1 some documents failed, 2 could not run."""
    try:
        app()
    except CnfactsError as error:
        say(str(error))
        sys.exit(CANNOT_RUN)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        say(f"{error.filename or 'the output'}: {error.strerror}; free or choose another place")
        sys.stderr.flush()
        os._exit(CANNOT_RUN)  # what is left in the buffer of standard output cannot be written either


if __name__ == "__main__":
    main()
