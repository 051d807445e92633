"""Neoplasms by their morphology: a main term whose See leads into the Table of Neoplasms, at every site there.

"Adenocarcinoma: see also Neoplasm, by site, malignant" is said of each site and leads to the table's code of
that site and behavior. "Leiomyosarcoma: see also Neoplasm, connective tissue, malignant" is first said of the
sites listed there; a site not listed is coded as any neoplasm of it (the table's own note).
"""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.codesets.alphabetic import Alphabetic, Entry
from chartproof.codesets.build.icd10 import BELOW
from chartproof.codesets.tabular import Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms.entries import (
    Saying,
    alternatives,
    is_remainder,
    node_of,
    titles_in_table,
    words_in,
)

#: What a See into the table names: a site or none, and a behavior.
_INTO = Pattern(
    r"Neoplasm, (?:(?P<site>[^,]+), )?(?P<behavior>malignant|benign|in situ|uncertain behavior)(?:, by site)?"
)
_COLUMNS = {
    "malignant": "malignant_primary",
    "benign": "benign",
    "in situ": "in_situ",
    "uncertain behavior": "uncertain_behavior",
}
_EVERYWHERE = frozenset({"", "by site"})
#: Sites whose note says to code a site that is not listed there as any neoplasm of it.
_OPEN = "connective tissue"
#: Sites that stand within others: what grows of cartilage is listed by bone too ("see also Neoplasm, bone").
_ALSO = {"cartilage": "bone"}


def morphologies(
    index: Alphabetic, table: Alphabetic, tabular: Tabular
) -> Iterator[tuple[Alphabetic, Saying]]:
    """Every morphology of an index at every site of a table, with where its row stands: the table."""
    entries = [e for e in table.every_term() if not is_remainder(e.path) and " Note" not in e.path]
    root, everywhere = entries[0], [e for e in entries if e.path.count(BELOW) == 1]
    for path, lead in index.every_lead():
        into = _INTO.fullmatch(lead.target)
        if BELOW in path or into is None:
            continue
        column, site = _COLUMNS[into["behavior"]], into["site"] or ""
        listed = [(root, 1)] if site in _EVERYWHERE else _under(site, entries)
        if site in _ALSO:
            listed += _under(_ALSO[site], entries)[1:]
        others = [(entry, 1) for entry in everywhere] if site in {*_EVERYWHERE, _OPEN} else []
        for name in alternatives(path, main=True):
            for entry, first in (*listed, *others):
                said = _at(entry, titles_in_table(entry)[first:], column, name, tabular)
                yield from ((table, saying) for saying in said)


def _under(site: str, entries: list[Entry]) -> list[tuple[Entry, int]]:
    """The entry of a site of the table and those below it, each with how many of its titles say that site."""
    wanted = words_in(site)
    heads = [e for e in entries if e.path.count(BELOW) == 1 and words_in(e.titles[1]) == wanted]
    return [(e, 2) for e in entries for h in heads[:1] if e is h or e.path.startswith(h.path + BELOW)]


def _at(entry: Entry, site: tuple[str, ...], column: str, name: str, tabular: Tabular) -> Iterator[Saying]:
    """One morphology at one site."""
    node = node_of(entry.code(column), tabular)
    if node is None:
        return
    surface = f"{name}: {BELOW.join(alternatives(t)[0] for t in entry.titles)}, {column.replace('_', ' ')}"
    *above, last = site or ("",)
    words = words_in(name).union(*(words_in(alternatives(title)[0]) for title in above))
    for way in alternatives(last):
        yield Saying(words | words_in(way), (node,), entry.path, surface)
