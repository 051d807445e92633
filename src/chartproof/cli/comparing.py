"""`diff`: what changed between two releases, and whom it touches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import Format, FormatOption, Progress, day, notice, print_json, shelf
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.codesets.diff.compare import Compared
    from chartproof.codesets.release import Release
    from chartproof.codesets.shelf import Shelf
    from chartproof.codesets.touch.against import Totals
    from chartproof.codesets.touch.touch import Touch

#: Rows of a section that are shown where `--limit` says nothing.
_IN_TEXT, _ON_PAGE = 20, 1_000
#: Claims between two words of progress.
_EVERY = 500


def diff(
    a: Annotated[str | None, typer.Argument(help="the older release, as `books list` names it")] = None,
    b: Annotated[str | None, typer.Argument(help="the newer release of the same system")] = None,
    system: Annotated[str, typer.Option("--system", help="with --on and --to: the system")] = "ICD-10-CM",
    on: Annotated[str | None, typer.Option("--on", help="instead of A: the release of this day")] = None,
    to: Annotated[str | None, typer.Option("--to", help="instead of B: the release of this day")] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="past claims and codings: a folder or file of .json and .jsonl"),
    ] = None,
    page: Annotated[Path | None, typer.Option("--page", help="write a page for the browser here")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="rows a section; counts stay whole")
    ] = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Say what changed between two releases of a system, and whose past claims it touches."""
    from chartproof.codesets.diff.compare import compared

    if page and not page.parent.is_dir():
        raise InputError("--page", str(page), "there is no such folder; make it first")
    books = shelf()
    one, two = _releases(books, (a, b), (on, to), system)
    of = compared(one, two, books.releases(), Progress())
    touches, totals, unread = _against(of, books, against)
    if output is Format.JSON:
        print_json(as_json(of, touches, totals, unread, limit))
    else:
        from chartproof.cli.paint_diff import paint_diff

        paint_diff(of, touches, totals, _IN_TEXT if limit is None else limit)
    if page:
        from chartproof.cli.page_diff import write_page

        write_page(page, of, touches, totals, _ON_PAGE if limit is None else limit)
        notice(f"{page}: written; open it in a browser")
    if unread:
        raise typer.Exit(2)


def _releases(
    books: Shelf, names: tuple[str | None, str | None], days: tuple[str | None, str | None], system: str
) -> tuple[Release, Release]:
    """The two releases, each by name or by the day it covers."""
    found = []
    for name, told, option, place in zip(names, days, ("--on", "--to"), ("A", "B"), strict=True):
        if name and told:
            raise InputError(option, told, f"stands beside the release {name}; give one of the two")
        if name:
            found.append(books.named(name))
        elif chosen := day(told, option):
            found.append(books.on(chosen, system))
        else:
            says = f"name release {place}, or its day with {option}; `chartproof books list` shows them"
            raise InputError("diff", place, says)
    return found[0], found[1]


def _against(
    of: Compared, books: Shelf, path: Path | None
) -> tuple[list[Touch], Totals | None, list[InputError]]:
    """What touches past claims; what of them could not be read is said and kept."""
    if path is None:
        return [], None, []
    from chartproof.codesets.touch.against import Totals, finders, touches
    from chartproof.formats.past import past_claims

    looking, progress = finders(of, books.releases()), Progress()
    if not looking:
        notice(f"no claim carries codes of {of.a.system}, or nothing of them changed: none is touched")
    totals = Totals()
    found: list[Touch] = []
    unread: list[InputError] = []
    for each in past_claims(path):
        if isinstance(each, InputError):
            notice(str(each))
            unread.append(each)
            continue
        mine = touches(each, looking)
        totals.count(mine)
        found.extend(mine)
        if totals.claims % _EVERY == 0:
            progress(f"{totals.claims:,} past claims read", 0.0)
    progress("past claims read", 1.0)
    if not totals.claims:
        notice(f"{path}: holds no claim and no coding that could be read (.json, .jsonl)")
    return found, totals, unread


def as_json(
    of: Compared,
    touches: list[Touch],
    totals: Totals | None,
    unread: list[InputError],
    limit: int | None = None,
) -> dict[str, Any]:
    """What CONTRACT says `diff` prints, and more. `counts` are whole whatever the limit."""
    changes = of.changes
    lists = {name: getattr(changes, name)[:limit] for name in changes.counts()}
    nodes = {kind: lists.pop(f"nodes_{kind}") for kind in ("added", "deleted", "revised")}
    return {
        "system": of.a.system,
        "releases": {
            "a": _release(of.a),
            "b": _release(of.b),
            "beside": [{"system": a.system, "a": _release(a), "b": _release(b)} for a, b in of.beside],
        },
        "derived": of.derived,
        "counts": changes.counts() | {"touches": len(touches)},
        "limit": limit,
        **lists,
        "nodes": nodes,
        "chapters": changes.chapters,
        "not_compared": changes.not_compared,
        "touches": touches[:limit],
        "totals": _totals(totals),
        "notices": of.notices(),
        "unread": [{"file": e.file, "place": e.place, "says": e.says} for e in unread],
    }


def _release(release: Release) -> dict[str, Any]:
    return {
        "release": release.name,
        "first": str(release.holds.first),
        "last": str(release.holds.last) if release.holds.last else None,
        "derived": release.derived,
    }


def _totals(totals: Totals | None) -> dict[str, Any] | None:
    if totals is None:
        return None
    return {
        "claims": totals.claims,
        "touched": totals.touched,
        "money_up": f"{totals.up:.2f}",
        "money_down": f"{totals.down:.2f}",
    }
