"""A disease of another chapter in pregnancy, childbirth or the puerperium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.diabetes import names_type
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.obstetric import (
    CHILDBIRTH,
    PUERPERIUM,
    Stage,
    code_below,
    complicating,
    stage_of,
)
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: The diabetes of a record that names no type.
UNTYPED = "O24.9"
#: Hyperemesis with metabolic disturbance, and what the vomiting lost.
HYPEREMESIS, LOST = "O21.1", ("E86", "E87")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(
        GUIDELINES,
        "I.C.15.a.1, I.C.15.d, I.C.15.f, I.C.15.g, I.C.15.j, I.C.15.l.1, I.C.15.l.2, I.C.15.l.3, I.C.15.m, I.C.15.r, I.C.15.s, I.C.1.a.2.h, I.C.1.d.7, I.C.2.l.3",
        URL,
    ),
)
def complicating_pregnancy(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """A condition of another chapter in a pregnant patient is coded to chapter 15, unless the pregnancy is incidental to it."""
    stage = stage_of(coding)
    if stage is None:
        return
    given: set[str] = set()
    for condition, row in complicating(coding):
        if row[1] == "O9A.2" and coding.having("T74", "T76"):  # the abuse tells what the injuries come from
            continue
        if condition.value.startswith(LOST) and coding.having(HYPEREMESIS):
            continue  # the metabolic disturbance is in the code
        bled = bool(coding.having("O72")) or _is_told_after_birth(condition, coding)
        node = _node(condition, row, stage, bled=bled)
        said_already = [n if n >= "O98" else n[:3] for n in (node, *row[1:3]) if n]
        if not node or coding.having(*said_already):
            continue
        after = Stage(PUERPERIUM, None, stage.because) if node == row[2] else stage
        found = code_below(node, after, books.tabular)
        if found is None:
            continue
        given.add(found.code)
        gone = (condition,) if row[3] == "goes" or node == UNTYPED else ()
        yield Give(found.code, because=(condition, *stage.words), instead_of=gone)
    if given:
        for normal in coding.having("Z34", "Z33.1", "O80"):
            yield Reject(normal, Why.EXCLUDED)


#: Of an anemia, that it came with or behind the birth: its day, the loss of the operation.
_AFTER_BIRTH = Pattern(
    r"\b(?:(?:POD|PPD) ?#?\d|post-?op\w*|post-?partum|after (?:the |her )?(?:delivery|birth|cesarean|c/?s)|operative (?:blood )?loss(?:es)?|from (?:the |her )?(?:cesarean|delivery|operation|surgery))\b",
    re.IGNORECASE,
)
#: So far in front of it its paragraph tells the day.
_NEAR = 120


def _is_told_after_birth(condition: Assignment, coding: Coding) -> bool:
    """Whether the words about a condition set it behind the birth."""
    for mention in condition.mentions:
        text = coding.encounter.document(mention.document).text
        start = max(text.rfind("\n", 0, mention.line.start) + 1, mention.line.start - _NEAR)
        if _AFTER_BIRTH.search(text, start, mention.line.end):
            return True
    return False


def _node(condition: Assignment, row: tuple[str, ...], stage: Stage, *, bled: bool) -> str:
    if row[0] == "E11" and not names_type(condition):
        return UNTYPED
    if row[0] == "D62" and stage.phase == CHILDBIRTH and bled:
        return row[2]  # the loss of the hemorrhage after birth
    return row[2] if stage.phase == PUERPERIUM and row[2] else row[1]
