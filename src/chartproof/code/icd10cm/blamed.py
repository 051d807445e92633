"""The drugs that a record holds responsible for a condition: "due to", "from", "-induced"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.blamed_told import KNOWN_FOR, is_known_for, is_told_by
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.drugs_meant import DOSED, drugs_meant
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.terms.cause import FROM, LAID_TO, SET_OFF, SIDE_EFFECT_OF, WORSENED
from chartproof.terms.drugs import drug_terms

#: From the condition to the drug, and from the drug to the condition.
BY = Pattern(
    rf"^(?:(?:[^\w;.]|(?<=\d)\.(?=\d))+\w+){{0,4}}?[^\w;.]+(?:{FROM}|{SET_OFF}|{WORSENED}|{LAID_TO}|{SIDE_EFFECT_OF}|"
    rf"attribut(?:e|es|ing) to|blame on|associated with)\s+(?:(?:{DOSED}|(?:drug|medicine|medication|antibiotic|pill|water pill),?)\s+){{0,4}}$",
    re.IGNORECASE,
)
#: A cause that a semicolon sets apart: "gastric ulcer with hemorrhage; due to naproxen".
_SET_APART = Pattern(
    rf"(?:[^.;\n]|(?<=\d)\.(?=\d)){{0,60}};\s*(?:{FROM})\s+(?:(?:{DOSED})\s+){{0,2}}", re.IGNORECASE
)
#: The writer says that it is not by the drug, or that the drug helps: "osteoporosis, not due to the prednisone", "some relief from ibuprofen".
_NOT_BY = Pattern(
    r"(?:\b(?:not|never|unlikely)|n't)\s+(?:(?:felt|thought|believed|likely|to|be|clearly|really)\s+)*"
    r"(?:due|secondary|caused|induced|because|from|triggered|provoked|precipitated|brought|attribut\w+|blame|associated|a)\b"
    r"|\b(?:no|not|without|denie[sd]|denying|free of)(?: [\w-]+){0,2} (?:effects?|reactions?)\b"
    r"|\?\s?(?:since|from|due|after|d/t|2/2|2ry)\b"
    r"|\b(?:relief|benefits?|improvement|response|(?:good|great|excellent|some|partial|little|minimal|adequate|fair|moderate) (?:effects?|results?)) from\b",
    re.IGNORECASE,
)
#: What is only likely is not coded as so outside a stay (IV.H).
_DOUBTED = Pattern(
    r"\b(?:likely|probabl[ey]|possibl[ey]|presumabl[ey]|presumed|perhaps|maybe|(?:may|might|could) be|suspected|suspicious|question\w*)\b",
    re.IGNORECASE,
)
#: The condition is said to be by a drug, and then which: "drug-induced: tamsulosin", "medication-related (doxazosin)".
NAMED = Pattern(
    r"^(?:\W+(?:drug|medication|medicine))?[- ](?:induced|related)\s*[:(,\u2013-]+\s*"
    r"(?:(?:the|his|her|from|by|likely|new|recent|an?|increased|higher|doubled)\s+){0,3}$",
    re.IGNORECASE,
)
#: What is begun against the harm is not its cause: "neutropenia, drug-induced: filgrastim given".
_REMEDY = Pattern(
    r"[^.;]{0,25}\b(?:pca|gtt|drip|swish|rinse|mouthwash|for pain|started|given|added|begun|began|trial|initiated|prescribed|ordered|today|daily|bid|tid|prn|for (?:it|this)|\d+ ?mg)\b",
    re.IGNORECASE,
)
#: Set behind a condition as what it is by: "bullous pemphigoid, gliptin induced".
_SET_BEHIND = Pattern(r"\s*[,(:\u2013-]+\s*(?:(?:oral|chronic) )?")
#: The same, its place or its proof between: "gout attack, L knee, crystal proven, thiazide-induced".
_PLACED = Pattern(r"(?:,? [\w ]{1,24}){1,3}\s*[,(:\u2013-]+\s*(?:(?:oral|chronic) )?")
#: What is known to do it, and is taken: "hyperglycemia on steroids".
_TAKING = frozenset({" on ", " while on "})
_INDUCED_END = Pattern(r"[- ](?:induced|related|associated)\s*(?:[.,;:)\u2013-]|$)", re.IGNORECASE)
INDUCED = Pattern(r"^[- ](?:induced|related|associated)\s+(?:\w+\s+){0,2}", re.IGNORECASE)

#: Before a drug and its reaction: another drug is chosen for what that one did before, "cefdinir because of the amoxicillin hives".
_FORMER = Pattern(
    r"\b(?:because of|given|in view of|in light of|avoid\w*|instead of|due to|despite|prior|previous|past|old|history of|h/o|hx)(?: (?:the|his|her|their|a|an|prior|past|old|previous|known|remote|reported))* $",
    re.IGNORECASE,
)
#: It is only feared: "worried about weight gain from mirtazapine".
_FEARED = Pattern(
    r"\b(?:worr(?:y|ies|ied)|afraid|fear(?:s|ed|ful)?|concern(?:s|ed)?|nervous|scared|anxious)(?: (?:about|of|that))? "
    r"(?!(?:her|his|their|this|the|ongoing|new) )(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
#: What only gives the drug: an insulin pump that failed did no harm by insulin.
_DEVICE = Pattern(r"[- ]pump\b", re.IGNORECASE)
#: What was lacking did no harm by itself: insulin rationing, a missed dose.
_LACK = Pattern(
    r"[- ](?:ration\w*|under-?(?:delivery|use|dos\w+)|delivery (?:failure|interruption)|omission|non-?(?:compliance|adherence|use)|withdrawal|cessation|lapse|shortage|deficiency|interruption|discontinuation|missed|skipp\w+|underdos\w+)\b",
    re.IGNORECASE,
)
#: What a head that names the drugs' work goes on with behind its colon.
_AFTER_HEAD = Pattern(r"(?<=induced)\s*:[^.;\n]{1,80}|(?<=related)\s*:[^.;\n]{1,80}", re.IGNORECASE)
#: That the care brought it: "iatrogenic hypoglycemia while on insulin infusion".
_IATROGENIC = Pattern(r"\biatrogenic\b", re.IGNORECASE)
#: High sugars, which no insulin brings.
_HIGH_SUGAR = ("R73", "E08.65", "E09.65", "E10.65", "E11.65", "E13.65", "E09.9")


def _cures(name: str, concept: str) -> bool:
    """Whether a drug named beside a condition is what it is treated with, and can't be its cause."""
    known = drug_terms().get(name)
    return (known.kind if known else name) == "insulin" and concept.startswith(_HIGH_SUGAR)


#: Conditions that drugs cause by their titles: the drug that the term names is the one.
DRUG_INDUCED = (
    *("D59.2", "E66.1", "G21.1", "G24.0", "G25.1", "G44.4", "G62.0", "G72.0", "J70.2", "J70.3"),
    *("D68.32", "I95.2", "K59.03", "K71", "L27", "L56.0", "L56.1", "M10.2", "M87.1", "N14.19"),
)


def blamed(coding: Coding, mention: Mention) -> Iterator[tuple[str, Evidence]]:
    """The drugs that the line of a mention holds responsible for it, quoted."""
    document, line = document_of(coding, mention.document), mention.line
    words = line.words + (_AFTER_HEAD.match(document.text, line.end) or [""])[0]
    first, last = mention.evidence[0].start - line.start, mention.evidence[-1].end - line.start
    if _FEARED.search(words, 0, first):
        return
    told = last
    ends = [e.end - line.start for e in mention.evidence]
    for start, end, name, evidence in drugs_meant(coding, line, words):
        if _DEVICE.match(words, end) or _LACK.match(words, end) or _cures(name, mention.concept):
            continue
        before = (
            end <= first
            and not _FORMER.search(words, 0, start)
            and (
                INDUCED.fullmatch(words[end:first])
                or (words[end:first] in {" ", "-"} and is_known_for(name, mention))
            )
        )
        after = start >= told and (
            _is_laid_to(mention, words, (told, start), coding)
            or (NAMED.search(_said(words, told, start)) and not _REMEDY.match(words, end))
            or (
                words[told:start] in _TAKING
                and (is_known_for(name, mention) or _IATROGENIC.search(words, 0, last))
            )
            or (
                _INDUCED_END.match(words, end)
                and (
                    _SET_BEHIND.fullmatch(words[told:start])
                    or (
                        _PLACED.fullmatch(words[told:start])
                        and not _names_another(coding, mention, told, start)
                    )
                )
            )
            or (
                _listed(words[told:start], told > last)
                and not (words[told:start].strip() == "," and _REMEDY.match(words, end))
            )
            or _is_reaction(words[first:last], words[told:start], mention.concept)
            or (mention.concept.startswith(OF_DRUGS) and _BESIDE.fullmatch(words[told:start]))
            or (mention.concept.startswith(_SUPPRESSED) and _BY_WHAT.fullmatch(words[told:start]))
            or (_OF_A_DRUG.search(words, first, last) and _IN_BRACKETS.fullmatch(words[told:start]))
            or (
                _OF_A_DRUG.search(words, first, last)
                and is_known_for(name, mention)
                and _EXTENT_SET_TO.fullmatch(words[told:start])
                and not _REMEDY.match(words, end)
            )
            or _is_thin_blood(name, words[told:start], mention.concept)
            or _is_set_to(name, words[told:start], words[end:], mention.concept)
        )
        inside = first <= start < last and (
            INDUCED.match(words[end:last])
            or mention.concept.startswith(DRUG_INDUCED)
            or is_known_for(name, mention)
            or any(BY.search(words[at:start]) for at in ends if at <= start)
        )
        narrated = is_told_by(words, (first, last), (start, end), mention, name)
        if before or after or inside or narrated:
            told = end if after else told
            yield name, evidence


def _is_laid_to(mention: Mention, words: str, at: tuple[int, int], coding: Coding) -> bool:
    """Whether words of cause between a condition and a drug lay it to the drug, and not another condition that stands between."""
    between = words[at[0] : at[1]]
    if not (BY.search(between) or _SET_APART.fullmatch(between)) or _NOT_BY.search(between):
        return False
    sure = coding.encounter.codes_uncertain or not _DOUBTED.search(between)
    return sure and not _is_of_next(mention, at, coding)


def _is_of_next(mention: Mention, between: tuple[int, int], coding: Coding) -> bool:
    """Whether another condition stands between, behind a comma, to which the words of cause belong: "AF on apixaban, hypokalemia from bumetanide"."""
    words, line = mention.line.words, mention.line
    return any(
        m.line == line
        and m.concept[0] not in "RTVWXYZ"
        and between[0] < (at := m.evidence[0].start - line.start) < between[1]
        and words[between[0] : at].rstrip().endswith(",")
        and " and " not in words[at : between[1]]
        for m in coding.reading.mentions
    )


def _said(words: str, told: int, start: int) -> str:
    """What stands between a condition and a drug, with the end of the condition's own words."""
    own = words[max(0, told - 8) : told].lower()
    return f"-{own[1:]}{words[told:start]}" if own.endswith(("-induced", "-related")) else words[told:start]


#: What an allergy or an idiosyncrasy does to whoever took the drug: "anaphylaxis to ceftriaxone", "dystonic reaction to metoclopramide".
_TO = Pattern(
    r"\s+(?:to|after|following)\s+(?:(?:iv|oral|po|im|the|his|her|first|second|dose|of|receiving|taking|starting)\s+){0,4}",
    re.IGNORECASE,
)
_REACTIONS = ("T78.2", "T78.3", "L27", "L50", "L51", "G24.0", "R21", "E88.3")
_ON = Pattern(
    r"(?:[^.;,]|(?<=\d)\.(?=\d)){0,25}\b(?:on|with|taking|while on|in (?:the )?setting of)\s+(?:(?:chronic|home|her|his|long-term)\s+)*",
    re.IGNORECASE,
)


#: Syndromes that only drugs bring: those named right behind are the ones.
OF_DRUGS = ("G90.81", "G21.0")
#: An immunity that drugs hold down: "immunosuppressed by adalimumab".
_SUPPRESSED = "D84.821"
_BY_WHAT = Pattern(
    r"\s+(?:by|with|under)\s+(?:(?:the|his|her|chronic|long-term|weekly|daily)\s+){0,2}", re.IGNORECASE
)
_BESIDE = Pattern(r"\s*[,:(\u2013-]\s*(?:on |due to )?", re.IGNORECASE)
#: A condition whose own words lay it to drugs, and the bracket that names them: "drug-induced hypotension (HCTZ + lisinopril)".
_OF_A_DRUG = Pattern(r"\b(?:drugs?|medications?|meds?|iatrogenic)\b", re.IGNORECASE)
_IN_BRACKETS = Pattern(r"\s*\(\s*(?:(?:on|due to|from|combined|both|likely|presumed) )?", re.IGNORECASE)


def _names_another(coding: Coding, mention: Mention, start: int, end: int) -> bool:
    """Whether a line names another condition between two of its places."""
    line = mention.line
    return any(
        m.line == line and m is not mention and start <= m.evidence[0].start - line.start < end
        for m in coding.reading.mentions
    )


def _is_reaction(own: str, between: str, concept: str) -> bool:
    """Whether a drug is what a reaction is to."""
    return _TO.fullmatch(between) is not None and (
        concept.startswith(_REACTIONS) or own.lower().rstrip().endswith(("reaction", "allergy"))
    )


def _is_thin_blood(name: str, between: str, concept: str) -> bool:
    """Whether too high an INR is that of the warfarin the patient is on."""
    known = drug_terms().get(name)
    generic = known.generic if known else name
    return concept.startswith("R79.1") and generic == "warfarin" and _ON.fullmatch(between) is not None


#: Behind an ulcer and a dash, what it is by, and what else: "bleeding gastric ulcer - NSAID + H. pylori".
_SET_TO = Pattern(r"\s*[-\u2013(:]\s*")
#: The same, how far or how bad it is between: "drug eruption, generalized - amoxicillin".
_EXTENT_SET_TO = Pattern(
    r"(?:,? (?:generali[sz]ed|locali[sz]ed|diffuse|widespread|mild|moderate|severe))?\s*[-\u2013(:]\s*",
    re.IGNORECASE,
)
_AND_ELSE = Pattern(
    r"s?\s*(?:[.;)\n]|$|(?:\+|and|&|/|,)\s*(?:h\.? ?pylori|alcohol|etoh|aspirin|asa)\b)", re.IGNORECASE
)


def _is_set_to(name: str, between: str, after: str, concept: str) -> bool:
    """Whether an ulcer or a gastritis is set to the class of drugs that brings it, alone or with another cause."""
    known = drug_terms().get(name)
    brings = (known.kind if known else name) == "nsaid" and concept.startswith(KNOWN_FOR["nsaid"])
    return brings and _SET_TO.fullmatch(between) is not None and _AND_ELSE.match(after) is not None


def _listed(between: str, follows: bool) -> bool:
    """Whether a drug goes on the list that a blamed one began."""
    return follows and between.strip() in {"and", ",", ", and", "/", "or", "+", "&"}


#: A clot named again by a word of its kind alone: "the embolism was provoked by the oral contraceptive".
_CLOTS = {"I26": r"embol(?:ism|us|i)|clots?|PE|VTE", "I82": r"thrombosis|thromb(?:us|i)|clots?|DVT|VTE"}
_LAID = (
    r"\b(?:%s) (?:(?:was|were|is|are) )?(?:(?:felt|thought|judged|likely)(?: to be)? )?"
    r"(?:provoked|caused|brought on|triggered|precipitated|due|attributed|secondary) ?(?:by|to)? (?:(?:the|her|his|their|use|of|oral|combined) )*$"
)


def blamed_for_clot(coding: Coding, value: str) -> Iterator[tuple[str, Evidence]]:
    """The drugs that a sentence holds responsible for "the embolism" or "the clot" that a code names."""
    names = _CLOTS.get(value[:3])
    for document in coding.encounter.documents if names else ():
        text = document.text
        for start, end, name in drug_names(text):
            if re.search(_LAID % names, text[max(0, start - 90) : start], re.IGNORECASE):
                yield name, document.quote(start, end)
