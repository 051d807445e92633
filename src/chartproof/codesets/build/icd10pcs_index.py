"""ICD-10-PCS Index (CMS: icd10pcs_index_YYYY.xml).

A term gives a code, or the first characters of a table and rows (`0QB`, `0W0F`), or a See to
another term, or Use: the value to take from the tables. A term without a title is one of several
such lines below the same term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import BELOW, clean, edition, is_xml_of, xml_root
from chartproof.codesets.build.index_references import COLUMNS as LEADS
from chartproof.codesets.build.index_references import UNRESOLVED, References, references
from chartproof.codesets.build.index_terms import Path, Term
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

NAMES = ("ICD-10-PCS-index",)


@dataclass(frozen=True, slots=True)
class _Line:
    """A term, and the value of the tables it says to use."""

    term: Term
    use: str


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each ICD-10-PCS index."""
    for file in files:
        if is_xml_of(file, "ICD10PCS.index"):
            of = edition(file, told)
            mains = xml_root(file).iterfind("letter/mainTerm")
            lines = sorted((x for main in mains for x in _lines(main, ())), key=lambda x: x.term.path)
            if not lines:
                raise InputError(file.name, "", "holds no terms; get the file from the publisher again")
            terms = [line.term for line in lines]
            to_terms, unresolved = references((t for t in terms if not t.code), References(terms))
            to_tables = [_leads(t) for t in terms if t.see and t.code]
            yield Draft(
                name=f"icd10pcs-index-{of.version}",
                system=NAMES[0],
                version=of.version,
                holds=of.holds,
                clock="discharge",
                licence=CMS,
                sources=(file.sealed(),),
                tables={
                    "index": (("path", "level", "term", "code", "see", "use"), map(_row, lines)),
                    "references": (LEADS, sorted(to_terms + to_tables)),
                    "unresolved": (UNRESOLVED, unresolved),
                },
                counted="index",
            )


def _row(line: _Line) -> tuple[str, ...]:
    term = line.term
    return BELOW.join(term.path), str(term.level), term.title, term.code, term.see, line.use


def _leads(term: Term) -> tuple[str, ...]:
    """A See that gives the first characters of the codes leads to their table."""
    return BELOW.join(term.path), "see", term.see, term.code, "table"


def _lines(of: etree._Element, above: Path) -> Iterator[_Line]:
    title, see, use = (clean(of.findtext(tag)) for tag in ("title", "see", "use"))
    code = next((clean(c.text) for c in of.iter("code", "codes", "tab") if _is_of(c, of)), "")
    name = title or (f"see {see}" if see else f"use {use}" if use else code)
    path = (*above, name)
    yield _Line(Term(path=path, title=title, modifiers="", code=code, see=see), use)
    for term in of.iterfind("term"):
        yield from _lines(term, path)


def _is_of(code: etree._Element, term: etree._Element) -> bool:
    """Say whether a code stands at the term itself or in its See or Use."""
    parent = code.getparent()
    return parent is term or (
        parent is not None and parent.tag in {"see", "use"} and parent.getparent() is term
    )
