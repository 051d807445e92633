"""What tells of the act a sentence names: its procedure note, its problem, or its paragraph."""

from __future__ import annotations

import re

from chartproof.model.document_kind import (
    DocumentKind,
    is_of_one_procedure,
    is_report,
    is_study,
    kind_of,
)
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Page
from chartproof.model.record import Evidence, Section

TELLS = frozenset(
    {
        "procedure",
        "technique",
        "operative_record",
        "procedure_findings",
        "anesthesia",
        "specimen",
        "complications",
        "findings",
    }
)

_HEADED = Pattern(
    r"procedure|operation|injection|repair|biopsy|treatment|immuniz|vaccin|intervention", re.IGNORECASE
)
#: The widest passage around a sentence that stands in no part of its own.
_WIDE = 700
_BESIDE = frozenset(
    {"indications", "preop_dx", "postop_dx", "pathology_dx", "other", "impression", "template", "medications"}
)


def _note_around(page: Page, section: Section) -> Evidence:
    """The procedure note a part belongs to: the parts around it that tell of the same procedure."""
    at = page.sections.index(section)
    named = section.heading.words.strip(" :*#").lower() if section.heading else ""

    def same(other: Section) -> bool:
        again = other.heading is not None and other.heading.words.strip(" :*#").lower() == named
        return not again and (other.kind in TELLS or (other.kind in _BESIDE and other.heading is not None))

    first = last = at
    while first and same(page.sections[first - 1]):
        first -= 1
    while last + 1 < len(page.sections) and same(page.sections[last + 1]):
        last += 1
    begins = page.sections[first].heading or page.sections[first].body
    return page.document.quote(begins.start, page.sections[last].body.end)


def passage(page: Page, line: Line) -> Evidence:
    """What tells of the act a sentence names: its procedure note, its problem, or its paragraph."""
    text = page.document.text
    if (
        kind_of(page.document) in {DocumentKind.OPERATIVE, DocumentKind.IMAGING}
        or is_report({s.kind for s in page.sections})
        or is_of_one_procedure(text)
        or is_study(text)
    ):
        return page.document.quote(0, len(text))
    for section in page.sections:
        if section.body.start <= line.start < section.body.end:
            headed = section.heading and _HEADED.search(section.heading.words)
            if section.kind in TELLS or headed:
                return _note_around(page, section)
            break
    else:
        return page.document.quote(line.start, line.end)
    if line.problem is not None:
        same = [other for other in page.lines if other.problem == line.problem]
        return page.document.quote(same[0].start, same[-1].end)
    first = max(
        text.rfind("\n\n", section.body.start, line.start) + 1, section.body.start, line.start - _WIDE
    )
    last = text.find("\n\n", line.end, section.body.end)
    return page.document.quote(first, min(last if last >= 0 else section.body.end, line.end + _WIDE))
