"""One injury at two stages of its care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.episodes import ACTIVE, HEALING, ROUTINE, befell_here, stage
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.record import Setting
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: An open fracture of type III that another line only calls open.
WORSE_OPEN = ("B", "C")

#: Complications of care: a stay that treats one treats it actively, however old the operation is (I.C.19.a).
CARE = ("T80", "T81", "T82", "T83", "T84", "T85", "T86", "T87", "T88")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.a", URL),
)
def one_episode_of_injury(coding: Coding, _: Books) -> Iterator[Reject]:
    """One injury takes one seventh character an encounter: a documented sequela or later care replaces the initial one, but not in the stay that treats it first."""
    injuries = [a for a in coding.having("S", "T", "M80", "M84") if len(a.value) == 8]
    stay = coding.encounter.codes_uncertain or coding.encounter.setting in {Setting.ED, Setting.OBSERVATION}
    for earlier in injuries:
        for later in injuries:
            same = stay and earlier.value[:7] == later.value[:7]
            if same and _heals_here(earlier, later, injuries):
                yield Reject(later, Why.EXCLUDED, (earlier,))
                break
            if same and befell_here(earlier, later, coding):
                yield Reject(later, Why.LESS_SPECIFIC, (earlier,))  # the summary tells the same injury
                break
            if earlier.value[:7] == later.value[:7] and _is_later(later.value[7], earlier.value[7]):
                yield Reject(earlier, Why.EXCLUDED, (later,))
                break


def _heals_here(active: Assignment, healing: Assignment, injuries: list[Assignment]) -> bool:
    """Whether an injury only begins to heal in the stay that treats it, with the others of that day."""
    if stage(active.value[7]) != ACTIVE or healing.value[7] not in ROUTINE:
        return False
    if active.value.startswith(CARE):
        return True
    return any(stage(a.value[7]) == ACTIVE and a.value[:7] != active.value[:7] for a in injuries)


def _is_later(char: str, other: str) -> bool:
    if stage(char) != stage(other):
        return stage(char) > stage(other)
    if (other, char) == WORSE_OPEN:
        return True
    return other in ROUTINE and char not in ROUTINE and stage(char) == HEALING
