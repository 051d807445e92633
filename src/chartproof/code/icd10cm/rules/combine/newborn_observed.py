"""A healthy newborn watched for what was not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import family_of, is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn, is_ruled_out, ruled_out
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Codes of a birth, of maturity and of screening that say no sign of a suspected problem.
HEALTHY = ("Z", "P07", "P05", "P08", "P00", "P01", "P02", "P03", "P04")

#: What the code of a suspected infection is; where a stay tells it under the systems, it was managed.
INFECTION = "Z05.1"
#: Infections of a newborn: one was found, so that none was only thought of.
INFECTED = ("P35", "P36", "P37", "P38", "P39")
#: Diseases of the breath: a child that has one showed the signs by which the others were thought of.
BREATHING = ("P22", "P23", "P24", "P25", "P26", "P27", "P28", "J12", "J15", "J18")

#: Words by which a child is looked at for a disease, and those that close the matter so many characters on.
_WATCHED = Pattern(r"\b(?:watch|observ|monitor|evaluat|surveillance|screen)", re.IGNORECASE)
_OUT = Pattern(
    r"\b(?:infection|sepsis|it|this|that|disease)\b[^.;\n]{0,25}\b(?:ruled out|excluded)\b|\bruled out (?:infection|sepsis)\b",
    re.IGNORECASE,
)
_NEAR = 300


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.16.b.1, I.C.16.b.2", URL),
)
def newborn_observed(coding: Coding, _: Books) -> Iterator[Give]:
    """A newborn without signs, evaluated for a suspected condition that is ruled out, is coded as observed for it."""
    if not is_newborn(coding):
        return
    out = ruled_out(coding)
    signs = {
        m.line
        for a in coding.assignments
        if not a.value.startswith(HEALTHY) and a not in out
        for m in a.mentions
    }
    ill = [a for a in coding.having(*BREATHING) if a not in out]
    systems = coding.encounter.is_stay and not coding.having(*INFECTED)
    for mention in coding.reading.mentions:
        row = row_for("newborn_observations", mention.concept)
        watched = (
            row is not None
            and (is_taken_up(mention) or (systems and row[1] == INFECTION))
            and mention.assertion.presence is Presence.ABSENT
        )
        if mention.concept.startswith(BREATHING) and ill:
            continue  # what was wrong with the breath is told: nothing was only watched for
        if row and watched and mention.line not in signs and is_ruled_out(mention):
            gone = tuple(a for a in out if family_of(a.value) == family_of(mention.concept))
            yield Give(row[1], because=mention.evidence, instead_of=gone, needed=Needed.ADDRESSED)
        ruled = next(_ruled_out_behind(mention, coding), None) if row and mention.line not in signs else None
        if row and ruled is not None:
            yield Give(row[1], because=(*mention.evidence, ruled), needed=Needed.ADDRESSED)


def _ruled_out_behind(mention: Mention, coding: Coding) -> Iterator[Evidence]:
    """The sentence behind that rules out what the child was watched for, by another word: "infection was ruled out"."""
    if not any(_WATCHED.search(cue.words) for cue in mention.assertion.cues) or not is_taken_up(mention):
        return
    for page in coding.reading.pages:
        for line in page.lines:
            near = page.document.id == mention.document and 0 <= line.start - mention.line.end < _NEAR
            words = page.document.quote(line.start, line.end)
            if near and _OUT.search(words.words):
                yield words
