"""Options that several commands share, and how answers are printed."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.codesets.books import Books
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
IndexOption = Annotated[
    bool,
    typer.Option(
        "--index/--no-index",
        help="code by the Alphabetic Index and its tables too, where they are on the shelf",
    ),
]
CptOption = Annotated[
    bool, typer.Option("--cpt/--no-cpt", help="report procedures and services by CPT codes too")
]
ThresholdOption = Annotated[
    float | None,
    typer.Option(
        "--threshold",
        min=0.0,
        max=1.0,
        help="how sure a code must be, 0 to 1; weaker ones are abstained from [default: where the model was fitted]",
    ),
]
System = Annotated[
    str | None,
    typer.Option(
        "--system", help="the code system, as `books list` names it; else the release's, or ICD-10-CM"
    ),
]
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

    try:
        made = orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:  # it refuses what was typed in bytes that are no UTF-8
        import json

        made = json.dumps(value, indent=2).encode() + b"\n"
    sys.stdout.buffer.write(made)
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


#: A line is not longer than this: the middle of what was typed or of a list is left out.
LONGEST = 4_000


def notice(text: str) -> None:
    """Say something to the person on standard error: on one line, and nothing a terminal would act on."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        said = f"{said[: LONGEST // 2]} … {said[-LONGEST // 2 :]}"
    plain = "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in said
    )
    print(f"chartproof: {plain}", file=sys.stderr)  # noqa: T201


def shelf(*, strict: bool = True) -> Shelf:
    """The user's shelf; building an index shows how far it is. Not `strict`: broken releases are passed over."""
    from chartproof.codesets.shelf import Shelf, home

    return Shelf(home(), Progress(), strict)


def looked_at(on: str | None, system: str | None, release: str | None) -> tuple[Shelf, Books, str | None]:
    """The user's shelf, its books of the day told, and the system a person means (None: not said)."""
    at_hand = shelf()
    books = at_hand.look(day(on, "--on"), release)
    return at_hand, books, asked_system(system, books, at_hand)


def asked_system(told: str | None, books: Books, at_hand: Shelf) -> str | None:
    """The system a person means, in capitals or not; else that of the release chosen; else None.

    InputError where there is no such system, or the release chosen is of another.
    """
    chosen = books.chosen[0] if books.chosen else None
    if told is None:
        return chosen.system if chosen else None
    known = dict.fromkeys(release.system for release in at_hand.releases())
    if told not in known:
        from chartproof.codesets.adding import systems
        from chartproof.codesets.shelf import EMBEDDED

        known |= dict.fromkeys((*systems(), *EMBEDDED))
    system = next((name for name in known if name.lower() == told.strip().lower()), None)
    if system is None:
        have = ", ".join(sorted({release.system for release in at_hand.releases()}))
        raise InputError("--system", told, f"no such code system; at hand: {have}")
    if chosen and chosen.system != system:
        raise InputError(
            "--release", chosen.name, f"a release of {chosen.system}, and --system says {system}"
        )
    return system


def line(*, index: bool = True, threshold: float | None = None, cpt: bool = True) -> Line:
    """The straight line over the user's shelf, with the Alphabetic Index or without."""
    from chartproof.pipeline import Line

    return Line(shelf(), index, threshold, cpt)


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
