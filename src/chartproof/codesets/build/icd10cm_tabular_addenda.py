"""Addenda of the ICD-10-CM Tabular List (CDC/NCHS: icd10cm-tabular-addenda-YYYY.pdf).

Applied onto the Tabular List of the year before, they make that of the year with its notes:
derived, and what could not be applied is in `unapplied`. The valid codes are those of the order
file of the edition, handed in too or standing on the shelf; else codes keep the seventh characters they had, and a
new one takes all that apply to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told, addenda_before, icd10cm, icd10cm_tabular
from chartproof.codesets.build.addenda_before import Before, Book, before, is_at_hand
from chartproof.codesets.build.addenda_lines import UNAPPLIED, Applied, addenda_pdfs, changes, noted
from chartproof.codesets.build.icd10 import LICENCE_CM, Edition, edition, is_xml_of
from chartproof.codesets.build.icd10cm_tabular import Listed, list_of
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tabular_addenda_applied import Changed
from chartproof.codesets.build.tabular_tree import Tree
from chartproof.codesets.release import Draft

NAMES = icd10cm_tabular.NAMES
#: Systems whose standing releases are wanted beside the files: the Tabular List of the year before, lists of codes.
STANDS = (*NAMES, *icd10cm_tabular.STANDS)
BUILDER = icd10cm.BUILDER
_BOOK = Book(NAMES[0], icd10cm_tabular.drafts, lambda file: is_xml_of(file, "ICD10CM.tabular"))

falls_with = addenda_before.falls_with


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One derived release for each addenda whose own edition is not at hand."""
    everything = list(files)
    for file in addenda_pdfs(everything, r"ICD-10-CM TABULAR"):
        of = edition(file, told, halved=True)
        if not is_at_hand(everything, of, f"icd10cm-{of.version}", _BOOK):
            yield _draft(file, of, before(everything, file, of, _BOOK), list_of(everything, of))


def _draft(file: SourceFile, of: Edition, base: Before, listed: Listed | None) -> Draft:
    done, tree = Applied(), Tree(base.tables)
    Changed(tree, done).apply(changes(file))
    tables = tree.tables(listed.codes if listed else None)
    if listed:
        made = {str(row[0]).replace(".", "") for row in tables["codes"][1]}
        why = f"{listed.source.name} has it, and no node makes it"
        done.unapplied += [("", "", "List", code, why) for code in sorted(listed.codes - made)]
    says = done.told(base.name, file.name)
    return Draft(
        name=f"icd10cm-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=noted(LICENCE_CM, says),
        sources=(*base.sources, file.sealed(), *([listed.source] if listed else [])),
        tables={**tables, "unapplied": (UNAPPLIED, done.unapplied)},
        counted="codes",
        builder=BUILDER,
        derived=True,
        made_from=says,
    )
