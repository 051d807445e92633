"""Words that name a disease and here say something else: a stress test, a pain clinic, the COVID pandemic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import product

from chartproof.model.pattern import Pattern
from chartproof.terms.cause import FROM
from chartproof.terms.words import WALL, Words, folded
from chartproof.understand.in_lists import of_tests, of_vaccines

_LAID = Pattern(rf"\b(?:{FROM})", re.IGNORECASE)


def said_elsewhere(words: Words) -> frozenset[int]:
    """The numbers of the words that stand in a phrase of `cues/elsewhere.tsv`, in its order."""
    phrases = _phrases()
    found: set[int] = set()
    for i, word in enumerate(words.folded):
        for phrase in phrases.get(word, ()):
            end = i + len(phrase)
            apart = WALL if phrase[-1] == "given" or "was" in phrase else 0  # which no term reaches over
            said = tuple(words.folded[i:end]) == phrase and words.breaks[end - 1] - words.breaks[i] == apart
            between = words.text[words.starts[i] : words.ends[end - 1]] if said else ""
            if phrase[0] == "diabetes" and " on " in between:
                continue  # diabetes treated by diet, not a diabetic diet
            if phrase[0] == "hypotension" and _LAID.search(between):
                continue  # hypotension due to drugs, not a hypotensive drug
            if said and "positive" not in words.folded[end : end + 2]:  # else a test that says the disease
                found.update(range(i, end))
    found.update(
        i for i, start in enumerate(words.starts) if start > 4 and _AGAINST.match(words.text, start - 5)
    )
    if "like" in words.folded:  # a lipoma-like lesion is no lipoma
        likes = (i for i, word in enumerate(words.folded) if word == "like" and i)
        found.update(j for i in likes if words.text[words.starts[i] - 1] == "-" for j in (i - 1, i))
    if "fall" in words.folded:
        falls = (i for i, word in enumerate(words.folded) if word == "fall")
        for i in falls:
            if _is_of_value(words, i):
                found.update(j for j in (i, i + 1) if j == i or words.folded[j : j + 1] in _WHENS)
            elif _is_season(words, i):
                found.add(i)
    if not _moved().isdisjoint(words.folded):
        found.update(i for i, word in enumerate(words.folded) if word in _moved() and _is_of_dose(words, i))
    if not _DAYS.isdisjoint(words.folded):
        days = (i for i, word in enumerate(words.folded) if word in _DAYS)
        found.update(j for i in days if _DAY.match(words.text, words.ends[i]) for j in (i, i + 1))
    if "all" in words.folded:
        found.update(i for i, word in enumerate(words.folded) if word == "all" and _is_of_several(words, i))
    if "tbi" in words.folded:
        found.update(
            i
            for i, word in enumerate(words.folded)
            if word == "tbi" and _RATIO.match(words.text, words.ends[i])
        )
    if "ascvd" in words.folded:
        found.update(
            i
            for i, word in enumerate(words.folded)
            if word == "ascvd" and _SCORE.match(words.text, words.ends[i])
        )
    if "home" in words.folded:
        found.update(i for i, word in enumerate(words.folded) if word == "home" and _is_way(words, i))
    if "work" in words.folded:
        found.update(i for i, word in enumerate(words.folded) if word == "work" and _is_commute(words, i))
    if "tetanus" in words.folded and _of_tetanus().isdisjoint(words.folded):
        found.update(i for i, word in enumerate(words.folded) if word == "tetanus")
    found |= of_vaccines(words) | of_tests(words)
    if not _PLACES.isdisjoint(words.folded):
        found |= _of_service(words)
    return frozenset(found)


#: What a disease may be the business of, named right behind it; the sick as a trade's.
_BUSINESS = Pattern(
    r" (?:clinic|center|centre|association|foundation|society|nurse|educator|conference|ward|camp|hotline|brochure|pamphlet|handout|website|"
    r"magazine|article|book|charity|fundraiser|support group|research(?:er)?)s?\b| patients\b",
    re.IGNORECASE,
)
#: What a drug or a measure is against is not said to be there: an anti-seizure drug.
_AGAINST = Pattern(
    r"anti-(?:hypertens|seizure|nausea|reflux|anxiety|diabet|arrhythm|epilep|convuls|depress|diarrh|spasm|thrombot|psychot|"
    r"itch|cancer|tumor|migraine|angina|ulcer|gout|obesity|tubercul|malari|rejection|heartburn|vomit|infect|inflam|hyperlipid|glaucom)",
    re.IGNORECASE,
)


def is_anothers_business(at: Sequence[int], words: Words) -> bool:
    """Whether a disease only names an institution or those whom one cares for, or signs that are taught: the CHF clinic, diabetes with hypoglycemia warning signs."""
    if _BUSINESS.match(words.text, words.ends[at[-1]]) is not None:
        return True
    if words.folded[at[-1]] == "hepatitis" and _OF_A_VIRUS.match(words.text, words.ends[at[-1]]):
        return True
    taught = len(at) > 1 and _TAUGHT.match(words.text, words.ends[at[-1]]) is not None
    return taught and " with " in words.text[words.ends[at[0]] : words.starts[at[-1]]]


#: Behind "hepatitis": the letter of its virus, without which it is said to be another.
_OF_A_VIRUS = Pattern(r"[ -](?:virus )?[A-EGb-eg]\b")
#: What is taught of what stands right before it.
_TAUGHT = Pattern(
    r" (?:early )?(?:warning|danger|alarm|return)(?: and return)? (?:signs|symptoms|precautions)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _of_tetanus() -> frozenset[str]:
    """Words by which tetanus is the disease: the shot is meant everywhere else."""
    return frozenset(
        folded(
            "lockjaw trismus spasm spasms generalized cephalic neonatal rigidity opisthotonus disease diagnosed"
        )
    )


#: The season: "this fall", "recheck in the fall", "fall of 2025", but not "injured in the fall".
_SEASON = Pattern(
    r"\b(?:(?<!in )(?<!from )(?<!after )(?<!with )this|next|by|until|since|every|each|early|late|coming|in) $",
    re.IGNORECASE,
)
_THE_SEASON = Pattern(
    r"\b(?:be|due|recheck|return|repeat|again|schedul\w*|plan\w*|flu|shot|vaccine|booster|school|college|back|follow|visit|colonoscopy|"
    r"surgery|replaced|labs|will|defer\w*|wait\w*)\b[^.;]{0,25}\bin the $",
    re.IGNORECASE,
)
_OF_YEAR = Pattern(r" (?:of )?(?:19|20)\d\d\b")


def _is_season(words: Words, at: int) -> bool:
    """Whether "fall" is the season."""
    before, behind = words.text[: words.starts[at]], words.text[words.ends[at] :]
    return bool(_SEASON.search(before) or _THE_SEASON.search(before) or _OF_YEAR.match(behind))


#: A value that falls: "it fell to 7.1 on the morning of", "the sodium fell overnight".
_TO_A_NUMBER = Pattern(
    r",? (?:further |again |steadily |slowly )?(?:to|by) (?:about |around |near |a low of |as low as )?\d"
)
_VALUES = Pattern(
    r"\b(?:ha?emoglobin|hgb|hb|ha?ematocrit|hct|platelets?|count|counts|sodium|potassium|calcium|magnesium|phosph\w+|glucose|sugars?|creatinine|troponin|lactate|"
    r"bicarbonate|albumin|inr|pressures?|bp|map|saturations?|sats?|spo2|temperature|fever|rate|pulse|output|ef|fev1|gfr|egfr|weight|level|levels|score)"
    r"(?: (?:then|also|again|slowly|steadily|briefly|later|further|suddenly|had|has|which|that))* $",
    re.IGNORECASE,
)


_WHENS = tuple([when] for when in "morning today night evening overnight yesterday".split())


def _is_of_value(words: Words, at: int) -> bool:
    """Whether what fell is a value, not a person."""
    behind = _TO_A_NUMBER.match(words.text, words.ends[at])
    return bool(behind or _VALUES.search(words.text[max(0, words.starts[at] - 60) : words.starts[at]]))


#: HD and PPD with a number behind them, the day of the stay or since the delivery: no dialysis, no packs, no depression.
_DAYS = frozenset({"hd", "ppd"})
_DAY = Pattern(r" ?#? ?\d{1,2}\b(?! ?(?:x|times|/|years?|yrs?|d/|mm))")

#: All of something in capitals, or allergies, is no leukemia: "at ALL times", "TAKE ALL MEDICATIONS", "ALL: penicillin".
_OF_SEVERAL = Pattern(
    r" (?:of (?:the|his|her|their|these|those|it|them)\b|the|these|those|her|his|their|your|my|other|others|day|night|over|along|right|\d|"
    r"(?!(?:with|in|on|at|and|or|but|for|from|since|after|patients?|survivors?|cells|blasts|cases|was|is|has|s/p|status|remissions?|relaps\w+|diagnos\w+|cns|mrd-neg|prophylaxis|sanctuary|previous|always|this|plus|versus|vs|arms|studies)\b)(?:[\w-]+ )?[A-Za-z][\w-]{2,}[^\Ws]s\b)"
    r"|\s*:?\s*(?:NKD?A|none|no known|penicillins?|pcn|sulfa|codeine|latex|morphine|aspirin|asa|iodine|contrast|shellfish|peanuts?|bees?|eggs?|\w+(?:cillin|mycin|floxacin|cef|sulfa\w*))\b",
    re.IGNORECASE,
)
_FOR_ALL = Pattern(
    r"\b(?:at|take|stop|hold|avoid|answer(?:ed)?|review(?:ed)?|reconcile[sd]?|keep) $", re.IGNORECASE
)
#: Behind a disease the risk of it, in figures: "ASCVD 5.4%".
_SCORE = Pattern(
    r"(?:risk|score|10[- ]?(?:yr|year)|of|is|was|[ :=(~<>])*\d+(?:\.\d+)? ?%|(?: 10[- ]?y(?:ea)?r)? (?:risk|score)\b",
    re.IGNORECASE,
)
#: Behind the index of the toe's pressure, its value: no injury of the brain.
_RATIO = Pattern(
    r"[ :=]*(?:of |was |is |on |the )*(?:(?:right|left|rt|lt|[RL])\b[ :=]*)?(?:0?\.\d|1\.\d)", re.IGNORECASE
)


def _is_of_several(words: Words, at: int) -> bool:
    """Whether "all" in capitals stands for all of something, or heads the allergies."""
    before = words.text[max(0, words.starts[at] - 14) : words.starts[at]]
    return _OF_SEVERAL.match(words.text, words.ends[at]) is not None or _FOR_ALL.search(before) is not None


#: Behind what is moved: a dose.
_OF_DOSE = Pattern(
    r" (?:back |up |down |again )?(?:from \d[\d.,]* ?\w{0,5} to \d|to \d[\d.,/-]* ?(?:mg|mcg|units?|u|tabs?|bid|tid|qd|daily|twice|once|q ?\d+h?)\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _moved() -> frozenset[str]:
    """Words (folded) that are said of a value and of a dose."""
    return frozenset(folded("raised increased elevated lowered decreased reduced"))


def _is_of_dose(words: Words, at: int) -> bool:
    """Whether what was raised or lowered is a dose: "LDL 138, atorvastatin raised from 20 to 80"."""
    before = words.text[max(0, words.starts[at] - 60) : words.starts[at]]
    return _OF_DOSE.match(words.text, words.ends[at]) is not None and _VALUES.search(before) is None


#: On the way home one is not at home.
_WAY = Pattern(
    r"\b(?:(?:walk|rid|bik|bicycl|cycl|driv|head|runn|jogg|skat|com|go|return|travell?|fly|commut|gett)(?:e|ing)|walked|rode|biked|cycled|"
    r"drove|headed|ran|skated|went|gone|returned|way|walk|ride|drive|run|trip|route)(?: back)? $",
    re.IGNORECASE,
)


def _is_way(words: Words, at: int) -> bool:
    """Whether "home" is where one goes: "riding home from a bar", "on her way home"."""
    return _WAY.search(words.text[: words.starts[at]]) is not None


#: Where one is on the way to or from work, and so not at it.
_COMMUTE = Pattern(
    r"\b(?:way|commut\w+|walk\w*|rid(?:es?|ing)|rode|driv(?:es?|ing)|drove|bik\w+|cycl\w+)(?: (?:his|her|their|a|the|home|bike|bicycle|scooter|motorcycle|car|truck)){0,2} (?:to|into|from) $",
    re.IGNORECASE,
)


def _is_commute(words: Words, at: int) -> bool:
    """Whether "work" is where one goes or comes from: "riding her bicycle to work"."""
    return _COMMUTE.search(words.text[: words.starts[at]]) is not None


#: What a place or a group of people in a hospital is called by, and its whole name, in capitals: the Arrhythmia Unit.
_PLACES = frozenset("unit clinic service department ward committee team institute".split())
_SERVICE = Pattern(
    r"\b[A-Z][a-z][\w'-]*(?:(?: and| of| &)? [A-Z][\w'-]*){0,4} (?:Unit|Clinic|Services?|Department|Ward|Committee|Team|Institute)\b"
)
#: Care that is coded where it is given, whoever gives it.
_CARE = Pattern(r"\b(?:palliative|hospice|\w*dialysis|comfort)\b", re.IGNORECASE)


def _of_service(words: Words) -> set[int]:
    """Diseases in the name of a place or a team, which is nobody's disease: "the Breast Cancer Unit", "Pain Clinic"."""
    named = _SERVICE.finditer(words.text, words.starts[0], words.ends[-1])
    names = [m.span() for m in named if not _CARE.search(m.group())]
    return {i for i, at in enumerate(words.starts) if any(start <= at < end for start, end in names)}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word; words between bars stand for each other."""
    text = files("chartproof.understand").joinpath("cues", "elsewhere.tsv").read_text("utf-8")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in text.splitlines()[1:]:
        for words in product(*(word.split("|") for word in row.split("\t")[0].split())):
            phrase = folded(" ".join(words))
            if len(phrase) == 1:
                raise ValueError(f"elsewhere.tsv: {row!r} is but one word, {phrase[0]!r}")
            found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found
