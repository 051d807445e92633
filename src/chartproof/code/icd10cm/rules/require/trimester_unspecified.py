"""The trimester that nothing tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.trimester_unspecified"
ASKS = "Please document the trimester or the completed weeks of gestation at the beginning of this encounter."
CHOICES = ("first trimester", "second trimester", "third trimester", "other", "unable to determine")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.5", URL),
)
def trimester_unspecified(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask how far the pregnancy is before a code of unspecified trimester is given."""
    vague = [a for a in coding.having("O", "Z34") if "unspecified trimester" in (a.title or "")]
    meant = [a for a in vague if a.needed is not Needed.ALSO]
    if meant:
        yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, meant[0].proof.words()))
