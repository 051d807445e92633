"""A diagnosis that does not go with the sex."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.conventions.listed import listed
from chartproof.check.conventions.sexes import sex_of
from chartproof.check.editing import edited
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.coding import Cite, Row
from chartproof.model.finding import Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_CALLED = {"F": "female", "M": "male"}
_MANUAL = "Medicare Claims Processing Manual (CMS Pub. 100-04)"


@rule(holds=Period(date(2015, 10, 1), None), reviewed=None, cite=Cite(_MANUAL, "chapter 32, section 240"))
def sex_conflict(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """A diagnosis of one sex does not go with a patient of the other, unless the claim says that it does."""
    stay = edited(claim, books)
    for one in listed(claim, books):
        asked, node = sex_of(one.entry, books.tabular)
        if asked is None or asked == claim.sex:
            continue
        if claim.sex is None:
            yield NotRun("the claim does not say the patient's sex")
            return
        if "45" in (claim.conditions or ()) or any("KX" in line.modifiers for line in claim.lines):
            return
        if stay and stay.finds_sex_of(one.dx):
            continue  # of a stay Medicare's editor says so
        says = f"{one.code} is a diagnosis of {_CALLED[asked]} patients; the claim says the other sex"
        clears = (
            "the patient's sex or the diagnosis, as the record tells it; where both are right, modifier KX "
            "on the lines of a professional claim, condition code 45 on a facility's"
        )
        row = Row(books.tabular.release.name, "nodes", node)
        yield Find(one.at, says, Severity.RISK, (row,), (), clears)
