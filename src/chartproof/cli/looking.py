"""`lookup`, `tree`, `rule`: the books and the rules, looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartproof.cli.options import (
    AnySystem,
    Format,
    FormatOption,
    OnOption,
    ReleaseOption,
    System,
    looked_at,
    notice,
    print_json,
)
from chartproof.cli.payer_folders import own_rules
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from chartproof.codesets.books import Books
    from chartproof.codesets.release import Release
    from chartproof.codesets.shelf import Shelf
    from chartproof.codesets.tabular import Node, Note
    from chartproof.terms.history import Chapter
    from chartproof.terms.listed import Listed
    from chartproof.terms.lookup import Entry
    from chartproof.terms.tree import Branch


def lookup(
    code: Annotated[str, typer.Argument(help="a code of any system, with or without its dot")],
    on: OnOption = None,
    system: AnySystem = None,
    release: ReleaseOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Look up a code: title, place, notes of its own and inherited, seventh characters, history."""
    from chartproof.terms.lookup import Entry, history_of

    at_hand, books, asked = looked_at(on, system, release)
    entry, found_in, others = _entry(code, books, asked)
    history = history_of(entry.code, found_in, at_hand)
    if isinstance(entry, Entry):
        made = _as_json(entry, books)
    else:
        made = _listed_as_json(entry, books)
        if entry.release.licence.notice and entry.system in {"CPT", "CDT"}:
            notice(entry.release.licence.notice)
    made["history"] = [_chapter(c) for c in history]
    characters = _characters(entry.code, found_in, books, at_hand)
    if characters:
        made["path"] = characters
    made["also_in"] = list(others)
    if output is Format.JSON:
        print_json(made)
        return
    from chartproof.cli.paint_codes import paint_entry, paint_history, paint_listed

    if isinstance(entry, Entry):
        paint_entry(entry, books)
    else:
        paint_listed(entry, books, characters)
    paint_history(history)
    if others:
        notice(f"{code} is a code of {', '.join(others)} too: --system {others[0]}")


def _entry(code: str, books: Books, asked: str | None) -> tuple[Entry | Listed, str, tuple[str, ...]]:
    """The entry, the system it was found in, and the other systems that have the code."""
    from chartproof.terms.lookup import anywhere, looked_up, shaped_like

    if asked:
        entry = looked_up(code, books, asked)
        if entry:
            return entry, asked, ()
        name = books.release_of(asked).name
        more = f"` or `chartproof tree {code[:3]}" if asked == "ICD-10-CM" else f" --system {asked}"
        raise InputError(code or "CODE", name, f"no such code; try `chartproof search{more}`")
    found, missing = anywhere(code, books)
    if found:
        first, *others = found
        return found[first], first, tuple(others)
    looked = [s for s in shaped_like(code) if s not in missing]
    if missing and not looked:
        books.release_of(missing[0])  # raises, and says what is at hand
    if not looked:
        raise InputError(code or "CODE", "", "it looks like no code of a system; try `chartproof search`")
    says = f"no such code in {', '.join(looked)}; try `chartproof search` or `chartproof tree {code[:3]}`"
    says += f", or get {', '.join(missing)} (`chartproof books fetch {missing[0]}`)" if missing else ""
    raise InputError(code, ", ".join(books.release_of(s).name for s in looked), says)


def _characters(code: str, system: str, books: Books, at_hand: Shelf) -> list[dict[str, Any]]:
    """What each character of an ICD-10-PCS code means; nothing for other systems."""
    if system != "ICD-10-PCS":
        return []
    from chartproof.cli.procedures import path_json
    from chartproof.codesets.pcs_books import open_pcs

    release = books.release_of(system)
    return path_json(code, open_pcs(at_hand, books.day if books.days else None, release.name))


def _as_json(entry: Entry, books: Books) -> dict[str, Any]:
    return {
        "system": "ICD-10-CM",
        "code": entry.code,
        "title": entry.title,
        "billable": entry.billable,
        **release_keys(books.release, books),
        "parents": [_node(n) for n in entry.parents],
        "children": [_node(n) for n in entry.children],
        "notes": _notes(entry.notes, entry.seventh),
        "inherited_notes": [
            {"at": n.node, "kind": n.kind, "text": n.text, "targets": list(n.targets)}
            for n in entry.inherited
        ],
    }


def _listed_as_json(entry: Listed, books: Books) -> dict[str, Any]:
    return {
        "system": entry.system,
        "code": entry.code,
        "title": entry.title,
        "billable": entry.is_valid,
        **release_keys(entry.release, books),
        "parents": [],
        "children": [],
        "notes": _notes((), {}),
        "inherited_notes": [],
        "details": [{k: v or None for k, v in row.items()} for row in entry.rows],
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    release = chapter.release
    return {
        "release": release.name,
        "first": str(release.holds.first),
        "last": str(release.holds.last) if release.holds.last else None,
        "derived": release.derived,
        "change": chapter.change.value,
        "title": chapter.title,
    }


def release_keys(release: Release, books: Books) -> dict[str, Any]:
    """Which release answers, until when it holds, and whether it covers the day."""
    holds = release.holds
    return {
        "release": release.name,
        "first": str(holds.first),
        "last": str(holds.last) if holds.last else None,
        "covers": books.does_cover(release),
        "derived": release.derived,
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


def tree(
    code: Annotated[
        str,
        typer.Argument(
            help="a code, category, section (E08-E13) or `chapter 4`; of a flat list, its first characters"
        ),
    ],
    on: OnOption = None,
    system: System = None,
    release: ReleaseOption = None,
    output: FormatOption = Format.TEXT,
) -> None:
    """Show all that stands below a code."""
    from chartproof.terms.listed import below
    from chartproof.terms.tree import Branch, branch, key_of, plain

    _, books, said = looked_at(on, system, release)
    asked = said or "ICD-10-CM"
    found = None
    if asked == "ICD-10-CM":
        tabular = books.tabular
        if node := tabular.node(key_of(code, tabular) or ""):
            found = branch(node, tabular)
        elif extended := tabular.billable(plain(code)):  # by a seventh character: it has no node
            found = Branch(extended.code, extended.title, billable=True)
    else:
        found = below(code.strip().upper(), books, asked)
    if found is None:
        name = books.release_of(asked).name
        other = (
            "; of procedures: `--system ICD-10-PCS`" if asked == "ICD-10-CM" and code[:1].isdigit() else ""
        )
        raise InputError(code or "CODE", name, f"no such category or code; try `chartproof search`{other}")
    if output is Format.JSON:
        print_json({**_branch(found), **release_keys(books.release_of(asked), books)})
    else:
        from chartproof.cli.paint_codes import paint_tree

        paint_tree(found, books.release_of(asked), books)


def _branch(found: Branch) -> dict[str, Any]:
    return {
        "code": found.code,
        "title": found.title,
        "billable": found.billable,
        "children": [_branch(child) for child in found.children],
    }


def rule(
    ident: Annotated[
        str,
        typer.Argument(
            help="a rule's id, the guideline paragraph it implements (I.C.9.a), or an editor's number (MCE 6, OCE 22)"
        ),
    ],
    payer_rules: Annotated[
        list[Path] | None,
        typer.Option(
            "--payer-rules",
            metavar="FOLDER",
            help="look among the payer rules of this folder too; those of CHARTPROOF_HOME/payer always",
        ),
    ] = None,
) -> None:
    """Print a rule's page: what it says, its citation, its cases; of a payer rule of your own too."""
    from chartproof.check.opps import ioce
    from chartproof.pipeline import every_method, every_rule
    from chartproof.rules.explain import matching, page_of, page_of_method

    if (number := ioce.asked(ident)) is not None:
        typer.echo(_page_of_edit(number))
        return
    pages = [page_of(r) for r in matching(ident, every_rule())]
    if method := every_method().get(ident):
        pages.append(page_of_method(method))
    if payer_rules or not pages:  # a folder of one's own that cannot be read hinders no other page
        from chartproof.check.payer.paging import page_of_payer_rule

        pages += [page_of_payer_rule(r) for r in matching(ident, own_rules(payer_rules or []))]
    if not pages:
        listed = "docs/rules/ lists them all, docs/coverage.md by guideline paragraph"
        raise InputError(ident, "rule", f"no such rule; {listed}; one of your own needs its --payer-rules")
    typer.echo("\n".join(pages))


def _page_of_edit(number: int) -> str:
    """What there is to say of an edit of the outpatient editor, and the pages of the rules that decide it."""
    from chartproof.check.opps import ioce
    from chartproof.pipeline import every_rule
    from chartproof.rules.explain import page_of

    page = ioce.page_of_edit(number)
    edit = ioce.edits().get(number)
    if edit is None or page is None:
        says = f"no edit {number} of the outpatient editor is known here; docs/oce.md lists those that are"
        raise InputError(f"OCE {number}", "rule", says)
    return "\n".join([page, *(page_of(r) for r in every_rule() if r.id in edit.rules)])
