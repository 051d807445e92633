"""The procedures of a stay beside its diagnoses: proposed from the record, then ruled by the guidelines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chartproof.code.icd10pcs.propose import Proposer
from chartproof.codesets.books import Books
from chartproof.model.coding import Coding
from chartproof.model.reading import Page
from chartproof.model.record import ClaimKind, Encounter, Setting
from chartproof.rules.apply import apply
from chartproof.rules.core import Rule, run

#: Stays whose claims carry ICD-10-PCS.
INPATIENT = frozenset({Setting.INPATIENT, Setting.PSYCHIATRIC, Setting.LONG_TERM_HOSPITAL, Setting.REHAB})


def reports_procedures(encounter: Encounter) -> bool:
    """Whether the claim of an encounter carries ICD-10-PCS codes."""
    return encounter.claim_kind is ClaimKind.FACILITY and encounter.setting in INPATIENT


def procedures(
    coding: Coding,
    pages: Iterable[Page],
    proposer: Proposer,
    passes: Iterable[tuple[Rule, ...]],
    books: Books,
    *,
    strict: bool = False,
) -> Coding:
    """The coding with its procedures: what each pass of rules leaves of what the record tells; `strict`: as `rules.apply` refuses."""
    pages = tuple(pages)
    given, queries, done = proposer.propose(pages)
    coding = replace(
        coding,
        assignments=(*coding.assignments, *given),
        queries=(*coding.queries, *queries),
        abstained=(*coding.abstained, *proposer.unread(pages, done)),
    )
    for rules in passes:
        gave, skipped = run(rules, coding, books)
        coding = apply(gave, coding, books, abstain=not strict)
        coding = replace(coding, skipped=(*coding.skipped, *skipped))
    return coding
