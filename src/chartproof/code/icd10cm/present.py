"""Whether what a code names was there when the patient was admitted: what each part of the record tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from chartproof.code.icd10cm.admission import OF_THE_DAY, Admission
from chartproof.code.icd10cm.arrival import arrival_shows, was_usual
from chartproof.code.icd10cm.chart import Chart, chart_of, family_of, is_taken_up
from chartproof.code.icd10cm.conditions import Word, conditions_in
from chartproof.code.icd10cm.either import told_either_way
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.integral import integral_to, may_be_integral
from chartproof.code.icd10cm.lasting import (
    ATTACKS,
    complicates_lasting,
    is_acute,
    is_chronic,
    names_acute,
    next_to,
    turn_of,
)
from chartproof.code.icd10cm.later_days import told_only_later
from chartproof.code.icd10cm.sugars import names_sugar
from chartproof.code.icd10cm.timing import begins_now
from chartproof.code.icd10cm.told_when import Beginnings
from chartproof.model.coding import Assignment, Coding, Role
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.query import Doubt, Query
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.record import Evidence


class Rung(IntEnum):
    """The ladder of `Poa`: a higher rung decides before a lower one."""

    UNCLEAR = 0
    LATE = 10  # nothing of the admission tells it, and the notes of the admission are there
    BEFORE = 20  # there before it was known: suspected, the cause of a symptom
    CONCLUDED = 25  # a story without headings states it as what its case came to
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


#: Illness: which, the words beside it say.
_ANY = frozenset({"R69"})
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
#: A note of what befell the patient on its day.
_EVENT = Pattern(r"\b(?:event|rapid response|code (?:blue|note))\b", re.IGNORECASE)
#: What is new stands so far before the sentence of its name.
_NEAR = 80


class Stay:
    """A coding read for what was present on admission."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.chart: Chart = chart_of(coding.encounter)
        self._record = conditions_in(coding.encounter, coding.reading)
        self._admission = Admission(coding, self.chart, self._record)
        self._beginnings = Beginnings(coding, self._admission, self._record)

    def word(self, mention: Mention) -> Word | None:
        """What is said of when a mention's condition began; None where nothing is."""
        return self._beginnings.word(mention)

    def is_noted(self, mention: Mention) -> bool:
        """Whether a mention was written down at admission, or tells what was before."""
        return self._admission.is_noted(mention)

    def parts(self, assignment: Assignment) -> tuple[tuple[Mention, ...], ...]:
        """The conditions of a code, each as its mentions; an acute part apart from the chronic one it befalls."""
        found: dict[str, list[Mention]] = {}
        named = [m for m in assignment.mentions if m.concept not in _ANY] or assignment.mentions
        named = [m for m in named if not _is_general(m, assignment)] or named
        named = [m for m in named if not integral_to(m.concept, assignment.value)] or named
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

    def told_at_admission(self) -> Iterator[Mention]:
        """What was written down at admission, in order."""
        return (
            m
            for m in self._record.mentions
            if self.is_noted(m)
            or m.standing is Standing.REASON
            or ((word := self.word(m)) is not None and word.value == "Y")
        )

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
            summed = self.chart.kinds[m.document] is DocumentKind.DISCHARGE and m.section in OF_THE_DAY
            newly = later and not summed  # "since last night" in the history of a summary is before the stay
            found = begins_now(document.text, (m.line.start, m.line.end)) if newly else None
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

    def is_shown_by_value(self, assignment: Assignment) -> bool:
        """Whether a value of the laboratory shows it, which may have stood at admission without its name, and was not usual then."""
        shown = row_for("shown_by_measures", assignment.value) is not None
        return shown and not was_usual(assignment, self.coding, self.chart)

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
        failing = first.value.startswith(("I11", "I13")) and assignment.value.startswith("I50")
        same = own <= its or (failing and bool(own & its))  # its kind may be told elsewhere
        return (bool(own) and same) or inside or told_either_way(first, assignment)

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
        if values == {"Y"}:
            return "Y"
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
