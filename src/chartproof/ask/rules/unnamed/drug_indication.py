"""Drugs without the condition they are given for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.figures import rows
from chartproof.ask.seen import drugs, has_diagnoses, is_named
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.record import Drug
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: How many drugs one question names.
MOST = 6


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B, IV.J", URL),
)
def drug_indication(coding: Coding, _books: Books) -> Iterator[Ask]:
    """Ask, once for a record, for what drugs are given that no documented condition goes with."""
    found: dict[str, Drug] = {}
    for kind, conditions, _, _, _ in rows("medications"):
        for drug in drugs(coding, kind):
            if drug.long_term and drug.name not in found and not is_named(coding, conditions.split()):
                found[drug.name] = drug
    shows = tuple(d.evidence for d in found.values() if d.evidence)[:MOST]
    if shows and has_diagnoses(coding):
        named = ", ".join(dict.fromkeys(f"“{e.words}”" for e in shows))
        yield question(__name__, "drug_indication", coding, shows, drugs=named)
