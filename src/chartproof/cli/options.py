"""Options that several commands share, and how answers are printed."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.codesets.release import Release
    from chartproof.codesets.shelf import Shelf
    from chartproof.pipeline import Line


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="text for people, json for programs")]
OnOption = Annotated[str | None, typer.Option("--on", help="day of service or first day, YYYY-MM-DD")]
ReleaseOption = Annotated[
    str | None,
    typer.Option("--release", help="use this release whatever day it covers (answers say covers: false)"),
]
System = Annotated[str, typer.Option("--system", help="the code system, as `books list` names it")]
AnySystem = Annotated[
    str | None,
    typer.Option("--system", help="the code system, as `books list` names it; else by the look of the code"),
]


def day(text: str | None, option: str) -> date | None:
    """Read a day given as an option."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(option, text, "not a day; write it as YYYY-MM-DD") from error


def print_json(value: Any) -> None:
    """Print JSON on standard output and nothing else there."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def release_json(release: Release) -> dict[str, Any]:
    """A release as programs read it."""
    return {
        "release": release.name,
        "system": release.system,
        "first": str(release.holds.first),
        "last": str(release.holds.last) if release.holds.last else None,
        "clock": release.clock,
        "rows": release.rows,
        "licence": release.licence.name,
        "seal": release.seal,
        "derived": release.derived,
    }


def notice(text: str) -> None:
    """Say something to the person on standard error."""
    print(f"chartproof: {text}", file=sys.stderr)  # noqa: T201


def shelf() -> Shelf:
    """The user's shelf; building an index shows how far it is."""
    from chartproof.codesets.shelf import Shelf, home

    return Shelf(home(), Progress())


def line() -> Line:
    """The straight line over the user's shelf."""
    from chartproof.pipeline import Line

    return Line(shelf())


class Progress:
    """A line on standard error that says what is being built; silent where nobody looks."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, what: str, done: float) -> None:
        """Hear how far it is, 0 to 1."""
        if not sys.stderr.isatty():
            return
        width = 24
        bar = "█" * round(width * done) + "·" * (width - round(width * done))
        sys.stderr.write(f"\r\x1b[2K{what} {bar} {done:4.0%}")
        if done >= 1.0:
            sys.stderr.write("\r\x1b[2K")
        sys.stderr.flush()
