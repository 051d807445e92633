"""A healthy newborn watched for what was not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import family_of, is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn, is_ruled_out, ruled_out
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: Codes of a birth, of maturity and of screening that say no sign of a suspected problem.
HEALTHY = ("Z", "P07", "P05", "P08", "P00", "P01", "P02", "P03", "P04")


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
    for mention in coding.reading.mentions:
        row = row_for("newborn_observations", mention.concept)
        watched = row is not None and is_taken_up(mention) and mention.assertion.presence is Presence.ABSENT
        if row and watched and mention.line not in signs and is_ruled_out(mention):
            gone = tuple(a for a in out if family_of(a.value) == family_of(mention.concept))
            yield Give(row[1], because=mention.evidence, instead_of=gone, needed=Needed.ADDRESSED)
