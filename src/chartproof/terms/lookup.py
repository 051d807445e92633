"""Look up one code: its title, place, notes of its own and inherited, what it needs, and its history."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.codesets.release import Release
from chartproof.codesets.shelf import Shelf
from chartproof.codesets.tabular import Node, Note, Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms.history import Chapter, history
from chartproof.terms.listed import Listed, codes, listed, modifiers, title_of
from chartproof.terms.notes import inherited, own
from chartproof.terms.tree import CATEGORY, key_of, plain

#: What a code of a system looks like, as typed; in the order they are looked at.
SHAPES = {
    "ICD-10-CM": Pattern(
        rf"{CATEGORY}(\.?[0-9A-Z]{{1,4}})?\.?-?|(SECTION )?{CATEGORY}-{CATEGORY}|SECTION {CATEGORY}|CHAPTER [0-9]+"
    ),
    "ICD-10-PCS": Pattern(r"[0-9A-HJ-NP-Z]{7}"),
    "HCPCS": Pattern(r"[A-CE-V][0-9]{4}|[A-Z][0-9A-Z]"),
    "CPT": Pattern(r"[0-9]{4}[0-9A-Z]|[0-9]{2}|P[1-6]"),
    "CDT": Pattern(r"D[0-9]{4}"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One code or node as the book has it."""

    code: str
    title: str
    billable: bool
    parents: tuple[Node, ...]
    children: tuple[Node, ...]
    seventh: dict[str, str]
    notes: tuple[Note, ...]
    inherited: tuple[Note, ...]


def lookup(typed: str, tabular: Tabular) -> Entry | None:
    """The entry of a code, or None when the release has no such code."""
    code = plain(typed)
    billable = tabular.billable(code)
    node = tabular.node(billable.node if billable else key_of(typed, tabular) or code)
    if node is None:
        return None
    parents = tabular.ancestors(node.key)
    extended = billable is not None and billable.char
    return Entry(
        code=billable.code if billable else node.code,
        title=billable.title if billable else node.title,
        billable=billable is not None,
        parents=parents if extended else parents[1:],
        children=() if extended else tabular.children(node.key),
        seventh=tabular.seventh(node.key),
        notes=() if extended else own(node.key, tabular),
        inherited=(
            (*own(node.key, tabular), *inherited(node.key, tabular))
            if extended
            else inherited(node.key, tabular)
        ),
    )


def shaped_like(typed: str) -> tuple[str, ...]:
    """The systems whose codes look like what was typed, the likeliest first."""
    return tuple(s for s, shape in SHAPES.items() if shape.fullmatch(typed.strip().upper()))


def looked_up(typed: str, books: Books, system: str) -> Entry | Listed | None:
    """The entry of a code in one system, or None; NoReleaseCoversError without a release.

    Two characters are a modifier of HCPCS or CPT.
    """
    if system == "ICD-10-CM":
        return lookup(typed, books.tabular)
    release = books.release_of(system)
    is_modifier = system in {"HCPCS", "CPT"} and len(typed.strip()) == 2
    if is_modifier and not release.table("modifiers").exists():
        return None
    opened = books.read(system, modifiers if is_modifier else codes)
    return listed(typed, release, opened, books.day_of(release))


def anywhere(typed: str, books: Books) -> tuple[dict[str, Entry | Listed], tuple[str, ...]]:
    """What each system that the code looks like has of it, and the systems without a release."""
    found: dict[str, Entry | Listed] = {}
    missing: list[str] = []
    for system in shaped_like(typed):
        try:
            entry = looked_up(typed, books, system)
        except NoReleaseCoversError:
            missing.append(system)
        else:
            if entry:
                found[system] = entry
    return found, tuple(missing)


def history_of(code: str, system: str, shelf: Shelf) -> tuple[Chapter, ...]:
    """The history of a code over all the releases of its system at hand, code lists included."""
    releases = [*shelf.of(system), *(shelf.of("ICD-10-CM-order") if system == "ICD-10-CM" else ())]
    releases.sort(key=lambda r: (r.holds.first, not r.derived))

    def title(release: Release, code: str) -> str | None:
        if release.system == "ICD-10-CM":
            billable = shelf.read(release, Tabular).billable(code)
            return billable.title if billable else None
        rows = shelf.read(release, codes).rows(code)
        return (title_of(rows[0], release) or code) if rows else None

    return history(code, releases, title)
