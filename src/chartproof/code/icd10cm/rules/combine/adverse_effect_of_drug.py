"""What a drug did that was rightly given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.drug_codes import Intent, drug_code, drug_names
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.poisoned import is_wrongly_taken
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: From the condition to the drug, and from the drug to the condition.
BY = re.compile(
    r"^(?:\W+\w+){0,3}?\W+(?:due to|secondary to|2/2|caused by|induced by|because of|from|side effects? (?:of|from)|"
    r"adverse (?:effects?|reactions?) (?:of|to|from)|reaction to|associated with)\s+(?:(?:the|his|her|recent|new|chronic|long-term|use|of|"
    r"taking|oral|iv|high-dose|correctly|taken|prescribed|starting|and)\s+){0,4}$",
    re.IGNORECASE,
)
INDUCED = re.compile(r"^[- ](?:induced|related|associated)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
#: Of the injuries' chapter only what an allergy does: angioedema, anaphylaxis by a drug.
ALLERGIC = ("T78.3", "T88.6")
#: A rash by a drug has a code of its own.
BECOMES = {"R21": "L27.0"}


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.a, I.C.19.e.2, I.C.19.e.3, I.C.19.e.4", URL),
)
def adverse_effect_of_drug(coding: Coding, books: Books) -> Iterator[Give]:
    """A drug rightly given that did harm is told by its adverse effect code, once, behind what it did."""
    for harm in coding.assignments:
        if harm.value[0] in "STVWXYZ" and not harm.value.startswith(ALLERGIC):
            continue
        for mention in (m for m in harm.mentions if is_certain(m)):
            for name, evidence in _blamed(coding, mention):
                value = drug_code(name, Intent.ADVERSE_EFFECT, books)
                if value is None or is_wrongly_taken(mention.line.words):
                    continue
                yield Give(value, (harm, evidence), needed=Needed.OBLIGED)
                if harm.value in BECOMES:
                    yield Give(BECOMES[harm.value], (harm, evidence), (harm,))


def _blamed(coding: Coding, mention: Mention) -> Iterator[tuple[str, Evidence]]:
    """The drugs that the line of a mention holds responsible for it, quoted."""
    document, line = document_of(coding, mention.document), mention.line
    first, last = mention.evidence[0].start - line.start, mention.evidence[-1].end - line.start
    blamed = last
    for start, end, name in drug_names(line.words):
        before = end <= first and INDUCED.search(line.words[end:first])
        after = start >= blamed and (
            BY.search(line.words[blamed:start]) or _listed(line.words[blamed:start], blamed > last)
        )
        if before or after:
            blamed = end if after else blamed
            yield name, document.quote(line.start + start, line.start + end)


def _listed(between: str, follows: bool) -> bool:
    """Whether a drug goes on the list that a blamed one began."""
    return follows and between.strip() in {"and", ",", ", and", "/", "or"}
