"""What stands in an element and has not the form of what belongs there, whatever lists are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.check.editing import Edited, edited
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

_TWO = re.compile("[0-9A-Z]{2}")
_DIGITS = re.compile("[0-9]{2}")
_REVENUE = re.compile("(?!0000)[0-9]{4}")
_STATE = re.compile("[A-Za-z]{2}")
_ZIP = re.compile("[0-9]{5}(-?[0-9]{4})?")
_TAXONOMY = re.compile("[0-9A-Za-z]{10}")
_PROCEDURE = re.compile("[0-9A-HJ-NP-Z]{7}")
_SYSTEM = re.compile("CPT|HCPCS|HIPPS|CDT|ICD-10-PCS", re.IGNORECASE)


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the form of elements: modifiers, codes, ZIP codes"))
def element_shape(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Modifiers, places, revenue codes, discharge status, states, ZIP codes, taxonomies and ICD-10-PCS codes have their form."""
    for at, text, form, says in _elements(claim, edited(claim, books)):
        if text is not None and not form.fullmatch(text.strip()):
            fix = Fix("write the one that was meant", safe=False)
            yield Find(at, says, Severity.REJECT, (), (fix,))


def _elements(claim: Claim, stay: Edited | None) -> Iterator[tuple[str, str | None, re.Pattern[str], str]]:
    for line in claim.lines:
        yield f"{line.at}.revenue", line.revenue, _REVENUE, "a revenue code has four digits, not all zeros"
        yield f"{line.at}.place", line.place, _DIGITS, "a place of service has two digits"
        yield (
            f"{line.at}.system",
            line.system,
            _SYSTEM,
            "the code system of a line is CPT, HCPCS, HIPPS or CDT",
        )
        for count, modifier in enumerate(line.modifiers, 1):
            yield f"{line.at}.modifier.{count}", modifier, _TWO, "a modifier has two letters or digits"
    if stay is None or not stay.finds_status:  # of a stay Medicare's editor says so, and of its procedures
        yield "claim.discharge_status", claim.discharge_status, _DIGITS, "a discharge status has two digits"
    yield "patient.state", claim.state, _STATE, "a state has the two letters of the Postal Service"
    yield "patient.zip", claim.zip, _ZIP, "a ZIP code has five or nine digits"
    for provider in claim.providers:
        yield (
            f"{provider.at}.state",
            provider.state,
            _STATE,
            "a state has the two letters of the Postal Service",
        )
        yield f"{provider.at}.zip", provider.zip, _ZIP, "a ZIP code has five or nine digits"
        yield f"{provider.at}.taxonomy", provider.taxonomy, _TAXONOMY, "a taxonomy has ten letters and digits"
    for px in () if stay else claim.procedures:
        yield px.at, px.code, _PROCEDURE, "an ICD-10-PCS code has seven characters, none of them I or O"
