"""The outcome of a delivery elsewhere or before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import AFTER, delivered_before
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.record import Evidence
from chartproof.model.results import Ask, Give, Reject
from chartproof.rules.core import rule

RULE = "icd10cm.settle.outcome_beside_later_care"
ASKS = "Please document the outcome of the delivery: how many infants, liveborn or stillborn."
CHOICES = ("single live birth", "single stillbirth", "twins, both liveborn", "other", "unable to determine")
#: Codes that say that this encounter has the delivery in it.
DELIVERY = ("O80", "O82", "O70", "O72.0", "O72.1", "O60.1", "O60.2")
BESIDE = ("O09", "O80", "O94")
_LIVE = Pattern(
    r"\b(?:live ?born|live birth|(?:viable|live|healthy|vigorous) (?:male|female|infant|baby|girl|boy|newborn|singleton))\b|\bviable [mf] (?=\d)|\b(?:girl|boy|male|female)(?: infant)?,? (?:[1-5],?\d{3}|[4-9]\d\d) ?g(?:m|rams?)?\b",
    re.IGNORECASE,
)
_DEAD = Pattern(r"\b(?:stillb\w+|fetal demise|iufd|macerated)\b", re.IGNORECASE)
#: Infants of one delivery: what names them, what says that all live, and the outcome.
_SEVERAL = (
    (
        Pattern(r"\b(?:triplets?|triplet [abc])\b", re.IGNORECASE),
        Pattern(
            r"\b(?:all|three)\b[^.;\n]{0,40}\b(?:live ?born|alive|viable|vigorous|healthy|to nursery|to nicu)\b",
            re.IGNORECASE,
        ),
        "O30.1",
        "Z37.51",
    ),
    (
        Pattern(
            r"(?<!FH: )(?<!fhx: )(?<!family history: )(?<!family history of )(?<!FH )(?<!sister has )\b(?:twins?|twin [ab])\b",
            re.IGNORECASE,
        ),
        Pattern(
            r"\b(?:both|two)\b[^.;\n]{0,40}\b(?:live ?born|live (?:births?|infants?)|alive|viable|vigorous|healthy|to (?:the )?(?:nursery|nicu))\b"
            r"|\blive ?born twins?\b|\btwins?,? (?:both )?(?:live|viable)",
            re.IGNORECASE,
        ),
        "O30.0",
        "Z37.2",
    ),
)
#: Words of the delivery itself, which a stay for it tells.
_DELIVERED = Pattern(
    r"\b(?:delivered|(?:vaginal|cesarean|c-section) (?:delivery|birth)|[pr]?ltcs|primary c(?:esarean|-?section|/s)|repeat c(?:esarean|-?section|/s)"
    r"|live ?born|apgars?|placenta (?:was )?(?:delivered|expressed|intact))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.15.b.5", URL),
)
def outcome_beside_later_care(coding: Coding, _: Books) -> Iterator[Ask | Give | Reject]:
    """The outcome of delivery stands on the mother's record of that delivery, and on no record after it."""
    outcomes, later = coding.having("Z37", "O80", "O82"), coding.having("Z39.1", "Z39.2")
    if later and not coding.encounter.is_stay:
        yield from (Reject(outcome, Why.NOT_ON_DATE, (later[0],)) for outcome in outcomes)
    if coding.encounter.is_stay and delivered_in(coding):  # the visit that is planned is of another day
        yield from (Reject(visit, Why.PLANNED) for visit in coding.having("Z39.2"))
        later = coding.having("Z39.1")
    if later or coding.having("Z37") or _is_normal(coding):
        return
    delivery = [a for a in coding.assignments if a.value.startswith(DELIVERY) or _in_childbirth(a)]
    before = delivered_before(coding) or (coding.having(*AFTER) and not said(coding, _LIVE))
    if not delivery and not before and coding.encounter.codes_uncertain and said(coding, _DELIVERED):
        delivery = [a for a in coding.having("O") if not a.value.startswith(AFTER)]
        if not said(coding, _LIVE) and _outcome(coding) is None:
            return
    if not delivery:
        return
    value = _outcome(coding)
    if value is not None:
        yield Give(value[0], because=(delivery[0], value[1]), needed=Needed.OBLIGED)
    else:
        yield Ask(Query(RULE, Doubt.UNSPECIFIED, ASKS, CHOICES, delivery[0].proof.words()))


def delivered_in(coding: Coding) -> bool:
    """Whether the record of a stay tells the birth as in it: the operation or the placenta, and none before."""
    return said(coding, _DELIVERED) is not None and not delivered_before(coding)


def _is_normal(coding: Coding) -> bool:
    """A normal delivery brings its outcome with it, unless something else of the chapter makes it none."""
    taken_up = any(is_taken_up(m) for a in coding.having("O80") for m in a.mentions)
    return taken_up and not [a for a in coding.having("O") if not a.value.startswith(BESIDE)]


def _outcome(coding: Coding) -> tuple[str, Evidence] | None:
    """The code of how many were born alive, and the words; None where that is not plain."""
    dead, live = said(coding, _DEAD), said(coding, _LIVE)
    if dead is not None or coding.having("O36.4"):
        twins = coding.having("O30.0") and not coding.having("O31")
        return ("Z37.3", live) if twins and live and dead else None
    for named, alive, pregnancy, code in _SEVERAL:
        if coding.having(pregnancy) or said(coding, named) is not None:
            every = said(coding, alive)
            return None if every is None else (code, every)
    return None if live is None or coding.having("O30") else ("Z37.0", live)


def _in_childbirth(assignment: Assignment) -> bool:
    title = assignment.title or ""
    return assignment.value[0] == "O" and title.endswith(("complicating childbirth", "in childbirth"))
