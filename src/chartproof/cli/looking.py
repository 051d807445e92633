"""`lookup`, `search`, `tree`, `rule`: the books and the rules, looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import (
    Format,
    FormatOption,
    OnOption,
    ReleaseOption,
    System,
    day,
    line,
    print_json,
    shelf,
)
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.codesets.books import Books
    from chartproof.codesets.tabular import Node, Note, Tabular


def _known(system: str) -> None:
    if system != "ICD-10-CM":
        raise InputError(
            "--system", system, "only ICD-10-CM is on the shelf; `chartproof books list` shows what is"
        )


def lookup(
    code: Annotated[str, typer.Argument(help="a code, with or without its dot")],
    on: OnOption = None,
    system: System = "ICD-10-CM",
    release: ReleaseOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Look up a code: title, place, notes of its own and inherited, seventh characters."""
    from chartproof.terms import lookup as looking

    _known(system)
    books = shelf().open(day(on, "--on"), release)
    entry = looking.lookup(code, books.tabular)
    if entry is None:
        raise InputError(
            code, books.name, f"no such code; try `chartproof search` or `chartproof tree {code[:3]}`"
        )
    made = {
        "system": system,
        "code": entry.code,
        "title": entry.title,
        "billable": entry.billable,
        **_release(books),
        "parents": [_node(n) for n in entry.parents],
        "children": [_node(n) for n in entry.children],
        "notes": _notes(entry.notes, entry.seventh),
        "inherited_notes": [
            {"at": n.node, "kind": n.kind, "text": n.text, "targets": list(n.targets)}
            for n in entry.inherited
        ],
        "history": [],
    }
    if output is Format.JSON:
        print_json(made)
    else:
        from chartproof.cli.paint import paint_entry

        paint_entry(entry, books)


def _release(books: Books) -> dict[str, Any]:
    holds = books.release.holds
    return {
        "release": books.name,
        "first": str(holds.first),
        "last": str(holds.last) if holds.last else None,
        "covers": books.covers,
    }


def _node(node: Node) -> dict[str, str]:
    return {"code": node.code, "kind": node.kind, "title": node.title}


def _notes(notes: tuple[Note, ...], seventh: dict[str, str]) -> dict[str, Any]:
    kinds = (
        "includes",
        "inclusion",
        "excludes1",
        "excludes2",
        "code_first",
        "use_additional",
        "code_also",
        "note",
    )
    made: dict[str, Any] = {kind: [] for kind in kinds}
    for note in notes:
        if note.kind in made:
            made[note.kind].append({"text": note.text, "targets": list(note.targets)})
    made["includes"] = made["includes"] + made.pop("inclusion")
    made["seventh"] = seventh
    return made


def search(
    words: Annotated[list[str], typer.Argument(help="what you would say, in any order")],
    on: OnOption = None,
    system: System = "ICD-10-CM",
    release: ReleaseOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=200, help="how many matches")] = 10,
    output: FormatOption = Format.TEXT,
) -> None:
    """Search the classification in a coder's words: any order, abbreviations, typos."""
    from chartproof.terms.search import search as find

    _known(system)
    terminology = line().terminology(day(on, "--on"), release)
    matches = find(" ".join(words), terminology, limit)
    if output is Format.JSON:
        print_json(
            {
                "matches": [
                    {
                        "system": system,
                        "code": m.code,
                        "title": m.title,
                        "score": m.score,
                        "because": m.because,
                    }
                    for m in matches
                ],
                **_release(terminology.books),
            }
        )
    else:
        from chartproof.cli.paint import paint_matches

        paint_matches(matches, terminology.books)


def tree(
    code: Annotated[str, typer.Argument(help="a category or code")],
    on: OnOption = None,
    system: System = "ICD-10-CM",
    release: ReleaseOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Show all that stands below a code."""
    from chartproof.terms.lookup import plain

    _known(system)
    books = shelf().open(day(on, "--on"), release)
    node = books.tabular.node(plain(code))
    if node is None:
        raise InputError(code, books.name, "no such category or code; try `chartproof search`")
    made = _below(node, books.tabular)
    if output is Format.JSON:
        print_json({**made, **_release(books)})
    else:
        from chartproof.cli.paint import paint_tree

        paint_tree(made, books)


def _below(node: Node, tabular: Tabular) -> dict[str, Any]:
    nodes = tabular.children(node.key)
    below = [_below(child, tabular) for child in nodes]
    if not nodes:
        below = [
            {"code": c.code, "title": c.title, "billable": True, "children": []}
            for c in tabular.codes_of(node.key)
            if c.char
        ]
    return {
        "code": node.code,
        "title": node.title,
        "billable": tabular.billable(node.code) is not None,
        "children": below,
    }


def rule(
    ident: Annotated[
        str, typer.Argument(help="a rule's id, or the guideline paragraph it implements (I.C.9.a)")
    ],
) -> None:
    """Print a rule's page: what it says, its citation, its cases."""
    from chartproof.code.icd10cm.methods import METHODS
    from chartproof.pipeline import every_rule
    from chartproof.rules.explain import matching, page_of, page_of_method

    pages = [page_of(r) for r in matching(ident, every_rule())]
    if ident in METHODS:
        pages.append(page_of_method(METHODS[ident]))
    if not pages:
        raise InputError(
            ident, "rule", "no such rule; docs/rules/ lists them all, docs/coverage.md by guideline paragraph"
        )
    typer.echo("\n".join(pages))
