"""Codes of drugs by intent: figures/drug_codes.tsv, by the drug's own name, else by its class.

The Table of Drugs and Chemicals leads to the code, the Tabular List says which are codes (I.C.19.e.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.record import Drug
from chartproof.terms.drugs import by_first_word, drug_terms


class Intent(Enum):
    """The column of the Table of Drugs, as the character that stands for it."""

    ACCIDENT = "1"
    SELF_HARM = "2"
    ASSAULT = "3"
    UNDETERMINED = "4"
    ADVERSE_EFFECT = "5"
    UNDERDOSING = "6"


def intent_in(value: str) -> str:
    """The character of the intent in a code of drugs or toxic substances: the last before the episode of care and its placeholder."""
    return value[:-1].rstrip("X")[-1]


#: Classes as a record calls them, no drug named.
_CLASSES = {
    **dict.fromkeys(("opioid", "opioids", "opiate", "opiates", "narcotic", "narcotics"), "opioid"),
    **dict.fromkeys(("steroid", "steroids", "glucocorticoid", "glucocorticoids"), "systemic steroid"),
    **dict.fromkeys(("corticosteroid", "corticosteroids"), "systemic steroid"),
    **dict.fromkeys(("statin", "statins"), "statin"),
    **dict.fromkeys(("nsaid", "nsaids"), "nsaid"),
    **dict.fromkeys(("acei", "acei's", "aceis"), "ace inhibitor"),
    **dict.fromkeys(("gliptin", "gliptins", "dpp4i"), "dpp-4 inhibitor"),
    **dict.fromkeys(("gliflozin", "gliflozins", "sglt2i"), "sglt2 inhibitor"),
    **dict.fromkeys(("sulfonylurea", "sulfonylureas", "sulphonylurea"), "sulfonylurea"),
    **dict.fromkeys(("ssri", "ssris"), "ssri"),
    **dict.fromkeys(("thiazide", "thiazides"), "hydrochlorothiazide"),
    **dict.fromkeys(("diuretic", "diuretics"), "diuretic"),
    **dict.fromkeys(("antipsychotic", "antipsychotics", "neuroleptic", "neuroleptics"), "antipsychotic"),
    **dict.fromkeys(("benzodiazepine", "benzodiazepines", "benzos"), "benzodiazepine"),
}
#: Classes of two words and more, by their first: what follows it.
_CLASS_PHRASES = {
    "ace": (Pattern(r"ace[- ](?:inhibitors?|i)\b"), "ace inhibitor"),
    "beta": (Pattern(r"beta[- ]?blockers?\b"), "beta blocker"),
    "calcium": (Pattern(r"calcium[- ]channel[- ]blockers?\b"), "calcium channel blocker"),
    "dpp": (Pattern(r"dpp[- ]?(?:4|iv)(?:[- ]?i\b|[- ]inhibitors?\b)"), "dpp-4 inhibitor"),
    "dpp4": (Pattern(r"dpp4[- ]inhibitors?\b"), "dpp-4 inhibitor"),
    "loop": (Pattern(r"loop diuretics?\b"), "furosemide"),
    "sglt2": (Pattern(r"sglt2[- ]inhibitors?\b"), "sglt2 inhibitor"),
}
_WORD = Pattern(r"[a-z][a-z0-9]*")
#: Treatments called by what they are for, no drug named.
_TREATMENTS = frozenset({"chemotherapy", "chemo"})


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("drug_codes")}


def _stem_of(name: str) -> str | None:
    """The codes of a drug without their intent, by its generic name, else by its class."""
    known = drug_terms().get(name)
    return _stems().get(known.generic if known else name) or (_stems().get(known.kind) if known else None)


def drug_code(name: str, intent: Intent, books: Books) -> str | None:
    """The code of a drug for an intent, in active treatment; None where it is not known or not a code."""
    stems = (_stem_of(name) or "").split()
    return next((value for s in stems if (value := coded(s, intent, books))), None)


def particular(name: str, drugs: tuple[Drug, ...]) -> str:
    """The drug that the record calls by its class, where all of that class that it names have one code; else the class."""
    if name in drug_terms():
        return name
    of_class = sorted({drug.name for drug in drugs if drug.kind == name})
    return of_class[0] if len({_stem_of(drug) for drug in of_class}) == 1 else name


def coded(stem: str, intent: Intent, books: Books) -> str | None:
    """The code of a stem for an intent, in active treatment; None where it is none."""
    plain = (stem.replace(".", "") + intent.value).ljust(6, "X") + "A"
    value = f"{plain[:3]}.{plain[3:]}"
    return value if books.tabular.billable(value) is not None else None


def drug_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names drugs: start, end and the name, in order, the longest name at each place."""
    low, past = text.lower(), 0
    for word in _WORD.finditer(low):
        if word.start() < past:
            continue
        if word[0] in _TREATMENTS:
            yield word.start(), word.end(), word[0]
            continue
        phrase = _CLASS_PHRASES.get(word[0])
        if phrase is not None and (found := phrase[0].match(low, word.start())):
            past = found.end()
            yield word.start(), past, phrase[1]
            continue
        for rest, term in by_first_word().get(word[0], ()):
            name = " ".join((word[0], *rest))
            if re.sub(r"[-/]", " ", low[word.start() : word.start() + len(name)]) == name:
                past = word.start() + len(name)
                yield word.start(), past, term.name
                break
        else:
            if word[0] in _CLASSES:
                yield word.start(), word.end(), _CLASSES[word[0]]
