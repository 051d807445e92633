"""A malignancy that was removed and needs no more treatment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Encounter
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Words that say the malignancy is gone and its treatment over. Leukemia, lymphoma and myeloma
#: have codes for remission instead (C81-C96).
GONE = Pattern(
    r"\bno (?:evidence|sign|signs) of (?:recurrence|recurrent disease|disease|residual)|\bned\b|\b(?:cancer|disease)[- ]free\b|\b(?:s?he|patient|pt|remains?|remained|now|in (?:19|20)\d\d)(?: (?:is|was|has been|have been|remains?|remained|now|currently)){0,2} free (?:of|from) (?:the |all )?(?:disease|cancer|tumor)\b"
    r"|\b(?:treatment|chemo(?:therapy)?|radiation|radiotherapy) (?:was |has been )?(?:completed|finished)\b"
    r"|\bcompleted (?:treatment|chemo(?:therapy)?|radiation)|\bno recurrence\b",
    re.IGNORECASE,
)
#: The same in a list of what was before.
GONE_SINCE = Pattern(
    r"\b(?:without(?: any)?|free of) (?:(?:clinical|further|current) )?(?:evidence|signs?) of (?:(?:the |its )?(?:recurrence|return|relapse|recurrent disease|disease|cancer)\b|it\b)",
    re.IGNORECASE,
)
_DRUGS = (
    r"(?:anastrozole|letrozole|exemestane|tamoxifen|fulvestrant|goserelin|leuprolide|lupron|trastuzumab|herceptin|"
    r"bicalutamide|enzalutamide|abiraterone|apalutamide|darolutamide|degarelix|relugolix|abemaciclib|ribociclib|palbociclib|capecitabine|aromatase inhibitors?|AI|ADT|(?:endocrine|hormon\w+|"
    r"androgen deprivation|anti-?estrogen|targeted|immuno|chemo) ?(?:therapy|treatment)?)"
)
#: Words that say it is treated still: then it is no history (I.C.2.m).
STILL = Pattern(
    rf"\b(?:on|continu\w*|remains on|receiving|undergoing|taking) (?:her |his |with |daily )?(?:adjuvant |maintenance |extended |adj )*(?:{_DRUGS}|cape|tx)\b",
    re.IGNORECASE,
)
ADJUVANT = Pattern(
    rf"(?<!completed )(?<!finished )(?<!prior )\badjuvant {_DRUGS}[^.;\n]{{0,20}}\b(?:since|planned|through|ongoing|started|continu\w+|year \d)"
    rf"|\b(?:on|under) (?:active )?adjuvant {_DRUGS}",
    re.IGNORECASE,
)
SOLID = (*tuple(f"C{n:02}" for n in range(77)), "C4A", "C7A", "C80")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2.m", URL),
)
def treated_neoplasm(coding: Coding, _: Books) -> Iterator[Reject]:
    """A malignancy excised or eradicated, with no further treatment and none left, is personal history."""
    solid = coding.having(*SOLID)
    gone = [a for a in solid if any(_gone(m, coding.encounter) for m in a.mentions)]
    judged = {a.value[:3] for a in gone if any(is_taken_up(m) for m in a.mentions)}
    for assignment in solid:
        told = assignment.value[:3] in judged and not any(is_taken_up(m) for m in assignment.mentions)
        if assignment in gone or told:
            yield Reject(assignment, Why.HISTORY)


def _gone(mention: Mention, encounter: Encounter) -> bool:
    """Whether its line says so, up to where the line breaks: "thyroid cancer 2015, NED"."""
    text = encounter.document(mention.document).text
    end = text.find("\n", mention.line.end)
    end = len(text) if end < 0 else end
    told = " ".join(text[mention.line.start : end].split())
    if STILL.search(told) or (mention.concept.startswith("C50") and ADJUVANT.search(" ".join(text.split()))):
        return False
    said = GONE_SINCE.search(told) if mention.section == "pmh" else None
    return said is not None or GONE.search(told) is not None
