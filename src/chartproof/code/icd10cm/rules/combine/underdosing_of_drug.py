"""Less of a drug than prescribed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.drug_codes import Intent, drug_code, drug_names
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

LESS = re.compile(
    r"\b(?:(?:he|she|patient|they|who|and|has|had)\W(?:\w+\W){0,3}?(?:stopped|quit|self-?discontinued)(?: taking| using)?|"
    r"(?:not|hasn't|isn't|wasn't|never) (?:been )?(?:taking|using|filled)|"
    r"(?:skip(?:s|ped|ping)?|miss(?:es|ed|ing)?|ration(?:s|ed|ing)?|halv(?:ed|ing)|taking half(?: of)?)(?: \w+){0,4}?|ran out of|"
    r"underdos(?:ing|ed)(?: of)?|non-?(?:compliant|compliance|adherent|adherence) (?:with|to))"
    r"\W+(?:(?:his|her|their|the|all|prescribed|home|daily|doses?|of|taking)\W+){0,4}$",
    re.IGNORECASE,
)
TOLD_TO = re.compile(
    r"\b(?:told|advised|instructed|asked|recommended|directed) to\b|\bper (?:dr|his|her|the)\b|\bby (?:dr|his|her|the) \w*\s?"
    r"(?:doctor|physician|cardiologist|provider|pcp)|\bno longer needs?\b|\bdenies\b",
    re.IGNORECASE,
)
MONEY = r"cost\w*|afford\w*|financ\w+|insurance|expensive|copay\w*|money|price"
#: Why, and the code of it: for money, forgotten for age, forgotten, for another reason.
REASONS = (
    ("Z91.120", MONEY),
    ("Z91.130", r"dementia|memory|age-related|cognitive|confus\w+"),
    ("Z91.138", r"forg[eo]t\w*|unintention\w+|misunderstood|ran out"),
    (
        "Z91.128",
        r"because|due to|since|felt (?:better|worse)|side effects?|did not (?:like|want)|on (?:his|her) own",
    ),
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.c", URL),
)
def underdosing_of_drug(coding: Coding, books: Books) -> Iterator[Give]:
    """Taking less of a drug than prescribed, or stopping it without the provider, is an underdosing; the reason is told where it is known."""
    for mention in coding.reading.drugs:
        if mention.evidence is None:
            continue
        line = _sentence(coding, mention.evidence)
        start = mention.evidence.start - line.start
        if not LESS.search(line.words[:start]) or TOLD_TO.search(line.words):
            continue
        name = next((n for a, _, n in drug_names(line.words) if a == start), "")
        value = drug_code(name, Intent.UNDERDOSING, books)
        if value is None:
            continue
        yield Give(value, (mention.evidence, line), needed=Needed.OBLIGED)
        for code, why in REASONS:
            if re.search(rf"\b(?:{why})\b", line.words, re.IGNORECASE):
                yield Give(code, (mention.evidence, line), needed=Needed.OBLIGED)
                break


def _sentence(coding: Coding, drug: Evidence) -> Evidence:
    """The sentence a drug stands in."""
    document = document_of(coding, drug.document)
    start = max(document.text.rfind(mark, 0, drug.start) for mark in (". ", "\n", "; "))
    start = start + 1 if start >= 0 else 0
    ends = [at for mark in (". ", ".\n", "\n", "; ") if (at := document.text.find(mark, drug.end)) >= 0]
    words = document.text[start : min(ends, default=len(document.text))]
    lead = len(words) - len(words.lstrip())
    return document.quote(start + lead, start + len(words.rstrip()))
