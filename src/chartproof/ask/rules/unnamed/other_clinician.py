"""A condition that only a clinician who is no provider documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import by_others, is_named
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.record import Author
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Symptoms and circumstances: nothing hangs on who names them.
PASSED_OVER = ("R", "Z", "V", "W", "X", "Y")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.14", URL),
)
def other_clinician(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether a condition that only a nurse, dietitian or therapist documents was there."""
    others = by_others(coding)
    for rejected in coding.rejected:
        words, value = rejected.proof.words(), rejected.code.value
        authors = {coding.encounter.document(e.document).author for e in words}
        if rejected.why is not Why.UNSUPPORTED or value.startswith(PASSED_OVER):
            continue
        if authors == {Author.CLINICIAN} and others and not is_named(coding, [value[:3]]):
            condition = " ".join(words[0].words.split())
            nutrition = value.startswith(template("nutrition").codes)
            doubt = template("nutrition").about if nutrition else f"what others say, {value[:3]}"
            yield question(__name__, "other_clinician", coding, words, condition=condition, doubt=doubt)
