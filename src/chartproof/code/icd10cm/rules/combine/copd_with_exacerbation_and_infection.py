"""COPD with lower respiratory infection and with exacerbation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: Lower respiratory infections; aspiration and ventilator pneumonia are not among them.
INFECTIONS = (
    "J10.0",
    "J11.0",
    "J12",
    "J13",
    "J14",
    "J15",
    "J16",
    "J17",
    "J18",
    "J20",
    "J21",
    "J22",
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Tabular List", "J44"),
)
def copd_with_exacerbation_and_infection(coding: Coding, _: Books) -> Iterator[Give | Reject]:
    """COPD with a lower respiratory infection or exacerbation is coded so; both may stand."""
    lungs = coding.having("J44")
    if not lungs:
        return
    plain = coding.having("J44.9")
    infection = coding.having(*INFECTIONS)
    if infection:
        yield Give("J44.0", because=(lungs[0], infection[0]), instead_of=plain)
    elif worse := coding.having("J44.0", "J44.1"):
        for one in plain:
            yield Reject(one, Why.LESS_SPECIFIC, because=(worse[0],))
