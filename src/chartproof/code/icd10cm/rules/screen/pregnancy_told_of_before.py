"""What came with an earlier pregnancy of a patient who is not pregnant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import ENDED, weeks_of
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: "UTI x1 in pregnancy", "reflux in pregnancy only", "sciatica during both pregnancies", "only when pregnant".
_IN_PREGNANCY = Pattern(
    r"\b(?:in|during|with|w/|while|when)(?: (?:her|the|a|each|every|both|all|either|one|two|three|her two|her three))? pregnan(?:cy|cies|t)\b",
    re.IGNORECASE,
)
#: Words by which that pregnancy is over, whatever part of the note tells of it.
_OF_BEFORE = Pattern(
    r"\bonly\b|\bx ?[1-9]\b|\b(?:once|twice|each|every|both|all|either)\b|pregnancies",
    re.IGNORECASE,
)
_PREGNANT = Pattern(
    r"\b(?:(?:is|currently|now) pregnant|gravid uterus|intrauterine pregnancy|pregnant (?:woman|female|patient))\b",
    re.IGNORECASE,
)
#: A time that an earlier pregnancy marks: "since her last pregnancy".
_SINCE = Pattern(
    r"\b(?:since|after|before|between|from|with|in|during|by) (?:her |the |his )?(?:most )?(?:last|first|second|third|fourth|previous|prior|earlier|recent|past|two|three) (?:\w+ )?pregnanc",
    re.IGNORECASE,
)
#: How far behind its words a condition is laid to a pregnancy.
_FAR = 34
#: Codes that say that she is pregnant, gives birth or has given birth.
PREGNANT = "Z33.1"
_EXPECTING = ("O", "Z33.1", "Z34", "Z36", "Z37", "Z39", "Z3A")
#: Codes of the chapter that tell of the past themselves.
_OF_THE_PAST = ("O09", "O34.2", "O94", *ENDED)
_TOLD = frozenset({Standing.LISTED, Standing.TOLD, Standing.REASON})


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.a.1, IV.J", URL),
)
def pregnancy_told_of_before(coding: Coding, _: Books) -> Iterator[Reject]:
    """What a list or the story tells of an earlier pregnancy is over where nothing says that the patient is pregnant now."""
    told = [a for a in coding.assignments if a.mentions and all(_is_over(m, a.value) for m in a.mentions)]
    if not told or _is_expecting(coding):
        return
    for over in told:
        yield Reject(over, Why.HISTORY)


def _is_of_before(mention: Mention, code: str) -> bool:
    """Whether a list of the past lays a condition to a pregnancy, or the story lays it to one that is over."""
    if mention.standing not in _TOLD or not mention.evidence or code.startswith(_OF_THE_PAST):
        return False
    line, named = mention.line, mention.evidence
    behind = re.split(r"[.;\n]", line.words[named[-1].end - line.start :][:_FAR])[0]
    own = line.words[named[0].start - line.start : named[-1].end - line.start]
    found = _IN_PREGNANCY.search(own + behind)
    if found is None:
        return False
    laid = found.start() < len(own) or not behind[: max(0, found.start() - len(own))].strip(" ,()x0123456789")
    over = _OF_BEFORE.search(own + behind[: max(0, found.end() - len(own)) + 6]) is not None
    return over or (laid and code.startswith("O") and mention.section == "pmh")


def _is_over(mention: Mention, code: str) -> bool:
    return _only_names(mention) if code == PREGNANT else _is_of_before(mention, code)


def _is_expecting(coding: Coding) -> bool:
    """Whether anything else in the record says that she is pregnant, or was so till now."""
    if weeks_of(coding) is not None or said(coding, _PREGNANT):
        return True
    expecting = (a for a in coding.having(*_EXPECTING) if not a.value.startswith(_OF_THE_PAST))
    return any(is_certain(m) and not _is_over(m, a.value) for a in expecting for m in a.mentions)


def _only_names(mention: Mention) -> bool:
    """Whether the word is that of an earlier pregnancy itself."""
    words, at = mention.line.words, mention.evidence[0].start - mention.line.start
    around = (
        re.split(r"[.;\n]", words[max(0, at - 36) : at])[-1] + re.split(r"[.;\n]", words[at : at + 20])[0]
    )
    if _SINCE.search(around):
        return True
    if mention.standing not in _TOLD or _IN_PREGNANCY.search(around) is None:
        return False
    return mention.section == "pmh" or _OF_BEFORE.search(around) is not None
