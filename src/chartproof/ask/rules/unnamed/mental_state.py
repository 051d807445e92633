"""A change of mental state that was looked into."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, is_named, on_a_ward, signs, some
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Conditions of which a change of mental state is a part: bleeding and infarction of the brain, injury of
#: the head, seizures, intoxication and withdrawal.
EXPLAINED = ("I60", "I61", "I62", "I63", "S06", "G40", "G41", "R56", "F10", "F11", "F13", "F19", "T4", "T5")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "III.B", URL),
)
def mental_state(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask what a change of mental state represents where it was looked into or treated and has no name."""
    changed = (*signs(coding, "mind changed"), *beyond(coding, books.day, "gcs low"))
    care = (*acts(coding, "lactulose given", "brain looked at"), *beyond(coding, books.day, "ammonia high"))
    named = is_named(coding, template("mental_state").codes) or coding.having(*EXPLAINED)
    if changed and care and on_a_ward(coding) and not named:
        yield question(__name__, "mental_state", coding, some(changed, care))
