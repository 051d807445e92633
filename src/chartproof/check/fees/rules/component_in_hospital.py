"""The technical part of a service in a hospital, on the claim of who interpreted it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.check.authority import field
from chartproof.check.fees.listed import Listed, found, listed, removal
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.model.period import Period
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: A hospital: off campus, inpatient, on campus, emergency room.
_HOSPITAL = frozenset({"19", "21", "22", "23"})
#: What is the hospital's own there, by the indicator of the code.
_ITS_OWN = {
    "3": "the code is the technical part, which Medicare pays to the hospital",
    "4": "the code has the technical part in it, which Medicare pays to the hospital",
    "5": "the code is the work of staff, which Medicare pays to the hospital",
}


@rule(holds=Period(date(1996, 1, 1), None), reviewed=None, cite=field("PC/TC indicator"))
def component_in_hospital(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """In a hospital the technical part is the hospital's: a professional claim carries 26, and no code of it alone."""
    lines = listed(claim, books)
    yield from lines.missing
    for each in lines.listed:
        if each.line.place not in _HOSPITAL:
            continue
        modifiers, code = each.line.modifiers, each.line.code
        says = _ITS_OWN.get(each.fees.pc_tc)
        if says is not None:
            says = f"{code} in a hospital (place {each.line.place}): {says}"
            yield found(claim, each, "", says, Severity.DENY, removal(each.line, _HOSPITALS), clears=_CLEARS)
        elif each.fees.pc_tc == "1" and "26" not in modifiers:
            whole = "the technical part" if "TC" in modifiers else "the whole service"
            says = f"{code} in a hospital (place {each.line.place}) is billed as {whole}, of which the hospital is paid the technical part"
            fixes = (_professional(each), removal(each.line, _HOSPITALS))
            yield found(claim, each, "modifiers", says, Severity.DENY, *fixes, clears=_CLEARS)


_HOSPITALS = "the hospital bills it"
_CLEARS = "the signed report of the interpretation, or the record of a place that was no hospital's"


def _professional(each: Listed) -> Fix:
    kept = tuple(m for m in each.line.modifiers if m != "TC")
    change = Change(Op.SET, f"{each.line.at}.modifiers", ("26", *kept))
    return Fix(
        "bill the professional part (26), where the report is this provider's", safe=False, changes=(change,)
    )
