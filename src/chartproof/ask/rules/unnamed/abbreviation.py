"""An abbreviation that stands alone as a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.figures import rows
from chartproof.ask.template import question
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Parts of a note that list diagnoses.
LISTS = frozenset({"problem_list", "pmh", "assessment", "assessment_plan", "impression", "discharge_dx"})
_LETTERS = Pattern(
    r"(?:[Cc]hronic |[Mm]ild |[Mm]oderate |[Ss]evere )?(?P<letters>[A-Z]{2,4})[.,;]?\s*(?=$|[,(-])"
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.A.19", URL),
)
def abbreviation(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask what an abbreviation of several meanings stands for where it is all that names a diagnosis and nothing beside it tells."""
    meanings = {row[0]: row[1] for row in rows("abbreviations")}
    understood = {(m.document, m.line.start) for m in coding.reading.mentions}
    for page in coding.reading.pages:
        for line in page.lines:
            if line.section not in LISTS or (page.document.id, line.start) in understood:
                continue
            found = _LETTERS.match(page.document.text, line.start, line.end)
            if found and found["letters"] in meanings:
                letters = found["letters"]
                shows = (page.document.quote(*found.span("letters")),)
                choices = tuple(meanings[letters].split("; "))
                yield question(__name__, "abbreviation", coding, shows, choices=choices, letters=letters)
