"""`books fetch`: get publishers' files from the publisher and put them on the shelf."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import Format, FormatOption, Progress, day, notice, print_json, release_json
from chartproof.model.errors import ChartproofError, InputError

if TYPE_CHECKING:
    from pathlib import Path

    from chartproof.codesets.fetch.order import Fetched, Order, Wish
    from chartproof.codesets.fetch.table import Publication


def fetch(
    systems: Annotated[
        list[str] | None, typer.Argument(help="sets to fetch, as `--list` names them: HCPCS, ICD-10-CM, …")
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", help="2027.1, 2026.4, …; without it, the one that covers the day"),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="the day the edition must cover, YYYY-MM-DD; without it, today")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="accept the publisher's terms, where it asks for that")
    ] = False,
    sha256: Annotated[
        list[str] | None, typer.Option("--sha256", help="the checksum the file must have; once for each file")
    ] = None,
    mirrors: Annotated[
        list[str] | None,
        typer.Option("--from", help="this address instead of the publisher's; once for each file"),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="keep the files below the shelf, in downloads")
    ] = False,
    table: Annotated[
        bool, typer.Option("--list", help="show where each set is published, and stop; nothing is fetched")
    ] = False,
    output: FormatOption = Format.TEXT,
) -> None:
    """Get publishers' files from the publisher and put them on the shelf. Broken off, it goes on where it was."""
    if table:
        _print_table(output)
        return
    if not systems:
        raise InputError(
            "books fetch", "", "name the sets to fetch; `chartproof books fetch --list` shows them"
        )
    if edition and on:
        raise InputError("--on", on, "say --edition or --on, not both")
    if len(systems) > 1 and (mirrors or sha256):
        raise InputError("--from" if mirrors else "--sha256", "", "belongs to one set; fetch one at a time")
    from chartproof.codesets.fetch.order import Wish

    today = date.today()  # noqa: DTZ011  the person's own day
    wish = Wish(day(on, "--on") or today, edition, tuple(mirrors or ()), tuple(sha256 or ()))
    _run(_Till(systems, wish, today, accept=accept, keep=keep), output)


class _Till:
    """Orders filled one after the other; one that fails doesn't stop the next."""

    def __init__(self, systems: list[str], wish: Wish, today: date, *, accept: bool, keep: bool) -> None:
        from chartproof.codesets.shelf import home

        self._today, self._accept, self._keep = today, accept, keep
        self._shelf: Path = home()
        self.done: list[Fetched] = []
        self.failed: list[tuple[str, str]] = []
        self._orders = self._planned(systems, wish)

    def _planned(self, systems: list[str], wish: Wish) -> tuple[Order, ...]:
        from chartproof.codesets.fetch.order import joined, ordered

        orders = []
        for name in systems:
            try:
                orders.append(ordered(name, wish))
            except ChartproofError as error:
                self.failed.append((name, str(error)))
        return joined(orders)

    def run(self) -> None:
        """Fill every order."""
        from chartproof.codesets.fetch.order import filled

        for order in self._orders:
            try:
                self._agree(order)
                if not order.seen:
                    notice(
                        f"{order.name}: the address follows the publisher's way of naming files; it was not seen"
                    )
                made = filled(order, self._shelf, self._today, Progress(), keep=self._keep)
            except (ChartproofError, OSError) as error:
                self.failed.append((order.name, str(error)))
            else:
                self.done.append(made)

    def _agree(self, order: Order) -> None:
        """Show the publisher's terms once for each set and text, and note that they were accepted."""
        from chartproof.codesets.fetch import ledger

        terms = order.publication.terms
        new = [n for n in order.names if terms and not ledger.is_accepted(self._shelf, n, terms)]
        if not terms or not new:
            return
        if not self._accept:
            typer.echo(
                f"\n{order.name}: {terms.owner} asks this of who downloads it "
                f"({terms.page}):\n\n{terms.says}\n",
                err=True,
            )
            asked = sys.stdin.isatty() and sys.stderr.isatty()
            if not (asked and typer.confirm("Do you accept?", err=True)):
                says = f"{terms.owner}'s terms are not accepted; read them at {terms.page} and say --accept"
                raise InputError(order.name, "", says)
        for name in new:
            ledger.accept(self._shelf, name, terms, self._today)


def _run(till: _Till, output: Format) -> None:
    till.run()
    if output is Format.JSON:
        print_json(_as_json(till))
    else:
        for made in till.done:
            _print_done(made)
    for made in till.done:
        for said in made.notices:
            notice(said)
    for _, says in till.failed:
        notice(says)
    if till.failed:
        raise typer.Exit(2)


def _print_done(made: Fetched) -> None:
    for release in made.releases:
        stands = "" if made.is_new else "; the publisher's file is the same as before, nothing was done"
        typer.echo(f"{release.name}: {release.rows:,} rows, holds {release.holds}{stands}")


def _as_json(till: _Till) -> dict[str, Any]:
    return {
        "releases": [release_json(r) for made in till.done for r in made.releases],
        "fetched": [
            {
                "sets": made.order.names,
                "edition": made.order.edition.text or None,
                "new": made.is_new,
                "files": [
                    {
                        "address": h.entry.address,
                        "name": h.entry.name,
                        "size": h.entry.size,
                        "sha256": h.entry.sha256,
                    }
                    for h in made.files
                ],
                "releases": [r.name for r in made.releases],
                "notices": made.notices,
            }
            for made in till.done
        ],
        "failed": [{"set": name, "says": says} for name, says in till.failed],
    }


def _print_table(output: Format) -> None:
    from chartproof.codesets.fetch.table import publications

    if output is Format.JSON:
        print_json({"sets": [row for p in publications() for row in _rows(p)]})
        return
    from chartproof.cli.paint import paint_publications

    paint_publications(publications())


def _rows(publication: Publication) -> list[dict[str, Any]]:
    terms = publication.terms
    return [
        {
            "system": name,
            "publisher": publication.publisher,
            "page": publication.page,
            "comes": publication.comes,
            "clock": publication.clock,
            "terms": {"owner": terms.owner, "page": terms.page, "says": terms.says} if terms else None,
            "addresses": [
                {"for": a.when, "address": a.url, "seen": a.seen.isoformat() if a.seen else None}
                for a in publication.addresses
            ],
            "instead": publication.why or None,
        }
        for name in publication.sets
    ]
