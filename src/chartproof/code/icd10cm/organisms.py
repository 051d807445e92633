"""Organisms that stand right behind an infection as its kind or its cause: "Pneumonia, RLL, klebsiella".

Source: ICD-10-CM Tabular List J12-J15, A40-A41, P36; guideline I.B.9 (combination codes).
"""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: The words of each organism; the codes of its pneumonia, its sepsis, and its sepsis of the newborn.
_ORGANISMS = (
    (
        r"(?:strep(?:tococcus)?\.? pneumo(?:niae)?|s\. pneumo(?:niae)?|pneumococc(?:us|al))",
        "J13",
        "A40.3",
        "P36.19",
    ),
    (r"(?:group b strep\w*|gbs)", "J15.3", "A40.1", "P36.0"),
    (r"(?:h(?:aemophilus)?\.? (?:influenzae|flu))", "J14", "A41.3", "P36.8"),
    (r"klebsiella", "J15.0", "A41.59", "P36.8"),
    (r"pseudomonas", "J15.1", "A41.52", "P36.8"),
    (
        r"(?:mssa|methicillin[- ](?:susceptible|sensitive) (?:staph(?:ylococcus)?\.?|s\.) aureus)",
        "J15.211",
        "A41.01",
        "P36.2",
    ),
    (
        r"(?:mrsa|methicillin[- ]resistant (?:staph(?:ylococcus)?\.?|s\.) aureus)",
        "J15.212",
        "A41.02",
        "P36.2",
    ),
    (r"(?:escherichia coli|e\.? ?coli)", "J15.5", "A41.51", "P36.4"),
    (r"serratia", "", "A41.53", "P36.8"),
    (r"enterococc\w+", "", "A41.81", "P36.8"),
    (r"mycoplasma", "J15.7", "", ""),
    (r"legionella", "A48.1", "", ""),
    (r"rsv", "J12.1", "", ""),
)
#: What may stand between an infection and its organism: a lobe, a shock; then a comma or words of cause.
_BETWEEN = (
    r"(?:,? (?:[lr][uml]l|(?:left|right)(?: (?:upper|middle|lower))?(?: lobe)?|bilateral|(?:with |and )?septic shock))?"
    r"(?:,| -+| due to| 2/2| secondary to| from| caused by| with)? \(?(?:probable |likely )?(?:(?:mdr|(?:multi-?drug|drug|carbapenem)[- ]resistant|esbl(?:[- ](?:producing|positive))?) )?"
)
_NO_CAUSE = r"(?! (?:negative|neg|pending|ag\b|antigen|vaccin\w+|prophylaxis|ruled|not|uti|pneumonia|bacteremia|pyelo\w*|screen|nares))"


def behind(infection: str, column: int) -> tuple[tuple[str, Pattern], ...]:
    """The codes of an infection by organism (1 pneumonia, 2 sepsis, 3 of the newborn), and words that say each."""
    return tuple(
        (row[column], Pattern(rf"\b(?:{infection})\b{_BETWEEN}{row[0]}\b{_NO_CAUSE}", re.IGNORECASE))
        for row in _ORGANISMS
        if row[column]
    )


#: What blood grew, in the sentence of the infection.
_GREW = r"\b[^.;\n]{0,120}\b(?:blood(?: cultures?)?|bottles?)\b[^.;\n]{0,60}\b(?:grew|growing|grown|grow|yielded|positive for)(?: out)? "


def grown(infection: str, column: int) -> tuple[tuple[str, Pattern], ...]:
    """The codes of an infection by organism, and words that say that the blood grew it: "sepsis, and both bottles grew MSSA"."""
    return tuple(
        (
            row[column],
            Pattern(rf"\b(?:{infection}){_GREW}{row[0]}\b(?!,? \(?(?:a |likely )*contamina)", re.IGNORECASE),
        )
        for row in _ORGANISMS
        if row[column]
    )
