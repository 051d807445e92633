"""What capitals say: sides, eyes and ears, limbs and lids with their side, a narrowed valve."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.model.pattern import Pattern

#: "R hip", "L-sided".
SIDES = {
    "R": "right", "L": "left", "B": "bilateral", "Bil": "bilateral", "OD": "right", "OS": "left", "OU": "bilateral",
    "AD": "right", "AU": "bilateral", "RE": "right", "LE": "left", "OI": "left",
}  # fmt: skip
#: Eyes: the capitals are a side in front of a colon or a stop too, OD (an overdose otherwise) where eyes are spoken of.
EYES = frozenset({"OD", "OS", "OU"})
_EYE = Pattern(
    r"\b(?:OS|OU|(?:pink ?)?eyes?|phaco\w*|amaurosis|subconj\w*|dacryo\w*|vis(?:ion|ual)|VA|IOP|retin\w*|cornea\w*|lens|glaucoma|cataracts?|fund\w+|macula\w*|AMD|ARMD|epiretinal|ERM|"
    r"vitre\w+|uveitis|irid\w+|iritis|conjunctiv\w+|pterygium|pinguecula|chalazi\w+|hordeol\w+|styes?|bleph\w+|ptosis|kerat(?:itis|oconus|opath\w*)|globe|angles?[ -]closures?|"
    r"amblyopia|myopia|hyperopia|astigmatism|esotropia|exotropia|[bch]?rvo|brao|crao|NPDR|PDR|POAG|hyphema|(?:epi)?scleritis|optic|papilledema|"
    r"eyelids?|lids?|trichiasis|entropion|ectropion|drusen|RD|PVD|PCO|IOL|pseudophak\w+|aphak\w+|AACG|N?AION|[CD]ME|CNVM?|RRD|FTMH|MGD|NLDO|CSC?R|NVG|NVI|"
    r"floaters?|trab\w*|YAG|SLT|ocular|pupil\w*|diplopia|hyphaema|endophthalmitis|horseshoe|RCE|PEE|HST|chorioid|choroid\w*|chorioretin\w*|nystagmus|strabismus|epiphora|nasolacrimal|canalicul\w+|NSC?|PSC|"
    r"VM[TA]|[VA]KC|SCH|KCN|EBMD|ABMD|KCS|SPK|PKP?|DSA?EK|DMEK|conj|pteryg|RPE|Irvine-Gass|lattice|lamellar hole|mac(?:ular)? hole|CN (?:III|IV|VI)|K (?:abrasion|ulcer|FB)|VH|TRD|HZO|PXF\w?|LPI|RGP|anisocoria)\b",
    re.IGNORECASE,
)
#: Right eye and left eye by their first letters, where the record calls them so: a leg, "about" or an infection otherwise.
BY_LETTERS = frozenset({"RE", "LE", "OI"})
_NAMED = Pattern(r"\beyes? \((?:RE|LE)\)")
_OF_EYES = Pattern(r"\b(?:visual acuity|intraocular|funduscop\w+|fundus|cornea\w*|macula\w*|retina\w*)\b")
_PAIRS = {
    "LE": (Pattern(r"\bRE\b(?!:)"), Pattern(r"\bLE\b")),
    "RE": (Pattern(r"\bRE\b(?!:)"), Pattern(r"\b(?:LE|OI)\b")),
    "OI": (Pattern(r"\b(?:RE|OD)\b(?!:)"), Pattern(r"\bOI\b")),
}
#: Ears: AD, AU, where they are spoken of.
_EARS = frozenset({"AD", "AU"})
_EAR = Pattern(
    r"\b(?:ears?|cerumen|otitis|hearing|tympan\w+|TMs?|SNHL|CHL|tinnitus|ETD|eustachian|otalgia|otorrhea|A?OM|OME|A?OE|HL|EAC|mastoid\w*|presbycusis|"
    r"cholesteatoma|otosclerosis|BPPV|COME|BMT|R?ASOM|RAOM|Meniere\w*|SSNHL|SSHL|CSOM|MHL|MEE|otomycosis|myringitis)\b",
    re.IGNORECASE,
)
#: A limb and its side written as one: RLE, the right lower extremity.
_LIMBS: dict[str, tuple[str, ...]] = {
    side + limb: (sided, part)
    for side, sided in (("R", "right"), ("L", "left"), ("B", "bilateral"))
    for limb, part in (("LE", "leg"), ("UE", "arm"))
}
#: A lid and its side written as one, where lids are spoken of: a lobe of the lung otherwise.
_LIDS: dict[str, tuple[str, ...]] = {
    side + lid + "L": (sided, half, "eyelid")
    for side, sided in (("R", "right"), ("L", "left"), ("B", "bilateral"))
    for lid, half in (("U", "upper"), ("L", "lower"))
}
_LID = Pattern(
    r"\b(?:lids?|eyelids?|eyes?|ptosis|chalazi\w+|hordeol\w+|styes?|bleph\w+|entropion|ectropion|dermatochalasis|trichiasis|"
    r"xanthelasma|madarosis|lagophthalmos|floppy|MGD|meibomian)\b",
    re.IGNORECASE,
)
#: A finger by its letters, right behind its side: "mallet finger R RF".
_DIGITS: dict[str, tuple[str, ...]] = {
    "IF": ("index", "finger"),
    "MF": ("midfinger", "finger"),
    "LF": ("midfinger", "finger"),
    "RF": ("ring", "finger"),
    "SF": ("little", "finger"),
}
_SIDE_AHEAD = Pattern(r"\b(?:[RL]|[Rr]ight|[Ll]eft|[Rr]t|[Ll]t) [IMLRS]F\b")
#: A phalanx by its number, behind its finger or toe or in front of its break: a second heart sound, a parity otherwise.
_PHALANGES = {"P1": ("proximal", "phalanx"), "P2": ("middle", "phalanx"), "P3": ("distal", "phalanx")}
_DIGIT_AHEAD = Pattern(r"\b(?:fingers?|thumb|digit|toe|hallux|[IMLRS]F)[ ,(]{1,2}$", re.IGNORECASE)
_BREAKS = Pattern(
    r" (?:(?:shaft|base|head|neck|condyle|tuft|intra-?articular|spiral|oblique|transverse) )*(?:fx|fracture|phalanx)\b",
    re.IGNORECASE,
)
#: Letters that say several words.
SEVERAL = frozenset(
    {
        *_LIMBS,
        *_LIDS,
        *_DIGITS,
        "AN",
        "AS",
        "FB",
        "PI",
        "PU",
        "HAPI",
        "ME",
        "CR",
        "CR1",
        "CR2",
        "PsA",
        "PsO",
        "cHL",
        "MetS",
        "LAC",
        "P1",
        "P2",
        "P3",
    }
)
#: Letters that say the same words wherever they stand.
_ALWAYS = {
    "PsA": ("psoriasis", "arthritis"),
    "PsO": ("psoriasis",),
    "HAPI": ("pressure", "injury"),
    "MetS": ("metabolic", "syndrome"),
    "cHL": ("classical", "hodgkin", "lymphoma"),
}
#: Right behind these or in front of those, PsA is a germ, no arthritis: "sputum mucoid PsA", "PsA in sputum".
_GREW = Pattern(
    r"\b(?:[Ss]putum|[Mm]ucoid|[Gg]rew|[Gg]rowing|[Gg]rows|BAL|trach(?:eal)? aspirate|(?:[Cc]x|[Cc]ultures?)(?: (?:with|w/|was|pos(?:itive)? for))?)(?:[ :+]+(?:\w+ ){0,2})$"
)
_GROWN = Pattern(
    r" (?:\d\+|(?:in|from) (?:the |her |his )?(?:sputum|BAL|culture)|isolates?\b|colonization\b)"
)
#: Behind AN: the type of anorexia nervosa that restricts what is eaten.
_RESTRICTING = Pattern(r"(?:-R\b|,? restrict)", re.IGNORECASE)
#: Beside these, LAC is a long arm cast, no laceration.
_CAST = Pattern(
    r"\b(?:casts?|fiberglass|[Kk]-?wires?|CRPP|SCH|pins? (?:x|pulled|out|removed|sites?)|SAC|splints?)\b"
)
#: Beside these, PI is a pressure injury: its stage, its depth, where it lies.
_PRESSURE = Pattern(
    r"\b(?:stage\w*|unstageable|sacr\w+|coccy\w+|heels?|decub\w*|pressure|HAPI|ischi\w+|trochant\w+|DTI)\b",
    re.IGNORECASE,
)
#: What stands before a complete remission, and what is in one.
_IN = Pattern(
    r"(?<!rise )(?<!increase )(?<!decrease )(?<!elevation )(?<!change )\bin (?:first |second )?$",
    re.IGNORECASE,
)
_BLOOD = Pattern(
    r"\b(?:leuk[a]?emia|lymphoma|myeloma|hodgkin\w*|AML|ALL|APL|C[LM]L|DLBCL|MCL|FL|HL|cHL|NHL|MM|PTCL|[AB]SCT)\b",
    re.IGNORECASE,
)
#: Beside these, ME is an edema of the macula.
_RETINA = Pattern(
    r"\b(?:[NP]?PDR|NPDR|[BCH]?RVO|retinopathy|(?:vein|venous) occlusion|uveitis)\b", re.IGNORECASE
)
#: What follows a capital L or R that is no side: the lumbar spine, a wave of the ECG.
_NO_SIDE = Pattern(r"[ -](?:spine|waves?|axis|on T|Ax)\b")
#: A side alone behind a comma, or with how long it has been: carpal tunnel syndrome, R; tennis elbow L x6wk.
_LAST = Pattern(r"[ \t]*(?:[,;.)\n]|$)| ['\u2019]\d\d\b| x ?\d| (?:at )?\d{1,2}(?::\d\d)? ?o['\u2019]?clock")
#: How narrow a vessel of a side is: "carotid stenosis R 70%".
_PERCENT = Pattern(r" [<>~]?\d{1,2}(?:-\d{1,2})?%")
#: Behind the side of ribs, their numbers: an L before a number is else of the spine, an R a rate of breaths.
_NUMBER = Pattern(r" \d{1,2}(?![\d.])")
_RIBS = Pattern(r"\bribs?\b", re.IGNORECASE)
_RIB_NUMBERS = Pattern(
    r" (?:ant\w* |post\w* |lat\w* )?\d{1,2}(?:st|nd|rd|th)?(?:(?:-| ?to |, ?| ?and | ?& ?)\d{1,2}(?:st|nd|rd|th)?)* ribs?\b"
)
_UNITS = frozenset("per vitamin class type group lead hepatitis factor protein mmol meq ringer".split())
_SIDED = Pattern(
    r"(?:[ -]|/[RL] )(?:[A-Za-z]{2}|[AMP][1-3]\b|\d{1,2}(?:st|nd|rd|th)\b|and [RL]\b|& [RL]\b)| (?:s/p|w/o?|c/w|c/b|d/t|2/2)(?!\w)"
)


def is_side(said: str, text: str, stop: int, before: str) -> bool:
    """Whether capitals that may say a side do so here."""
    if said in EYES:
        return said != "OD" or _EYE.search(text, max(0, stop - 120), stop + 120) is not None
    if said in BY_LETTERS:
        return _told_by_letters(said, text)
    if said in _EARS:
        return _EAR.search(text, max(0, stop - 80), stop + 40) is not None
    if said in {"B", "Bil"}:
        return before not in _LETTERED_B and bool(_PAIRED.match(text, stop))
    if text[max(0, stop - 3) : stop - 1] == ", " and _LAST.match(text, stop):
        return True
    if said in {"R", "L"} and before[:1].isdigit() and _LAST.match(text, stop):
        return _RIBS.search(text, max(0, stop - 16), stop) is not None  # "rib fx 4-6 L"
    if said in {"R", "L"} and (
        (text[max(0, stop - 3) : stop - 1] == "% " and _LAST.match(text, stop)) or _PERCENT.match(text, stop)
    ):
        return True
    if text[max(0, stop - 2) : stop + 1] == f"({said})":
        return before.isalpha() and before not in _UNITS
    named = (len(before) > 2 or before == "fx") and before.isalpha() and before not in _UNITS
    if (
        named
        and text[stop - 2 : stop - 1] == " "
        and (
            _LAST.match(text, stop)
            or (_NUMBER.match(text, stop) and _RIBS.search(text, max(0, stop - 25), stop))
        )
    ):
        return True
    if said in {"R", "L"} and before in _ACHING and _DASHED.match(text, stop):
        return True
    if said in {"R", "L"} and _RIB_NUMBERS.match(text, stop):
        return True
    return not before[:1].isdigit() and bool(_SIDED.match(text, stop)) and not _NO_SIDE.match(text, stop)


#: What is told of one side, before its letter and a dash: "shoulder pain R - XR normal" (folded).
_ACHING = frozenset(
    "pain weakness swelling numbness fracture sprain strain laceration contusion abrasion burn tear edema effusion hip knee ankle foot wrist hand elbow "
    "shoulder arm leg thigh heel eye ear breast kidney lung".split()
)
_DASHED = Pattern(r" +[-\u2013\u2014](?= )")


@lru_cache(maxsize=16)
def _told_by_letters(said: str, text: str) -> bool:
    """Whether a record calls its eyes by these letters: it says so once, or sets one against the other where it tells of eyes."""
    if said != "OI" and _NAMED.search(text):
        return True
    return all(pattern.search(text) for pattern in (*_PAIRS[said], _OF_EYES))


#: What a capital B only numbers, and paired parts in front of which it says both: B knee OA.
_LETTERED_B = frozenset(
    "hepatitis hep vitamin vit type group influenza flu class factor category strep weber danis".split()
)
_PAIRED = Pattern(
    r" (?:knees?|hips?|shoulders?|elbows?|hands?|wrists?|thumbs?|ankles?|feet|foot|heels?|legs?|thighs?|calves|arms?|forearms?|"
    r"eyes?|ears?|breasts?|lower ext\w*|upper ext\w*|LEs?|UEs?|carotids?|inguinal|axillae?|CTS|carpal|plantar|rotator|A?OME?|otitis|SNHL|CHL|ETD|cerumen|conj\w*|hydro(?:nephrosis)?|pleural)\b"
)


#: How bad or of what kind a narrowed aortic valve is, and what stands behind its capitals: severe AS, AS s/p TAVR.
_STENOSED = Pattern(
    r"\b(?:(?:mild|moderate|severe)(?:[ -]to[ -]|[-/])(?=mod|sev))?(?:mild|moderate(?:ly)?|mod|severe|critical|symptomatic|calcific|senile|rheumatic|"
    r"degenerative|valvular|low[ -]gradient|progressive|paradoxical|known) $",
    re.IGNORECASE,
)
_REPLACED = Pattern(
    r",? (?:s/p (?:TAVR|TAVI|SAVR|AVR)|(?:with|and|&) (?:AI|AR)\b|\(?AVA\b|w/ (?:AI|AR)\b)|, (?:mild|mod|moderate|severe|critical|symptomatic)\b(?! (?:hearing|HL|OM|OE|AOM|otitis))"
)
#: "AS severe, TAVR planned": no ear of it, which AS may be too.
_HOW_BAD = Pattern(r" (?:mild|mod|moderate|severe|critical)(?=[,;.]|$)")


#: What stands behind the side of an ear: "TM perf AS central", "OE AS w/ wick".
_AT_EAR = Pattern(r" (?:central|marginal|attic|dry|draining|wet|(?:w/|s/p)(?!\w)|[-\u2013])")


def several(said: str, text: str, at: int, stop: int) -> tuple[str, ...]:
    """The words that letters say here, folded; none where they are but a small word."""
    if said in _LIMBS:
        return _LIMBS[said]
    if said in _LIDS:
        return _LIDS[said] if _LID.search(text, max(0, at - 60), stop + 30) else (said.lower(),)
    if said == "AN":
        if text.startswith("-BP", stop):
            return ("anorexia", "nervosa", "binge", "purge", "type")
        return ("anorexia", "nervosa") if _RESTRICTING.match(text, stop) else ()
    if said == "PsA" and (_GREW.search(text, max(0, at - 40), at) or _GROWN.match(text, stop)):
        return ("pseudomona",)  # as it folds
    if said in _ALWAYS:
        return _ALWAYS[said]
    if said in _DIGITS:
        beside = _SIDE_AHEAD.search(text, max(0, at - 6), stop)
        return _DIGITS[said] if beside else (said.lower(),)
    if said in _PHALANGES:
        told = _BREAKS.match(text, stop) or _DIGIT_AHEAD.search(text, max(0, at - 12), at)
        return _PHALANGES[said] if told else (said.lower(),)
    if said == "LAC":
        return ("cast",) if _CAST.search(text, max(0, at - 160), stop + 60) else ("laceration",)
    if said in {"PI", "PU"}:
        near = _PRESSURE.search(text, max(0, at - 40), stop + 40)
        return ("pressure", "injury") if near else (said.lower(),)
    if said.startswith("CR"):
        left = _IN.search(text, max(0, at - 12), at) and _BLOOD.search(text, max(0, at - 120), at)
        return ("remission",) if left else (said.lower(),)
    if said == "ME":
        return ("macula", "edema") if _RETINA.search(text, max(0, at - 40), stop + 20) else (said.lower(),)
    if said == "FB":
        return (said.lower(),) if _BREADTHS.search(text, max(0, at - 3), at) else ("foreign", "body")
    if _EAR.search(text, max(0, at - 40), at) and (_LAST.match(text, stop) or _AT_EAR.match(text, stop)):
        return ("left",)
    if _is_stenosis(text, at, stop):
        return ("aorta", "stenosis")
    return ("ankylosing", "spondylitis") if _SPONDYLITIS.search(text, max(0, at - 60), stop + 60) else ()


#: Beside these, AS is a disease of the spine: its scores, its gene, its joints and its drugs.
_SPONDYLITIS = Pattern(
    r"\b(?:BASDAI|BASFI|ASDAS|HLA[- ]?B27|B27|sacro-?ili\w+|SI joints?|bamboo|cosentyx|secukinumab|taltz|ixekizumab|bimzelx|bimekizumab|anti-?TNF|TNFi?|"
    r"humira|adalimumab|enbrel|etanercept|cimzia|certolizumab|simponi|golimumab|infliximab|remicade|axial|spondyl\w+)\b",
    re.IGNORECASE,
)


#: So many finger breadths below the costal margin.
_BREADTHS = Pattern(r"\d ?$")


def _is_stenosis(text: str, at: int, stop: int) -> bool:
    """Whether the capitals AS stand for aortic stenosis."""
    return bool(
        (text[at - 2 : at - 1].islower() and _STENOSED.search(text, max(0, at - 40), at))
        or _REPLACED.match(text, stop)
        or (_HOW_BAD.match(text, stop) and not _EAR.search(text, max(0, at - 60), at))
    )
