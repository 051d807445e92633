"""Codes painted for people: an entry of the book, its history, matches of a search, a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from chartproof.cli.paint import console, until

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chartproof.codesets.books import Books
    from chartproof.codesets.release import Release
    from chartproof.terms.history import Chapter
    from chartproof.terms.listed import Listed
    from chartproof.terms.lookup import Entry
    from chartproof.terms.search import Match
    from chartproof.terms.tree import Branch

#: One line for every kind of note, in the order of the book.
NOTES = {
    "includes": "Includes",
    "inclusion": "Inclusion term",
    "excludes1": "Excludes1",
    "excludes2": "Excludes2",
    "code_first": "Code first",
    "use_additional": "Use additional code",
    "code_also": "Code also",
    "note": "Note",
    "seventh": "7th character",
}


def paint_entry(entry: Entry, books: Books) -> None:
    """One code of the book."""
    out = console()
    out.print(
        Text.assemble(
            (entry.code, "bold"), "  ", entry.title, "" if entry.billable else "   (not billable: go further)"
        )
    )
    out.print(f"[dim]{until(books.release, books)}[/dim]")
    for node in reversed(entry.parents):
        out.print(f"[dim]  {node.kind:12} {node.code:8} {escape(node.title)}[/dim]")
    for title, notes in (("", entry.notes), (" (inherited)", entry.inherited)):
        for note in notes:
            at = f" at {note.node}" if title else ""
            out.print(f"  [bold]{NOTES[note.kind]}{title}{at}[/bold]: {escape(note.text)}")
    for char, meaning in entry.seventh.items():
        out.print(f"  7th character [bold]{char}[/bold]: {escape(meaning)}")
    for node in entry.children:
        out.print(f"    {node.code:9} {escape(node.title)}")


def paint_listed(entry: Listed, books: Books, characters: Sequence[Mapping[str, Any]] = ()) -> None:
    """One code of a flat list: what the list says of it, empty columns left out; its characters if they mean."""
    out = console()
    state = {False: "   (not valid on the day)", True: "", None: ""}[entry.is_valid]
    out.print(Text.assemble((entry.code, "bold"), "  ", entry.title or "", state))
    out.print(f"[dim]{entry.system}, {until(entry.release, books)}[/dim]")
    for c in characters:
        said = Text.assemble("  ", (f"{c['axis']:16}", "bold"), f"{c['value']}  {c['label']}")
        out.print(said.append(f"  {c['definition'] or ''}", style="dim"))
    for row in entry.rows:
        for name, value in row.items():
            if value and value not in {entry.code, entry.title}:
                out.print(Text.assemble("  ", (f"{name.replace('_', ' '):22}", "bold"), value))
        if len(entry.rows) > 1:
            out.print("")


def paint_history(history: tuple[Chapter, ...]) -> None:
    """What became of a code, where more is known than that it stands."""
    if len(history) < 2 and not any(c.change.value != "there" for c in history):
        return
    out = console()
    for chapter in history:
        says = Text.assemble("  ", (f"{chapter.change.value:8}", "bold"), f" {chapter.release.name}")
        out.print(says.append(f"  {chapter.title or ''}", style="dim"))


def paint_matches(matches: Sequence[Match], release: Release, books: Books) -> None:
    """What a search found."""
    table = Table(box=None, pad_edge=False)
    for name in ("code", "title", "because"):
        table.add_column(name)
    for m in matches:
        table.add_row(Text(m.code, style="bold"), Text(m.title), Text(m.because, style="dim"))
    out = console()
    out.print(table if matches else "nothing found; try fewer words")
    out.print(f"[dim]{until(release, books)}[/dim]")


def paint_tree(found: Branch, release: Release, books: Books) -> None:
    """All that stands below a code."""

    def label(at: Branch) -> Text:
        return Text.assemble((at.code, "bold" if at.billable else ""), "  ", at.title or "")

    def grow(into: Tree, at: Branch) -> None:
        for child in at.children:
            grow(into.add(label(child)), child)

    root = Tree(label(found))
    grow(root, found)
    out = console()
    out.print(root)
    out.print(f"[dim]{until(release, books)}; codes in bold are billable[/dim]")
