"""`books`: what is on the shelf, and whether it is whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.fetching import fetch
from chartproof.cli.options import (
    Format,
    FormatOption,
    OnOption,
    day,
    notice,
    print_json,
    release_json,
    shelf,
)
from chartproof.model.errors import InputError, ReleaseError

if TYPE_CHECKING:
    from datetime import date

    from chartproof.codesets.adding import Outcome
    from chartproof.codesets.release import Placed
    from chartproof.codesets.shelf import Shelf

app = typer.Typer(help="The releases of code sets on the shelf.", no_args_is_help=True)
app.command("fetch")(fetch)


@app.command("list")
def list_(on: OnOption = None, output: FormatOption = Format.TEXT) -> None:
    """List the releases at hand, the days they cover, and the gaps and overlaps between them.

    With --on, say which release of each system holds on that day, and what is missing. Exit code 2
    where one cannot be read: the others are listed.
    """
    at_hand = shelf(strict=False)
    told = day(on, "--on")
    releases = at_hand.releases()
    systems = tuple(dict.fromkeys(r.system for r in releases))
    gaps = {system: at_hand.gaps(system) for system in systems}
    overlaps = {system: at_hand.overlaps(system) for system in systems}
    if output is Format.JSON:
        made: dict[str, Any] = {
            "releases": [release_json(r) for r in releases],
            "gaps": [
                {"system": system, "first": str(gap.first), "last": str(gap.last)}
                for system, found in gaps.items()
                for gap in found
            ],
            "overlaps": [
                {"system": system, "releases": [a.name, b.name], "holds_then": b.name}
                for system, found in overlaps.items()
                for a, b in found
            ],
            "broken": list(at_hand.broken()),
            "shelf": str(at_hand.folder),
        }
        if told:
            made["on"] = {"day": str(told), "systems": _holding(at_hand, told)}
        print_json(made)
    else:
        from chartproof.cli.paint import paint_holding, paint_releases

        if told:
            paint_holding(told, _holding(at_hand, told), str(at_hand.folder))
        else:
            paint_releases(releases, gaps, overlaps, str(at_hand.folder))
    _say_broken(at_hand, 2)


def _say_broken(at_hand: Shelf, code: int) -> None:
    """Name what cannot be read on the shelf, and end with an exit code where there is any."""
    for says in at_hand.broken():
        notice(says)
    if at_hand.broken():
        raise typer.Exit(code)


def _holding(at_hand: Shelf, told: date) -> dict[str, str | None]:
    """For every system chartproof can read: the release that holds on a day, or None."""
    from chartproof.codesets.adding import systems
    from chartproof.codesets.books import NoReleaseCoversError
    from chartproof.codesets.shelf import EMBEDDED

    known = {r.system for r in at_hand.releases()}
    found: dict[str, str | None] = {}
    for system in sorted({*known, *systems(), *EMBEDDED}):
        try:
            found[system] = at_hand.on(told, system).name
        except NoReleaseCoversError:
            found[system] = None
    return found


FilesArgument = Annotated[
    list[Path],
    typer.Argument(help="the publisher's files, as published (zip, xml, txt, csv, xlsx), or folders of them"),
]
FirstOption = Annotated[str | None, typer.Option("--first", help="first day, where the file does not say")]
LastOption = Annotated[str | None, typer.Option("--last", help="last day, where the file does not say")]
VersionOption = Annotated[str | None, typer.Option("--version", help="version, where the file does not say")]
SumOption = Annotated[str | None, typer.Option("--sha256", help="the SHA-256 the one file must have")]


@app.command("add")
def add(
    files: FilesArgument,
    first: FirstOption = None,
    last: LastOption = None,
    version: VersionOption = None,
    sha256: SumOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Put publishers' files on the shelf. What belongs together (a tabular and its order file) goes together."""
    from chartproof.codesets.adding import checked, outcomes
    from chartproof.codesets.build import Told

    told = Told(day(first, "--first"), day(last, "--last"), version)
    if sha256 is not None:
        if len(files) != 1:
            raise InputError("--sha256", sha256, "goes with one file; hand the files in one by one")
        checked(files[0], sha256)
    at_hand = shelf()
    with suppress(ReleaseError):  # a broken release does not keep a whole one from being added
        at_hand.releases()
    told_of = _Told(output)
    for outcome in outcomes(files, told, at_hand.folder / "releases", at_hand.progress):
        at_hand.progress("", 1.0)  # takes the bar away before a line is printed
        told_of.hear(outcome)
    told_of.end()


class _Told:
    """What `add` says of each outcome as it lands, and all together at the end."""

    def __init__(self, output: Format) -> None:
        self._output = output
        self._made: dict[str, dict[str, Any]] = {}
        self._unknown: list[str] = []
        self._errors: list[dict[str, str]] = []
        self._known = False

    def hear(self, outcome: Outcome) -> None:
        """Take one outcome: a release, an error, or a file nothing was made of."""
        from chartproof.codesets.adding import Unknown
        from chartproof.codesets.release import Placed

        if isinstance(outcome, Placed):
            self._made[outcome.release.name] = {**release_json(outcome.release), "how": outcome.how.value}
            if self._output is Format.TEXT:
                typer.echo(_landed(outcome))
        elif isinstance(outcome, Unknown):
            self._known = self._known or outcome.spare
            if not outcome.spare:
                self._unknown.append(outcome.file)
        else:
            self._known = self._known or not self._unknown  # that nothing is known comes after all files
            place = getattr(outcome, "place", "")
            says = getattr(outcome, "says", str(outcome))
            self._errors.append({"file": getattr(outcome, "file", ""), "place": place, "says": says})
            notice(str(outcome))

    def end(self) -> None:
        """Say which files no builder knows; exit code 2 where anything went wrong."""
        if self._made or self._known:
            for file in self._unknown:
                notice(f"{file}: no builder knows it; passed over")
        if self._output is Format.JSON:
            made = list(self._made.values())
            print_json({"releases": made, "unknown": self._unknown, "errors": self._errors})
        if self._errors:
            raise typer.Exit(2)


def _landed(placed: Placed) -> str:
    release, how = placed.release, placed.how
    said = "" if how.value == "made" else f" ({how.value})"
    gone = f"; took the place of {', '.join(placed.gone)}" if placed.gone else ""
    derived = " (derived)" if release.derived else ""
    return f"{release.name}{derived}: {release.rows:,} rows, holds {release.holds}{said}{gone}"


@app.command("verify")
def verify(output: FormatOption = Format.TEXT) -> None:
    """Check the seal of every release: are the tables what was sealed? Says too what is out of date."""
    from chartproof.codesets.verifying import checks, orphans

    at_hand = shelf(strict=False)
    found = list(checks(at_hand.releases()))
    left = [str(path) for path in orphans(at_hand.indexes, at_hand.releases())]
    if output is Format.JSON:
        told = [{**release_json(c.release), "broken": c.broken, "notes": list(c.notes)} for c in found]
        print_json({"releases": told, "broken": list(at_hand.broken()), "orphans": left})
    else:
        for check in found:
            typer.echo(f"{check.release.name}: {'; '.join((check.broken or 'whole', *check.notes))}")
        for path in left:
            typer.echo(f"{path}: an index of no release at hand; it may be deleted")
    _say_broken(at_hand, 1)
    if any(check.broken for check in found):
        raise typer.Exit(1)


@app.command("remove")
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="the releases to take off the shelf")],
) -> None:
    """Take releases off the shelf, with their indexes. An embedded one is built again when next used."""
    at_hand = shelf(strict=False)
    at_hand.releases()
    for name in names:
        at_hand.folder_of(name)
    for name in dict.fromkeys(names):
        at_hand.remove(name)
        typer.echo(f"removed {name}")
