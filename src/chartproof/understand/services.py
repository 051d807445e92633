"""Find the procedures, services and supplies a note names, and whether they were done here.

`terms/procedures` says by which words. One is done where the record tells of it as done: in a part that
tells of a procedure, or by a verb that says so. What is planned, ordered, offered or refused is planned; what
was done before, elsewhere or for another person is none of this encounter's.
"""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.document_kind import DocumentKind, is_pathology, kind_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Page
from chartproof.terms.hand import Hand, hand_of
from chartproof.terms.letters import joined
from chartproof.terms.procedures import phrases, senses
from chartproof.understand.services_doing import TITLED, Said, doing_of

#: Parts that tell what was before, or of others, or are lists of what is taken.
_NOT_HERE = frozenset(
    {
        "family_history", "allergies", "pmh", "psh", "ros", "problem_list", "medications", "social_history",
        "birth_history", "developmental_history", "gyn_history", "substance_history", "psychiatric_history",
    }
)  # fmt: skip
#: How the record of a birth begins, of which the part on the birth is the account.
_OF_A_BIRTH = Pattern(r"\W*(?:delivery|birth|labor and delivery|l&d) (?:summary|note|record|report)\b")
#: Parts of the lexicon whose words name the work of one hand, and tell it only in its own records.
_RECORDS = {"anesthesia": Hand.ANESTHETIST, "ambulance": Hand.CREW}
_NOT_WITHIN = Pattern(r"\b(?:not|never|nor|nothing|wasn't|weren't)\b")


def services_in(page: Page) -> Iterator[Act]:
    """Give each procedure, service, drug or supply a page names, in order of the text; its name is the phrase."""
    low, kind = joined(page.document.text), kind_of(page.document)
    if kind is DocumentKind.ORDER:
        return
    past, hand, pathology = 0, hand_of(page.document), is_pathology(page.document)
    for line in page.lines:
        begins = max(past, low.rfind("\n", 0, line.start) + 1)  # a label or heading in front names a test too
        past = line.end
        if line.section in _NOT_HERE and not (
            (line.section == "medications" and TITLED.match(low))
            or (line.section == "birth_history" and _OF_A_BIRTH.match(low))
        ):
            continue
        for phrase, start, end in phrases().found_in(low, begins, line.end):
            sense = senses()[phrase][0]
            if "~" in phrase and _NOT_WITHIN.search(low, start, end):
                continue  # "shoulder not injected"
            if pathology and sense.part != "pathology":
                continue  # what was taken out is the surgeon's
            if sense.part in _RECORDS:
                doing = Doing.DONE if _RECORDS[sense.part] is hand else None
            else:
                doing = doing_of(Said(page, low, line, sense, start, end))
            if doing is not None:
                yield Act(phrase, doing, page.document.quote(start, end), "service")
