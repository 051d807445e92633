"""Excludes1 notes between two codes, and which of the two says more (guideline I.A.12.a)."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.symptoms import is_symptom
from chartproof.code.icd10cm.together import in_one_line, joined_by_cause
from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Note, Tabular
from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern
from chartproof.terms.less_specific import less_specific_than
from chartproof.terms.note_targets import Named
from chartproof.terms.note_words import TWO_IN_ONE, content, names
from chartproof.terms.words import folded

_VAGUE = Pattern(
    r"\bunspecified\b|\bnot (?:otherwise |elsewhere )?(?:specified|classified)\b|\bNOS\b", re.IGNORECASE
)


def note_excluding(at: Assignment, named: Assignment, notes: tuple[Named, ...]) -> Note | None:
    """The note at one code, or above it, that keeps the other apart; None where another rule decides."""
    for note, target in notes:
        if is_named(named.value, target) and _speaks_of(note, at, named):
            return note
    return None


def is_of_both(note: Note, at: Assignment, named: Assignment) -> bool:
    """Whether a note at one code names the other for both in one, and a line says both: atony with hemorrhage."""
    if TWO_IN_ONE.search(note.text) is None or not in_one_line(at, named):
        return False
    said = (at.title or "", named.title or "", *(e.words for a in (at, named) for e in a.proof.words()))
    return content(note.text) <= content(" ".join(said))


def is_left_bare(note: Note, at: Assignment, named: Assignment) -> bool:
    """Whether a note names the other for what is said alone (atony NOS), and one line says more of it here."""
    more = joined_by_cause(at, named) or _share_words(at, named)
    return re.search(r"\bNOS\b", note.text) is not None and more


def _share_words(one: Assignment, other: Assignment) -> bool:
    """Whether some words of the record tell both."""
    ours, theirs = ([e for m in a.mentions for e in m.evidence] for a in (one, other))
    return any(a.document == b.document and a.start < b.end and b.start < a.end for a in ours for b in theirs)


_BLOOD_LOSS = {"D62", "D50.0"}


def settled_elsewhere(one: Assignment, other: Assignment, tabular: Tabular) -> bool:
    """Whether one is the general word, or the less specific code, of the other, or they are acute and chronic."""
    if _acute_and_chronic(one, other) or _acute_and_chronic(other, one):
        return True
    if {one.value, other.value} == _BLOOD_LOSS:
        return True  # settle/blood_loss_named_acute
    for vague, precise in ((one, other), (other, one)):
        row = row_for("general_terms", vague.value)
        if row is not None and precise.value.startswith(tuple(row[1].split())):
            return True
        if less_specific_than(vague.value, precise.value, tabular):
            return True
    return False


def _acute_and_chronic(acute: Assignment, chronic: Assignment) -> bool:
    """One disease, documented as acute and as chronic: both are coded (guideline I.B.8)."""
    said = [frozenset(folded(_VAGUE.sub(" ", a.title or ""))) for a in (acute, chronic)]
    if "acute" not in said[0] or "chronic" not in said[1] or said[0] - {"acute"} != said[1] - {"chronic"}:
        return False
    return any(t.value == "chronic" for m in chronic.mentions for t in m.traits)


def _speaks_of(note: Note, at: Assignment, named: Assignment) -> bool:
    """Whether the note means this code; "A with B" does where its title says both, or one line does."""
    if _INSUFFICIENCY.match(note.text):
        return "insufficiency" in (named.title or "")
    return names(note.text, named.title or "") or in_one_line(at, named)


#: An insufficiency of arteries of which no more is said: no transient attack whose cause a narrowing is.
_INSUFFICIENCY = Pattern(r"insufficiency, NOS\b", re.IGNORECASE)


def say_the_same(one: Assignment, other: Assignment) -> bool:
    """Whether two titles share a word of content."""
    silent = _VAGUE.sub(" ", one.title or ""), _VAGUE.sub(" ", other.title or "")
    return bool(content(silent[0]) & content(silent[1]) - _WORN)


#: Words that two titles share without naming one condition.
_WORN = frozenset(
    "disease disorder syndrome acute chronic type left right bilateral initial encounter site abdominal".split()
)


def kind(assignment: Assignment) -> int:
    """What a code names: a symptom, a circumstance, a disease, a condition of pregnancy."""
    if is_symptom(assignment.value):
        return 0
    return {"Z": 1, "O": 3}.get(assignment.value[0], 2)


def is_definite(assignment: Assignment) -> bool:
    """Whether the title leaves nothing unspecified."""
    return not _VAGUE.search(assignment.title or "")
