"""The mother and the newborn have a record each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import is_newborn
from chartproof.code.icd10cm.obstetric import CHILDBEARING
from chartproof.codesets.books import Books
from chartproof.model.birth import is_birth
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Words right before a condition that make it the mother's.
_MOTHERS = Pattern(r"\b(?:maternal|(?:mom|mum|mother)['\u2019]?s)\s+(?:\w+\s+)?$", re.IGNORECASE)
#: A label at the head of a line, and one that opens what is told of the mother.
_LABEL = Pattern(r"^[ \t*#]*(?P<label>[A-Z][A-Za-z/' \u2019]{1,40}):", re.MULTILINE)
_HERS = Pattern(
    r"(?:maternal|mother|mom)(?:['\u2019]?s)?(?: (?:medical |obstetric |past )?(?:history|hx|data|info(?:rmation)?|conditions?|problems?|course|health))?",
    re.IGNORECASE,
)
#: Diabetes as no newborn has it: that of its mother.
DIABETES = ("E08", "E09", "E10", "E11", "E13")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.2, I.C.16.a.1", URL),
)
def mother_and_newborn(coding: Coding, _: Books) -> Iterator[Reject]:
    """Chapter 15 stands on the record of the mother only, chapter 16 and the birth on that of the child."""
    age = 0 if is_birth(coding.encounter) else coding.encounter.age
    if age is None:
        return
    if age == 0:
        for a in coding.assignments:
            if a.mentions and a.value[0] not in "PZ" and all(_is_the_mothers(m, coding) for m in a.mentions):
                yield Reject(a, Why.OTHER_PERSON)
        if is_newborn(coding):  # a newborn's own is P70.2
            yield from (Reject(a, Why.OTHER_PERSON) for a in coding.having(*DIABETES))
    if age < CHILDBEARING[0]:
        yield from (Reject(a, Why.OTHER_PERSON) for a in coding.having("O", "Z37", "Z39", "Z3A", "Z34"))
    elif age >= CHILDBEARING[0] and coding.having("O", "Z37", "Z39"):
        yield from (Reject(a, Why.OTHER_PERSON) for a in coding.having("P", "Z38"))
    elif age > 0:
        yield from (Reject(a, Why.OTHER_PERSON) for a in coding.having("Z38"))


def _is_the_mothers(mention: Mention, coding: Coding) -> bool:
    """Whether words before a condition in a child's record make it the mother's: maternal fever, or the label of its paragraph."""
    if _MOTHERS.search(mention.line.words[: mention.evidence[0].start - mention.line.start]):
        return True
    text = coding.encounter.document(mention.document).text
    paragraph = text.rfind("\n\n", 0, mention.line.start) + 1
    labels = list(_LABEL.finditer(text, paragraph, mention.evidence[0].start))
    return bool(labels) and _HERS.fullmatch(labels[-1]["label"].strip()) is not None
