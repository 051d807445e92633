"""The drugs that the sentences under a condition's name hold responsible for it: "It is from the amoxicillin"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.blamed import blamed
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Evidence

_OF = r"(?:(?:the|his|her|their|a|an|new|recent|daily|oral|low-dose|high-dose|dose|doses|use|course|of|taking|being|on|loop|thiazide|water) ){0,5}"
_CAUSE = r"(?:due to|d/t|secondary to|caused by|brought on by|triggered by|provoked by|because of|from|an? (?:known )?(?:side effect|adverse effect|reaction|result) (?:of|to|from)|the result of)"
#: What stands before the drug: "it is from", "I attribute it to", "I blame the".
_BEFORE = (
    Pattern(
        r"(?:^|[.;,] ?|\band |\bwhich )(?:it|this|that|these|they|which|(?:the|this|her|his) \w+) (?:is|was|are|were|came|comes|stems|results?|resulted) "
        rf"(?:(?:clearly|plainly|all|certainly|entirely|directly|most|simply) )?{_CAUSE} {_OF}$",
        re.IGNORECASE,
    ),
    Pattern(rf"\b(?:i|we) (?:do )?blame {_OF}$", re.IGNORECASE),
    Pattern(
        r"(?:\bi|\bwe|\band|^) (?:do )?(?:attribute|blame|ascribe|lay)d? (?:it|this|that|these|them|(?:the|this|her|his) (?:\w+ )?\w+) (?:to|on) "
        rf"{_OF}$",
        re.IGNORECASE,
    ),
)
#: What stands behind it: "the lisinopril is the cause", "… and has an eruption from it".
_BEHIND = (
    Pattern(
        r" (?:\d+ ?mg )?(?:is|was) (?:clearly |plainly |certainly )?(?:the (?:cause|culprit|offender|offending (?:drug|agent)|reason)|to blame|responsible)\b",
        re.IGNORECASE,
    ),
    Pattern(
        r"[^.;]{0,90}\b(?:has|had|have|developed|got|with) (?:(?!\b(?:no|not|without|any|never)\b)[^.;]){0,50}\b(?:rash|eruption|exanthem|hives|"
        r"itch\w*|swelling|edema|cough|flare|attack|bleed\w*|constipation|diarrhea|stools|nausea|vomiting|neuropathy|myalgias?|tremor|dizziness|"
        r"hypotension|neutropenia|anemia|pain|weakness|cramps) (?:from|due to|because of|caused by) it\b",
        re.IGNORECASE,
    ),
)
#: What is not said, or only thought.
_UNSURE = Pattern(
    r"\b(?:not|never|doubt|unlikely|possibl[ey]|probabl[ey]|perhaps|maybe|may|might|could|suspect\w*|if|whether|likely|wonder\w*|unclear)\b|n't\b|\?",
    re.IGNORECASE,
)


def blamed_behind(coding: Coding, mention: Mention) -> Iterator[tuple[str, Evidence]]:
    """The drugs that a sentence under a problem lays it to, where its head names none; quoted."""
    if mention.standing is not Standing.PROBLEM or next(blamed(coding, mention), None):
        return
    document = document_of(coding, mention.document)
    for sentence in sentences(mention, coding):
        words = flat(sentence)
        if _UNSURE.search(words):
            continue
        names = list(drug_names(words))
        for start, end, name in names:
            before = any(found.search(words, 0, start) for found in _BEFORE)
            behind = any(found.match(words, end) for found in _BEHIND[: 1 if len(names) > 1 else 2])
            if before or behind:
                yield name, document.quote(sentence.start + start, sentence.start + end)
                break
