"""Several tumors of one organ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.tumors_of_one_organ"
ASKS = "The record names more than one malignant tumor of the same organ. Please document the status of each."
CHOICES = (
    "separate primary tumors",
    "one primary tumor and metastasis",
    "one tumor of overlapping sites",
    "other",
    "unable to determine",
)
_SAID = Pattern(
    r"\b(?:primar(?:y|ies)|metasta\w+|synchronous|separate|multifocal|multicentric|overlapping|recurren\w+)\b",
    re.IGNORECASE,
)
#: Skin has many tumors; secondary sites and lymphomas are told otherwise.
NOT_ASKED = ("C43", "C44", "C4A", "C77", "C78", "C79", "C7A", "C7B", "C8", "C9")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.i", URL),
)
def tumors_of_one_organ(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask what each of several malignant tumors of one organ is, where the record does not say."""
    sites = [
        a for a in coding.having("C") if not a.value.startswith(NOT_ASKED) and a.needed is Needed.ADDRESSED
    ]
    for at, one in enumerate(sites):
        for other in sites[at + 1 :]:
            vague = any("unspecified" in (a.title or "") for a in (one, other))
            if one.value[:3] != other.value[:3] or vague or says(one, _SAID) or says(other, _SAID):
                continue
            shows = (one.proof.words()[0], other.proof.words()[0])
            yield Ask(Query(RULE, Doubt.CONFLICTING, ASKS, CHOICES, shows))
            return
