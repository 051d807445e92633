"""A list of problems that nobody has looked at for long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Evidence, Section
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: What the heading of a list says of where it is from.
_CARRIED = Pattern(
    r"\b(?:carr(?:ied|y)[- ]?(?:forward|over)|copied (?:forward|over|from)|pulled (?:forward|in|over)|auto[- ]?(?:populated|imported|filled)|"
    r"(?:imported|populated) from|brought forward|not (?:yet )?(?:reviewed|reconciled|updated|verified)|unreviewed|unreconciled|unverified)\b",
    re.IGNORECASE,
)
_REVIEWED = Pattern(
    r"\blast (?:reviewed|updated|reconciled|edited|verified)(?: on| in)?:? [^)\n]{0,12}?\b(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LISTS = frozenset({"problem_list", "pmh"})
_TAKEN_UP = frozenset({Standing.PROBLEM, Standing.ASSESSED, Standing.REASON})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def list_carried_forward(coding: Coding, _: Books) -> Iterator[Reject]:
    """Outside stays, what only a list names that its heading calls carried forward or long not reviewed is not said to be there today."""
    encounter = coding.encounter
    if encounter.is_stay or encounter.codes_uncertain:
        return
    stale = [part for part in coding.reading.sections if _is_stale(*part, coding)]
    if not stale or not any(m.standing in _TAKEN_UP for m in coding.reading.mentions):
        return
    for assignment in coding.assignments:
        value, told = assignment.value, assignment.mentions
        if (
            value[0] == "Z"
            or row_for("systemic_diseases", value) is not None
            or _is_taken_up(assignment, coding)
        ):
            continue
        within = [body for m in told for ident, part in stale if (body := _holds(part, ident, m))]
        if told and len(within) == len(told):
            yield Reject(assignment, Why.NOT_MANAGED, because=_heading(stale[0][1]))


def _is_stale(ident: str, part: Section, coding: Coding) -> bool:
    """Whether the words of its heading, to the end of the line, say that it is taken over or was last looked at before last year."""
    if part.kind not in _LISTS or part.heading is None:
        return False
    text = coding.encounter.document(ident).text
    end = text.find("\n", part.heading.start)
    words = text[part.heading.start : end if end >= 0 else len(text)]
    words = words[: len(part.heading.words) + 90]
    began = coding.encounter.began or coding.encounter.ended
    reviewed = _REVIEWED.search(words)
    old = bool(reviewed and began and int(reviewed["year"]) < began.year - 1)
    return old or _CARRIED.search(words) is not None


def _holds(part: Section, ident: str, mention: Mention) -> bool:
    return mention.document == ident and all(
        part.body.start <= e.start and e.end <= part.body.end for e in mention.evidence
    )


def _heading(part: Section) -> tuple[Evidence, ...]:
    return (part.heading,) if part.heading is not None else ()


def _is_taken_up(assignment: Assignment, coding: Coding) -> bool:
    """Whether the record speaks of it elsewhere as of something it is about."""
    return any(
        m.standing in _TAKEN_UP and m.concept[:3] == assignment.value[:3] for m in coding.reading.mentions
    )
