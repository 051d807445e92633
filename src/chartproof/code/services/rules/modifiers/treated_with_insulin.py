"""What tests the sugar of the blood at home says whether the patient is treated with insulin: KX, and KS where not."""

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
        "Medicare policy article A52464: glucose monitors",
        "modifiers KX and KS",
        "https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=52464",
    ),
)
def treated_with_insulin(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify]:
    """What tests the sugar of the blood at home says whether the patient is treated with insulin: KX, and KS where not."""
    scene, bills = subject

    claim = scene.coding.encounter
    ours = [bill for bill in bills if bill.code in _TESTS_SUGAR]
    if not ours or claim.payer is not Payer.MEDICARE:
        return
    without = first(claim, _WITHOUT)
    told = without or first(claim, _WITH)
    if told is None:
        return
    for bill in ours:
        yield Modify(bill, "KS" if without else "KX", (told,))


#: Meters, strips, lancets, control solution and batteries.
_TESTS_SUGAR = frozenset(
    {"A4233", "A4234", "A4235", "A4236", "A4253", "A4256", "A4258", "A4259", "E0607", "E2100", "E2101"}
)
_WITHOUT = Pattern(
    r"\b(?:no|not (?:on|using|taking|treated with)|without|never (?:on|used)|does not (?:use|take|inject)) (?:any )?insulin\b|\bnon-?insulin\b|\b(?:diet|metformin|tablets|oral (?:agents?|drugs?|medications?)) (?:only|alone)\b|\bdiet[- ]controlled\b"
)
_WITH = Pattern(
    r"\binsulin[- ](?:treated|requiring|dependent|using)\b|\b(?:on|uses|using|injects|injecting|takes|taking|treated with) (?:\w+ ){0,3}?(?:insulin|glargine|lispro|aspart|lantus|humalog|novolog|basaglar|detemir|degludec|nph)\b|"
    r"\binsulin (?:\w+ ){0,2}(?:\d+ units|daily|twice|once|pump|injections?|at bedtime)\b|\bdaily insulin\b"
)
