"""What the notes say: a mention is a concept, the words for it, and how it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chartproof.model.record import Document, Drug, Evidence, Measure, Section


class Standing(Enum):
    """Where in the note's own structure a mention stands; it decides what the visit was about."""

    PROBLEM = "problem"  # heads a problem in the assessment, impression or final diagnoses
    ASSESSED = "assessed"  # elsewhere under an assessment, impression, plan or hospital course
    REASON = "reason"  # the chief complaint or the reason for the visit
    TOLD = "told"  # history of present illness, findings, results
    LISTED = "listed"  # merely listed: past history, problem list, review of systems


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or list item of a document: `text[start:end]`, and where it stands in the note.

    `section` is the kind of its section; `problem` counts the problems of the assessment from 0,
    and is the same for the problem's head and all that is written under it; `label` is the
    template label in front of it ("Medical Reasoning", "Cardiovascular"), if any.
    """

    start: int
    end: int
    section: str
    standing: Standing
    problem: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One document, read: its sections and its lines, in order of the text."""

    document: Document
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]


class Presence(Enum):
    """Is it said to be there."""

    PRESENT = "present"
    POSSIBLE = "possible"
    ABSENT = "absent"


class Time(Enum):
    """Is it now, over, or to come."""

    NOW = "now"
    PAST = "past"
    AHEAD = "ahead"


class Subject(Enum):
    """Whose is it."""

    PATIENT = "patient"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Assertion:
    """How a mention is meant, and the words that say so."""

    presence: Presence = Presence.PRESENT
    time: Time = Time.NOW
    subject: Subject = Subject.PATIENT
    cues: tuple[Evidence, ...] = ()


#: The axis of a trait that is one word of what a sentence under a condition's name says of it.
TOLD = "told"


@dataclass(frozen=True, slots=True)
class Trait:
    """One documented axis of a mention: laterality, acuity, severity, stage, type, episode…."""

    axis: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Said:
    """The term a mention was recognised by: the row of the release or lexicon it stands in."""

    source: str
    release: str
    table: str
    key: str
    surface: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One concept in one place.

    `term` is the term that was recognised, `concept` the ICD-10-CM node it names, `line` the
    sentence or list item it stands in.
    """

    concept: str
    term: Said
    evidence: tuple[Evidence, ...]
    line: Evidence
    section: str
    standing: Standing
    assertion: Assertion = Assertion()
    traits: tuple[Trait, ...] = ()
    problem: int | None = None  # which problem of the assessment, counted from 0, it belongs to

    @property
    def document(self) -> str:
        """The document it stands in."""
        return self.line.document


class Doing(Enum):
    """How far an act has come."""

    DONE = "done"
    ORDERED = "ordered"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, ordered or planned, each axis None when not said.

    `kind`: treatment, or what part of a visit's work it is (test, note, talk, decision, course).
    """

    name: str
    doing: Doing
    evidence: Evidence
    kind: str = "treatment"
    site: str | None = None
    side: str | None = None
    approach: str | None = None
    device: str | None = None
    size: str | None = None
    times: int | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """What was seen at the bedside, told by the patient or grown in a culture, in words: no diagnosis."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of the documents of one encounter."""

    pages: tuple[Page, ...] = ()
    mentions: tuple[Mention, ...] = ()
    measures: tuple[Measure, ...] = ()
    drugs: tuple[Drug, ...] = ()
    acts: tuple[Act, ...] = ()
    signs: tuple[Sign, ...] = ()

    @property
    def sections(self) -> tuple[tuple[str, Section], ...]:
        """Every section, with the id of its document."""
        return tuple((page.document.id, section) for page in self.pages for section in page.sections)
