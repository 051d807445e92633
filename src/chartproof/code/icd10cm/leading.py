"""What can stand first, what stood first in the record, and which rule's choice outranks which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from chartproof.code.icd10cm.chart import chart_of
from chartproof.code.icd10cm.complications import brought_by_operation
from chartproof.code.icd10cm.concluded import last_word
from chartproof.code.icd10cm.events import events
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.lasting import is_chronic, turn_of
from chartproof.code.icd10cm.leading_of_stories import acute_of_a_story, beside_antecedents
from chartproof.code.icd10cm.named import is_named
from chartproof.code.icd10cm.named_in_general import named_in_general
from chartproof.code.icd10cm.present import Stay
from chartproof.code.icd10cm.saying import behind, came_with, told_as_reason
from chartproof.code.icd10cm.symptoms import is_certain, is_symptom
from chartproof.code.icd10cm.wording import ahead
from chartproof.code.icd10cm.wording import behind as words_behind
from chartproof.model.coding import Assignment, Coding, Needed, Rejected, Why
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Evidence, Setting


class Rank(IntEnum):
    """The ladder of `Lead`: a higher rank stands before a lower one, whatever the record's order."""

    CHIEF = 10  # the first problem addressed, or the final diagnosis of a stay (II, IV.G)
    OPERATED = 11  # of a stay without final diagnoses, what its course operates on (II)
    SIDE = 12  # of one disease of both eyes, the eye that is treated (IV.G)
    REASON = 15  # what an operation, or the admission after it, was for (II.F, II.J, IV.A)
    ENCOUNTER = 20  # aftercare, screening, follow-up: when it is what the encounter was for
    HIV = 25  # HIV disease before its illnesses (I.C.1.a.2.b)
    VAPING = 26  # I.C.10.e
    COMPLICATION = 27  # II.G
    REHABILITATION = 28  # II.K
    COVID = 30  # I.C.1.g.1.b
    SEPSIS = 40  # I.C.1.d.4; behind childbirth and poisoning, before COVID-19 and any local infection
    HEMOLYTIC_UREMIC = 45  # D59.31 before the sepsis or HIV it comes from (I.C.1.d.9)
    POISONING = 50  # I.C.19.e.5.b and d
    PREGNANCY = 60  # I.C.15.a.1
    SUPERVISION = 61  # O09 at prenatal visits (I.C.15.b.2)
    TREATMENT = 70  # chemotherapy, immunotherapy, radiotherapy (I.C.2.e, IV.L)
    ONLY_FIRST = 80  # Z codes that may only stand first (I.C.21.c.15)
    BIRTH = 90  # Z38 on the record of a birth (I.C.16.a.2)


#: What only accompanies: external causes, status and history, scales, organisms, social circumstances.
NEVER = (
    *(
        "V",
        "W",
        "X",
        "Y",
        "B95",
        "B96",
        "B97",
        "R29.7",
        "R40.21",
        "R40.22",
        "R40.23",
        "R40.24",
        "R40.2A",
        "R65",
        "U09",
        "Z16",
        "Z17",
        "Z18",
    ),
    *("Z15", "Z19", "Z28.3", "Z33.1", "Z37", "Z3A", "Z55", "Z56", "Z57", "Z58", "Z59", "Z60", "Z61"),
    *("Z62", "Z63", "Z64", "Z65", "Z66", "Z67", "Z68", "Z72", "Z73", "Z74", "Z77", "Z78", "Z79"),
    *("Z8", "Z9"),
)
#: What no stay is for: a vaccine.
NO_STAY = ("Z23",)
#: Where patients stay for the care of one thing after a hospital, and how the record says for which.
LONG = frozenset({Setting.NURSING, Setting.LONG_TERM_HOSPITAL})
CARE = Pattern(
    r"\b(?:admitted|admission|transferred|here)\b[^.;\n]{0,50}? for (?:\w+ ){0,2}?(?:management|treatment|care) of (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
#: Within so many days the study of what occasioned a stay may still find it.
FIRST_DAYS = 4
#: Neither an underdosing (I.C.19.e.5.c) nor an adverse effect (I.C.19.e.5.a) stands first: what it did does.
BEHIND_ITS_EFFECT = Pattern(r"T(?:3[6-9]|4\d|50)\..{2}[56]")
#: Parts that tell the final diagnosis, and parts that tell what was thought before.
FINAL = frozenset({"discharge_dx", "postop_dx"})
EARLIER = frozenset({"admission_dx", "preop_dx"})


@lately()
def leader(coding: Coding) -> Assignment | None:
    """The first code, in order of the record, among what the encounter addressed."""
    able = [a for a in coding.assignments if may_lead(a)]
    if coding.encounter.is_stay:
        able = [a for a in able if not a.value.startswith(NO_STAY)] or able
    if coding.encounter.setting is Setting.HOSPICE:  # the terminal illness leads, not the care for it
        able = [a for a in able if a.value != "Z51.5"] or able
    elif coding.encounter.is_stay:  # a stay may turn to it at its end
        able = [a for a in able if a.value != "Z51.5" or told_as_reason(a)] or able
    addressed = [a for a in able if a.needed is Needed.ADDRESSED or _is_taken_in_for(a, coding)] or able
    addressed = [a for a in addressed if not _is_incidental(a)] or addressed
    if coding.encounter.setting is Setting.HOME_HEALTH:  # an opening is cared for beside what the care is for
        addressed = [a for a in addressed if not a.value.startswith("Z43") or told_as_reason(a)] or addressed
    if coding.encounter.setting in LONG:
        addressed = [a for a in able if any(behind(m, CARE) for m in a.mentions)] or addressed
    if coding.encounter.is_stay:
        addressed = [a for a in addressed if not _is_told_by_the_way(a, addressed)] or addressed
        addressed = beside_antecedents(addressed)
        addressed = addressed if last_word(coding.reading) else acute_of_a_story(addressed)
    return first_of([a for a in addressed if not came_later(a, coding)] or addressed, coding)


def _is_taken_in_for(assignment: Assignment, coding: Coding) -> bool:
    """Whether a story of a stay says for sure that the patient was taken in for this disease, though no list takes it up."""
    if not coding.encounter.is_stay or is_symptom(assignment.value) or assignment.value[0] in "VWXYZ":
        return False
    return any(is_certain(m) and came_with(m) for m in assignment.mentions)


#: Symptoms of the mind, and the disorders that they are of (II.A).
_OF_MIND, _MIND = ("R44", "R45"), "F"


def _is_told_by_the_way(assignment: Assignment, addressed: list[Assignment]) -> bool:
    """Whether it is a symptom that only a story tells, and no reason of the stay, beside a disease that is established (II.A)."""
    diseases = [a for a in addressed if not is_symptom(a.value) and a.value[0] != "Z"]
    if not diseases or not is_symptom(assignment.value):
        return False
    if assignment.value.startswith(_OF_MIND) and any(a.value.startswith(_MIND) for a in diseases):
        return True
    told = all(m.standing is Standing.TOLD for m in assignment.mentions)
    return bool(assignment.mentions) and told and not told_as_reason(assignment)


#: How a record says of a condition that it was found by the way.
_BY_THE_WAY = Pattern(r"\bincidental(?:ly)?\b[\w /-]{0,40}$", re.IGNORECASE)
_SAID_SO = Pattern(
    r"[\s,(\u2013-]*(?:an? )?incidental(?:ly (?:found|noted|seen|discovered|detected))?(?: finding)?\)?\s*(?:[.;,:]|$|on\b|at\b)",
    re.IGNORECASE,
)


def _is_incidental(assignment: Assignment) -> bool:
    """Whether the record calls it found by the way, wherever it is taken up: no visit is chiefly for that (IV.G)."""
    told = [m for m in assignment.mentions if m.standing in _STANDS]
    return bool(told) and all(_BY_THE_WAY.search(ahead(m)) or _SAID_SO.match(words_behind(m)) for m in told)


def came_later(assignment: Assignment, coding: Coding) -> bool:
    """Whether the record says of every condition of a code that it arose in the course of the stay (II)."""
    if not reports_presence(coding.encounter):
        return False
    stay = Stay(coding)
    if turn_of(assignment) is not None and coding.encounter.setting is Setting.PSYCHIATRIC:
        return False  # the use of the substance that the withdrawal befell is what the stay was for
    parts = stay.parts(assignment)
    later = bool(parts) and all(
        _is_later(part, assignment, stay) or _is_first_told_late(part, assignment, stay) for part in parts
    )
    return later or brought_by_operation(assignment, stay) is not None


def _is_later(part: tuple[Mention, ...], assignment: Assignment, stay: Stay) -> bool:
    if stay.noted(part, assignment) is not None:
        return False
    values = {word.value for word in stay.words(part, assignment)}
    return values == {"N"}


def _is_first_told_late(part: tuple[Mention, ...], assignment: Assignment, stay: Stay) -> bool:
    """Whether no note of the first days has an acute condition: it cannot have occasioned the stay."""
    began, kinds = stay.coding.encounter.began, stay.chart.kinds
    if is_chronic(assignment.value, assignment.title or "") or not AT_ADMISSION & set(kinds.values()):
        return False
    written = [
        stay.coding.encounter.document(m.document).written for m in (*part, *stay.related(part, assignment))
    ]
    if began is None or not any(kinds[m.document] is DocumentKind.PROGRESS for m in part):
        return False
    return all(w and (w.date() - began).days > FIRST_DAYS for w in written)


def may_lead(what: Assignment | Rejected) -> bool:
    """Whether a code can stand first at all."""
    if what.code.value.startswith(NEVER) or BEHIND_ITS_EFFECT.match(what.code.value):
        return False
    return "classified elsewhere" not in (what.title or "").replace("not elsewhere", "")


def first_of(assignments: Iterable[Assignment], coding: Coding) -> Assignment | None:
    """The one that the record names first: final diagnoses, then problems in order, then the rest."""
    finals = {d.id for d in coding.encounter.documents if "discharge" in (d.kind or "").lower()}
    if coding.encounter.setting is Setting.REHAB:  # what the rehabilitation is for, as it was begun (II.K)
        finals = set()
    order = {d.id: i for i, d in enumerate(coding.encounter.documents)}
    earlier = EARLIER - {"preop_dx"} if stays(coding) else EARLIER
    bare = _bare(coding) | _unheaded(coding)
    explained, headed = _explained(coding), events(coding)
    failing = tuple(m for a in coding.having("I50") for m in a.mentions)
    stay = coding.encounter.is_stay
    listed = any(part.kind in FINAL for _, part in coding.reading.sections) or bool(_closed(coding))
    told = last_word(coding.reading)
    record = _Record(
        finals,
        _closed(coding),
        order,
        earlier,
        explained,
        bare,
        headed,
        stay,
        listed,
        failing,
        named_in_general(coding),
        told,
        frozenset(document for document, _ in told),
    )
    return min(assignments, key=lambda a: (_place(a, record), _rest(a, record)), default=None)


def _closed(coding: Coding) -> frozenset[str]:
    """Summaries of a stay whose "Dx:" is all that heads their final diagnoses."""
    titled = {document for document, part in coding.reading.sections if part.kind in FINAL}
    kinds = chart_of(coding.encounter).kinds
    return frozenset(d for d, kind in kinds.items() if kind is DocumentKind.DISCHARGE and d not in titled)


def _rest(assignment: Assignment, record: _Record) -> int:
    """Where the last of its words begins: of two diseases that share their first word, the one told first."""
    if named := record.general.get(assignment.value[:3]):
        return min(m.evidence[-1].start for m in named)
    return max((e.start for m in assignment.mentions for e in m.evidence), default=0)


_GAVE_WAY = frozenset({Why.INTEGRAL, Why.LESS_SPECIFIC})


def _explained(coding: Coding) -> frozenset[tuple[str, int | None]]:
    """The problems headed by nothing but what gave way to its disease: a complaint, or the disease in less detail."""
    gone = {e for r in coding.rejected if r.why in _GAVE_WAY for e in r.proof.words()}
    heads = [m for m in coding.reading.mentions if m.standing is Standing.PROBLEM] if gone else []
    given = {_problem(m) for a in coding.assignments for m in a.mentions if m.standing is Standing.PROBLEM}
    return frozenset(_problem(m) for m in heads if not gone.isdisjoint(m.evidence)) - given


def _bare(coding: Coding) -> _Problems:
    """The problem with which the one list of problems of a document opens, where its head names nothing that has a code."""
    heads: dict[tuple[str, int | None], str] = {}
    opens: dict[str, Mention] = {}
    for mention in coding.reading.mentions:
        if mention.standing in _STANDS:
            opens.setdefault(mention.document, mention)
        if mention.standing is Standing.PROBLEM:
            heads[_problem(mention)] = mention.section
    found = (m for m in opens.values() if m.problem is not None and _problem(m) not in heads)
    return frozenset(
        _problem(m) for m in found if all(s == m.section for (d, _), s in heads.items() if d == m.document)
    )


#: What is done for what the opening of an assessment names, and words by which it only says who comes.
_DONE_FOR = Pattern(
    r"\b(?:recommend|start|prescri|begin|began|treat|refer|order|infus|increas|continu|stop|repair|antibiotic|tablet|drops|spray)\w*",
    re.IGNORECASE,
)
_WHO_COMES = Pattern(
    r"\b(?:here|seen|present(?:s|ed|ing)?|comes?|came|returns?|referred|history of|h/o|known)\b",
    re.IGNORECASE,
)


def _unheaded(coding: Coding) -> _Problems:
    """The prose with which an assessment at a visit opens before any problem has a head, where it tells of a treatment too."""
    found: dict[str, Mention] = {}
    for mention in () if coding.encounter.is_stay else coding.reading.mentions:
        if mention.standing in _STANDS:
            found.setdefault(mention.document, mention)
    opening = {d: m for d, m in found.items() if m.problem is None and not _WHO_COMES.search(m.line.words)}
    heads = [m for m in coding.reading.mentions if m.standing is Standing.PROBLEM] if opening else []
    treated = set()
    for document, opens in opening.items():
        ends = [m.line.start for m in heads if m.document == document and m.section == opens.section]
        text = coding.encounter.document(document).text
        if ends and _DONE_FOR.search(text, opens.line.start, min(ends)):
            treated.add((document, None))
    return frozenset(treated)


def _problem(mention: Mention) -> tuple[str, int | None]:
    return mention.document, mention.problem


def stays(coding: Coding) -> bool:
    """Whether the diagnosis after an operation is the one before it: "Postoperative diagnosis: same"."""
    return any(p.kind == "postop_dx" and _SAME.match(p.body.words) for _, p in coding.reading.sections)


_SAME = Pattern(r"\W*(?:\d\W+)?(?:the )?(?:same|as above|unchanged)\b", re.IGNORECASE)


_LAST = (9, 9, 9, 0, 0)
_STANDS = {Standing.PROBLEM: 0, Standing.ASSESSED: 1}


_Problems = frozenset[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class _Record:
    """Of a record, what places its codes."""

    finals: set[str]  # the documents of final diagnoses
    closed: frozenset[str]  # those that head them by a bare word
    order: dict[str, int]  # of all documents
    earlier: frozenset[str]  # the parts that tell what was thought before
    explained: _Problems  # whose heads gave way to what is told below
    bare: _Problems  # that open an assessment by a head that has no code
    events: dict[tuple[str, int | None], Evidence]  # by which a problem's head tells how an injury came about
    is_stay: bool
    listed: bool  # whether any part lists final diagnoses
    failing: tuple[Mention, ...]  # of the heart, where hypertension laid to it stands too (I.C.9.a.1)
    general: dict[str, tuple[Mention, ...]]  # by category, what named its one code less specifically
    concluded: frozenset[tuple[str, int]]  # where stories without headings state what they came to
    stories: frozenset[str]  # the documents of those


#: Hypertension with heart failure.
_WITH_FAILURE = ("I11.0", "I13.0", "I13.2")


def _place(assignment: Assignment, record: _Record) -> tuple[int, ...]:
    if assignment.mentions:
        named = record.failing if assignment.value.startswith(_WITH_FAILURE) else ()
        named = (*named, *record.general.get(assignment.value[:3], ()))
        return min(_of_mention(m, record, assignment) for m in (*assignment.mentions, *named))
    lists = assignment.proof.words()  # read out of a list, as burns are
    places = [_at(0 if e.document in record.finals else 1, 1, e, record) for e in lists]
    return min(places, default=_LAST)


_INJURIES = ("S", "T")
#: The loss of blood follows what bled, unless the final diagnoses or the reason for admission name it (house rule).
_BLED = "D62"


def _of_mention(mention: Mention, record: _Record, assignment: Assignment) -> tuple[int, ...]:
    closing = mention.section == "impression" and mention.document in record.closed
    final = (
        closing
        or mention.section in FINAL
        or (mention.section == "preop_dx" and "preop_dx" not in record.earlier)
    )
    part = 0 if final else 2 if mention.section in record.earlier else 1
    stands = _STANDS.get(mention.standing, 2)
    if part == 2 and record.is_stay and mention.section == "admission_dx" and not record.listed:
        part, stands = 1, 0  # the diagnosis of the admission, which no list of final ones takes up
    if mention.document in record.finals and stands == 1:
        stands = 0  # a summary's closing sentences are its final diagnoses
    if stands == 1 and mention.problem is not None and _problem(mention) in record.explained:
        stands = 0  # what its problem's head complains of is coded as this
    elif stands == 1 and _problem(mention) in record.bare and (is_named(mention) or _is_why(assignment)):
        stands = 0  # and what a head says in words of no code: "Thermal burn. This is a second degree burn of the forearm"
    words = mention.evidence[0] if mention.evidence else mention.line
    if words.document in record.stories:  # what it came to, before all else it tells
        stands = 0 if (words.document, words.start) in record.concluded else max(stands, 1)
    if record.is_stay and part == 1:
        came = is_certain(mention) and came_with(mention) and words.document not in record.stories
        if came and not is_symptom(assignment.value):
            stands = 0  # a summary that lists no final diagnoses tells what the patient was taken in with
        elif assignment.value == _BLED:
            stands = 2
    if stands < 2 and assignment.value.startswith(_INJURIES) and _problem(mention) in record.events:
        return _at(0, part, record.events[_problem(mention)], record)  # what the event of its head came to
    return _at(stands, part, words, record)


def _is_why(assignment: Assignment) -> bool:
    """Whether the reason for the visit names it, or it is contraception, told by what is begun."""
    return assignment.value.startswith("Z30") or any(
        m.standing is Standing.REASON for m in assignment.mentions
    )


def _at(stands: int, part: int, words: Evidence, record: _Record) -> tuple[int, ...]:
    written = 0 if words.document in record.finals else 1 + record.order.get(words.document, 0)
    return (stands, part, written, words.start, -words.end)  # of two that begin alike, whose words run on
