"""Words of one term that are not told together: another number's, another site's, denied, of another time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.terms.ruled_out import OUT
from chartproof.terms.words import WALL, Words, folded
from chartproof.understand.hits import PLACES
from chartproof.understand.phrase import (
    is_of_next,
)

#: Words a number stands behind and belongs to.
_NUMBERED = frozenset("stage grade class type category level".split())
#: What has parts that are counted: "3 vessel disease".
_PARTED = frozenset("vessel part column compartment level lobe".split())
#: Words that a number stands before and counts.
_COUNTED = frozenset("minute hour day week month year time tablet pill dose mg".split())


def is_not_together(at: list[int], words: Words) -> bool:
    """Whether some words of a term do not tell it together."""
    return (
        _of_another_number(at, words)
        or _denies_another(at, words)
        or _was_another(at, words)
        or is_tested_negative(at, words)
        or _is_of_own_site(at, words)
        or _is_primary_behind(at, words)
        or _is_sepsis_beside(at, words)
    )


def _of_another_number(at: list[int], words: Words) -> bool:
    """Whether a number belongs to a word that is not the term's: type 1 of one, stage 2 of another."""
    staged = any(words.folded[i] == "stage" for i in at)
    if words.folded[at[0]][0].isdigit() and _opens_item(words, at[0]):
        return True
    if any(words.folded[i].isdigit() and _is_of_date(words, i) for i in at):
        return True
    if any(
        words.folded[i] == "type" and i + 1 not in at and words.folded[i + 1][0].isdigit() for i in at[:-1]
    ):
        return True
    if any(words.folded[i] == "week" and i and i - 1 not in at and words.folded[i - 1].isdigit() for i in at):
        return any(words.folded[i].isdigit() for i in at)  # of "BMI 38, 14 weeks" the 38 are no weeks
    for i in at:
        if words.folded[i][0].isdigit() and i:
            before, own = words.folded[i - 1], i - 1 in at
            if not own and before[0].isdigit() and i - 2 in at:
                return True  # of "bipolar I, 2 prior admissions" no bipolar II
            if i + 1 < len(words) and i + 1 not in at and words.folded[i + 1] in _COUNTED:
                return True
            named = before in _NUMBERED and (own or (i - 2 in at and words.breaks[i - 2] == words.breaks[i]))
            if (before != "stage" or not own) if staged else (before in _NUMBERED and not named):
                return True
    return False


def _opens_item(words: Words, i: int) -> bool:
    """Whether a word is the number of a line, with no stop behind it: of "3 class 2 obesity" no class 3, of "4 CKD" no stage 4."""
    start = words.starts[i]
    if i + 1 < len(words) and words.folded[i + 1] in _COUNTED | _PARTED:
        return False
    line = words.text.rfind("\n", 0, start) + 1
    return _NUMBER.match(words.text, start) is not None and not words.text[line:start].strip()


_NUMBER = Pattern(r"\d{1,2}[ \t]+(?=[A-Za-z])")


def _is_of_date(words: Words, i: int) -> bool:
    """Whether a number is part of a date: of "1/8/26 for DM" no type 1."""
    start, end = words.starts[i], words.ends[i]
    return any(m.start() <= start < m.end() for m in _DATE.finditer(words.text, max(0, start - 8), end + 8))


_DATE = Pattern(r"(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}(?!\d)")


def _denies_another(at: list[int], words: Words) -> bool:
    """Whether what a word of the term denies here is no word of it: without aura, with status migrainosus."""
    return denies_next(at, words) or any(words.folded[i] in _DENIALS and i + 1 not in at for i in at[:-1])


def denies_next(at: Sequence[int], words: Words) -> bool:
    """Whether a "not" behind the words of a term denies what stands next: "intractable, not in status"."""
    return words.folded[at[-1]] == "not"


_DENIALS = frozenset({"without", "no", "not"})


def is_tested_negative(at: Sequence[int], words: Words) -> bool:
    """Whether what stands behind a comma or in a bracket was tested for and not found: bronchiolitis, RSV negative."""
    apart = words.breaks[at[-1]] - words.breaks[at[0]]
    if not 0 < apart < WALL:
        return False
    behind = words.ends[at[-1]]
    return bool(_NOT_FOUND.match(words.text, behind) or OUT.match(words.text, behind))


_NOT_FOUND = Pattern(
    r"(?:(?:,| and| or|/| &) ?(?!(?:x-?rays?|xrs?|c?xr|films?|cts?|mris?|imaging)\b)[\w-]+(?: [AB])?){0,3} (?:rapid |pcr |swab |test(?:ing)? |culture |screen |antigen |toxin )*(?:is |was |were )?(?:negative|neg\b|not detected)",
    re.IGNORECASE,
)


def _is_of_own_site(at: list[int], words: Words) -> bool:
    """Whether a wound behind a comma has a site of its own, and is one: of "Colles L wrist, scalp lac" no wrist is cut."""
    i = at[-1]
    wounds, sites, _ = _apart()
    if words.folded[i] not in wounds or i - 1 in at or words.folded[i - 1] not in PLACES | sites:
        return False
    apart = words.text[words.ends[at[-2]] : words.starts[i - 1]]
    alone = not words.text[: words.ends[i]].endswith("s")
    return "," in apart and alone and _SHARED.search(apart) is None


@lru_cache(maxsize=1)
def _apart() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Wounds, sites of the head that have one side only, and cancers (folded)."""
    wounds = "laceration contusion abrasion bruise burn wound avulsion puncture hematoma"
    sites = "scalp face facial forehead chin lip nose nasal eyebrow head"
    cancers = "cancer carcinoma adenocarcinoma ca nsclc melanoma sarcoma"
    return frozenset(folded(wounds)), frozenset(folded(sites)), frozenset(folded(cancers))


def _is_primary_behind(at: list[int], words: Words) -> bool:
    """Whether the site behind a comma is that of a cancer of its own: of "bone mets, lung ca" the lung has none."""
    i, own = at[-1], {words.folded[j] for j in at}
    if "metastasis" not in own or words.folded[i] not in PLACES or i + 1 >= len(words):
        return False
    if words.text[words.starts[at[0]] :][:10].lower() == "metastatic" and words.folded[i + 1] in _apart()[2]:
        return i + 1 not in at and is_of_primary(words, i)  # metastatic breast carcinoma
    apart = words.text[words.ends[at[-2]] : words.starts[i]]
    return words.folded[i + 1] in _apart()[2] and "," in apart and _SHARED.search(apart) is None


def is_of_primary(words: Words, i: int) -> bool:
    """Whether a site stands right before the name of a cancer, whose own site it is."""
    return (
        i + 1 < len(words) and words.folded[i + 1] in _apart()[2] and words.breaks[i + 1] == words.breaks[i]
    )


def _is_sepsis_beside(at: list[int], words: Words) -> bool:
    """Whether a part of the body stands beside a sepsis that is no septic part: "sepsis 2/2 R foot osteo"."""
    first, last = at[0], at[-1]
    said = words.text[words.starts[first] : words.ends[first]].lower()
    return said == "sepsis" and len(at) == 2 and words.folded[last] in PLACES and last > first + 1


_SHARED = Pattern(r"\b(?:and|or)\b|[&/]", re.IGNORECASE)


def _was_another(at: list[int], words: Words) -> bool:
    """Whether its last word is said of what follows: a smoker and former drinker, depression and chronic pain, an arm and broken glass."""
    if any(
        words.folded[i] == "diabetes" and words.folded[i + 1 : i + 2] == ["insipidus"] and i + 1 not in at
        for i in at
    ):
        return True  # no diabetes of the other kind in diabetes insipidus
    if any(words.folded[i] == "still" and not _STILLS.match(words.text, words.starts[i]) for i in at) and any(
        words.folded[i] == "disease" for i in at
    ):
        return True
    word, apart = words.folded[at[-1]], words.breaks[at[-1]] - words.breaks[at[-2]]
    broken, things = _broken_things()
    if word == broken and at[-1] + 1 < len(words) and words.folded[at[-1] + 1] in things:
        return True
    return (word == "former" or (word in _COURSES and apart > 0)) and is_of_next(at[-1], words)


#: The disease of Still, and no "still".
_STILLS = Pattern(r"still(?:['\u2019]?s\b| (?:disease|syndrome|dz)\b)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _broken_things() -> tuple[str, frozenset[str]]:
    """The word for what is broken, and things that break: neither is a bone."""
    things = "glass bottle window mirror plate dish mug chair ladder fence sidewalk"
    return folded("broken")[0], frozenset(folded(things))


_COURSES = frozenset({"chronic", "acute", "subacute", "recurrent"})
