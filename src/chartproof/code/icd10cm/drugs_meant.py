"""The drugs that a sentence names, and those it means by a word for any: "a side effect of the medicine", "which I attribute to it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.drug_codes import drug_names, particular
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.cause import DUE_TO

#: A drug that was named before, by a word for any.
_ANY = Pattern(
    r"\b(?:the|this|that|these|those)(?: (?:new|same|offending|causative|prescribed|said))? "
    r"(?:drugs?|medicines?|medications?|meds?|antibiotics?|pills?|tablets?|capsules?)\b"
    r"(?!['\u2019-]| (?:list|refill|bottle|box|reconcil|allerg|change|dose))",
    re.IGNORECASE,
)
#: What may stand before the name of a drug that is blamed: "due to the higher dose of".
DOSED = (
    r"(?:the|this|that|his|her|their|both|an?|recent|new|higher|lower|raised|increased|increase in|full|first|second|loading|daily|nightly|regular|"
    r"scheduled|frequent|heavy|prescribed|doses?|chronic|long-term|use|of|taking|oral|iv|systemic|high-dose|over-?diuresis (?:on|with|by|from)|(?:anticoagulation|therapy|treatment) (?:with|by)|drip of|pulsed?|stress|burst|correctly|taken|starting|and|(?:[\w-]+ )?(?:weeks|months|years|courses))"
)
#: By a pronoun, what "since starting" or "on" told of in the same sentence.
_IT = Pattern(
    r"\b(?:since|after|when|once|with|on)\b[^.;]*?\b(?:effects? (?:of|from)|attribut\w+ (?:this |that |these )?to|ascrib\w+ (?:this |that |these )?to|"
    rf"{DUE_TO}|related to|reaction to|blam\w+ on|come from|(?:is|are) from) (?P<it>it|this|that)\b(?=\W*(?:$|[.,;]| and\b| so\b| but\b))",
    re.IGNORECASE,
)
#: So many sentences back the drug may be named.
_BACK = 5


def drugs_meant(coding: Coding, line: Evidence, words: str) -> Iterator[tuple[int, int, str, Evidence]]:
    """Where words that begin with a line name or mean drugs: start, end, the name, and where it is named."""
    document = document_of(coding, line.document)
    named = tuple(drug_names(words))
    for start, end, name in named:
        yield start, end, name, document.quote(line.start + start, line.start + end)
    for found in _ANY.finditer(words):
        if (one := _named_before(coding, line, line.start + found.start())) is not None:
            yield found.start(), found.end(), one[0], one[1]
    if found_it := _IT.search(words):
        start, end = found_it.span("it")
        before = {particular(name, coding.reading.drugs): (a, b) for a, b, name in named if b <= start}
        if len(before) == 1:
            ((name, (a, b)),) = before.items()
            yield start, end, name, document.quote(line.start + a, line.start + b)


def _named_before(coding: Coding, line: Evidence, at: int) -> tuple[str, Evidence] | None:
    """The one drug that the sentences of a problem name before a place; None where they name several."""
    document = document_of(coding, line.document)
    lines = next((p.lines for p in coding.reading.pages if p.document.id == line.document), ())
    own = next((i for i, each in enumerate(lines) if each.start <= line.start < each.end), None)
    if own is None:
        return None
    theirs = [
        each
        for each in lines[max(0, own - _BACK) : own + 1]
        if each.section == lines[own].section and each.problem == lines[own].problem
    ]
    first = theirs[0].start
    named = {particular(n, coding.reading.drugs): (a, b) for a, b, n in drug_names(document.text[first:at])}
    if len(named) != 1:
        return None
    ((name, (a, b)),) = named.items()
    return name, document.quote(first + a, first + b)
