"""Codes that tell cause and intent themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import SUBSTANCES, causes, only_substances
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Causes that add to a drug's code: misadventures and underdosing in care, terrorism, who maltreated, the fire of a smoke.
ADD = ("Y63", "Y38", "Y07", "X00", "X01", "X02", "X08")
#: Complications whose code names the device, the graft or the procedure, and what such causes say.
COMPLICATIONS = ("T82", "T83", "T84", "T85", "T86", "T87")
BY_PROCEDURE = ("Y83", "Y84")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e, I.C.19.g.4, I.C.20.a.8", URL),
)
def cause_within_the_code(coding: Coding, _: Books) -> Iterator[Reject]:
    """A code that tells cause and intent, of a drug, a substance or a complication of a device, takes no external cause code besides."""
    if only_substances(coding):
        told = coding.having(*SUBSTANCES)
        for cause in causes(coding):
            if not cause.value.startswith(ADD):
                yield Reject(cause, Why.EXCLUDED, told[:1])
    named = coding.having(*COMPLICATIONS)
    if named and not coding.having("T80", "T81", "T88"):
        for cause in coding.having(*BY_PROCEDURE):
            yield Reject(cause, Why.EXCLUDED, named[:1])
