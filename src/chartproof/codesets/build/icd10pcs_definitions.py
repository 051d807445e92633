"""ICD-10-PCS Definitions (CMS: icd10pcs_definitions_YYYY.xml): operations, body parts and devices.

`definitions`: each value of an axis with its definition and explanation; `includes`: what it
includes; `device_aggregation`: the general device of a specific one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import clean, edition, is_xml_of, xml_root
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft, Table
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

NAMES = ("ICD-10-PCS-definitions",)
_VALUE = ("section", "position", "term")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each file of definitions."""
    for file in files:
        if is_xml_of(file, "ICD10PCS.definitions"):
            of = edition(file, told)
            yield Draft(
                name=f"icd10pcs-definitions-{of.version}",
                system=NAMES[0],
                version=of.version,
                holds=of.holds,
                clock="discharge",
                licence=CMS,
                sources=(file.sealed(),),
                tables=_tables(file),
                counted="definitions",
            )


def _tables(file: SourceFile) -> dict[str, Table]:
    root = xml_root(file)
    definitions: list[tuple[str, ...]] = []
    includes: list[tuple[str, ...]] = []
    for section, position, axis, terms in _terms(root):
        said = clean(terms.findtext("definition")), clean(terms.findtext("explanation"))
        for title in terms.iterfind("title"):
            value = (section, position, clean(title.text))
            definitions.append((*value, axis, *said))
            includes += [(*value, clean(i.text)) for i in terms.iterfind("includes")]
    if not definitions:
        raise InputError(file.name, "", "holds no terms; get the file from the publisher again")
    sections = [(s.get("code") or "", clean(s.findtext("title"))) for s in root.iterfind("section")]
    return {
        "sections": (("section", "title"), sorted(sections)),
        "definitions": ((*_VALUE, "axis", "definition", "explanation"), sorted(definitions)),
        "includes": ((*_VALUE, "includes"), sorted(includes)),
        "device_aggregation": (
            ("device", "operation", "body_system", "value", "general_device"),
            sorted(_aggregates(root)),
        ),
    }


def _terms(root: etree._Element) -> Iterator[tuple[str, str, str, etree._Element]]:
    for section in root.iterfind("section"):
        for axis in section.iterfind("axis"):
            for terms in axis.iterfind("terms"):
                yield (
                    section.get("code") or "",
                    axis.get("pos") or "",
                    clean(axis.findtext("title")),
                    terms,
                )


def _aggregates(root: etree._Element) -> Iterator[tuple[str, ...]]:
    for one in root.iterfind("deviceAggregation/aggregate"):
        parent = one.find("parent")
        for system in one.iterfind("bodySys"):
            yield (
                clean(one.findtext("device")),
                clean(one.findtext("operation")),
                clean(system.text),
                "" if parent is None else parent.get("value") or "",
                clean(one.findtext("parent")),
            )
