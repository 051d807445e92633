"""Whether a test was made here and read where only its reading may be billed; whether words tell of another day."""

from __future__ import annotations

import re

from chartproof.code.services.laboratories import BILLED_BY_US, DRAWN, OUTSIDE, SENT_OUT
from chartproof.code.services.passages import TELLS, passage
from chartproof.code.services.whose import in_a_facility
from chartproof.model.document_kind import (
    DocumentKind,
    is_account,
    is_of_tests_alone,
    is_readers,
    is_report,
    is_study,
    kind_of,
)
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Line, Page
from chartproof.model.record import ClaimKind, Encounter, Evidence, Payer
from chartproof.terms.procedures import Work, senses

_READ = Pattern(
    r"\b(?:interpreted by me|my (?:interpretation|read)|i (?:have )?(?:personally )?interpreted|formal interpretation|interpretation and report|personally interpreted|interpretation:|interpreting (?:physician|radiologist|cardiologist|neurologist)|"
    r"my (?:report|reading)|i (?:have )?read (?:the|this|it)|"
    r"dictated and (?:electronically )?signed|interpreted and signed|signed by (?:the )?(?:reading|interpreting)|(?:radiology|cardiology|reading) group's claim|"
    r"professional (?:component|interpretation|read\w*)|(?:read|reported|reviewed|interpreted|signed) by (?:me|myself)\b|(?:interpretation|report) (?:was )?signed|radiologist reads|(?:reports?|readings?|interpretations?|reads?) by me\b|signed (?:interpretation|report)|signed,? (?:by )?(?:the )?(?:\w+ )?radiologist|radiologist\W*$|images? (?:of (?:the |a )?(?:\w+ ){1,5})?(?:was |were )?(?:saved|stored|recorded|archived|printed|captured|permanently|kept))",
    re.IGNORECASE,
)
_HERE = Pattern(
    r"\b(?:today|here|in[- ](?:the )?(?:office|clinic|house)|this (?:visit|encounter|morning|afternoon)|poc|point[- ]of[- ]care|rapid|finger ?stick|dip\w*|"
    r"our (?:[\w-]+ ){0,3}?(?:office|clinic|lab|laboratory|hallway|machine|equipment|suite|scanner|unit|analyzer|meter|kit|microscope|stock|shelf|center|booth|recorder|camera|audiologist|technologist|sonographer|nurse|tech)|clia\w*|read by eye|by eye|read by me|perform\w*|obtained|done|taken|ran|run|interpreted|interpretation|collected|drawn|swab\w*|office|clinic|repeated|bedside|cup|"
    r"waived|countertop|(?:report|reading) (?:dictated|signed|on file|in (?:the )?chart|filed)|(?:pre|before) ?(?:-|/|and|&|then) ?(?:\d+ ?min\w* )?(?:post|after)|after \d+ (?:puffs|min\w*)|(?:one|single|two) sticks?|specimen|on site|onsite|microscopy|prep|mount|placed|administered)\b",
    re.IGNORECASE,
)
_REVIEWED = Pattern(r"\breview\w*\b", re.IGNORECASE)
_DRAWN_ON = Pattern(
    r"\b(?:labs?|results?|bloodwork|drawn|collected|obtained|panel)(?: (?:on|from|of|drawn|done))? ?\(?(1[0-2]|0?[1-9])/([0-3]?\d)\b(?!/?\d*%)",
    re.IGNORECASE,
)
_DATED = Pattern(r"\b(\d{1,2})/(\d{1,2})/(?:\d\d){1,2}\b")
_ON_A_DAY = Pattern(r"\b(?:on|from|dated|of) (\d{1,2})/(\d{1,2})(?:/(?:20)?(\d\d))?\b")
_WRITTEN = Pattern(r"\bon (20\d\d)-(\d\d)-(\d\d)\b")


def is_dated_before(near: Evidence, encounter: Encounter) -> bool:
    """Whether a sentence tells of a day before this encounter's, and not of today."""
    day, low = encounter.began, near.words.lower()
    if day is None or "today" in low:
        return False
    named = ((day.year % 100, _MONTH_NAMES.index(m[:3]) + 1, int(d)) for m, d in _NAMED_DAY.findall(low))
    told = ((int(y) if y else day.year % 100, int(m), int(d)) for m, d, y in _ON_A_DAY.findall(low))
    written = ((int(y) % 100, int(m), int(d)) for y, m, d in _WRITTEN.findall(low))
    return any(one < (day.year % 100, day.month, day.day) for one in (*told, *written, *named))


_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_DAY = Pattern(
    r"\b(?:on|from|dated|of) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]*)\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!,? (?:19|20)\d\d)"
)
_BEHIND_IT = Pattern(
    r" ?[(,]? ?(?:done |on )?(\d{1,2})/(\d{1,2})(?:/(?:20)?\d\d)?(?![\d/%]| ?(?:mg|ml|points?|vis\w+)\b)"
)


def is_of_another_day(act: Act, page: Page, encounter: Encounter) -> bool:
    """Whether the day right behind the name of an operation or act is not this encounter's: "R TKA 1/28"."""
    day, told = encounter.began, _BEHIND_IT.match(page.document.text, act.evidence.end)
    if (
        day is None
        or told is None
        or senses()[act.name][0].work is not Work.ACT
        or not 1 <= int(told[1]) <= _MONTHS
    ):
        return False
    return (int(told[1]), int(told[2])) != (day.month, day.day)


_MONTHS = 12
_MADE = Pattern(
    r"\b(?:obtained|taken|performed|done|made|in[- ](?:the )?(?:office|clinic|house)|shot)\b", re.IGNORECASE
)
#: How far behind a sentence the next may say where its specimen went.
_BEYOND = 120
_LABORATORIES = Pattern(
    r"\b(?:quest|labcorp|outside|last (?:week|month|visit|year)|reviewed from|(?:hospital|reference) lab)\b",
    re.IGNORECASE,
)
#: What is sent out is the line of the laboratory that runs it.
_SENT = Pattern(
    r"(?:(?!, (?:\w+ ){1,2}(?:culture|pcr|test|panel|swab)s? )[^.;:])*?\b(?:sent (?:to|out|off|for)\b(?! (?:our|the office|the clinic))|send[- ]?outs?\b|reference lab)",
    re.IGNORECASE,
)


def is_made(work: Work, act: Act, page: Page, line: Line, encounter: Encounter) -> bool:
    """Whether a test was made here, and read where only its reading may be billed."""
    return _is_read(work, page, passage(page, line), encounter) and _is_here(work, act, page, line, encounter)


def _is_here(work: Work, act: Act, page: Page, line: Line, encounter: Encounter) -> bool:
    """Whether an office made a test itself: its sentence, its label or its heading says so."""
    if (
        work not in {Work.TEST, Work.LAB}
        or encounter.claim_kind is ClaimKind.FACILITY
        or in_a_facility(encounter)
    ):
        return True
    text = page.document.text
    begins = text.rfind("\n", 0, line.start) + 1
    told = text[begins : line.end]
    if work is Work.LAB:
        low = text[begins : line.end + _BEYOND].lower()
        if encounter.payer is not Payer.MEDICARE and BILLED_BY_US.search(low) and OUTSIDE.search(low):
            return True
        if SENT_OUT.match(low, line.end - begins) and not DRAWN.search(act.evidence.words.lower()):
            return False
    if _LABORATORIES.search(
        text[
            max(min(line.start, act.evidence.start), act.evidence.start - 40) : min(
                line.end, act.evidence.end + 40
            )
        ]
    ):
        return False
    said = told if work is Work.TEST else text[line.start : line.end]
    if _REVIEWED.search(said) and not _MADE.search(said):
        return False
    if work is Work.LAB and _SENT.match(text, act.evidence.end, line.end):
        return False
    day = encounter.began
    dated = [(int(m), int(d)) for m, d in _DATED.findall(told)]
    if day and dated and (day.month, day.day) not in dated:
        return False
    if day and any((int(m), int(d)) != (day.month, day.day) for m, d in _DRAWN_ON.findall(told)):
        return False
    if _is_of_the_eyes(act, page):
        return True
    heading = next(
        (s.heading.words for s in page.sections if s.heading and s.body.start <= line.start < s.body.end), ""
    )
    parts = {s.kind for s in page.sections}
    alone = is_of_tests_alone(text, parts) and (work is Work.TEST or not is_study(text))
    report = (
        alone
        or {"findings", "impression"} <= parts
        or ((line.section in TELLS or is_account(page.document)) and not _is_why(work, act, page))
    )
    return (
        report
        or _HERE.search(f"{heading} {told}") is not None
        or _READ.search(passage(page, line).words) is not None
    )


_VALUE = Pattern(r" ?(?:of |was |is |level )?:? ?\d[\d.]*(?! ?(?:am|pm|:))", re.IGNORECASE)


def _is_why(work: Work, act: Act, page: Page) -> bool:
    """Whether a laboratory's value in the account of an operation only tells why it was done: "PSA 8.9"."""
    document = page.document
    return work is Work.LAB and _VALUE.match(document.text, act.evidence.end) is not None


_SIGHT = Pattern(r"\b(?:va|visual acuity|iop|slit[- ]lamp|sle|dfe|20/\d\d)\b", re.IGNORECASE)
_OLD = Pattern(r"\b(?:prior|previous|last|from|old|outside|20\d\d)\b[^:;\n]{0,20}:", re.IGNORECASE)


def _is_of_the_eyes(act: Act, page: Page) -> bool:
    """Whether a test of the eyes begins its own line in a record that examines them, whose own machines make such tests."""
    text = page.document.text
    begins = text.rfind("\n", 0, act.evidence.start) + 1
    label = text[begins : act.evidence.start]
    ends = text.find("\n", act.evidence.end)
    named = text[begins : ends if ends >= 0 else len(text)]
    return (
        senses()[act.name][0].part == "eye_ear_nose_throat"
        and not label.strip(" -*\u2022\t0123456789.)")
        and len(_SIGHT.findall(text)) > 1
        and _OLD.search(named) is None
    )


def _is_read(work: Work, page: Page, scene: Evidence, encounter: Encounter) -> bool:
    """Whether a professional read a test that a facility made: a report of it, or words that say so."""
    if work is not Work.TEST or encounter.claim_kind is ClaimKind.FACILITY or not in_a_facility(encounter):
        return True
    kinds = {s.kind for s in page.sections}
    if (
        kind_of(page.document) is DocumentKind.IMAGING
        or is_account(page.document)
        or is_report(kinds)
        or "technique" in kinds
        or is_study(page.document.text)
        or {"findings", "impression"} <= kinds
    ):
        return True
    text = page.document.text
    if is_readers(text) and _READ.search(text):
        return True
    return _READ.search(text if is_of_tests_alone(text, frozenset(kinds)) else scene.words) is not None
