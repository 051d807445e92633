"""How a sentence that narrates lays a condition to a drug: "began with the higher dose and is a side effect of", "since starting it she has had"."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.drugs_meant import DOSED
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.terms.cause import EFFECT_OF, FROM, KNOWN, LAID_TO, SET_OFF
from chartproof.terms.drugs import drug_terms
from chartproof.terms.numbers import spelled

#: What drugs of a class are known for.
KNOWN_FOR = {
    "ace inhibitor": ("R05", "T78.3"),
    "statin": ("M79.1", "M79.18", "G72", "M62.8", "M60"),
    "systemic steroid": ("R73.9", "G72", "L70", "L40.1", "D72.82"),
    "opioid": ("K59.0", "R11", "L29"),
    "biguanide": ("R19.7", "K52"),
    "calcium channel blocker": ("R60",),
    "nsaid": ("K29", "K25", "K26", "K27", "K31"),
    "mood stabilizer": ("R25.1", "G25.1"),
    "mitotic inhibitor": ("G62", "L65"),
    "antineoplastic": ("G62", "R11", "K12.3", "L65"),
    "immune checkpoint inhibitor": (
        *("K52", "L30", "R21", "K75", "I40", "E06", "J98.4", "J84", "J18", "N10", "N12", "E23", "H20"),
    ),
    "antibiotic": ("R19.7", "K52", "R21", "L27", "L50"),
    "antiarrhythmic": ("E03", "E05", "J70"),
}
_NOTHING = ("\0",)
#: The writer is not sure of it, denies it, or turns to another thing.
_UNSURE = (
    r"(?:\b(?:if|whether|unless|could|may|might|can|would|possibl\w+|probabl\w+|likely|perhaps|suspect\w*|wonder\w*|doubt\w*|not|never|no|nor|nothing|"
    r"unlikely|rather|before|despite|better|improv\w+|resolv\w+|gone|went|away|eas\w+|less|allerg\w*|worr\w+|afraid|fear\w*)\b|n't\b)"
)
_SURE = rf"(?:(?!{_UNSURE})[^.;:\n])"
_IS = r"(?:is|are|was|were|has been|have been)(?: (?:clearly|also|all|both|certainly|simply|just|I think|surely))*"
_FILL = rf"(?: {DOSED})* $"
#: Behind the condition, its own sentence goes on and then lays it to the drug.
_LAID = Pattern(
    rf"^{_SURE}{{0,90}}?\b(?:{_IS} (?:{EFFECT_OF}|{FROM}|{SET_OFF}|{LAID_TO})|"
    rf"(?:which|and|that) (?:I|we) (?:now )?(?:attribute|ascribe|blame|put down)(?: (?:this|that|it))? (?:to|on)|"
    rf"(?:which|and|that) (?:I|we) (?:think|believe|feel) (?:it |this |they )?{_IS} (?:{EFFECT_OF}|{FROM}|related to)){_FILL}",
    re.IGNORECASE,
)
#: "On mirtazapine, a known side effect"; "since the dose was raised, a side effect".
_ON = Pattern(
    rf"^{_SURE}{{0,50}}?\b(?:on|with|after|since|while taking|from)\b{_SURE}{{0,30}}$", re.IGNORECASE
)
_ITS_EFFECT = Pattern(
    rf"^{_SURE}{{0,40}}?(?:,|\(|\u2013|-|\bwhich is|\band this is|\bas) ?(?:likely )?(?:its |{KNOWN})?(?<!likely )(?:side|adverse|unwanted|known|expected|drug|medication|allergic|antibiotic) (?:effects?\b|reactions?\b|rxns?\b|eruptions?\b)(?! (?:of|from) (?!it\b|the|this))",
    re.IGNORECASE,
)
#: "A levetiracetam effect".
_BESIDE = Pattern(
    r"\s*[,:(\u2013-]\s*(?:an? |the |this is an? )?(?:known |common |expected )?$", re.IGNORECASE
)
_AN_EFFECT = Pattern(r"[- ](?:side |adverse )?effect\b", re.IGNORECASE)
#: "Side effect of amitriptyline: dry mouth".
_HEAD = Pattern(
    r"\b(?:side|adverse) (?:effects?|reactions?) (?:of|from|to)(?: (?:the|his|her|new))* $", re.IGNORECASE
)
_OPENS = Pattern(r"\s*(?:[:,(]|\u2013|-)\s*(?:with |mainly |namely )?(?:[\w-]+ )?", re.IGNORECASE)
#: "PZA effect, no joint symptoms - hyperuricemia".
_THEN = Pattern(r"[- ](?:side |adverse )?effect\b[^.;:\n]{0,40}?(?:[-\u2013=,(]|->)\s*", re.IGNORECASE)
#: It began with the drug, or with more of it.
_STARTING = (
    r"(?: (?:the|his|her|their|a|an|she|he|we|they|I|it|was|were|had|has|been|being|start(?:s|ed|ing)?|begin(?:ning|s)?|began|begun|tak(?:es|ing)|took|add(?:ed|ing)|"
    r"increas(?:ed|ing|e)|rais(?:ed|ing)|doubl(?:ed|ing)|restart(?:ed|ing)|initiat(?:ed|ing|ion)|plac(?:ed|ing)|put|going|went|up|on|of|to|in|"
    r"dose|doses|first|second|third|last|new|higher|few|couple|days?|weeks?|months?|years?|course|use|treatment|finish(?:ed|ing)|given|getting|received|receiving|"
    rf"\d+|{spelled()}|several))* $"
)
_BEGAN = Pattern(rf"^{_SURE}{{0,60}}?\b(?:after|since|when|once|following){_STARTING}", re.IGNORECASE)
_SINCE = Pattern(
    rf"(?:^|[.;,] )(?:ever )?(?:since|after|when|once|soon after|shortly after){_STARTING}", re.IGNORECASE
)
_ENDED = Pattern(
    r"^[^.;,]{0,20}\b(?:stop\w*|held|discontinu\w*|lower\w*|reduc\w*|cut|halved|withdrawn|chang\w+|switch\w+|ran out|miss\w*)\b",
    re.IGNORECASE,
)


def is_known_for(name: str, mention: Mention) -> bool:
    """Whether a drug named beside a condition is known for it."""
    known = drug_terms().get(name)
    return mention.concept.startswith(KNOWN_FOR.get(known.kind if known else name, _NOTHING))


def is_told_by(words: str, harm: tuple[int, int], drug: tuple[int, int], mention: Mention, name: str) -> bool:
    """Whether a sentence tells of a condition, at one place, that the drug at another brought it."""
    start, end = drug
    behind = words[end:]
    if "?" in words[harm[1] : start]:
        return False  # it is asked, not told
    if start >= harm[1]:
        between = words[harm[1] : start]
        return bool(
            _LAID.match(between)
            or (_ON.match(between) and _ITS_EFFECT.match(behind))
            or (_BESIDE.fullmatch(between) and _AN_EFFECT.match(behind))
            or (is_known_for(name, mention) and _BEGAN.match(between) and not _ENDED.match(behind))
        )
    if end > harm[0]:
        return False
    if _HEAD.search(words, 0, start) and _OPENS.fullmatch(words, end, harm[0]):
        return True
    if _AN_EFFECT.match(words, end) and _THEN.fullmatch(words, end, harm[0]):
        return True
    if not _SINCE.search(words, 0, start) or _ENDED.match(behind):
        return False
    return is_known_for(name, mention) or _ITS_EFFECT.match(words[harm[1] :]) is not None
