"""`pcs`: an ICD-10-PCS code from words, or built axis by axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import (
    Format,
    FormatOption,
    OnOption,
    ReleaseOption,
    day,
    print_json,
    shelf,
)
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.codesets.pcs import Choice
    from chartproof.codesets.pcs_books import PcsBooks
    from chartproof.terms.pcs import AxisRead, Proposal, Proposed, Value
    from chartproof.terms.pcs_taken import Why


def pcs(
    words: Annotated[
        list[str] | None, typer.Argument(help="what was done, where, how and with what, in any order")
    ] = None,
    on: OnOption = None,
    release: ReleaseOption = None,
    code: Annotated[
        str | None, typer.Option("--code", help="the first characters of a code: walk on from there")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="how many codes")] = 10,
    output: FormatOption = Format.TEXT,
) -> None:
    """Find ICD-10-PCS tables for a procedure in words, or walk them with --code; nothing is defaulted."""
    from chartproof.codesets.pcs_books import open_pcs

    books = open_pcs(shelf(), day(on, "--on"), release)
    if code is not None:
        if words:
            raise InputError("--code", code, "give words or --code, not both")
        _walk(books, "".join(code.upper().split()), limit, output)
        return
    from chartproof.terms.pcs import propose
    from chartproof.terms.pcs_vocabulary import Vocabulary

    proposal = propose(" ".join(words or ()), Vocabulary(books))
    if output is Format.JSON:
        print_json({**_proposal(proposal, books, limit), **_releases(books)})
    else:
        from chartproof.cli.paint_pcs import paint_proposal

        paint_proposal(proposal, books, limit)


def _walk(books: PcsBooks, prefix: str, limit: int, output: Format) -> None:
    """One axis further from the first characters of a code; InputError where no code has them."""
    tables = books.pcs
    count = tables.count(prefix)
    if not count:
        says = "no code begins with these characters; begin with fewer, or give words"
        raise InputError("--code", f"{prefix} of {books.release.name}", says)
    if output is Format.TEXT:
        from chartproof.cli.paint_pcs import paint_walk

        paint_walk(prefix, books, limit)
        return
    choices = tables.values(prefix)
    made = {
        "tables": [
            {
                "table": t.name,
                "section": t.section,
                "body_system": t.body_system,
                "root_operation": t.operation,
                "definition": t.definition or None,
                "choices": {c.axis: [_choice(x) for x in choices] for c in choices[:1]},
            }
            for t in tables.tables()
            if t.name.startswith(prefix[:3])
        ],
        "codes": [_code(c, books) for c in tables.completions(prefix, limit)],
        "codes_left": count,
        "path": [
            {
                "position": c.position,
                "axis": c.axis,
                "value": c.value,
                "label": c.label,
                "definition": c.definition,
            }
            for c in tables.path(prefix, books.definitions)
        ],
    }
    print_json({**made, **_releases(books)})


def _choice(choice: Choice) -> dict[str, Any]:
    return {"value": choice.value, "label": choice.label, "rows": choice.rows, "of_rows": choice.of}


def _code(code: str, books: PcsBooks) -> dict[str, Any]:
    title = books.pcs.title(code)
    return {
        "code": code,
        "title": title.text if title else None,
        "composed": title.composed if title else None,
        "table": code[:3],
    }


def _proposal(proposal: Proposal, books: PcsBooks, limit: int) -> dict[str, Any]:
    codes = [c for t in proposal.tables for c in t.codes()]
    return {
        "tables": [_table(t, books) for t in proposal.tables],
        "codes": [_code(c, books) for c in codes[:limit]],
        "codes_left": len(codes),
        "words": list(proposal.words),
        "unused_words": list(proposal.unused),
        "notes": list(proposal.notes),
    }


def _table(t: Proposed, books: PcsBooks) -> dict[str, Any]:
    return {
        "table": t.table.name,
        "section": t.table.section,
        "body_system": t.table.body_system,
        "root_operation": t.table.operation,
        "definition": t.definition or None,
        "why": [_why(w) for w in t.why],
        "score": round(t.score, 2),
        "choices": {
            _name(a, t.axes): [{"value": v.value, "label": v.label} for v in a.choices] for a in t.axes
        },
        "axes": [_axis(a, t, books) for a in t.axes],
        "left": [_name(a, t.axes) for a in t.axes if len(a.choices) > 1],
        "codes_left": t.count,
        "used_words": list(t.used),
        "conflicts": list(t.conflicts),
    }


def _name(axis: AxisRead, axes: tuple[AxisRead, ...]) -> str:
    """The name of an axis; of two by one name (imaging has two qualifiers), with its position."""
    return axis.name if [a.name for a in axes].count(axis.name) == 1 else f"{axis.name} {axis.position}"


def _axis(axis: AxisRead, t: Proposed, books: PcsBooks) -> dict[str, Any]:
    def value(v: Value) -> dict[str, Any]:
        told = books.definitions
        defined = told.of(t.table.name[0], axis.position, v.label) if told else None
        return {"value": v.value, "label": v.label, "definition": defined, "why": [_why(w) for w in v.why]}

    return {
        "position": axis.position,
        "axis": axis.name,
        "state": axis.state,
        "chosen": [value(v) for v in axis.choices] if axis.state != "open" else [],
        "not_said": [{"value": v.value, "label": v.label} for v in axis.not_said],
    }


def _why(why: Why) -> dict[str, Any]:
    return {"words": list(why.words), "source": why.source, "says": why.says}


def _releases(books: PcsBooks) -> dict[str, Any]:
    holds = books.release.holds
    return {
        "release": books.release.name,
        "first": str(holds.first),
        "last": str(holds.last) if holds.last else None,
        "covers": books.covers,
        "releases": {
            r.system: {
                "release": r.name,
                "first": str(r.holds.first),
                "last": str(r.holds.last) if r.holds.last else None,
                "covers": r.holds.covers(books.day),
                "derived": r.derived,
            }
            for r in books.releases
        },
    }
