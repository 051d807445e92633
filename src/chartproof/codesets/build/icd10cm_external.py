"""ICD-10-CM Index to External Causes of injury (CDC/NCHS: icd10cm-eindex-YYYY.xml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import LICENCE_CM, edition, is_xml_of, xml_root
from chartproof.codesets.build.icd10cm_index import index_tables
from chartproof.codesets.build.index_references import BUILDER
from chartproof.codesets.build.index_terms import xml_terms
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft

NAMES = ("ICD-10-CM-external-causes",)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each Index to External Causes."""
    for file in files:
        if is_xml_of(file, "ICD10CM.index", heading="EXTERNAL CAUSE"):
            of = edition(file, told, halved=True)
            yield Draft(
                name=f"icd10cm-external-causes-{of.version}",
                system=NAMES[0],
                version=of.version,
                holds=of.holds,
                clock="discharge",
                builder=BUILDER,
                licence=LICENCE_CM,
                sources=(file.sealed(),),
                tables=index_tables(list(xml_terms(xml_root(file)))),
                counted="index",
            )
