"""Hurt at play: not at work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.causes import ACTIVITY, STATUS, causes, only_substances
from chartproof.code.icd10cm.episodes import ACTIVE, stages
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.together import says
from chartproof.code.icd10cm.wording import said_beside
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.sought import first

#: Sports, exercise, games, music, rides: what is done for pleasure unless the record says it is a living.
LEISURE = (
    *("Y93.01", "Y93.02", "Y93.1", "Y93.2", "Y93.3", "Y93.4", "Y93.5", "Y93.6", "Y93.7", "Y93.A", "Y93.B"),
    *("Y93.D", "Y93.J", "Y93.83"),
)

#: Falls from playground equipment, and parks, beaches and fairs: places of free time.
PLAYED = ("W09", "Y92.83")
#: What is done at home is no work for pay, unless the record says so.
HOME = "Y92.0"
WORK = Pattern(
    r"\b(?<!not )(?:at work|on the job|on duty|on shift|for work|work[- ]related|working from|contractor|workers'? comp\w*|employer|"
    r"home health|volunteer\w*|military|army|navy)\b",
    re.IGNORECASE,
)
#: Words of free time.
FREE = Pattern(
    r"\b(?:not (?:at )?work|off work this|on (?:his|her|their) day off|day off|on vacation|weekend (?:fun|project|yard|trip)|not a paid"
    r"|for fun|recreational(?:ly)?|rec[- ]league|leisure|on (?:the|his|her) way (?:home from|to|back from) (?:a |the |his |her )?"
    r"(?:party|visit\w*|family|friends?|church|shopping|store|dinner|movies?)|(?:birthday|dinner|holiday) party|visiting (?:family|friends?)"
    r"|(?:usual|regular|morning|evening|daily|nightly|after[- ]dinner) (?:walk|loop|run|jog|stroll|bike ride)"
    r"|(?:after|from|leaving) (?:an? |the )(?:movie|concert|ball ?game|party|bar|restaurant)"
    r"|(?:walking|playing with) (?:his|her|the|their) (?:dog|kids?|child(?:ren)?))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.20.k", URL),
)
def status_of_leisure(coding: Coding, _: Books) -> Iterator[Give]:
    """A sport, a leisure activity or an accident at home or in free time is told with the status of other than work, where the record names none."""
    if coding.having(STATUS, "Y38.811") or ACTIVE not in stages(coding) or not causes(coding):
        return
    if only_substances(coding) or coding.having("T74", "T76"):
        return
    for beside in coding.having(ACTIVITY, HOME, *PLAYED):
        if beside.value.startswith((*LEISURE, HOME, *PLAYED)) and not says(beside, WORK):
            yield Give("Y99.8", (beside,), needed=Needed.ALSO)
            return
    for cause in causes(coding):
        free = next((words for _, words in said_beside(coding, cause, FREE)), None) or _free(coding)
        if free is not None:
            yield Give("Y99.8", (cause, free), needed=Needed.ALSO)
            return


def _free(coding: Coding) -> Evidence | None:
    """Words of free time in a document in which nothing speaks of work."""
    for document in coding.encounter.documents:
        found = first(FREE, document.text)
        if found and not first(WORK, document.text):
            return document.quote(found.start(), found.end())
    return None
