"""The drugs that a record holds responsible for a condition: "due to", "from", "-induced"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence

#: From the condition to the drug, and from the drug to the condition.
BY = Pattern(
    r"^(?:[^\w;]+\w+){0,3}?[^\w;]+(?:due to|secondary to|2/2|caused by|induced by|because of|from|side effects? (?:of|from)|"
    r"brought on by|triggered by|provoked by|precipitated by|attributed to|a result of|adverse (?:effects?|reactions?) (?:of|to|from)|reaction to|associated with)\s+(?:(?:the|his|her|recent|new|higher|lower|raised|increased|full|first|second|loading|dose|doses|chronic|long-term|use|of|"
    r"taking|oral|iv|high-dose|correctly|taken|prescribed|starting|and)\s+){0,4}$",
    re.IGNORECASE,
)
INDUCED = Pattern(r"^[- ](?:induced|related|associated)\s+(?:\w+\s+){0,2}", re.IGNORECASE)

#: What only gives the drug: an insulin pump that failed did no harm by insulin.
_DEVICE = Pattern(r"[- ]pump\b", re.IGNORECASE)
#: What was lacking did no harm by itself: insulin rationing, a missed dose.
_LACK = Pattern(
    r"[- ](?:ration\w*|omission|non-?(?:compliance|adherence|use)|withdrawal|cessation|lapse|shortage|deficiency|interruption|discontinuation|missed|skipp\w+|underdos\w+)\b",
    re.IGNORECASE,
)
#: Conditions that drugs cause by their titles: the drug that the term names is the one.
DRUG_INDUCED = (
    *("D59.2", "E66.1", "G21.1", "G24.0", "G25.1", "G44.4", "G62.0", "G72.0", "J70.2", "J70.3"),
    *("D68.32", "K59.03", "K71", "L27", "L56.0", "L56.1", "M10.2", "M87.1"),
)


def blamed(coding: Coding, mention: Mention) -> Iterator[tuple[str, Evidence]]:
    """The drugs that the line of a mention holds responsible for it, quoted."""
    document, line = document_of(coding, mention.document), mention.line
    first, last = mention.evidence[0].start - line.start, mention.evidence[-1].end - line.start
    told = last
    ends = [e.end - line.start for e in mention.evidence]
    for start, end, name in drug_names(line.words):
        if _DEVICE.match(line.words, end) or _LACK.match(line.words, end):
            continue
        before = end <= first and INDUCED.fullmatch(line.words[end:first])
        after = start >= told and (
            BY.search(line.words[told:start]) or _listed(line.words[told:start], told > last)
        )
        inside = first <= start < last and (
            INDUCED.match(line.words[end:last])
            or mention.concept.startswith(DRUG_INDUCED)
            or any(BY.search(line.words[at:start]) for at in ends if at <= start)
        )
        if before or after or inside:
            told = end if after else told
            yield name, document.quote(line.start + start, line.start + end)


def _listed(between: str, follows: bool) -> bool:
    """Whether a drug goes on the list that a blamed one began."""
    return follows and between.strip() in {"and", ",", ", and", "/", "or"}


#: A clot named again by a word of its kind alone: "the embolism was provoked by the oral contraceptive".
_CLOTS = {"I26": r"embol(?:ism|us|i)|clots?|PE", "I82": r"thrombosis|thromb(?:us|i)|clots?|DVT"}
_LAID = (
    r"\b(?:the|this|her|his|their) (?:%s) (?:was|were|is|are) (?:felt to be |thought to be |likely )?"
    r"(?:provoked|caused|brought on|triggered|precipitated|due|attributed|secondary) ?(?:by|to)? (?:(?:the|her|his|their|use|of|oral) )*$"
)


def blamed_for_clot(coding: Coding, value: str) -> Iterator[tuple[str, Evidence]]:
    """The drugs that a sentence holds responsible for "the embolism" or "the clot" that a code names."""
    names = _CLOTS.get(value[:3])
    for document in coding.encounter.documents if names else ():
        text = document.text
        for start, end, name in drug_names(text):
            if re.search(_LAID % names, text[max(0, start - 90) : start], re.IGNORECASE):
                yield name, document.quote(start, end)
