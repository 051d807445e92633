"""Which part of a record a sentence belongs to, where a label of one line is followed by the account without a label of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.model.document_kind import is_by_hand
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Page
from chartproof.model.record import Section

#: Labels whose words end with their line: why, for what, which complaint.
_OF_ONE_LINE = frozenset({"indications", "impression", "assessment", "chief_complaint", "reason_for_visit", "preop_dx", "postop_dx", "anesthesia", "complications"})  # fmt: skip
#: Parts that tell what was done or found.
_ACCOUNTS = frozenset({"technique", "operative_record", "procedure_findings", "findings", "hpi", "hospital_course"})  # fmt: skip
#: What the account of an operation is called beside its usual headings.
_NARRATIVE = Pattern(r"\W*(?:narrative|details?|description|course)\b")
_DONE = Pattern(r"[ \t]*(?:proc(?:edure)?s?|operations?|surgery)(?: performed| done)?[ \t]*:", re.IGNORECASE)
#: A label of what for, which other than an impression has one line.
_DX = Pattern(r"\W*(?:d(?:x|iagnos[ie]s)|for|reason|ddx)\b")
#: An account of its own has so many characters.
_LONG = 160


def part_of(page: Page, line: Line) -> str:
    """The part a sentence belongs to: below a label of one line it is the record's own account, where no other part is one."""
    section = _section(page, line.start)
    if section is None or section.heading is None:
        return line.section
    if section.kind in {"impression", "assessment"} and not _DX.match(section.heading.words.lower()):
        return line.section
    if section.kind == "hpi" and _NARRATIVE.match(section.heading.words.lower()):
        return "technique" if is_by_hand(page.document.text) else line.section
    if section.kind in _OF_ONE_LINE and _labelled(page, line, section):
        return "procedure"
    if section.kind not in _OF_ONE_LINE or _has_account(page):
        return line.section
    ended = page.document.text.find("\n", section.body.start)
    return "other" if 0 <= ended < line.start else line.section


def _labelled(page: Page, line: Line, section: Section) -> bool:
    """Whether the line of text that a sentence begins in is labelled as what was done."""
    begins = page.document.text.rfind("\n", 0, line.start) + 1
    return begins > section.body.start and _DONE.match(page.document.text, begins) is not None


def _section(page: Page, at: int) -> Section | None:
    return next((s for s in page.sections if s.body.start <= at < s.body.end), None)


@lru_cache(maxsize=64)
def _has_account(page: Page) -> bool:
    """Whether a part that tells what was done or found holds more than a name."""
    return any(
        (s.kind in _ACCOUNTS and s.body.end - s.body.start > _LONG)
        or (s.kind == "procedure" and s.body.end - s.body.start > 2 * _LONG)
        for s in page.sections
    )
