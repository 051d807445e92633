"""A hospital visit shared by a physician and another practitioner carries modifier FS."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, manual
from chartproof.codesets.books import Books
from chartproof.model.reading import Doing
from chartproof.model.visit import Add, Family, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=manual("30.6.18; 42 CFR 415.140"))
def split_or_shared_visit(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """A hospital visit shared by a physician and another practitioner carries modifier FS."""
    visit, _level = found
    if visit.family not in {
        Family.HOSPITAL,
        Family.ED,
        Family.FACILITY_ED,
        Family.DISCHARGE,
        Family.CRITICAL_CARE,
        Family.NURSING,
    }:
        return
    for act in visit.acts("visit"):
        if act.name == "shared" and act.doing is not Doing.PLANNED:
            yield Add("FS", (act.evidence,), modifier=True)
            return
