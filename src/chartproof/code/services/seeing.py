"""From acts to what was done here and may be billed on this claim: the sense of each, its passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from chartproof.code.services.broken_off import called_off
from chartproof.code.services.included import without_parts
from chartproof.code.services.laboratories import BILLED_BY_US, DRAWN, OUTSIDE, SENT_OUT
from chartproof.code.services.later import told_after
from chartproof.code.services.leading import lead
from chartproof.model.coding import Coding
from chartproof.model.document_kind import (
    DocumentKind,
    is_account,
    is_of_one_procedure,
    is_of_tests_alone,
    is_readers,
    is_report,
    is_study,
    is_suppliers,
    kind_of,
)
from chartproof.model.parts import part_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Line, Page
from chartproof.model.record import ClaimKind, Encounter, Evidence, Payer, Section, Setting
from chartproof.model.service import Done, Scene
from chartproof.terms.letters import joined
from chartproof.terms.procedures import Sense, Work, senses
from chartproof.terms.sought import first

_TELLS = frozenset(
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
#: Where the place, not the physician, bears the cost of staff, rooms and things.
_PLACES = frozenset(
    {
        Setting.OUTPATIENT,
        Setting.ED,
        Setting.OBSERVATION,
        Setting.ASC,
        Setting.INPATIENT,
        Setting.PSYCHIATRIC,
        Setting.REHAB,
        Setting.LONG_TERM_HOSPITAL,
    }
)
_OF_THE_PLACE = frozenset({Work.LAB, Work.STAFF, Work.SUPPLY, Work.DRUG, Work.VACCINE, Work.THERAPY})
_STAYS = frozenset(
    {
        Setting.INPATIENT,
        Setting.PSYCHIATRIC,
        Setting.LONG_TERM_HOSPITAL,
        Setting.REHAB,
        Setting.HOSPICE,
        Setting.NURSING,
        Setting.HOME_HEALTH,
    }
)
_AGE = Pattern(r"\b(\d{1,3})(?:[- ]?(?:years?|yrs?)[- ]?old|[- ]?y/?o\b| ?yo\b)", re.IGNORECASE)
#: The widest passage around a sentence that stands in no part of its own.
_WIDE = 700


def claims_services(encounter: Encounter) -> bool:
    """Whether the claim carries CPT and HCPCS lines: a professional's, or a facility's for an outpatient."""
    return encounter.claim_kind is ClaimKind.PROFESSIONAL or encounter.setting not in _STAYS


def in_a_facility(encounter: Encounter) -> bool:
    """Whether the service happened where a facility bills its own part."""
    return encounter.setting in _PLACES


def scene_of(coding: Coding) -> Scene:
    """What was done here, of what this claim may carry, in order of the record."""
    return Scene(coding, tuple(without_parts(coding.encounter, _each(coding, Doing.DONE))))


def planned_in(coding: Coding) -> tuple[Done, ...]:
    """What is planned, ordered or refused: considered, and no line."""
    return tuple(d for d in (*_each(coding, Doing.PLANNED), *_each(coding, Doing.ORDERED)) if d.is_code)


def _each(coding: Coding, doing: Doing) -> Iterator[Done]:
    pages = {page.document.id: page for page in coding.reading.pages}
    ends = {ident: [line.end for line in page.lines] for ident, page in pages.items()}
    for act in coding.reading.acts:
        if act.kind != "service" or (
            act.doing is not doing
            and not _given_then(act, pages, doing)
            and not _called_off(act, pages, coding.encounter, doing)
        ):
            continue
        page = pages[act.evidence.document]
        line = page.lines[bisect_right(ends[page.document.id], act.evidence.start)]
        scene = passage(page, line)
        told = replace(line, section=part_of(page, line))
        near = page.document.quote(min(line.start, act.evidence.start), line.end)
        if _is_dated_before(near, coding.encounter) or _is_of_another_day(act, page, coding.encounter):
            continue
        head = lead(page, line) if any("near=" in sense.when for sense in senses()[act.name]) else ""
        handed = " supplied" if is_suppliers(page.document) else ""
        note = joined(page.document.text)
        texts = (joined(scene.words), f"{head.lower()} {joined(near.words)}{handed}", note)
        for sense in _senses(act, texts, coding.encounter):
            if (
                _is_ours(sense.work, coding.encounter) or _is_by_physician(sense.work, near, coding.encounter)
            ) and (doing is not Doing.DONE or _is_made(sense.work, act, page, line, coding.encounter)):
                yield Done(sense.name, sense.part, sense.means, sense.work.value, act.evidence, told, near, scene, sense.marks)  # fmt: skip


def _is_made(work: Work, act: Act, page: Page, line: Line, encounter: Encounter) -> bool:
    """Whether a test was made here, and read where only its reading may be billed."""
    return _is_read(work, page, passage(page, line), encounter) and _is_here(work, act, page, line, encounter)


def _called_off(act: Act, pages: dict[str, Page], encounter: Encounter, doing: Doing) -> bool:
    """Whether a facility reports what was scheduled, for it was called off with the patient in the room for it."""
    return (
        doing is Doing.DONE
        and act.doing is Doing.PLANNED
        and encounter.claim_kind is ClaimKind.FACILITY
        and senses()[act.name][0].work is Work.ACT
        and called_off(pages[act.evidence.document].document.text)
    )


def _given_then(act: Act, pages: dict[str, Page], doing: Doing) -> bool:
    """Whether a drug that is named with its dose is told, in a later sentence, to have been given."""
    if (
        doing is not Doing.DONE
        or act.doing is not Doing.ORDERED
        or senses()[act.name][0].work is not Work.DRUG
    ):
        return False
    return told_after(pages[act.evidence.document].document, act.evidence) is not None


def _senses(act: Act, texts: tuple[str, str, str], encounter: Encounter) -> Iterator[Sense]:
    """The senses whose context holds, the first of each kind of work; `texts`: the passage, the sentence with what heads it, the note."""
    for name in (act.name, *_within(act)):
        held = tuple(_held(name, texts, encounter))
        if held:
            yield from held
            return


def _held(name: str, texts: tuple[str, str, str], encounter: Encounter) -> Iterator[Sense]:
    """The senses of a phrase whose context holds, the first of each kind of work."""
    payer = encounter.payer.value if encounter.payer else None
    seen: set[Work] = set()
    for sense in senses()[name]:
        if sense.work not in seen and sense.holds(texts, encounter.sex, age_of(encounter), payer):
            seen.add(sense.work)
            yield sense


def _within(act: Act) -> Iterator[str]:
    """Shorter phrases that the words of an act end with, of the same kind of work: "office spirometry" ends with "spirometry"."""
    said = joined(act.evidence.words).split()
    work = senses()[act.name][0].work
    for at in range(1, len(said)):
        name = " ".join(said[at:])
        if name in senses() and senses()[name][0].work is work:
            yield name


def age_of(encounter: Encounter) -> int | None:
    """Age in years: of the day of birth, else as the record tells it."""
    if encounter.age is not None:
        return encounter.age
    told = (first(_AGE, d.text) for d in encounter.documents)
    return next((int(t[1]) for t in told if t), None)


def _is_ours(work: Work, encounter: Encounter) -> bool:
    if encounter.claim_kind is ClaimKind.PROFESSIONAL:
        if work is Work.THERAPY and encounter.setting is Setting.OUTPATIENT and _is_a_therapists(encounter):
            return True
        return not (in_a_facility(encounter) and work in _OF_THE_PLACE)
    if encounter.setting is Setting.ASC:
        return work in {Work.ACT, Work.SUPPLY}
    return True


def _is_by_physician(work: Work, near: Evidence, encounter: Encounter) -> bool:
    """Whether a sentence of a professional in a facility tells that the physician did with their own hands what staff does."""
    professional = encounter.claim_kind is ClaimKind.PROFESSIONAL
    return work is Work.STAFF and professional and _OWN_HANDS.search(near.words.lower()) is not None


_OWN_HANDS = Pattern(
    r"\b(?:by me|by (?:the )?(?:physician|provider|md|attending)|i (?:then |myself )?(?:placed|inserted|passed|put|did|performed|advanced)|physician[- ]placed)\b"
)


def _is_a_therapists(encounter: Encounter) -> bool:
    """Whether the records are a therapist's own, whose professional claim carries the therapy."""
    return bool(encounter.documents) and all(_THERAPISTS.search(d.text[:_TITLE]) for d in encounter.documents)


#: How a therapist's record begins, and how far its title reaches.
_TITLE = 160
_THERAPISTS = Pattern(
    r"\b(?:physical|occupational|speech(?:[- ]language)?) therap(?:y|ist)|\b(?:pt|ot|slp) (?:daily|treatment|visit|note|progress|eval\w*|initial|outpatient)\b|\b(?:dpt|otr/?l?|ccc-slp)\b",
    re.IGNORECASE,
)
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
    r"waived|countertop|(?:one|single|two) sticks?|specimen|on site|onsite|microscopy|prep|mount|placed|administered)\b",
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


def _is_dated_before(near: Evidence, encounter: Encounter) -> bool:
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


def _is_of_another_day(act: Act, page: Page, encounter: Encounter) -> bool:
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
    heading = next(
        (s.heading.words for s in page.sections if s.heading and s.body.start <= line.start < s.body.end), ""
    )
    parts = {s.kind for s in page.sections}
    alone = is_of_tests_alone(text, parts) and (work is Work.TEST or not is_study(text))
    report = (
        alone or {"findings", "impression"} <= parts or line.section in _TELLS or is_account(page.document)
    )
    return (
        report
        or _HERE.search(f"{heading} {told}") is not None
        or _READ.search(passage(page, line).words) is not None
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


_BESIDE = frozenset(
    {"indications", "preop_dx", "postop_dx", "pathology_dx", "other", "impression", "template", "medications"}
)


def _note_around(page: Page, section: Section) -> Evidence:
    """The procedure note a part belongs to: the parts around it that tell of the same procedure."""
    at = page.sections.index(section)
    named = section.heading.words.strip(" :*#").lower() if section.heading else ""

    def same(other: Section) -> bool:
        again = other.heading is not None and other.heading.words.strip(" :*#").lower() == named
        return not again and (other.kind in _TELLS or (other.kind in _BESIDE and other.heading is not None))

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
            if section.kind in _TELLS or headed:
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
