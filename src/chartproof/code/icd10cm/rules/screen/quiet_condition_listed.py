"""A condition of one place that a visit's history only lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.wording import behind
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.numbers import spelled

#: What an item of a history says of a condition that troubles nobody now.
_QUIET = Pattern(
    r"^[^.;]{0,50}?(?:\bno (?:recent |further |more |other )?(?:attacks?|flares?|symptoms?|episodes?|problems?|troubles?|medicines?|medications?|meds|"
    r"treatments?)\b|\bnot (?:bothering|bothersome|troubling|troublesome|active|symptomatic|treated)\b|\b(?:asymptomatic|inactive|quiescent|quiet|dormant)\b"
    r"|\boff (?:all )?(?:medicines?|medications?|meds|treatment|[a-z]{4,}(?:ol|ine|ide|in|am|one|il|an|ate))\b)",
    re.IGNORECASE,
)
#: Care that it has after all.
_CARE = Pattern(
    r"\b(?:on|takes?|taking|uses?|using|with|treated|follow(?:s|ed|ing)?|sees|seen|managed|monitored|surveillance|due|recheck|repeat|"
    r"controlled|severe|worse|worsening|daily|weekly|prn|mg)\b",
    re.IGNORECASE,
)
_TAKEN_UP = frozenset({Standing.PROBLEM, Standing.ASSESSED, Standing.REASON})
#: An item that names the condition and its side, and says nothing more.
_BARE = 4


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.J", URL),
)
def quiet_condition_listed(coding: Coding, _: Books) -> Iterator[Reject]:
    """Outside stays, a condition that its history says is quiet, or one of one place that is only named there, is not coded: it required no care."""
    encounter = coding.encounter
    if encounter.is_stay or encounter.codes_uncertain:
        return
    if not any(m.standing in _TAKEN_UP for m in coding.reading.mentions):
        return
    kinds = {drug.kind for drug in coding.reading.drugs if drug.kind}
    for assignment in coding.assignments:
        told = assignment.mentions
        quiet = bool(told) and all(_is_quiet(m, assignment.value, kinds) for m in told)
        quiet = quiet or _is_untreated(assignment, coding)
        if quiet and not _is_taken_up(assignment, coding):
            yield Reject(assignment, Why.NOT_MANAGED)


def _is_taken_up(assignment: Assignment, coding: Coding) -> bool:
    """Whether the record speaks of it elsewhere as of something it is about."""
    return any(
        m.standing in _TAKEN_UP and m.concept[:3] == assignment.value[:3] for m in coding.reading.mentions
    )


#: What the story says of a disease of attacks that is neither there nor treated: "no gout attack since 2020 and no longer takes anything for it".
_SINCE = Pattern(
    rf"\b(?:since (?:19|20)\d\d|in (?:over |more than )?(?:\d+|several|many|{spelled(2)}) years|for (?:over |many |several )?(?:\d+ )?years|in years)\b",
    re.IGNORECASE,
)
_NOTHING_FOR_IT = Pattern(
    r"\b(?:no longer (?:takes|taking|on|needs|uses)|tak(?:es|ing) (?:nothing|no (?:medicine|medication|meds|drug|pills?))|(?:off|without|no) (?:all |any )?(?:medicines?|medications?|meds|treatment|prophylaxis|drugs?))\b",
    re.IGNORECASE,
)


def _is_untreated(assignment: Assignment, coding: Coding) -> bool:
    """Whether it is only listed, and the story denies it for years, untreated."""
    if not assignment.mentions or any(m.standing is not Standing.LISTED for m in assignment.mentions):
        return False
    return any(
        m.assertion.presence is Presence.ABSENT
        and m.concept[:3] == assignment.value[:3]
        and _SINCE.search(m.line.words)
        and _NOTHING_FOR_IT.search(m.line.words)
        for m in coding.reading.mentions
    )


def _is_quiet(mention: Mention, value: str, kinds: set[str]) -> bool:
    if mention.standing not in {Standing.LISTED, Standing.TOLD} or value[0] in "RSTVWXYZO":
        return False
    said = behind(mention, 80)
    if (
        mention.section == "pmh"
        and _QUIET.match(said)
        and not _CARE.search(said)
        and row_for("systemic_diseases", value) is None
    ):
        return True
    row = row_for("quiet_conditions", value)
    if row is None or kinds & set(row[1].split("|")) or mention.section not in {"pmh", "hpi", "history"}:
        return False
    return len(mention.line.words.split()) <= _BARE and not _CARE.search(mention.line.words)
