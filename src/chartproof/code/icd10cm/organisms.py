"""Organisms, their names and codes, and where they stand behind an infection as its kind or its cause: "Pneumonia, RLL, klebsiella".

Source: ICD-10-CM Tabular List J12-J15, A40-A41, P36, M00, B95-B96; guideline I.B.9 (combination codes).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.cause import FROM


class Organism(NamedTuple):
    """An organism, and the codes of what it causes; "" where none is its own.

    `words` are a pattern of its names; `arthritis` is the kind of M00 without its joint, `agent`
    the code of the organism as the cause of another's disease.
    """

    words: str
    pneumonia: str
    sepsis: str
    newborn_sepsis: str
    arthritis: str
    agent: str


ORGANISMS = (
    Organism(
        r"(?:(?:strep(?:tococcus)?\.?|s\.) pneumo(?:niae)?|pneumococc(?:us|al))",
        "J13", "A40.3", "P36.19", "M00.1", "B95.3",
    ),
    Organism(
        r"(?:(?:group b|GB) strep\w*|gbs|(?:strep(?:tococcus)?\.?|s\.) agalactiae)",
        "J15.3", "A40.1", "P36.0", "M00.2", "B95.1",
    ),
    Organism(
        r"(?:(?:group a|GA) strep\w*|(?-i:GAS)|(?:strep(?:tococcus)?\.?|s\.) pyogenes)",
        "J15.4", "A40.0", "P36.19", "M00.2", "B95.0",
    ),
    Organism(
        r"(?:(?:group [cdfg]|viridans) strep\w*|strep(?:tococcus)? viridans)",
        "J15.4", "A40.8", "P36.19", "M00.2", "B95.4",
    ),
    Organism(r"(?:h(?:aemophilus)?\.? (?:influenzae|flu))", "J14", "A41.3", "P36.8", "M00.8", "B96.3"),
    Organism(r"klebsiella(?: pneumoniae)?", "J15.0", "A41.59", "P36.8", "M00.8", "B96.1"),
    Organism(r"pseudomon(?:as(?: aeruginosa)?|al)", "J15.1", "A41.52", "P36.8", "M00.8", "B96.5"),
    Organism(
        r"(?:mrsa|methicillin[- ]resistant (?:staph\w*\.?(?: aureus)?|s\. aureus))",
        "J15.212", "A41.02", "P36.2", "M00.0", "B95.62",
    ),
    Organism(
        r"(?:mssa|(?:methicillin[- ](?:susceptible|sensitive) )?(?:staph(?:ylococcus)?\.?|s\.) aureus)",
        "J15.211", "A41.01", "P36.2", "M00.0", "B95.61",
    ),
    Organism(
        r"(?:(?-i:CoNS)|coag(?:ulase)?[- ]neg(?:ative)? staph\w*|(?:staph(?:ylococcus)?\.?|s\.) epi(?:dermidis)?)",
        "J15.29", "A41.1", "P36.39", "M00.0", "B95.7",
    ),
    Organism(r"e(?:scherichia|\.)? ?coli", "J15.5", "A41.51", "P36.4", "M00.8", "B96.20"),
    Organism(r"serratia", "", "A41.53", "P36.8", "M00.8", "B96.89"),
    Organism(r"proteus(?: mirabilis)?", "", "A41.59", "P36.8", "M00.8", "B96.4"),
    Organism(r"enterococc\w+(?: faecalis| faecium)?", "", "A41.81", "P36.8", "M00.8", "B95.2"),
    Organism(r"mycoplasma", "J15.7", "", "", "", ""),
    Organism(r"legionella", "A48.1", "", "", "", ""),
    Organism(r"rsv", "J12.1", "", "", "", ""),
    Organism(r"(?:gram[- ]neg(?:ative)?s?|gnrs?)(?: (?:rods?|bacill\w+|bacteri\w+|organisms?))?", "J15.69", "A41.50", "", "", ""),
)  # fmt: skip
_DOUBT = r"(?:probabl[ey]|likely|suspected|presumed|presumptive|possibl[ey])"
_IN_DOUBT = Pattern(rf"\b{_DOUBT}\b", re.IGNORECASE)
#: What may stand between an infection and its organism: a lobe, a shock; then a comma or words of cause.
_BETWEEN = (
    r"(?:,? (?:[lr][uml]l|(?:left|right)(?: (?:upper|middle|lower))?(?: lobe)?|bilateral|(?:with |and )?septic shock))?"
    rf"(?:,| -+|:|:? (?:{FROM})| with)? \(?(?:{_DOUBT} )?(?:(?:mdr|(?:multi-?drug|drug|carbapenem)[- ]resistant|esbl(?:[- ](?:producing|positive))?) )?"
)
_NO_CAUSE = r"(?! (?:negative|neg|pending|ag\b|antigen|vaccin\w+|prophylaxis|ruled|not|uti|pneumonia|bacteremia|pyelo\w*|screen|nares))"


def is_coded(words: Evidence, coding: Coding) -> bool:
    """Whether an organism that words name is coded: as being so, or in doubt in a stay that codes what is in doubt (IV.H, II.H)."""
    return coding.encounter.codes_uncertain or _IN_DOUBT.search(words.words) is None


def behind(infection: str, of: str) -> tuple[tuple[str, Pattern], ...]:
    """The codes of an infection (`pneumonia`, `sepsis`, `newborn_sepsis`) by organism, and words that say each behind it."""
    return tuple(
        (code, Pattern(rf"\b(?:{infection})\b{_BETWEEN}{o.words}\b{_NO_CAUSE}", re.IGNORECASE))
        for o in ORGANISMS
        if (code := getattr(o, of))
    )


def ahead(infection: str, of: str) -> tuple[tuple[str, Pattern], ...]:
    """The codes of an infection by organism, and words that say each in front of it and of the bacteremia: "E. coli bacteremia/sepsis"."""
    joined = r" bacter(?:a)?emia ?(?:/|,|&|with|and|\+) ?"
    return tuple(
        (code, Pattern(rf"\b{o.words}{joined}(?:{infection})\b", re.IGNORECASE))
        for o in ORGANISMS
        if (code := getattr(o, of))
    )


#: What blood grew, in the sentence of the infection.
_BLOOD = (
    r"(?<!prior )(?<!previous )(?<!old )(?<!past )\b(?:blood(?: (?:cultures?|cx))?|bcx|bottles?)\b(?:"
    r"[^.;\n]{0,60}\b(?:grew|growing|grown|grow|yielded|positive for)(?: out)? "
    r"|(?: cultures?)?:? (?:\(?(?:1 ?(?:/|of) ?[1-6]|2 ?(?:/|of) ?[2-6]|3 ?(?:/|of) ?[346]|4 ?(?:/|of) ?[46]|6 ?(?:/|of) ?6)\)?(?: bottles?| sets?)?|\+|pos(?:itive)?)(?: (?:for|with|\+))?:? ?)"
)
_GREW = rf"\b[^.\n]{{0,120}}?{_BLOOD}"
_NO_GROWTH = (
    r"(?!,? \(?(?:a |likely )*contamina)(?! (?:in|from) (?:the )?(?:urine|sputum|wound))(?! not seen)"
)


def grown(infection: str, of: str) -> tuple[tuple[str, Pattern], ...]:
    """The codes of an infection by organism, and words that say that the blood grew it: "sepsis, and both bottles grew MSSA"."""
    return tuple(
        (
            code,
            Pattern(rf"\b(?:{infection}){_GREW}{o.words}\b{_NO_GROWTH}", re.IGNORECASE),
        )
        for o in ORGANISMS
        if (code := getattr(o, of))
    )


def blood_grew(of: str) -> tuple[tuple[str, Pattern], ...]:
    """The codes of an infection by organism, and words that say, in a sentence under its head, that the blood grew it: "E. coli bacteremia"."""
    return tuple(
        (code, Pattern(rf"{_BLOOD}{o.words}\b{_NO_GROWTH}|\b{o.words} bacter(?:a)?emia\b", re.IGNORECASE))
        for o in ORGANISMS
        if (code := getattr(o, of))
    )
