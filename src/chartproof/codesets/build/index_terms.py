"""Terms of an index or table of ICD-10-CM: nested terms with their paths, and where See leads.

A path is the titles from the main term down, with ` > ` between. A term that is all nonessential
modifiers (in parentheses) stands in paths by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chartproof.codesets.build.icd10 import BELOW, clean

if TYPE_CHECKING:
    from lxml import etree

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One line of an index. `cells` are the columns of a table (neoplasms, drugs) by number."""

    path: Path
    title: str
    modifiers: str
    code: str = ""
    manifestation: str = ""
    see: str = ""
    see_also: str = ""
    category: str = ""
    cells: dict[int, str] = field(default_factory=dict)

    @property
    def level(self) -> int:
        """0 for a main term, then 1 and on for its subterms."""
        return len(self.path) - 1

    def row(self) -> tuple[str, ...]:
        """As a row of the table `index`."""
        return (
            BELOW.join(self.path), str(self.level), self.title, self.modifiers, self.code,
            self.manifestation, self.see, self.see_also, self.category,
        )  # fmt: skip


COLUMNS = (
    "path", "level", "term", "nonessential_modifiers", "code", "manifestation_code", "see",
    "see_also", "see_category",
)  # fmt: skip


def by_path(terms: Iterable[Term]) -> list[Term]:
    """In order of path: each term before what is below it; the file's order where equal."""
    return sorted(terms, key=lambda t: t.path)


def xml_terms(root: etree._Element) -> Iterator[Term]:
    """Every main term and subterm of an index XML (mainTerm, term, title, nemod, code, manif)."""
    for main in root.iterfind("letter/mainTerm"):
        yield from _below(main, ())


def _below(of: etree._Element, above: Path) -> Iterator[Term]:
    title, modifiers = title_of(of.find("title"))
    path = (*above, title or modifiers)
    code, manifestation = code_and_manifestation(clean(of.findtext("code")))
    yield Term(
        path=path,
        title=title,
        modifiers=modifiers,
        code=code,
        manifestation=clean(of.findtext("manif")).strip("[]") or manifestation,
        see=_both(of, "see"),
        see_also=_both(of, "seeAlso"),
        category=clean(of.findtext("seecat")) or clean(of.findtext("subcat")),
        cells={int(c.get("col") or 0): clean(c.text) for c in of.iterfind("cell")},
    )
    for term in of.iterfind("term"):
        yield from _below(term, path)


def title_of(title: etree._Element | None) -> tuple[str, str]:
    """A title without its nonessential modifiers, and those."""
    if title is None:
        return "", ""
    modifiers = clean(" ".join("".join(map(str, n.itertext())) for n in title.iterfind("nemod")))
    own = [title.text or "", *(n.tail or "" for n in title)]
    return clean(" ".join(own)).replace(" ,", ","), modifiers


def _both(of: etree._Element, tag: str) -> str:
    return "; ".join(clean(found.text) for found in of.iterfind(tag) if clean(found.text))


def code_and_manifestation(code: str) -> tuple[str, str]:
    """Read `E11.39 [H42]`: the code and the manifestation code that goes second."""
    found = re.fullmatch(r"(\S*) *\[(.+)\]", code)
    return (found.group(1), found.group(2)) if found else (code, "")
