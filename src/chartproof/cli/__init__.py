"""The commands. Text for people, `--format json` for programs, exit code 0, 1 or 2."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; what goes wrong is one line on standard error and exit code 2."""
    from chartproof.cli.app import app
    from chartproof.model.errors import ChartproofError

    try:
        app(prog_name="chartproof")
    except ChartproofError as error:
        print(f"chartproof: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (`| head`); say nothing and stop.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"chartproof: {error.filename or 'system'}: {error.strerror or error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
