"""The documents of a case as one chart: their order in time, whose words they are, which are the last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.figures import row_for
from chartproof.model.coding import Coding
from chartproof.model.document_kind import AT_ADMISSION, REPORTS, DocumentKind, kind_of
from chartproof.model.lately import lately
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing, Subject, Time
from chartproof.model.record import Author, Document, Encounter

#: The part of a record that says what was left at the end.
FINAL_SECTION = "discharge_dx"
_TAKEN_UP = frozenset({Standing.PROBLEM, Standing.ASSESSED})
_RULED_OUT = Pattern(
    r"\brul(?:ed|es|ing)\b.*\bout\b|\bexcluded\b|\bno longer\b|\bnever had\b|\bnot found\b|\bnot present\b|\b(?:wrong|incorrect|erroneous|mistaken|error|mistake)\b|\b(?:label|diagnosis)\b.*\b(?:revised|retracted|withdrawn|superseded)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chart:
    """The documents of one encounter, first to last; `kinds` and `order` by the id of a document."""

    documents: tuple[Document, ...]
    kinds: dict[str, DocumentKind | None]
    order: dict[str, int]
    texts: tuple[tuple[str, str], ...]

    def is_after(self, mention: Mention, other: Mention) -> bool:
        """Whether a mention stands in a later document than another."""
        return self.order[mention.document] > self.order[other.document]

    def is_providers(self, mention: Mention) -> bool:
        """Whether a provider says so in a document of the care: no report of a test, no order."""
        document = self.documents[self.order[mention.document]]
        kind = self.kinds[document.id]
        known = kind not in REPORTS and kind is not DocumentKind.ORDER
        return document.author is Author.PROVIDER and document.signed_off is not False and known

    def provider(self, mention: Mention) -> str:
        """Which provider wrote a document: a consultant by what the document is called, else the attending ('')."""
        document = self.documents[self.order[mention.document]]
        consults = self.kinds[document.id] is DocumentKind.CONSULT
        return (document.kind or "consult").casefold() if consults else ""

    def finals(self, coding: Coding) -> frozenset[str]:
        """The documents that say what was left at the end; none where the record does not tell.

        Discharge summaries and final diagnoses; without them the last progress note of several.
        """
        found = {d.id for d in self.documents if self.kinds[d.id] is DocumentKind.DISCHARGE}
        found |= {ident for ident, part in coding.reading.sections if part.kind == FINAL_SECTION}
        progress = [d.id for d in self.documents if self.kinds[d.id] is DocumentKind.PROGRESS]
        return frozenset(found or progress[-1:])


@lately()
def chart_of(encounter: Encounter) -> Chart:
    """The chart of an encounter: by the days its documents were written, else as they came.

    Where a day is missing, what is written at admission stands first and the discharge summary last.
    """
    kinds = {d.id: kind_of(d) for d in encounter.documents}
    documents = sorted(encounter.documents, key=lambda d: _rank(kinds[d.id]))
    if all(d.written for d in documents):
        documents.sort(key=lambda d: d.written.replace(tzinfo=None).isoformat() if d.written else "")
    texts = tuple((d.id, d.text) for d in documents)
    return Chart(tuple(documents), kinds, {d.id: i for i, d in enumerate(documents)}, texts)


def _rank(kind: DocumentKind | None) -> int:
    return 0 if kind in AT_ADMISSION else 2 if kind is DocumentKind.DISCHARGE else 1


def is_of_now(mention: Mention) -> bool:
    """Whether it is said of the patient and of this encounter, present or not."""
    return mention.assertion.subject is Subject.PATIENT and mention.assertion.time is Time.NOW


def is_taken_up(mention: Mention) -> bool:
    """Whether it stands in an assessment, a plan or a course."""
    return mention.standing in _TAKEN_UP


def is_ruled_out(mention: Mention) -> bool:
    """Whether its words say that it was looked for and is not there, not merely that it is not seen."""
    return any(_RULED_OUT.search(cue.words) for cue in mention.assertion.cues)


@lru_cache(maxsize=8_192)
def family_of(concept: str) -> str:
    """The family of conditions that one word names, whatever its cause: pneumonia, sepsis; else the category."""
    row = row_for("condition_families", concept)
    return row[1] if row else concept[:3]


@lru_cache(maxsize=32_768)
def one_condition(concept: str, other: str) -> bool:
    """Whether two nodes name one condition, the one perhaps in more detail."""
    return concept.startswith(other) or other.startswith(concept) or _wholly(concept, other)


def _wholly(concept: str, other: str) -> bool:
    """Whether one of them names the whole family: its unspecified code, of several categories the most general."""
    if family_of(concept) != family_of(other):
        return False
    if concept[:3] != other[:3]:
        known = (row_for("condition_families", c) for c in (concept, other))
        return any(row is not None and row[2] == "all" for row in known)
    return any(len(c) == 3 or c.endswith("9") for c in (concept, other))
