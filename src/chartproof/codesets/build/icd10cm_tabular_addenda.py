"""Addenda of the ICD-10-CM Tabular List (CDC/NCHS: icd10cm-tabular-addenda-YYYY.pdf).

Applied onto the Tabular List of the year before, they make that of the year with its notes:
derived, and what could not be applied is in `unapplied`. The valid codes are those of the order
file of the year, where it is handed in too; else codes keep the seventh characters they had, and a
new one takes all that apply to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told, icd10cm, icd10cm_tabular
from chartproof.codesets.build.addenda_base import Before, Book, before, is_published
from chartproof.codesets.build.addenda_lines import UNAPPLIED, Applied, addenda_pdfs, changes
from chartproof.codesets.build.icd10 import LICENCE_CM, Edition, edition, is_xml_of
from chartproof.codesets.build.icd10cm_tabular import order_of, valid_codes
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tabular_changed import Changed
from chartproof.codesets.build.tabular_tree import Tree
from chartproof.codesets.release import Draft

NAMES = icd10cm_tabular.NAMES
#: Systems whose standing releases are wanted beside the files: the Tabular List of the year before.
STANDS = NAMES
BUILDER = icd10cm.BUILDER
_BOOK = Book(NAMES[0], icd10cm_tabular.drafts, lambda file: is_xml_of(file, "ICD10CM.tabular"))


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One derived release for each addenda whose own year is not at hand as published."""
    everything = list(files)
    for file in addenda_pdfs(everything, r"ICD-10-CM TABULAR"):
        of = edition(file, told, halved=True)
        if not is_published(everything, of, _BOOK):
            yield _draft(file, of, before(everything, file, of, _BOOK), order_of(everything, of))


def _draft(file: SourceFile, of: Edition, base: Before, order: SourceFile | None) -> Draft:
    done, tree = Applied(), Tree(base.tables)
    Changed(tree, done).apply(changes(file))
    valid = valid_codes(order) if order else None
    tables = tree.tables(valid)
    made = {str(row[0]).replace(".", "") for row in tables["codes"][1]}
    done.unapplied += [
        ("", "", "Order", code, f"{order.name} has it, and no node makes it")
        for code in sorted((valid or frozenset()) - made)
        if order
    ]
    return Draft(
        name=f"icd10cm-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=done.noted(LICENCE_CM, base.name, file.name),
        sources=(*base.sources, file.sealed(), *([order.sealed()] if order else [])),
        tables={**tables, "unapplied": (UNAPPLIED, done.unapplied)},
        counted="codes",
        builder=BUILDER,
        derived=True,
    )
