"""Hypertension with heart disease, with chronic kidney disease, and with both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.telling import said
from chartproof.code.icd10cm.together import in_one_line, kept_apart, says
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.results import Give
from chartproof.rules.core import rule

_NOT_THIS = Pattern(r"\bnot (?:the )?hypertens\w+", re.IGNORECASE)
#: The link denied in a sentence of its own: "I do not think her blood pressure has anything to do with it".
_NO_LINK = Pattern(
    r"(?:(?:\bnot|n't) (?:think|believe|feel|suspect) (?:that )?(?:the |her |his |their )?(?:high |elevated )?(?:hypertension|htn|blood pressure)\b[^.;\n]{0,20}\banything"
    r"|\b(?:hypertension|htn|blood pressure) (?:has|had|have) nothing) to do with "
    r"(?:the |her |his |their )?(?:it|this|(?:chronic )?kidneys?|renal|ckd|nephropathy|creatinine|heart failure|cardiomyopathy)\b",
    re.IGNORECASE,
)
#: Heart conditions that the guideline presumes hypertension to cause, besides heart failure.
STRAINED = ("I51.4", "I51.5", "I51.7", "I51.89", "I51.9")
_ATRIUM = Pattern(r"\batri(?:um|al|a)\b", re.IGNORECASE)
#: What a tracing shows by its voltage is a reading, no diagnosis of the heart.
_TRACING = Pattern(r"\b(?:e[ck]g|electrocardio\w+|12[- ]lead|tracing|voltages?)\b", re.IGNORECASE)
#: Of these, the conditions that need no code besides (I.C.9.a.1).
WITHIN = ("I51.5", "I51.7")
#: A crisis that is called hypertensive names the hypertension too; its own code stays (Tabular List I16: code also).
CRISIS = "I16"
#: Stages 5 and end stage take the second code of each pair.
LATE = {"N18.5", "N18.6", "I12.0", "I13.11", "I13.2"}


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.9.a, I.C.9.a.1, I.C.9.a.2, I.C.9.a.3", URL),
)
def hypertension_with_heart_and_kidney_disease(coding: Coding, _: Books) -> Iterator[Give]:
    """Hypertension with heart failure or kidney disease is one code: presumed related."""
    pressure = coding.having("I10", "I11", "I12", "I13") or coding.having("I1A.0") or coding.having(CRISIS)
    heart = coding.having("I50", "I11.0", "I13.0", "I13.2")
    strained = tuple(a for a in coding.having("I11.9", "I13.1", *STRAINED) if not _is_only_seen(a, pressure))
    kidney = coding.having("N18", "I12", "I13")
    if not pressure:
        return
    named = (*pressure, *heart, *strained, *kidney)
    if kept_apart(*named, other="diabet") or any(says(a, _NOT_THIS) for a in named) or said(coding, _NO_LINK):
        yield from _unrelated(coding)
        return
    late = any(a.value in LATE for a in kidney)
    if heart and kidney:
        value = "I13.2" if late else "I13.0"
    elif strained and kidney:
        value = "I13.11" if late else "I13.10"
    elif heart or strained:
        value = "I11.0" if heart else "I11.9"
    elif kidney:
        value = "I12.0" if late else "I12.9"
    else:
        return
    stays = {value, "I1A.0"}
    gone = tuple(a for a in pressure if a.value not in stays and not a.value.startswith(CRISIS))
    gone += coding.having(*WITHIN)
    if gone or not coding.having(value):
        first = (_most_needed(group) for group in (pressure, heart or strained, kidney) if group)
        grounds = dict.fromkeys(first)
        yield Give(value, because=tuple(grounds), instead_of=gone)


def _most_needed(told: tuple[Assignment, ...]) -> Assignment:
    """Of several that say it, the one that the encounter was about most."""
    return min(told, key=lambda a: list(Needed).index(a.needed))


def _unrelated(coding: Coding) -> Iterator[Give]:
    """Heart failure that a line names beside hypertension only to say that it is unrelated."""
    for read_together in coding.having("I11.0"):
        if kept_apart(read_together):
            for value in ("I10", "I50.9"):
                yield Give(value, because=(read_together,), instead_of=(read_together,))


def _is_only_seen(strained: Assignment, pressure: tuple[Assignment, ...]) -> bool:
    """Whether all that is told of the heart is a wide atrium seen in a study, or what a tracing shows: no problem of its own, nor named with the hypertension (house rule)."""
    told = strained.mentions
    taken_up = any(m.standing in {Standing.PROBLEM, Standing.ASSESSED} for m in told)
    if told and not taken_up and all(_TRACING.search(m.line.words) for m in told):
        return True
    if any(m.standing is Standing.PROBLEM for m in told) or any(in_one_line(strained, p) for p in pressure):
        return False
    return bool(told) and all(any(_ATRIUM.search(e.words) for e in m.evidence) for m in told)
