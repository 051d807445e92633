"""Shoes and inserts for diabetes carry KX for Medicare where the record tells of the certifying physician's statement."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.told import first
from chartproof.code.services.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.pattern import Pattern
from chartproof.model.record import Payer
from chartproof.model.service import Bill, Modify, Scene
from chartproof.rules.core import rule


@rule(
    holds=SINCE,
    reviewed=None,
    cite=Cite(
        "Medicare policy article A52501: therapeutic shoes for persons with diabetes",
        "modifiers KX, LT and RT",
        "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52501",
    ),
)
def therapeutic_shoes(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """Shoes and inserts for diabetes carry KX for Medicare where the record tells of the certifying physician's statement."""
    scene, bills = subject
    claim = scene.coding.encounter
    ours = [bill for bill in bills if _FIRST <= bill.code <= _LAST]
    told = first(claim, _CERTIFIED) if ours and claim.payer is Payer.MEDICARE else None
    for bill in ours if told else ():
        yield Modify(bill, "KX", (told,) if told else ())


_FIRST, _LAST = "A5500", "A5514"
_CERTIFIED = Pattern(
    r"\bcertifying (?:physician|doctor|practitioner)?(?:'s)? ?statement|\bstatement of certifying|\bcertif\w+ (?:statement|form) (?:\w+ ){0,3}signed|\b(?:all )?(?:coverage )?criteria (?:are |have been )?met\b"
)
