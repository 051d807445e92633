"""A drug that may poison, watched for it by tests at least every quarter, is of high risk."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE, table
from chartproof.code.em.decisions import is_of_plan
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.visit import Count, Element, Extent, Visit
from chartproof.rules.core import rule

#: Drugs whose toxicity is watched for by tests: not those whose effect is (insulin, warfarin).
_WATCHED = Pattern(
    r"methotrexate|lithium|amiodarone|clozapine|cyclosporin|tacrolimus|sirolimus|azathioprine|mercaptopurine|leflunomide|"
    r"mycophenolate|vancomycin|gentamicin|tobramycin|amikacin|amphotericin|cisplatin|carboplatin|oxaliplatin|doxorubicin|"
    r"cyclophosphamide|paclitaxel|docetaxel|fluorouracil|capecitabine|gemcitabine|irinotecan|pemetrexed|vincristine|"
    r"bleomycin|hydroxyurea|valpro|carbamazepine|phenytoin|digoxin|flecainide|isotretinoin|ganciclovir|valganciclovir|"
    r"linezolid|tocilizumab|bortezomib|imatinib|ibrutinib|venetoclax|pembrolizumab|nivolumab|trastuzumab|rituximab|isoniazid|colistin|ruxolitinib|deferasirox"
)


@rule(holds=SINCE, reviewed=None, cite=table("risk, high"))
def drug_monitored_for_toxicity(visit: Visit, _: Books) -> Iterator[Count]:
    """A drug that may poison, watched for it by tests at least every quarter, is of high risk."""
    drugs = tuple(d.evidence for d in visit.coding.reading.drugs if d.evidence and _WATCHED.search(d.name))
    watched = tuple(
        act.evidence
        for act in visit.acts("decision")
        if act.name == "toxicity monitored" and is_of_plan(visit, act)
    )
    if drugs and watched:
        yield Count(Element.RISK, Extent.HIGH, "drug monitored for toxicity", (drugs[0], *watched))
