"""What stands in an element and has not the form of what belongs there, whatever lists are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.check.editing import Edited, edited
from chartproof.check.form.sources import SINCE_5010, standard
from chartproof.codesets.books import Books
from chartproof.model.claim import Claim
from chartproof.model.finding import Fix, Severity
from chartproof.model.results import Find, NotRun
from chartproof.rules.core import rule

#: What belongs into an element: its form, and how it is said.
_FORMS = {
    "revenue": (re.compile("(?!0000)[0-9]{4}"), "a revenue code has four digits, not all zeros"),
    "place": (re.compile("[0-9]{2}"), "a place of service has two digits"),
    "system": (
        re.compile("CPT|HCPCS|HIPPS|CDT|ICD-10-PCS", re.IGNORECASE),
        "the code system of a line is CPT, HCPCS, HIPPS or CDT",
    ),
    "modifier": (re.compile("[0-9A-Z]{2}"), "a modifier has two letters or digits"),
    "discharge_status": (re.compile("[0-9]{2}"), "a discharge status has two digits"),
    "condition": (re.compile("[0-9A-Z]{2}"), "a condition code has two letters or digits"),
    "state": (re.compile("[A-Za-z]{2}"), "a state has the two letters of the Postal Service"),
    "zip": (re.compile("[0-9]{5}(-?[0-9]{4})?"), "a ZIP code has five or nine digits"),
    "taxonomy": (re.compile("[0-9A-Za-z]{10}"), "a taxonomy has ten letters and digits"),
    "procedure": (
        re.compile("[0-9A-HJ-NP-Z]{7}"),
        "an ICD-10-PCS code has seven characters, none of them I or O",
    ),
}


@rule(holds=SINCE_5010, reviewed=None, cite=standard("the form of elements: modifiers, codes, ZIP codes"))
def element_shape(claim: Claim, books: Books) -> Iterator[Find | NotRun]:
    """Modifiers, places, revenue codes, discharge status, condition codes, states, ZIP codes, taxonomies and ICD-10-PCS codes have their form."""
    for at, text, form in _elements(claim, edited(claim, books)):
        if text is not None and not _has_form(text, form):
            fix = Fix("write the one that was meant", safe=False)
            yield Find(".".join(map(str, at)), _FORMS[form][1], Severity.REJECT, (), (fix,))


@lru_cache(maxsize=4096)
def _has_form(text: str, form: str) -> bool:
    return _FORMS[form][0].fullmatch(text.strip()) is not None


def _elements(claim: Claim, stay: Edited | None) -> Iterator[tuple[tuple[str | int, ...], str | None, str]]:
    """The parts of its place, what stands there, and which form it has."""
    for line in claim.lines:
        yield (line.at, "revenue"), line.revenue, "revenue"
        yield (line.at, "place"), line.place, "place"
        yield (line.at, "system"), line.system, "system"
        for count, modifier in enumerate(line.modifiers, 1):
            yield (line.at, "modifier", count), modifier, "modifier"
    if stay is None or not stay.finds_status:  # of a stay Medicare's editor says so, and of its procedures
        yield ("claim", "discharge_status"), claim.discharge_status, "discharge_status"
    for count, code in enumerate(claim.conditions or (), 1):
        yield ("claim", "condition_codes", count), code, "condition"
    yield ("patient", "state"), claim.state, "state"
    yield ("patient", "zip"), claim.zip, "zip"
    for provider in claim.providers:
        yield (provider.at, "state"), provider.state, "state"
        yield (provider.at, "zip"), provider.zip, "zip"
        yield (provider.at, "taxonomy"), provider.taxonomy, "taxonomy"
    for px in () if stay else claim.procedures:
        yield (px.at,), px.code, "procedure"
