"""The stage of a dry macular degeneration, eye by eye, from what its problem tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Because, Give
from chartproof.rules.core import rule

_DRY, _OPEN = "H35.31", "0"
_BOTH = frozenset({"right", "left"})
_EYES = {"1": frozenset({"right"}), "2": frozenset({"left"}), "3": _BOTH}
_EYE = r"(?:right|left|O[DSU]|both|each)\b"
#: What may follow a stage: its own words, an eye or the end of the part.
_ENDS = (
    rf"(?=(?:[ -](?:dry|stage|type|AMD|ARMD|disease)\b)*(?:\s*$|\s*[,;:.()/]|[ -](?:(?:in|on|of) (?:the |his |her )?)?{_EYE}"
    r"|[ -](?:by|with|based|non-?exudative|age-related|macular|dry|disease|AMD|ARMD)\b))"
)
_FOVEA = r"(?:sub-?)?fovea(?:l|s)?"
_ATROPHY = r"\b(?:geographic atrophy|advanced(?: atrophic)?|GA)\b"
_SPARED = rf"(?:{_FOVEA}[ -](?:is |are )?spar(?:ed|ing)|spar(?:es|ing) the {_FOVEA}|extra-?foveal|non-?subfoveal|(?:without|no|not involving(?: the)?) {_FOVEA}(?: involvement)?)"
#: The character of each stage; atrophy that spares the fovea before atrophy of it.
_STAGES = tuple(
    (char, Pattern(says, re.IGNORECASE))
    for char, says in (
        ("1", rf"\bearly{_ENDS}"),
        ("2", rf"\bintermediate{_ENDS}"),
        ("3", rf"{_ATROPHY}.*\b{_SPARED}|\b{_SPARED}.*{_ATROPHY}"),
        (
            "4",
            rf"{_ATROPHY}(?!.*{_SPARED}).*\b(?:subfoveal|(?:foveal?|center|central)[ -](?:involv\w+)|involv\w+ (?:of )?the (?:fovea|center))",
        ),
    )
)
#: Where what is told of one eye ends.
_APART = Pattern(
    rf"[;.](?=\s|$)|\b(?:while|whereas|but)\b|(?:,|\band\b|, and\b)(?= (?:(?:in |on )?(?:the |his |her )?{_EYE}|early\b|intermediate\b|advanced\b))",
    re.IGNORECASE,
)
#: In front of a stage: that it is not so, was so once, is feared or is in doubt.
_NOT = Pattern(
    r"\b(?:no|not|never|without|was|were|had|prior|previous(?:ly)?|history|progress\w*|conver\w+|advanc(?:e|es|ing)|becomes?|to|if|risk|may|might|could|possibl[ey]|probabl[ey]|"
    r"suspect\w*|likely|questionable|vs|versus|rule|mother|father|brother|sister|cataracts?|glaucoma|membrane|sclerosis)\b[^,;]*$",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.2, I.B.13", URL),
)
def dry_macular_degeneration_by_its_stage(coding: Coding, books: Books) -> Iterator[Give]:
    """A dry macular degeneration takes, eye by eye, the one stage that its problem tells, where its code leaves it open or the eyes are told apart."""
    for found in coding.having(_DRY):
        is_open = found.value[-1] == _OPEN
        own = _EYES.get(found.value[6], _BOTH)
        told = {eye: at for eye, at in _told(found, own, coding).items() if at[0]}
        eyes = _BOTH if len({stage for stage, _ in told.values()}) > 1 else own
        told = {eye: at for eye, at in told.items() if eye in eyes}
        stages = {eye: told[eye][0] if eye in told else _OPEN for eye in eyes}
        apart = len(set(stages.values())) > 1
        if not told or not (is_open or (apart and len(told) == len(eyes))):
            continue
        if apart:
            values = sorted(f"{_DRY}{'1' if eye == 'right' else '2'}{at}" for eye, at in stages.items())
        else:
            values = [f"{found.value[:7]}{next(iter(stages.values()))}"]
        because: tuple[Because, ...] = (found, next(iter(told.values()))[1])
        for value in values:
            if value != found.value and books.tabular.billable(value) is not None:
                yield Give(value, because, () if found.value in values else (found,), found.needed)


def _told(found: Assignment, eyes: frozenset[str], coding: Coding) -> dict[str, tuple[str, Evidence]]:
    """The stage of each eye and its words; no stage where the record tells two of one eye."""
    told: dict[str, tuple[str, Evidence]] = {}
    for mention in found.mentions:
        for sentence in sentences(mention, coding):
            for stage, sides, words in _parts(sentence, coding):
                for eye in sides or eyes:
                    same = told.get(eye, (stage,))[0] == stage
                    told[eye] = (stage if same else "", words)
    return told


def _parts(sentence: Evidence, coding: Coding) -> Iterator[tuple[str, frozenset[str], Evidence]]:
    """The parts of a sentence that tell one stage: the stage, the eyes named, and the words."""
    words, start = flat(sentence), 0
    document = coding.encounter.document(sentence.document)
    for end in (*(m.start() for m in _APART.finditer(words)), len(words)):
        part = words[start:end]
        stages = [
            char
            for char, says in _STAGES
            if (at := says.search(part)) and not _NOT.search(part, 0, at.start())
        ]
        if len(stages) == 1:
            yield stages[0], sides_named(part), document.quote(sentence.start + start, sentence.start + end)
        start = end
