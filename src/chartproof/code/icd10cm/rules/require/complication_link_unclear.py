"""What came after care, and maybe of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.passages import told
from chartproof.code.icd10cm.together import in_one_line
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.results import Ask
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO

RULE = "icd10cm.require.complication_link_unclear"
ASKS = "Please document what the condition is due to, and whether the care given has to do with it."
CHOICES = (
    "due to the procedure or device",
    "expected after the procedure",
    "due to another cause",
    "other",
    "unable to determine",
)
#: Conditions that often follow surgery, as a complication or not.
AFTER_SURGERY = (
    *("K56.0", "K56.7", "J98.1", "J96.0", "D62", "R33", "N17", "I26", "I82.4", "J15", "J18", "N39.0"),
    *("I48", "F05", "L03", "L02", "A41", "I95", "I21", "I63", "R57", "J93", "J90", "K65"),
)
DEVICES = (
    (
        ("N39.0", "N30"),
        Pattern(r"\b(?:foley|(?:indwelling|urinary|suprapubic) catheter)\b", re.IGNORECASE),
    ),
    (
        ("A41", "R78.81"),
        Pattern(r"\b(?:central line|picc|port-?a-?cath|dialysis catheter)\b", re.IGNORECASE),
    ),
)
COMPLICATIONS = ("T8", "K91", "J95", "N99", "I97", "D78", "E89", "G97", "H59", "H95", "L76", "M96", "O")
_AFTER = Pattern(
    r"\bpost-?op(?:erative)?(?: day| #)|\bpod ?#?\d|\b(?:after|following) (?:the |her |his |a )?(?:surgery|operation|procedure|\w+(?:ectomy|plasty|otomy))\b",
    re.IGNORECASE,
)
_LINKED = Pattern(
    rf"\b(?:{DUE_TO}|(?:un)?related to)\b|\bcomplicat|\bassociated\b|\bexpected\b|\bcauti\b|\bclabsi\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.16", URL),
)
def complication_link_unclear(coding: Coding, _: Books) -> Iterator[Ask]:
    """Ask whether a condition told only as following a procedure, or beside a device, is a complication of it."""
    for condition in coding.assignments:
        if condition.needed is not Needed.ADDRESSED:
            continue
        after = condition.value.startswith(AFTER_SURGERY) and told(condition, coding, _AFTER)
        beside = any(
            condition.value.startswith(codes) and told(condition, coding, device) for codes, device in DEVICES
        )
        if (after or beside) and not told(condition, coding, _LINKED) and not _linked(condition, coding):
            yield Ask(Query(RULE, Doubt.RELATION, ASKS, CHOICES, condition.proof.words()))


def _linked(condition: Assignment, coding: Coding) -> bool:
    """A code of a complication stands for it already."""
    return any(in_one_line(condition, other) for other in coding.having(*COMPLICATIONS))
