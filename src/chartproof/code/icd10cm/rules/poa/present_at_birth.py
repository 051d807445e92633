"""The newborn's own stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.newborn import days_old
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Presence
from chartproof.model.record import Evidence
from chartproof.model.results import Poa
from chartproof.rules.core import rule

#: Effects of the mother and the delivery, length of gestation and growth, birth injuries, distress in the womb.
OF_BIRTH = (
    "P00",
    "P01",
    "P02",
    "P03",
    "P04",
    "P05",
    "P07",
    "P08",
    *(f"P1{n}" for n in range(6)),
    "P19",
    "P24",
)

#: What comes to a premature child in the weeks after birth: its anemia.
IN_WEEKS = ("P61.2",)
#: Jaundice, which comes in the first days, and words of them: "not jaundiced during the first two days".
JAUNDICE = ("P58", "P59")
_AT_FIRST = Pattern(
    r"\b(?:at birth|initial(?:ly)?|(?:the )?first (?:\w+ )?(?:days?|hours?)|first \d+|day (?:one|1)\b|on admission)",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.o", URL),
)
def present_at_birth(coding: Coding, _: Books) -> Iterator[Poa]:
    """On the record of a birth, what was there at birth, came in the womb or came with the delivery was present on admission."""
    from_birth = coding.having("Z38") or days_old(coding) in {0, 1}
    if not reports_presence(coding.encounter) or not from_birth:
        return
    stay = Stay(coding)
    for assignment in coding.assignments if coding.having("Z38") else coding.having(*IN_WEEKS):
        parts = stay.parts(assignment)
        if assignment.value.startswith(IN_WEEKS) and not any(stay.noted(part, assignment) for part in parts):
            yield Poa(assignment, "N", Rung.OF_ITS_KIND, (assignment,))
            continue
        later = [word for part in parts if (word := stay.arisen(part, assignment))]
        absent = next(_not_at_first(assignment, coding), None) or _seen_later(assignment, coding)
        if assignment.value.startswith(JAUNDICE) and stay.is_first_told_later(assignment):
            yield Poa(assignment, "N", Rung.OF_ITS_KIND, (assignment,))
            continue
        if absent is not None:
            yield Poa(assignment, "N", Rung.OF_ITS_KIND, (absent,))
            continue
        if assignment.value.startswith(OF_BIRTH) or (assignment.value[0] == "P" and not later):
            yield Poa(assignment, "Y", Rung.OF_ITS_KIND, (assignment,))


def _not_at_first(assignment: Assignment, coding: Coding) -> Iterator[Evidence]:
    """The words that say of a jaundice that it was not there in the first days."""
    for mention in coding.reading.mentions if assignment.value.startswith(JAUNDICE) else ():
        absent = mention.assertion.presence is Presence.ABSENT and mention.concept.startswith(JAUNDICE)
        if absent and _AT_FIRST.search(mention.line.words):
            yield mention.line


#: What a newborn catches by its signs, which the record may tell apart from its name.
_SIGNS = (
    (
        "P37.5",
        r"\bwhite (?:plaques?|patch(?:es)?|coating|spots)\b[^.;\n]{0,40}\b(?:tongue|cheeks?|mouth|palate|gums?|buccal|mucosa)",
    ),
    (
        "P59",
        r"\b(?:bili(?:rubin)?|jaundiced?)\b(?:[^.;\n]|\.\d){0,30}\b(?:at|by|@) (?=(?:2[4-9]|[3-9]\d|1\d\d) ?h(?:ours?|rs?)?\b)",
    ),
    ("P59", r"\byellow(?:ish)?\b"),
    ("P39.1", r"\b(?:eye|ocular|purulent) (?:discharge|drainage)\b|\bsticky eyes?\b"),
)
_LATER_DAY = (
    r"[^.;\n]{0,60}\b(?:(?:on|by|from|since|after|at) )?(?:(?:hospital )?day(?: of life)?|dol|day of age) ?#?(?:[2-9]|[1-9]\d)\b"
    r"|(?:2[4-9]|[3-9]\d|1\d\d) ?h(?:ours?|rs?)?\b"
    r"|[^.;\n]{0,60}\b(?:second|third|fourth|fifth|sixth|seventh) day\b"
)


def _seen_later(assignment: Assignment, coding: Coding) -> Evidence | None:
    """Where the signs of what comes to a newborn are first told of a later day."""
    signs = "|".join(words for begins, words in _SIGNS if assignment.value.startswith(begins))
    for document in coding.encounter.documents if signs else ():
        if found := re.search(f"(?:{signs})(?:{_LATER_DAY})", document.text, re.IGNORECASE):
            return document.quote(*found.span())
    return None
