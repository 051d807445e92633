"""The organism behind an infection of one site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_of_now
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.together import headed, in_one_line, joined_by_cause
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO
from chartproof.terms.note_blocks import answers, blocks

#: An infection by organism whose site is not said, and the organism as the cause of another's disease.
ORGANISMS = {
    "A49.01": "B95.61",
    "A49.02": "B95.62",
    "A49.1": "B95.5",
    "A49.2": "B96.3",
    "A49.3": "B96.0",
    "B34.0": "B97.0",
    "B34.1": "B97.10",
    "B34.2": "B97.29",
}

#: Infections by devices and procedures: their note asks for the infection without naming codes.
OF_DEVICE = ("T80.2", "T81.4", "T82.6", "T82.7", "T83.5", "T83.6", "T84.5", "T84.6", "T84.7", "T85.7")
#: Infections of childbed and the breast, whose notes ask for the infection or are silent.
OF_CHILDBED = ("O23", "O41.1", "O85", "O86", "O91", "N61")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.1.b, I.C.1.e.1.b", URL),
)
def organism_of_infection(coding: Coding, books: Books) -> Iterator[Give]:
    """Beside an infection of one site that asks for its organism, the organism is coded as its cause, not as an infection of no site."""
    for vague in coding.having("A49", "B34"):
        organism = ORGANISMS.get(vague.value)
        if organism is None:
            continue
        for local in coding.assignments:
            told = in_one_line(local, vague) or _grew_from(local, vague) or _grew_from_wound(local, vague)
            told = told or _is_cultured_next(local, vague, coding)
            if local is vague or not told:
                continue
            asked = blocks(local.value, books.tabular, "use_additional")
            named = any(answers(organism, b.targets) for b in asked) or _is_its_cause(local, vague)
            behind = named or _is_set_behind(local, vague)
            if behind or local.value.startswith((*OF_DEVICE, *OF_CHILDBED)):
                yield Give(organism, because=(local, vague), instead_of=(vague,), needed=Needed.OBLIGED)
                break


_GREW = Pattern(r"\b(?:grew|grows|growing|grown|cultur\w+|isolated|positive for|swab\w*)\b", re.IGNORECASE)


def _grew_from(local: Assignment, vague: Assignment) -> bool:
    """Whether a sentence under the one infection that heads a problem tells what grew: "the culture grew MRSA"."""
    heads = headed(local)
    return any((m.document, m.problem) in heads and _GREW.search(m.line.words) for m in vague.mentions)


#: What was cultured of a wound, and that it grew.
_WOUND_GREW = Pattern(
    r"\b(?:wounds?|ulcers?|abscess(?:es)?|pus|purulen\w+|drainage|exudate|tissue|bone|deep|intraoperative|operative|surgical|aspirates?)\b(?: \w+){0,2}? "
    r"(?:cultures?|swabs?|cx)\b|\b(?:cultures?|swabs?|cx) (?:of|from) (?:the |his |her )?(?:\w+ )?(?:wound|ulcer|abscess|pus|drainage|tissue|bone)\b",
    re.IGNORECASE,
)
_NO_CAUSE = Pattern(
    r"\b(?:coloni[sz]\w+|contamina\w+|skin flora|last year|(?:year|month)s? ago|previous\w*|prior)\b",
    re.IGNORECASE,
)
#: Infections of the skin, of bone, and of a wound, in which it grows.
_OF_WOUNDS = ("L00", "L01", "L02", "L03", "L08", "M86", "T81.4", "O86.0")


def _grew_from_wound(local: Assignment, vague: Assignment) -> bool:
    """Whether a culture of a wound grew it, wherever the record tells, beside an infection of the skin or bone that is treated."""
    treated = local.value.startswith(_OF_WOUNDS) and local.needed is Needed.ADDRESSED
    return treated and any(
        is_of_now(m)
        and is_certain(m)
        and _WOUND_GREW.search(m.line.words)
        and not _NO_CAUSE.search(m.line.words)
        for m in vague.mentions
    )


#: The culture right behind the sentence of an infection: "Superficial SSI. Culture: MSSA".
_CULTURE = Pattern(
    r"(?:(?:wound|deep|tissue|or|pus|fluid)\s)?(?:cultures?|cx|swab)\b(?: (?:grew|growing|with|is|was|showed))?\W{0,3}$",
    re.IGNORECASE,
)
_NEXT = 160


def _is_cultured_next(local: Assignment, vague: Assignment, coding: Coding) -> bool:
    """Whether the culture that grew it is told in the paragraph of an infection of a wound or a device, right behind it."""
    if not local.value.startswith((*OF_DEVICE, *OF_CHILDBED, *_OF_WOUNDS)):
        return False
    for m in vague.mentions:
        text, at = coding.encounter.document(m.document).text, m.evidence[0].start
        if not _CULTURE.match(text, m.line.start, at):
            continue
        for n in local.mentions:
            end = n.evidence[-1].end
            if n.document == m.document and 0 <= m.line.start - end < _NEXT and "\n" not in text[end:at]:
                return True
    return False


#: Infections by their names, whose notes ask for no organism.
_INFECTED = Pattern(
    r"\b(?:osteomyelitis|discitis|abscess|empyema|mediastinitis|lymphadenitis|myositis)\b", re.IGNORECASE
)
_BEHIND = Pattern(rf"[^,;.\n]{{0,30}}[,(] ?(?:(?:with|{DUE_TO}) )?$", re.IGNORECASE)


def _is_set_behind(local: Assignment, vague: Assignment) -> bool:
    """Whether the organism is set behind an infection that its code names: "psoas abscess, MSSA"."""
    return _INFECTED.search(local.title or "") is not None and any(
        m.line == n.line
        and m.evidence[-1].end <= n.evidence[0].start
        and _BEHIND.fullmatch(
            m.line.words[m.evidence[-1].end - m.line.start : n.evidence[0].start - m.line.start]
        )
        for m in local.mentions
        for n in vague.mentions
    )


def _is_its_cause(local: Assignment, vague: Assignment) -> bool:
    """Whether the record says that the organism caused a disease of some site: mediastinitis caused by S. aureus."""
    return local.value[0] in "GHIJKLMN" and joined_by_cause(local, vague)
