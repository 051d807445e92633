"""Whether what a code names was there when the patient was admitted: what each part of the record tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from chartproof.code.icd10cm.arrival import TOLD_BEFORE, arrival_shows, opens_with_patient, tells_of_later
from chartproof.code.icd10cm.beginnings import begun, outright
from chartproof.code.icd10cm.calendar_days import dated, opening_of
from chartproof.code.icd10cm.chart import Chart, chart_of, family_of, is_taken_up
from chartproof.code.icd10cm.conditions import Word, conditions_in
from chartproof.code.icd10cm.day_entries import entry_at
from chartproof.code.icd10cm.either import told_either_way
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.integral import integral_to, may_be_integral
from chartproof.code.icd10cm.item_days import in_item
from chartproof.code.icd10cm.lasting import (
    ATTACKS,
    complicates_lasting,
    is_acute,
    is_chronic,
    names_acute,
    next_to,
    turn_of,
)
from chartproof.code.icd10cm.later_days import opens_later, told_only_later
from chartproof.code.icd10cm.sugars import names_sugar
from chartproof.code.icd10cm.timing import Timing, begins_now, said
from chartproof.model.coding import Assignment, Coding, Role
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.query import Doubt, Query
from chartproof.model.reading import Mention, Presence, Standing, Time
from chartproof.model.record import Evidence, Setting


class Rung(IntEnum):
    """The ladder of `Poa`: a higher rung decides before a lower one."""

    UNCLEAR = 0
    LATE = 10  # nothing of the admission tells it, and the notes of the admission are there
    BEFORE = 20  # there before it was known: suspected, the cause of a symptom
    LATER = 30  # the course tells it under a later time of the stay
    CHRONIC = 40
    NOTED = 50  # written down at admission
    ARISEN = 55  # first written down later, as new
    OCCASIONED = 57  # the reason of the stay
    OF_ITS_KIND = 60  # what its chapter decides: birth, childbirth, anomalies, external causes
    SAID = 70  # the provider says so
    SEVERAL = 75  # one of several conditions of the code came later
    CONTRADICTED = 80
    UNDETERMINED = 90
    EXEMPT = 100


#: Of a progress note these tell of the day before.
_OF_THE_DAY = frozenset({"hpi", "chief_complaint", "reason_for_visit", "ed_course"})
#: Parts of a summary that tell what was found.
_FOUND = frozenset({"imaging", "exam", "labs", "results", "ekg", "vitals"})
#: Documents that look back on the stay: what is past in them may have come in its course.
_LOOKING_BACK = frozenset({DocumentKind.OPERATIVE, DocumentKind.DISCHARGE})
_RESOLVED = Pattern(r"resolv|clear|treated|gone|heal|recover", re.IGNORECASE)
#: Illness: which, the words beside it say.
_ANY = frozenset({"R69"})
#: What is done for what lasts.
_CARED = Pattern(
    r"\b(?:held|resumed|restarted|continued|stopped|started|given|increased|decreased|adjusted|treated|controlled|stable|back)\b",
    re.IGNORECASE,
)
#: What was only found in the stay: Appendix I.4.d, diagnosed after the admission and there before it.
_DETECTED = Pattern(
    r"\bnewly (?:detected|found|discovered|identified|recogni[sz]ed) (?:[\w-]+ )?$", re.IGNORECASE
)
#: What lies behind who is rehabilitated.
_EXTUBATED = Pattern(r"\bextubation\b", re.IGNORECASE)
#: So far before a condition such words stand; what is new stands so far before the sentence of its name.
_SHORT, _NEAR = 40, 80
#: In the paragraph of a later note before what it names: it has come since the day before.
_SUDDEN = Pattern(
    r"\b(?:overnight|last (?:night|evening)|yesterday|since admission|this (?:morning|am)|\d+ ?h(?:ours?|rs?)? after (?:the )?(?:first|1st)|(?:otherwise )?afebrile (?:whole stay|till then|until then|until now))\b|\blast (?:night|evening)'s\b",
    re.IGNORECASE,
)
#: The same, right before it: "new O2 need. PE".
_NEW = Pattern(r"\bnew (?!diagnos|patient|medic|orders?|plan|onset|since)(?:T\b|O2|[a-z]{4,})", re.IGNORECASE)
#: What is found on a day may have been there before: ulcers, clots.
_FOUND_LATE = ("L89", "I82")
#: So many days behind the admission a condition is first told.
_DAYS_LATER = 2
_WAS_THERE = Pattern(
    r"\b(?:(?:present|there|noted|seen) (?:on|at) (?:admission|arrival)|known|chronic|baseline|unchanged|persist\w*|ongoing|still)\b",
    re.IGNORECASE,
)
#: A day of the stay, without words of a beginning.
DAY_ALONE = Pattern(
    r"(?:on |by |from )?(?:hospital day|hd|pod|post-?op(?:erative)? day|day)\s*#?\s*\d{1,2}", re.IGNORECASE
)
#: So far behind the head of a problem its own words may say when it began.
_REACH = 240


#: A line of a summary that tells how the patient came in: "On arrival T 39.6", "Adm data: T 38.2".
_ARRIVAL_LINE = Pattern(
    r"[ \t*#-]{0,4}(?:(?:(?:on|at|upon) (?:arrival|admission|presentation)|(?:at|in) (?:the )?(?:ed|er|triage))\b(?! (?:to|from) (?:the )?(?:rehab|floor|unit|icu))|"
    r"(?:ed|er|triage|arrival|adm(?:it|ission)? (?:data|labs?|vitals|findings))(?= ?:))",
    re.IGNORECASE,
)
_ITEM = Pattern(r"[ \t]*(?:[-#*\u2022]|\d+[.)])")
#: A note of what befell the patient on its day.
_EVENT = Pattern(r"\b(?:event|rapid response|code (?:blue|note))\b", re.IGNORECASE)
#: How a summary in prose begins, and among how many paragraphs.
_OPENING = 3
#: A summary without blank lines tells the arrival in its first lines where it has so many more.
_LINES = 4
_ADMITTED = Pattern(
    r"\b(?:admitted|adm(?= (?:for|with|w/|from|to|after|\d))|presented|brought (?:in|to|by)|came (?:in|to)|arrived|transferred|sent (?:in|from|to|by)|found (?:down|by))\b",
    re.IGNORECASE,
)


class Stay:
    """A coding read for what was present on admission."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.chart: Chart = chart_of(coding.encounter)
        self._record = conditions_in(coding.encounter, coding.reading)

    def parts(self, assignment: Assignment) -> tuple[tuple[Mention, ...], ...]:
        """The conditions of a code, each as its mentions; an acute part apart from the chronic one it befalls."""
        found: dict[str, list[Mention]] = {}
        named = [m for m in assignment.mentions if m.concept not in _ANY] or assignment.mentions
        named = [m for m in named if not _is_general(m, assignment)] or named
        for mention in named:
            found.setdefault(family_of(mention.concept), []).append(mention)
        return tuple(tuple(same) for same in found.values())

    def related(self, part: tuple[Mention, ...], assignment: Assignment) -> Iterator[Mention]:
        """All that the record says of one condition, its suspicion too; of an acute part what names it as acute."""
        acute = is_chronic(part[0].concept) and is_acute(assignment)
        turn = turn_of(assignment)
        return (
            m
            for m in self._record.related(part)
            if (turn is None or turn.search(next_to(m))) and (not acute or names_acute(m))
        )

    def words(self, part: tuple[Mention, ...], assignment: Assignment) -> tuple[Word, ...]:
        """Where the record says of a condition when it began."""
        related = {id(m): m for m in (*part, *self.related(part, assignment))}
        lasting = is_chronic(part[0].concept) and not is_acute(assignment)
        told = (
            m
            for m in related.values()
            if not (
                lasting
                and (names_acute(m) or names_sugar(m) or (m not in part and not is_chronic(m.concept)))
            )
        )
        return tuple(word for m in told if (word := self.word(m)))

    def word(self, mention: Mention) -> Word | None:
        """What is said of when a mention's condition began; None where nothing is."""
        known = self._record.words
        if mention not in known:
            known[mention] = self._said(mention)
        return known[mention]

    def _said(self, mention: Mention) -> Word | None:
        document = self.coding.encounter.document(mention.document)
        own = [(e.start, e.end) for e in mention.evidence if e.document == mention.document]
        if not own:
            return None
        at = (min(s for s, _ in own), max(e for _, e in own))
        end = self._end(mention)
        start = min(mention.line.start, opening_of(document.text, at[0]))
        found = outright(document.text, at, self.coding.encounter.began)
        found = found or said(document.text, (start, end), at, before_stay=self.is_noted(mention))
        if found and self._is_day_of_care(found, mention, document.text):
            found = None
        if found and self._is_before_rehabilitation(found, document.text):
            found = None
        if found and found.value == "N" and _DETECTED.search(document.text, max(0, at[0] - _SHORT), at[0]):
            found = None  # the day on which it was found, not the one on which it began
        began = self.coding.encounter.began
        if found is None:
            later = dated(document.text, at, max(end, _line_end(document.text, at[1])), began)
            later = later or begun(document.text, (start, end), at, began)
            if later is None and (told := in_item(document.text, at, began)) and self._reaches(told, mention):
                later = told
            # the day on which it was found or treated is not that on which what lasts began
            lasts = is_chronic(mention.concept) and not names_acute(mention) and not names_sugar(mention)
            if later and not (later.value == "N" and lasts):
                found = later
        if found is None:
            return None
        return Word(found.value, (*mention.evidence, document.quote(found.start, found.end)), mention)

    def _is_before_rehabilitation(self, found: Timing, text: str) -> bool:
        """Whether what it followed was over before a stay of rehabilitation: "dysphagia post extubation"."""
        over = _EXTUBATED.search(text, found.start, found.end) is not None
        return over and self.coding.encounter.setting is Setting.REHAB

    def _reaches(self, told: Timing, mention: Mention) -> bool:
        """Whether no other condition stands between a mention and the words of a day, or these open its line."""
        if _line_start(self.coding.encounter.document(mention.document).text, told.start) == told.start:
            return True
        own = mention.evidence[0]
        first, last = sorted(((own.start, mention.evidence[-1].end), (told.start, told.end)))
        return not any(
            m.document == mention.document
            and first[1] <= m.evidence[0].start < last[0]
            and family_of(m.concept) != family_of(mention.concept)
            and not may_be_integral(m.concept)
            for m in self._record.mentions
        )

    @staticmethod
    def _is_day_of_care(found: Timing, mention: Mention, text: str) -> bool:
        """Whether a later day is told of the care of what lasts, not of its beginning: "HTN - lisinopril held POD1"."""
        lasts = is_chronic(mention.concept) and not names_acute(mention)
        cared = _CARED.search(text, mention.evidence[-1].end, max(found.start, mention.evidence[-1].end))
        alone = DAY_ALONE.fullmatch(text, found.start, found.end)
        return found.value == "N" and lasts and cared is not None and alone is not None

    def _end(self, mention: Mention) -> int:
        """Where the words on a mention end: its line; behind the head of a problem the lines up to other conditions."""
        line = mention.line
        if mention.standing is not Standing.PROBLEM:
            return line.end
        text = self.coding.encounter.document(mention.document).text
        others = (
            m.line.start
            for m in self.coding.reading.mentions
            if m.document == mention.document
            and m.line.start >= line.end
            and (m.problem != mention.problem or m.standing is Standing.PROBLEM)
        )
        blank = text.find("\n\n", line.end)
        return min(
            line.end + _REACH, len(text), min(others, default=len(text)), blank if blank >= 0 else len(text)
        )

    def is_noted(self, mention: Mention) -> bool:
        """Whether a mention was written down at admission, or tells what was before."""
        kind = self.chart.kinds[mention.document]
        if kind in AT_ADMISSION:
            return True
        text = self.coding.encounter.document(mention.document).text
        if opens_later(text, mention.evidence[0].start, self.coding.encounter.began):
            return False
        if kind is DocumentKind.PROGRESS and mention.section in _OF_THE_DAY:
            return self._on_first_day(mention)
        if self._is_behind_its_head(mention):
            return False
        if _ARRIVAL_LINE.match(text, text.rfind("\n", 0, mention.line.start) + 1):
            return True
        if mention.section in TOLD_BEFORE or (
            kind is DocumentKind.DISCHARGE and self._is_before_course(mention)
        ):
            return True
        if kind is DocumentKind.DISCHARGE and self._opens_summary(mention):
            return True
        ended = any(_RESOLVED.search(cue.words) for cue in mention.assertion.cues)
        if mention.assertion.time is Time.PAST and not ended:
            return True
        if self._in_first_entry(mention):
            return True
        if kind is DocumentKind.PROGRESS and self._is_after_operation(mention):
            return False
        return kind not in _LOOKING_BACK and self._on_first_day(mention)

    def _is_behind_its_head(self, mention: Mention) -> bool:
        """Whether the diagnoses of the admission stand in the line of their heading, and the mention in a later line."""
        if mention.section != "admission_dx":
            return False
        text = self.coding.encounter.document(mention.document).text
        for document, part in self.coding.reading.sections:
            if document == mention.document and part.body.start <= mention.line.start < part.body.end:
                head = text.rfind("\n", 0, part.body.start) + 1
                end = _line_end(text, part.body.start)
                inline = bool(text[head : part.body.start].strip()) and bool(
                    text[part.body.start : end].strip()
                )
                return inline and mention.line.start > end and _ITEM.match(text, end + 1) is None
        return False

    def _is_after_operation(self, mention: Mention) -> bool:
        """Whether the report of an operation stands before a note of the first day."""
        places, kinds = self.chart.order, self.chart.kinds
        return any(
            kind is DocumentKind.OPERATIVE and places[ident] < places[mention.document]
            for ident, kind in kinds.items()
        )

    def _in_first_entry(self, mention: Mention) -> bool:
        """Whether a record written day by day tells it under the day of the admission."""
        text, began = self.coding.encounter.document(mention.document).text, self.coding.encounter.began
        entry = entry_at(text, mention.evidence[0].start, began)
        return entry is not None and entry.day == began

    def _opens_summary(self, mention: Mention) -> bool:
        """Whether a mention stands in the first paragraph of a summary that no heading parts, and which tells of the arrival."""
        if mention.section != "other":
            return False
        text = self.coding.encounter.document(mention.document).text.rstrip()
        start, gap = 0, "\n\n" if "\n\n" in text else "\n"
        if gap == "\n" and tells_of_later(mention.line.words):
            return False
        if gap == "\n" and text.count(gap) < _LINES:
            return self._opens_story(mention)
        for part in text.split(gap, _OPENING)[:_OPENING]:  # a title or a greeting may stand before
            end = start + len(part)
            if _ADMITTED.search(text, start, end):
                return mention.line.start < end < len(text)
            start = end + len(gap)
        return False

    def _opens_story(self, mention: Mention) -> bool:
        """Whether a mention stands in the sentence by which a short summary says who came with what."""
        first = next(
            (
                m.line
                for m in self._record.mentions
                if m.document == mention.document and m.section == "other"
            ),
            None,
        )
        return mention.line == first and opens_with_patient(first.words)

    def _is_before_course(self, mention: Mention) -> bool:
        """Whether it was found as the patient came: between the presentation that a summary tells and its course."""
        parts = [p for document, p in self.coding.reading.sections if document == mention.document]
        if mention.section == "other" and not tells_of_later(mention.line.words):
            text = self.coding.encounter.document(mention.document).text
            before = _ADMITTED.search(text, 0, mention.line.end) is not None
            return before and any(
                p.kind == "hospital_course" and p.body.start > mention.line.start for p in parts
            )
        if mention.section not in _FOUND:
            return False
        before = any(p.kind in _OF_THE_DAY and p.body.start <= mention.line.start for p in parts)
        return before and any(
            p.kind == "hospital_course" and p.body.start > mention.line.start for p in parts
        )

    def told_at_admission(self) -> Iterator[Mention]:
        """What was written down at admission, in order."""
        return (
            m
            for m in self._record.mentions
            if self.is_noted(m)
            or m.standing is Standing.REASON
            or ((word := self.word(m)) is not None and word.value == "Y")
        )

    def _on_first_day(self, mention: Mention) -> bool:
        document, began = self.coding.encounter.document(mention.document), self.coding.encounter.began
        return bool(document.written and began and document.written.date() <= began)

    def noted(self, part: tuple[Mention, ...], assignment: Assignment) -> Mention | None:
        """The first mention of a condition that was written down at admission, sure or not."""
        return next((m for m in self.related(part, assignment) if self.is_noted(m)), None)

    def arisen(self, part: tuple[Mention, ...], assignment: Assignment) -> Word | None:
        """The first mention of a condition, where it is of a later day and says that it has just begun."""
        if is_chronic(part[0].concept) and not is_acute(assignment):
            return None  # newly found, what lasts was there before
        related = sorted(self.related(part, assignment), key=lambda m: self.chart.order[m.document])
        for m in related[:1]:
            document, began = self.coding.encounter.document(m.document), self.coding.encounter.began
            later = document.written and began and document.written.date() > began
            found = begins_now(document.text, (m.line.start, m.line.end)) if later else None
            if found:
                return Word("N", (*m.evidence, document.quote(*found)), m)
            if later and document.kind and _EVENT.search(document.kind):
                return Word("N", m.evidence, m)
            start = document.text.rfind("\n", 0, m.line.start) + 1
            daily = self.chart.kinds[m.document] in {DocumentKind.PROGRESS, DocumentKind.CONSULT}
            daily = daily and not self.is_found_late(assignment)
            sudden = None
            if later and daily:
                sudden = _SUDDEN.search(document.text, start, m.line.start)
                sudden = sudden or _NEW.search(document.text, max(start, m.line.start - _NEAR), m.line.start)
            if sudden and not _WAS_THERE.search(document.text, start, m.line.end):
                return Word("N", (*m.evidence, document.quote(*sudden.span())), m)
        return None

    def first_told_later(self, part: tuple[Mention, ...], assignment: Assignment) -> Mention | None:
        """The first mention of a condition, where the notes of the admission are at hand without it, and a note written days later has it."""
        began = self.coding.encounter.began
        if began is None or AT_ADMISSION.isdisjoint(self.chart.kinds.values()):
            return None
        first = min(self.related(part, assignment), key=lambda m: self.chart.order[m.document], default=None)
        written = first and self.coding.encounter.document(first.document).written
        return first if written and (written.date() - began).days >= _DAYS_LATER else None

    @staticmethod
    def is_found_late(assignment: Assignment) -> bool:
        """Whether it is of a kind that may have been there long before it is found."""
        return assignment.value.startswith(_FOUND_LATE)

    @staticmethod
    def is_shown_by_value(assignment: Assignment) -> bool:
        """Whether a value of the laboratory shows it, which may have stood at admission without its name."""
        return row_for("shown_by_measures", assignment.value) is not None

    def occasioned(self, assignment: Assignment) -> bool:
        """Whether it is what the stay was for: the principal diagnosis, what its words name too, or that or this one."""
        first = next((a for a in self.coding.assignments if a.role is Role.PRINCIPAL), None)
        if first is None or assignment.role is Role.PRINCIPAL:
            return first is not None
        own, its = ({e for m in a.mentions for e in m.evidence} for a in (assignment, first))
        named = [e for e in first.proof.words() if not first.mentions]
        inside = any(
            n.document == e.document and n.start <= e.start and e.end <= n.end for n in named for e in own
        )
        return (bool(own) and own <= its) or inside or told_either_way(first, assignment)

    def is_lasting(self, assignment: Assignment) -> bool:
        """Whether it was there before it was found, as what lasts is; an attack of gout that the record tells came as it says."""
        if assignment.value.startswith(ATTACKS) and any(names_acute(m) for m in assignment.mentions):
            return False
        return is_chronic(assignment.value, assignment.title or "") or complicates_lasting(
            assignment, self.coding
        )

    def signs(self, assignment: Assignment) -> Iterator[Word]:
        """What the days say of the symptoms that are told under a condition as its own."""
        under = {(m.document, m.problem) for m in assignment.mentions if m.problem is not None}
        for m in self._record.mentions:
            if (m.document, m.problem) in under and integral_to(m.concept, assignment.value):
                word = self.word(m)
                if word is not None:
                    yield word

    def measured(self, assignment: Assignment) -> tuple[str, Evidence] | None:
        """What a value measured at admission says of what is named later: there (Y) or not yet (N)."""
        return arrival_shows(assignment, self.coding, self.chart)

    def presence(self, assignment: Assignment) -> str | None:
        """N where the provider says that a condition came later, Y where it occasioned the stay, lasts or was noted at admission."""
        parts = self.parts(assignment)
        values = {word.value for part in parts for word in self.words(part, assignment)}
        if values == {"N"} or any(self.arisen(part, assignment) for part in parts):
            return "N"
        lasts = self.is_lasting(assignment)
        measured = self.measured(assignment)
        if self.occasioned(assignment) or lasts:
            return "Y"
        if measured:
            return measured[0]
        noted = bool(parts) and all(self.noted(part, assignment) for part in parts)
        if not noted and told_only_later(assignment.mentions, self.coding):
            return "N"
        if noted or self.symptom_of(assignment):
            return "Y"
        return "N" if self.is_first_told_later(assignment) else None

    def is_of_course(self, words: tuple[Evidence, ...]) -> bool:
        """Whether notes written behind the day of admission are the only ones to tell it, a note of the course among them, and those of the admission are at hand."""
        began, kinds = self.coding.encounter.began, self.chart.kinds
        if not words or began is None or AT_ADMISSION.isdisjoint(kinds.values()):
            return False
        written = [self.coding.encounter.document(e.document).written for e in words]
        later = all(day is not None and day.date() > began for day in written)
        return later and any(kinds[e.document] is DocumentKind.PROGRESS for e in words)

    def is_first_told_later(self, assignment: Assignment) -> bool:
        """Whether a condition that comes of a sudden is first told days behind the admission, in each of its parts."""
        parts = self.parts(assignment)
        if not parts or self.is_found_late(assignment) or self.is_shown_by_value(assignment):
            return False
        return all(self.first_told_later(part, assignment) for part in parts)

    def symptom_of(self, assignment: Assignment) -> Mention | None:
        """The first symptom told at admission that belongs to a diagnosis."""
        told = (m for m in self.told_at_admission() if may_be_integral(m.concept))
        return next((m for m in told if integral_to(m.concept, assignment.value)), None)

    def is_contradicted(self, part: tuple[Mention, ...], assignment: Assignment) -> bool:
        """Whether it is said to have been there and said to have come later, or assessed at admission."""
        values = {word.value for word in self.words(part, assignment)}
        if "N" not in values:
            return False
        related = self.related(part, assignment)
        sure = (m for m in related if m.assertion.presence is Presence.PRESENT and is_taken_up(m))
        return "Y" in values or any(self.chart.kinds[m.document] in AT_ADMISSION for m in sure)


def _is_general(mention: Mention, assignment: Assignment) -> bool:
    """Whether a mention is but the general word, of another category, for what the code names: an irregular rhythm in fibrillation."""
    row = row_for("general_terms", mention.concept)
    other = family_of(mention.concept) != family_of(assignment.value)
    return row is not None and other and assignment.value.startswith(tuple(row[1].split()))


_CHOICES = ("yes", "no", "cannot be clinically determined", "other", "unable to determine")


def asks_when(rule: str, assignment: Assignment) -> Query:
    """The question to the provider whether a condition was there when the patient was admitted."""
    shows = assignment.proof.words()
    words = " … ".join(dict.fromkeys(" ".join(e.words.split()) for e in shows[:2]))
    asks = f"Was “{words}” present when the patient was admitted?"
    return Query(rule, Doubt.TIMING, asks, _CHOICES, shows)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
