"""`books`: what is on the shelf, and whether it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chartproof.cli.fetching import fetch
from chartproof.cli.options import Format, FormatOption, day, print_json, release_json, shelf

app = typer.Typer(help="The releases of code sets on the shelf.", no_args_is_help=True)
app.command("fetch")(fetch)


@app.command("list")
def list_(output: FormatOption = Format.TEXT) -> None:
    """List the releases at hand, and the days they cover."""
    at_hand = shelf()
    releases = at_hand.releases()
    if output is Format.JSON:
        print_json({"releases": [release_json(r) for r in releases], "shelf": str(at_hand.folder)})
        return
    from chartproof.cli.paint import paint_releases

    paint_releases(releases, str(at_hand.folder))


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
        print_json({"releases": [release_json(r) for r in made]})
        return
    for release in made:
        typer.echo(f"{release.name}: {release.rows:,} rows, holds {release.holds}")


@app.command("verify")
def verify(output: FormatOption = Format.TEXT) -> None:
    """Check the seal of every release: are the tables what was sealed?"""
    checked = [(r, r.broken()) for r in shelf().releases()]
    if output is Format.JSON:
        print_json({"releases": [{**release_json(r), "broken": why} for r, why in checked]})
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
