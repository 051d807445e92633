"""ICD-10-CM Table of Drugs and Chemicals (CDC/NCHS: icd10cm-drug-YYYY.xml): substance by intent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told, index_references
from chartproof.codesets.build.icd10 import is_xml_of
from chartproof.codesets.build.icd10cm_columns import Form, draft
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft

NAMES = ("ICD-10-CM-drugs",)
BUILDER = index_references.BUILDER
#: Its columns, and what its release is called.
FORM = Form(
    release="icd10cm-drugs",
    system=NAMES[0],
    table="drugs",
    columns=(
        ("Accidental", "accidental"),
        ("self-harm", "intentional_self_harm"),
        ("Assault", "assault"),
        ("Undetermined", "undetermined"),
        ("Adverse effect", "adverse_effect"),
        ("Underdosing", "underdosing"),
    ),
)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each Table of Drugs and Chemicals."""
    for file in files:
        if is_xml_of(file, "ICD10CM.index", heading='<head col="1">Substance'):
            yield draft(file, told, FORM)
