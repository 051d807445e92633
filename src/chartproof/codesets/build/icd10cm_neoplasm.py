"""ICD-10-CM Table of Neoplasms (CDC/NCHS: icd10cm-neoplasm-YYYY.xml): site by behavior."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told, index_references
from chartproof.codesets.build.icd10 import is_xml_of
from chartproof.codesets.build.icd10cm_columns import Form, draft
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft

NAMES = ("ICD-10-CM-neoplasms",)
BUILDER = index_references.BUILDER
#: Its columns, and what its release is called.
FORM = Form(
    release="icd10cm-neoplasms",
    system=NAMES[0],
    table="neoplasms",
    columns=(
        ("Primary", "malignant_primary"),
        ("Secondary", "malignant_secondary"),
        ("in situ", "in_situ"),
        ("Benign", "benign"),
        ("Uncertain", "uncertain_behavior"),
        ("Unspecified", "unspecified_behavior"),
    ),
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each Table of Neoplasms."""
    for file in files:
        if is_xml_of(file, "ICD10CM.index", heading='<head col="1">Neoplasm'):
            yield draft(file, told, FORM)
