"""`books`: what is on the shelf, and whether it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import Format, FormatOption, OnOption, day, print_json, shelf

if TYPE_CHECKING:
    from datetime import date

    from chartproof.codesets.release import Release
    from chartproof.codesets.shelf import Shelf

app = typer.Typer(help="The releases of code sets on the shelf.", no_args_is_help=True)


def _as_json(release: Release) -> dict[str, Any]:
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


@app.command("list")
def list_(on: OnOption = None, output: FormatOption = Format.TEXT) -> None:
    """List the releases at hand, the days they cover, and the gaps and overlaps between them.

    With --on, say which release of each system holds on that day, and what is missing.
    """
    at_hand = shelf()
    told = day(on, "--on")
    releases = at_hand.releases()
    systems = tuple(dict.fromkeys(r.system for r in releases))
    gaps = {system: at_hand.gaps(system) for system in systems}
    overlaps = {system: at_hand.overlaps(system) for system in systems}
    if output is Format.JSON:
        made: dict[str, Any] = {
            "releases": [_as_json(r) for r in releases],
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
            "shelf": str(at_hand.folder),
        }
        if told:
            made["on"] = {"day": str(told), "systems": _holding(at_hand, told)}
        print_json(made)
        return
    from chartproof.cli.paint import paint_holding, paint_releases

    if told:
        paint_holding(told, _holding(at_hand, told), str(at_hand.folder))
    else:
        paint_releases(releases, gaps, overlaps, str(at_hand.folder))


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


@app.command("add")
def add(
    files: Annotated[
        list[Path], typer.Argument(help="the publisher's files, as published: zip, xml, txt, csv, xlsx")
    ],
    first: Annotated[
        str | None, typer.Option("--first", help="first day, where the file does not say")
    ] = None,
    last: Annotated[str | None, typer.Option("--last", help="last day, where the file does not say")] = None,
    version: Annotated[
        str | None, typer.Option("--version", help="version, where the file does not say")
    ] = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Put a publisher's files on the shelf. Files that belong together (a tabular and its order file) go together."""
    from chartproof.codesets.adding import add as put
    from chartproof.codesets.build import Told

    told = Told(day(first, "--first"), day(last, "--last"), version)
    made = list(put(files, told, shelf().folder / "releases"))
    if output is Format.JSON:
        print_json({"releases": [_as_json(r) for r in made]})
        return
    for release in made:
        typer.echo(f"{release.name}: {release.rows:,} rows, holds {release.holds}")


@app.command("verify")
def verify(output: FormatOption = Format.TEXT) -> None:
    """Check the seal of every release: are the tables what was sealed?"""
    checked = [(r, r.broken()) for r in shelf().releases()]
    if output is Format.JSON:
        print_json({"releases": [{**_as_json(r), "broken": why} for r, why in checked]})
    else:
        for release, why in checked:
            typer.echo(f"{release.name}: {why or 'whole'}")
    if any(why for _, why in checked):
        raise typer.Exit(1)


@app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="the release to take off the shelf")]) -> None:
    """Take a release off the shelf, with its indexes. An embedded one is built again when next used."""
    shelf().remove(name)
    typer.echo(f"removed {name}")
