"""Whether a condition and a place that stand apart belong to one noun phrase.

"Pain and swelling of the left knee" says knee pain; "pain controlled on oral meds" says nothing of the mouth.
A place in front of its condition shares it through a list ("knee and hip pain"), through no preposition; one
behind it hangs on a preposition ("pain in the knee"), and on no verb of what is done or where it goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from chartproof.model.pattern import Pattern
from chartproof.terms.cause import DUE_TO
from chartproof.terms.every_term import Term
from chartproof.terms.index import TermIndex
from chartproof.terms.words import QUALIFIERS, Words, fold, folded
from chartproof.understand.trait_words import SITES

#: Places, besides SITES, that a record says conditions of.
_PLACES = SITES | frozenset(
    map(
        fold,
        "abdomen adrenal anus aorta appendix atrium back bladder bone bowel brain bronchus bp buttock cardiac cervix chest "
        "coccyx colon conjunctiva cornea coronary cranium duodenum epididymis esophagus face facial gallbladder groin "
        "gum head heart hepatic ileum inguinal intestine iris jejunum joint kidney larynx leg limb lip liver macula "
        "marrow mediastinum meninges mouth muscle nail neck nerve node nose nostril oral orbit palate pancreas "
        "parotid pelvis penis perineum pericardium peritoneum pharynx pleura prostate pubis rectum retina sacrum scalp "
        "scrotum sigmoid sinus skin skull spinal spine spleen stomach submandibular sternum temporal throat thorax "
        "thymus thyroid tongue tonsil tooth torso trachea trunk urethra uterus vagina valve vein ventricle vulva".split(),
    )
)
_PREPOSITION = Pattern(
    r"\b(?:for|by|from|due to|d/t|on|in|at|after|of|into|over|per|via|than)\b", re.IGNORECASE
)
_WITH = Pattern(r"\bwith\b", re.IGNORECASE)
_LINK = Pattern(r"[>:]|\b(?:of|in|with|to|by|on|due|from)\b", re.IGNORECASE)
#: What is done with a condition, or where it goes, ends its phrase: controlled on, boring to.
_DONE = Pattern(r"[a-z]{2,}(?:ed|ing)", re.IGNORECASE)
_STILL = frozenset(
    "located localized localised localizing localising involving affecting noted seen found felt centered confined "
    "isolated identified visualized visualised observed detected discovered arising originating extending measuring "
    "including restricted limited based focused occurring developing diagnosed documented enhancing bleeding healing "
    "infected displaced herniated enlarged impacted comminuted advanced complicated swollen red stabbing burning "
    "throbbing aching shooting cramping itching tingling nagging associated related sided ascending descending mixed "
    "draining weeping crusted ulcerated pigmented raised scaling blistering peeling bruised closed healed embedded "
    "retained spreading worsening increasing persisting ongoing remaining existing underlying perforated strangulated "
    "incarcerated calcified circumscribed encapsulated defined excised resected drained removed biopsied enucleated".split()
)
#: An adjective of place, as written, and what it may say the place of instead: oral meds, atrial fibrillation.
_ADJECTIVE = Pattern(r"[a-z]{2,}(?:al|ar|ic|ous|ary|eal)", re.IGNORECASE)
_OTHERS = Pattern(
    r"(?:\w+(?:itis|osis|oma|emia|pathy|scopy|graphy|gram|tomy|plasty|therapy|ation)|medications?|meds?|medicines?|agents?|drugs?|"
    r"antibiotics?|contracepti\w+|steroids?|intake|feeds?|feedings?|diet|hydration|solution|hygiene|functions?|exams?|"
    r"sounds|output|flow|pressures?|rates?|rhythm|catheter|surgery|biops\w+|ultrasound|scans?|resonance|mri|ct|flutter|"
    r"failure|insufficiency|infection|disease|murmur|edema|stenosis|damage)",
    re.IGNORECASE,
)


#: Words that tell how large a thing is or in which part of a place it lies.
_EXTENT = frozenset(
    "cm mm centimeter millimeter length diameter size measuring approximately about maximum pole calyx smaller larger greater than".split()
)
#: Words that tell how a growth looks, up to a comma: "SCC, well differentiated, R forearm".
_LOOKS = frozenset(
    "nodular micronodular infiltrative invasive differentiated moderately superficial spreading pigmented keratinizing atypia dysplastic".split()
)


#: What a wound is by, which already says that it is one: a puncture wound of the finger (folded).
_WOUNDING = frozenset({"puncture", "laceration", "bite"})


def says_else(i: int, words: Words) -> bool:
    """Whether a word between a term's words says something else, not only how bad or how large: 3 cm in diameter in the lower pole."""
    word = words.folded[i]
    if word in QUALIFIERS or word[0].isdigit():
        return False
    if word == "wound" and i > 0 and words.folded[i - 1] in _WOUNDING:
        return False
    if word in _LOOKS and i + 1 < len(words) and words.breaks[i + 1] != words.breaks[i]:
        return False
    return word not in _EXTENT or (i > 0 and words.folded[i - 1] in _PLACES and _is_beside(i - 1, i, words))


def is_of_next(i: int, words: Words) -> bool:
    """Whether a word in front of another, in one clause, is said of that one, which is no number."""
    after = i + 1
    if after >= len(words) or words.breaks[after] != words.breaks[i] or words.folded[after][0].isdigit():
        return False
    return {",", "("}.isdisjoint(words.text[words.ends[i] : words.starts[after]])


#: Degrees, and words behind one that are no condition of their own (folded).
_DEGREES = frozenset({"mild", "moderate", "severe"})
_OF_ITSELF = frozenset(
    "stage degree severity episode persistent intermittent single recurrent disease disorder dependence use flare exacerbation symptom feature "
    "type form grade level range impairment progressive attack nature course with without in at on and or by per to but now today".split()
)


def is_degree_of_next(at: Sequence[int], words: Words, index: TermIndex) -> bool:
    """Whether a degree at the end of a term is, past a comma, that of another condition: "dementia, mild hypertension", "severe GERD, depression"."""
    for i, other in ((at[-1], at[-2]), (at[0], at[1])):
        if words.folded[i] not in _DEGREES or words.breaks[i] == words.breaks[other] or i + 1 in at:
            continue
        if is_of_next(i, words) and (after := words.folded[i + 1]) not in _OF_ITSELF and index.branch(after):
            return True
    return False


def belongs(term: Term, at: Sequence[int], words: Words) -> bool:
    """Whether a term's words at these places are one phrase; words that stand together always are."""
    if _is_of_another_result(at, words) or _is_primary(term, at, words) or _is_origin(term, at, words):
        return False
    if _denies_what_it_has(term, at, words):
        return False
    cut = _cut(at, words)
    order = _order(term.surface) if cut is not None else {}
    if cut is None or term.means[0][0] in "VWXYZ" or any(words.folded[i] not in order for i in at):
        return True
    first, then = at[:cut], at[cut:]
    if words.folded[first[-1] + 1] in _HEARD and words.breaks[first[-1] + 1] == words.breaks[first[-1]]:
        return False  # a diastolic murmur and heart failure are no diastolic heart failure
    before = [order[words.folded[i]] for i in first]
    after = [order[words.folded[i]] for i in then]
    if max(before) > min(after) and max(after) > min(before):
        return True
    linked = _is_linked(term.surface)
    kind = all(words.folded[i] in _KINDS for i in then)
    if kind and not linked and _of_cause(first[-1], then[0], words):
        return False
    is_head_first = (max(before) < min(after)) is linked
    place = then if is_head_first else first
    if not all(words.folded[i] in _PLACES or words.folded[i] in QUALIFIERS for i in place):
        return not (is_head_first and len(then) == 1 and _is_said_of_another(first[-1], then[0], words))
    return _behind(first, then, words) if is_head_first else _in_front(first, then, words)


def _denies_what_it_has(term: Term, at: Sequence[int], words: Words) -> bool:
    """Whether the line denies what a term has, and the term another thing: "migraine without aura, headache" is none "with aura without headache"."""
    denied = {words.folded[i + 1] for i in at[:-1] if words.folded[i] == "without"}
    said = folded(term.surface) if denied else []
    of = said.index("without") if "without" in said else len(said)
    return bool(said[of + 1 :]) and bool(denied & set(said[:of]) - set(said[of + 1 :]))


def _of_cause(before: int, after: int, words: Words) -> bool:
    """Whether what stands behind is of the cause named between: chronic pain due to postlaminectomy syndrome."""
    return _CAUSE.search(words.text, words.ends[before], words.starts[after]) is not None


#: What is heard or measured, behind the word for its half of the beat.
_HEARD = frozenset({"murmur", "pressure", "bp"})
#: Words that only say what kind of thing another word names.
_KINDS = frozenset({"syndrome", "disease", "disorder"})
_CAUSE = Pattern(rf"\b(?:{DUE_TO})\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _order(surface: str) -> dict[str, int]:
    """The folded words of a term in its own order."""
    return {word: i for i, word in enumerate(folded(surface))}


@lru_cache(maxsize=20_000)
def _is_linked(surface: str) -> bool:
    """Whether a term names its condition first: pain in the knee."""
    return bool(_LINK.search(surface))


def _cut(at: Sequence[int], words: Words) -> int | None:
    """Where a term's words part into two blocks; None where they stand together or in more."""
    cuts = [n for n in range(1, len(at)) if not _is_beside(at[n - 1], at[n], words)]
    return cuts[0] if len(cuts) == 1 else None


_TESTS = frozenset(
    "test screen culture serology antibody antigen titer pcr swab result stain smear status tested come came".split()
)
#: What a test may say; it stands behind the test's name, or in front where nothing else is named there.
RESULTS = frozenset({"positive", "negative"})


def _is_of_another_result(at: Sequence[int], words: Words) -> bool:
    """Whether another's result stands between: no "ER negative" in "ER positive, PR negative"."""
    own = [i for i in at if words.folded[i] in RESULTS]
    if any(
        i and i - 1 not in at and words.folded[i - 1] not in _TESTS and _is_beside(i - 1, i, words)
        for i in own
    ):
        return True
    said = {words.folded[i] for i in own}
    return bool(said) and not said >= RESULTS & set(words.folded[at[0] : at[-1]])


#: Behind its site, what says that a metastatic tumor began there.
_TUMORS = frozenset("cancer ca carcinoma adenocarcinoma cell melanoma sarcoma lymphoma malignancy".split())


def _is_primary(term: Term, at: Sequence[int], words: Words) -> bool:
    """Whether a site said as secondary is where the tumor began: metastatic renal cell carcinoma."""
    if term.means[0][:3] not in {"C77", "C78", "C79"} or len(term.means) > 1:
        return False
    first, last = at[0], at[-1]
    if words.text[words.starts[first] : words.ends[first]].lower() != "metastatic":
        return False
    within = words.folded[last] in _TUMORS
    if within and term.source == "lexicon":
        return False
    end = last if within else last + 1
    return end < len(words) and words.folded[end] in _TUMORS and words.breaks[end] == words.breaks[first]


def _is_origin(term: Term, at: Sequence[int], words: Words) -> bool:
    """Whether a site said as secondary is where the tumor came from: brain mets from lung."""
    if term.means[0][:3] not in {"C77", "C78", "C79"}:
        return False
    return any(_FROM.search(words.text, words.ends[a], words.starts[b]) for a, b in pairwise(at))


_FROM = Pattern(r"\bfrom\b", re.IGNORECASE)


def _is_beside(one: int, other: int, words: Words) -> bool:
    return other == one + 1 and words.text[words.ends[one] : words.starts[other]] in {
        " ",
        "-",
        "/",
        "",
        ": ",
        " (",
    }


def _between(one: int, other: int, words: Words) -> list[int]:
    """The words between two that say something else."""
    return [i for i in range(one + 1, other) if says_else(i, words)]


def _in_front(first: Sequence[int], then: Sequence[int], words: Words) -> bool:
    """A place, then its condition: "knee and hip pain", not "hip, done for arthritis"."""
    a, b = first[-1], then[0]
    others = _between(a, b, words)
    between = words.text[words.ends[a] : words.starts[b]]
    if not others:
        return True
    if _PREPOSITION.search(between):
        return False
    if joined := _WITH.search(between):
        return words.starts[others[0]] > words.ends[a] + joined.start()
    boundary = words.breaks[b] > words.breaks[a]
    own = any(words.breaks[i] == words.breaks[a] for i in others)
    return not (boundary and own and any(words.breaks[i] == words.breaks[b] for i in others))


def _behind(first: Sequence[int], then: Sequence[int], words: Words) -> bool:
    """A condition, then its place: "pain in the knee", not "pain controlled on oral meds"."""
    a, b = first[-1], then[0]
    between = words.text[words.ends[a] : words.starts[b]]
    if words.breaks[b] > words.breaks[a] and _OF_NEXT.match(words.text, words.ends[then[-1]]):
        return False
    if _WITH.search(between) or _TOLD_BESIDE.fullmatch(between) or _is_of_another(then[-1], words):
        return False
    return not any(_is_done(i, words) for i in _between(a, b, words) if words.breaks[i] == words.breaks[a])


#: Over a comma, a place that says which of several the next part speaks of: "an adenoma, the sigmoid one hyperplastic".
_OF_NEXT = Pattern(
    r"\s+(?:ones?|polyps?|lesions?|specimens?|biops(?:y|ies)|nodules?|nodes?|mass)\b", re.IGNORECASE
)
#: A place with a state of its own stands beside a condition, and is not its place: "nodule and fatty liver".
_TOLD_BESIDE = Pattern(
    r"\s*(?:,|&|\band\b|,\s*and\b)\s*(?:an?\s+)?(?!chronic|(?:loc|affect|disloc|sprain|injur|fractur|bruis|infect|scrap)\w*ed\b)[a-z]+(?:ed|ty|ic|ous|shoe|cular)\s+",
    re.IGNORECASE,
)


def _is_said_of_another(head: int, word: int, words: Words) -> bool:
    """Whether a word over a comma stands right behind another part: "BP 112/70, breasts soft"."""
    apart = words.breaks[word] - words.breaks[head] > 1
    return apart and words.folded[word - 1] in _PLACES and _is_beside(word - 1, word, words)


def _is_done(i: int, words: Words) -> bool:
    word = words.text[words.starts[i] : words.ends[i]].lower()
    return bool(_DONE.fullmatch(word)) and word not in _STILL


def _is_of_another(last: int, words: Words) -> bool:
    """Whether an adjective says the place of the word behind it: oral meds, renal function."""
    following = last + 1
    if following >= len(words) or words.text[words.ends[last] : words.starts[following]] != " ":
        return False
    said = words.text[words.starts[last] : words.ends[last]]
    behind = words.text[words.starts[following] : words.ends[following]]
    return bool(_ADJECTIVE.fullmatch(said) and _OTHERS.fullmatch(behind))
