"""`search`, `valueset`, `translate`: codes found by words, by an expression, by a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from chartproof.cli.looking import release_keys
from chartproof.cli.options import (
    Format,
    FormatOption,
    OnOption,
    ReleaseOption,
    System,
    day,
    looked_at,
    notice,
    print_json,
    shelf,
)
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chartproof.codesets.books import Books
    from chartproof.model.finding import Skip
    from chartproof.terms.search import Filters, Match


def search(
    words: Annotated[
        list[str], typer.Argument(help="what you would say, in any order; or a code's beginning")
    ],
    on: OnOption = None,
    system: System = None,
    release: ReleaseOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=200, help="how many matches")] = 10,
    billable: Annotated[bool, typer.Option("--billable", help="only codes that can be billed")] = False,
    within: Annotated[
        str | None, typer.Option("--within", help="a code, section or chapter: E11, E08-E13, 4")
    ] = None,
    side: Annotated[str | None, typer.Option("--side", help="left, right, bilateral or unspecified")] = None,
    sex: Annotated[str | None, typer.Option("--sex", help="F or M: leave out codes of the other sex")] = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Search a classification in a coder's words: any order, abbreviations, lay words, typos."""
    typed = " ".join(words)
    at_hand, books, said = looked_at(on, system, release)
    asked = said or "ICD-10-CM"
    skipped: list[Skip] = []
    if asked == "ICD-10-CM":
        from chartproof.pipeline import Line, without
        from chartproof.terms.search import search as find

        terminology = Line(at_hand).terminology(day(on, "--on"), release)
        books = terminology.books
        wanted = _filters(billable=billable, within=within, side=side, sex=sex, books=books)
        matches: Sequence[Match] = find(typed, terminology, limit, wanted)
        skipped = list(without(terminology, asked=True))
    else:
        if billable or (within, side, sex) != (None, None, None):
            says = "these filter ICD-10-CM only"
            raise InputError("--billable, --within, --side, --sex", asked, says)
        matches = _in_list(typed, books, asked, limit)
    if output is Format.JSON:
        found = [
            {"system": asked, "code": m.code, "title": m.title, "score": m.score, "because": m.because}
            for m in matches
        ]
        left_out = [{"system": skip.what, "why": skip.why} for skip in skipped]
        print_json({"matches": found, "skipped": left_out, **release_keys(books.release_of(asked), books)})
        return
    from chartproof.cli.paint_codes import paint_matches

    paint_matches(matches, books.release_of(asked), books)
    for skip in skipped:
        notice(f"searched without {skip.what}: {skip.why}")


def _in_list(typed: str, books: Books, system: str, limit: int) -> Sequence[Match]:
    """Matches in a flat list; procedures of ICD-10-PCS by what was done, unless a code's beginning is typed."""
    from chartproof.terms.descriptors import beginning_with, search_listed

    if system != "ICD-10-PCS":
        return search_listed(typed, books, system, limit)
    if begun := beginning_with(typed, books, system, limit):
        return begun
    from chartproof.codesets.pcs_books import open_pcs
    from chartproof.terms.pcs.propose import search_pcs
    from chartproof.terms.pcs.vocabulary import Vocabulary

    release = books.release_of(system)
    return search_pcs(
        typed, Vocabulary(open_pcs(shelf(), books.day if books.days else None, release.name)), limit
    )


def _filters(
    *, billable: bool, within: str | None, side: str | None, sex: str | None, books: Books
) -> Filters:
    from chartproof.terms.search import Filters, within_key

    if side is not None and side.lower() not in {"left", "right", "bilateral", "unspecified"}:
        raise InputError("--side", side, "say left, right, bilateral or unspecified")
    key = within_key(within, books.tabular) if within is not None else None
    is_of_sex = _of_sex(sex, books) if sex is not None else None
    return Filters(billable, key, side.lower() if side else None, is_of_sex)


def _of_sex(sex: str, books: Books) -> Callable[[str], bool]:
    from chartproof.terms.listed import codes

    other = {"F": "male", "M": "female"}.get(sex.upper())
    if other is None:
        raise InputError("--sex", sex, "say F or M")
    edits = books.read("MCE", codes)

    def may_be(code: str) -> bool:
        return not any(other in row["attributes"].split() for row in edits.rows(code))

    return may_be


def valueset(
    expression: Annotated[
        str, typer.Argument(help="'E08-E13, O24 except E10.1-', 'S52 has open', 'chapter 15', 'T36-T50@5'")
    ],
    on: OnOption = None,
    system: System = None,
    release: ReleaseOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """List the codes an expression names: codes, ranges, chapters, words of titles, exceptions."""
    from chartproof.terms.listed import codes, titled
    from chartproof.terms.valueset import expand

    _, books, said = looked_at(on, system, release)
    asked = said or "ICD-10-CM"
    if asked == "ICD-10-CM":
        tabular = books.tabular
        found = expand(expression, ((c.code, c.title) for c in tabular.every_code()), tabular)
    else:
        found = expand(expression, titled(books.read(asked, codes), books.day_of(books.release_of(asked))))
    if output is Format.JSON:
        named = [{"code": code, "title": title or None} for code, title in found]
        keys = release_keys(books.release_of(asked), books)
        print_json({"system": asked, "expression": expression, "total": len(named), "codes": named, **keys})
        return
    for code, title in found:
        typer.echo(f"{code:9} {title}")
    typer.echo(f"{len(found):,} codes of {books.release_of(asked).name}", err=True)


def translate(
    code: Annotated[str, typer.Argument(help="a code, dotted where its system dots it; a concept's number")],
    source: Annotated[
        str, typer.Option("--from", help="ICD-10-CM, ICD-9-CM, ICD-10-PCS, SNOMED, DOID, MONDO, …")
    ] = "ICD-10-CM",
    on: OnOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Show what the maps at hand make of a code: what follows a deleted one, other systems' codes."""
    from chartproof.terms.translate import SOURCES, published
    from chartproof.terms.translate import translate as told_by

    named = next((name for name in SOURCES if name.lower() == source.strip().lower()), None)
    if named is None:
        raise InputError("--from", source, f"no map begins there; say one of {', '.join(SOURCES)}")
    at_hand = shelf()
    books = at_hand.look(day(on, "--on"))
    asked = published(code, named)
    found, missing = told_by(asked, named, at_hand, books)
    if output is Format.JSON:
        made = [
            {
                "system": t.system,
                "code": t.code,
                "title": t.title,
                "valid": t.is_valid,
                "relation": t.relation,
                "rule": t.rule or None,
                "release": t.release.name,
            }
            for t in found
        ]
        print_json({"system": named, "code": asked, "translations": made, "not_at_hand": list(missing)})
        return
    for t in found:
        state = "" if t.is_valid is not False else "  (not valid on the day)"
        typer.echo(f"{t.system:10} {t.code or 'none':9} {t.title or ''}{state}")
        typer.echo(f"           {t.relation}; {t.rule + '; ' if t.rule else ''}{t.release.name}")
    if not found:
        typer.echo("no map at hand has it")
    if missing:
        typer.echo(f"not at hand: {', '.join(missing)}; `chartproof books add FILE`", err=True)
