"""Words that name a disease and here say something else: a stress test, a pain clinic, the COVID pandemic."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from chartproof.terms.words import Words, folded


def said_elsewhere(words: Words) -> frozenset[int]:
    """The numbers of the words that stand in a phrase of `cues/elsewhere.tsv`, in its order."""
    phrases = _phrases()
    found: set[int] = set()
    for i, word in enumerate(words.folded):
        for phrase in phrases.get(word, ()):
            end = i + len(phrase)
            said = tuple(words.folded[i:end]) == phrase and words.breaks[end - 1] == words.breaks[i]
            if said and "positive" not in words.folded[end : end + 2]:  # else a test that says the disease
                found.update(range(i, end))
    if not _GIVEN.isdisjoint(words.folded):
        found |= _vaccines(words)
    return frozenset(found)


#: Words by which a list of diseases is one of vaccines, and vaccines that name themselves.
_GIVEN = frozenset(
    "given administered done received due utd declined refused vaccine vaccination immunization shot booster dose".split()
)
_VACCINES = frozenset(
    "mmr mmrv dtap tdap td dt ipv opv hib pcv pcv13 pcv15 pcv20 pcv21 ppsv23 hpv hpv9 gardasil menactra menveo "
    "menb shingrix zostavax prevnar pneumovax pediarix pentacel vaxelis rotateq rotarix boostrix adacel "
    "heplisav twinrix havrix engerix".split()
)
_PREVENTED = frozenset(
    "measles mumps rubella varicella hep hepatitis influenza flu pneumococcal pneumonia tetanus diphtheria "
    "pertussis polio rotavirus meningococcal zoster shingles typhoid rabies yellow fever japanese encephalitis cholera rsv covid "
    "covid19 vi a b".split()
)


def _vaccines(words: Words) -> set[int]:
    """Diseases in a list of vaccines: "MMR, varicella, hep A given", "Given: yellow fever, typhoid Vi, hep A #1"."""
    named = {i for i, word in enumerate(words.folded) if word in _PREVENTED}
    ours = {i for i, word in enumerate(words.folded) if word in _VACCINES or word in _GIVEN}
    others = [i for i in range(len(words)) if i not in named and i not in ours]
    listed = len(named) + len(ours)
    return named if listed > 2 and listed > 2 * len(others) else set()


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word."""
    text = files("chartproof.understand").joinpath("cues", "elsewhere.tsv").read_text("utf-8")
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in text.splitlines()[1:]:
        phrase = folded(row.split("\t")[0])
        if len(phrase) == 1:
            raise ValueError(f"elsewhere.tsv: {row!r} is but one word, {phrase[0]!r}")
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found
