"""The commands. Text for people, `--format json` for programs, exit code 0, 1 or 2."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import NoReturn

#: So many objects more before Python looks for cycles: a command makes much that stays, and few of them.
_UNTIL_CYCLES = 50_000


def main() -> None:
    """Run the command line; what goes wrong is one line on standard error and exit code 2."""
    gc.set_threshold(_UNTIL_CYCLES)
    import click

    from chartproof.cli.app import app
    from chartproof.model.errors import ChartproofError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal has no letters for is written by number
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(prog_name="chartproof", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        path = getattr(getattr(error, "ctx", None), "command_path", "chartproof")
        _end(f"{path.partition(' ')[2] or 'command'}: {error.format_message()} See `{path} --help`")
    except click.Abort:
        _end("stopped at a question that nobody answered")
    except ChartproofError as error:
        _end(str(error))
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away (`| head`), which click ends with 1: say nothing and stop.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        sys.exit(0)
    except OSError as error:
        _end(f"{error.filename or 'system'}: {error.strerror or error}")
    except UnicodeEncodeError:
        _end("what was typed holds bytes that are not UTF-8; type it again")
    except _database_errors() as error:
        _end(f"an index cannot be read ({error}); delete {_indexes()}, all in it is made again")
    gc.freeze()  # all that is left ends with the process: no last look for cycles, a fifth of a short command
    sys.exit(code or 0)


def _database_errors() -> type[Exception]:
    import sqlite3

    return sqlite3.DatabaseError


def _indexes() -> str:
    from chartproof.codesets.shelf import Shelf, home

    return str(Shelf(home()).indexes)


def _end(says: str) -> NoReturn:
    from chartproof.cli.options import notice

    notice(says)
    sys.exit(2)
