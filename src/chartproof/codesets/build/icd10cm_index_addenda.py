"""Addenda of the ICD-10-CM Alphabetic Index and of its Index to External Causes (CDC/NCHS, PDF).

`icd10cm-index-addenda-YYYY.pdf` and `icd10cm-eindex-addenda-YYYY.pdf`, applied onto the index of
the year before, make that of the year: derived, and what could not be applied is in `unapplied`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chartproof.codesets.build import Told, addenda_before, icd10cm_external, icd10cm_index
from chartproof.codesets.build.addenda_before import Before, Book, before, is_at_hand
from chartproof.codesets.build.addenda_lines import UNAPPLIED, Applied, addenda_pdfs, changes, noted
from chartproof.codesets.build.icd10 import BELOW, LICENCE_CM, Edition, edition, is_xml_of
from chartproof.codesets.build.icd10cm_index import index_tables, is_index
from chartproof.codesets.build.index_addenda_applied import Changed
from chartproof.codesets.build.index_terms import Term
from chartproof.codesets.build.index_tree import tree
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft

NAMES = (*icd10cm_index.NAMES, *icd10cm_external.NAMES)
#: Systems whose standing releases are wanted beside the files: the index of the year before.
STANDS = NAMES
_BOOKS = (
    (
        r"ICD-10-CM INDEX to DISEASES",
        "icd10cm-index",
        Book(NAMES[0], icd10cm_index.drafts, is_index),
    ),
    (
        r"ICD-10-CM EXTERNAL CAUSES? of",
        "icd10cm-external-causes",
        Book(
            NAMES[1],
            icd10cm_external.drafts,
            lambda file: is_xml_of(file, "ICD10CM.index", heading="EXTERNAL CAUSE"),
        ),
    ),
)

falls_with = addenda_before.falls_with


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One derived release for each addenda whose own edition is not at hand."""
    everything = list(files)
    for title, release, book in _BOOKS:
        for file in addenda_pdfs(everything, title):
            of = edition(file, told, halved=True)
            name = f"{release}-{of.version}"
            if not is_at_hand(everything, of, name, book):
                yield _draft(file, of, name, before(everything, file, of, book), book.system)


def _draft(file: SourceFile, of: Edition, name: str, base: Before, system: str) -> Draft:
    done = Applied()
    index = tree(map(_term, base.tables["index"]))
    Changed(index, done).apply(changes(file))
    says = done.told(base.name, file.name)
    return Draft(
        name=name,
        system=system,
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=noted(LICENCE_CM, says),
        sources=(*base.sources, file.sealed()),
        tables={**index_tables(list(index.terms())), "unapplied": (UNAPPLIED, done.unapplied)},
        counted="index",
        derived=True,
        made_from=says,
    )


def _term(row: Sequence[str]) -> Term:
    path, _, title, modifiers, code, manifestation, see, see_also, category = row
    return Term(tuple(path.split(BELOW)), title, modifiers, code, manifestation, see, see_also, category)
