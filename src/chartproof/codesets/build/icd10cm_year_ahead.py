"""The ICD-10-CM Tabular List of the year ahead, derived: code addenda onto that of the year before.

CMS publishes the codes of a fiscal year months before the Tabular List with its notes is at hand.
The release made here has the codes of the year and the notes of the year before, so that charts of
October can be coded; it is marked derived and a stand-in, and the publisher's own takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chartproof.codesets.build import Told, icd10cm
from chartproof.codesets.build.icd10 import LICENCE_CM, Edition, edition, is_xml_of
from chartproof.codesets.build.icd10cm_addenda import addenda, is_standing
from chartproof.codesets.build.order_list import applied
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tabular_codes_applied import Tree
from chartproof.codesets.release import Draft, Release, Source

NAMES = ("ICD-10-CM",)
#: Systems whose standing releases are wanted beside the files.
STANDS = NAMES
BUILDER = icd10cm.BUILDER


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each addenda whose year's tabular is not handed in and the one before stands."""
    everything = list(files)
    tabulars = [f for f in everything if is_xml_of(f, "ICD10CM.tabular")]
    handed = {edition(f, Told()).year for f in tabulars}
    standing = [Release.open(f.path.parent.parent) for f in everything if is_standing(f)]
    lists = [r for r in standing if r.system == NAMES[0]]
    for file in addenda(everything):
        of = edition(file, told)
        before = [r for r in lists if int(r.version[:4]) == of.year - 1]
        if before and of.year not in handed and not _published(lists, of):
            yield _draft(of, file, min(before, key=lambda r: (r.rank, -r.holds.first.toordinal())))


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """None: each addenda is put onto what stands."""
    return iter(())


def _published(lists: list[Release], of: Edition) -> bool:
    return any(r.rank == 0 and r.holds.first == of.holds.first for r in lists)


def _draft(of: Edition, file: SourceFile, base: Release) -> Draft:
    tree = Tree.of(base)
    tree.become(applied(tree.listed(), file, base.name, headings=False))
    says = (
        f"Derived by chartproof: the codes of {base.name} changed as {file.name} says. Notes, inclusion "
        f"terms and seventh characters are those of {base.name}; nothing of FY{of.year} changed them "
        "here. The publisher's own Tabular List takes the place of this release when it is added."
    )
    moved = f"Nodes made: {_named(tree.made)}. Nodes removed with their notes: {_named(tree.removed)}."
    return Draft(
        name=f"icd10cm-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=replace(LICENCE_CM, notice=f"{LICENCE_CM.notice} {says}"),
        sources=(Source(base.name, base.seal), file.sealed()),
        tables=tree.tables(),
        counted="codes",
        builder=BUILDER,
        derived=True,
        stand_in=True,
        made_from=f"{says}\n\n{moved}",
    )


def _named(nodes: list[str]) -> str:
    return ", ".join(nodes) or "none"
