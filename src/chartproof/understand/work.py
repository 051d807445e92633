"""Find the work of a visit: tests, notes read, talks, decisions, how a problem goes, what visit it is.

`work.tsv` says by which words (phrases.py). A test is ordered where the words before it or its part of
the note say so, and done where a result is told; refused and merely possible ones are planned, and
planned work counts for nothing (CPT evaluation and management guidelines, 2021 and 2023).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Line, Page, Presence, Subject, Time
from chartproof.understand.assertion import cues_in, meant
from chartproof.understand.phrases import said_in

#: Parts that tell what was before, or of others.
_NOT_HERE = frozenset({"family_history", "allergies", "pmh", "psh", "ros"})
_ORDER = Pattern(
    r"\b(?:order\w*|obtain\w*|check\w*|get|getting|send\w*|sent|draw\w*|drawn|repeat\w*|recheck\w*|schedul\w*|arrang\w*|"
    r"request\w*|will (?:get|do|obtain|need)|needs?|refer\w*|start\w*|pending|start with|stat|plan(?:ned)? for|today)\b",
    re.IGNORECASE,
)
_ONLY_IF = Pattern(
    r"\b(?:if|unless|consider\w*|may|might|could|would|should|discuss\w* possible|defer\w*|hold off|declin\w*|refus\w*|"
    r"no need|not (?:needed|indicated|necessary|ordered|done|obtained|sent)|no indication|without|cancel\w*|in the future|"
    r"no|never|not|decided against)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_NOT_AFTER = Pattern(
    r"^[^.;,]{0,24}\b(?:not (?:needed|indicated|necessary|ordered|done|obtained|sent|required|warranted)|was (?:declined|deferred|refused)|"
    r"declined|deferred|refused|if (?:no|not|symptoms|worse\w*|persist\w*))\b",
    re.IGNORECASE,
)
#: What was ordered, told behind it: "UCx sent".
_ORDER_AFTER = Pattern(
    r"^[ \t]*(?:was |were |also )?(?:sent|ordered|obtained|drawn|pending|collected|sent off|today)\b",
    re.IGNORECASE,
)
_PLANNING = frozenset(
    {"plan", "assessment_plan", "medical_decision_making", "orders", "instructions", "follow_up"}
)
#: In front of "ppd", what says that it is packs a day and no skin test.
_PACKS = Pattern(
    r"(?:[\d\u00bd/.]|\bone|\btwo|\bhalf(?: a)?) ?$|\bsmok\w*\b[^.;]*$|\btobacco\b[^.;]*$", re.IGNORECASE
)
#: Kinds that are meant as conditions are: denied, past, another person's.
_MEANT = frozenset({"course", "decision"})


def work_in(page: Page) -> Iterator[Act]:
    """Give each piece of a visit's work, in order of the text."""
    text = page.document.text
    for line, (kind, name), (start, end) in said_in(page, "work"):
        if line.section in _NOT_HERE:
            continue
        evidence = page.document.quote(start, end)
        if evidence.words.lower() == "ppd" and _PACKS.search(text[line.start : start]):
            continue
        if kind in _MEANT:
            assertion = meant(page.document, start, end, cues_in(text, line.start, line.end), line.section)
            if assertion.presence is Presence.ABSENT or assertion.subject is not Subject.PATIENT:
                continue
            doing = Doing.PLANNED if assertion.time is Time.AHEAD else Doing.DONE
            if kind == "decision" or assertion.time is not Time.PAST:
                yield Act(name, doing, evidence, kind)
        else:
            yield Act(name, _doing(text, line, start, end), evidence, kind)


def _doing(text: str, line: Line, start: int, end: int) -> Doing:
    """How far the work has come: planned is what is refused, not needed or only thought of."""
    before, after = text[line.start : start], text[end : line.end]
    if _ONLY_IF.search(before[-64:]) or _NOT_AFTER.match(after):
        return Doing.PLANNED
    if _ORDER.search(before) or _ORDER_AFTER.match(after) or line.section in _PLANNING:
        return Doing.ORDERED
    return Doing.DONE
