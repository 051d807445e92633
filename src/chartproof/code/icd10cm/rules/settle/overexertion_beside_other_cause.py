"""What a patient was lifting when something else did the harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.results import Reject
from chartproof.rules.core import rule

OVEREXERTION = "X50.0"
#: What overexertion does: sprains and strains, ruptured muscles, hernias, pains of the back and the joints.
STRAINED = (
    *(f"S{n}{kind}" for n in range(10) for kind in ("3", "6")),
    *("S09.1", "S29.0", "S39.0", "M", "K4", "G", "R", "I", "N"),
)
#: What else may have done the harm: heat, flames, tools, cutting and falling things, creatures, chemicals.
OTHERS = ("X0", "X1", "W2", "W3", "W4", "W5", "W0", "W1", "Y")


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.a.8, I.C.20.b", URL),
)
def overexertion_beside_other_cause(coding: Coding, _: Books) -> Iterator[Reject]:
    """Overexertion is no cause of a burn or a wound that another cause is told for: what was lifted then is told by the activity."""
    hurt = coding.having("S", "T")
    if not hurt or any(a.value.startswith(STRAINED) for a in coding.assignments):
        return
    others = tuple(a for a in coding.having(*OTHERS) if not a.value.startswith(("Y92", "Y93", "Y99")))
    for lifted in coding.having(OVEREXERTION) if others else ():
        yield Reject(lifted, Why.UNSUPPORTED, others[:1])
