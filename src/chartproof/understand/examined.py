"""Find what a visit asked and examined: the present illness, systems reviewed, past, family and social history, the exam.

`examined.tsv` says by which words (phrases.py), and which label of a template names which system. Only
visits whose level goes by history and examination are read for it (documentation guidelines of 1995 and 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Line, Page, Presence
from chartproof.model.record import Evidence
from chartproof.terms.letters import lowered
from chartproof.terms.numbers import spelled
from chartproof.understand.assertion import cues_in, meant
from chartproof.understand.limbs import areas_of
from chartproof.understand.phrases import by_kind

#: Parts that tell the present illness; a record without headings is one part.
_ILLNESS = frozenset({"hpi", "interval_history", "other"})
_REASON = frozenset({"chief_complaint", "reason_for_visit", "consult_reason"})
_EXAM = frozenset({"exam", "vitals"})
#: Elements that belong to a symptom: of one that is denied they tell nothing.
_OF_A_SYMPTOM = frozenset({"location", "quality", "severity"})
#: Elements that only the patient can tell; a sentence that has one is no examination.
_OF_THE_PATIENT = frozenset({"modifying factors", "context", "duration"})
#: Parts of past, family and social history, and the area each is of.
_AREAS = {
    **dict.fromkeys(
        (
            "pmh", "psh", "medications", "allergies", "immunizations", "problem_list", "birth_history",
            "ob_history", "gyn_history", "developmental_history", "psychiatric_history",
        ),
        "past",
    ),
    "family_history": "family",
    "social_history": "social",
    "substance_history": "social",
}  # fmt: skip
_SKIN = frozenset({"skin", "musculoskeletal", "extremities", "back", "head"})
_JOINTS = frozenset({"musculoskeletal", "extremities", "back", "neurological"})
#: Findings whose words other organs have too, and the labels under which they are their own.
_ANYWHERE = {
    "skin inspection": _SKIN,
    "skin palpation": _SKIN,
    "joint inspection": _JOINTS,
    "range of motion": _JOINTS | {"neck"},
    "stability": _JOINTS,
}
#: What names a system, not a symptom of it.
_NAMES = frozenset(
    "general eyes ears nose throat mouth skin heart stool stools bowel bowels memory balance speech mood sleep energy appetite vision "
    "periods menses lmp hearing gait joints glasses stress activity frequency discharge thyroid immune".split()
)
_HEENT = {"heent": ("eyes", "ears, nose, mouth, throat")}
_SPANNED = Pattern(
    rf"(?<![\d/])\b(?:(?:x|for|over|past|last|after|about) ?)?(?:\d+(?:[-\u2013]\d+)?|an?|{spelled()}|several|few|couple(?: of)?)"
    r"[- ](?:minute|min|hour|hr|day|week|wk|month|mo|year|yr|night)s?\b(?![- ]old)(?! (?:\w+ )?(?:man|woman|male|female|boy|girl)\b)",
    re.IGNORECASE,
)
_SCALE = Pattern(r"\b(?:10|[0-9])(?:\.5)?(?:-(?:10|[0-9]))? ?/ ?10\b")
_VITALS = {
    "blood pressure": r"\b(?:bp|blood pressure)\b[^\d\n]{0,16}\d{2,3}\s?/\s?\d{2,3}|\b\d{2,3}/\d{2,3} ?mm ?hg",
    "pulse": r"\b(?:hr|heart rate|pulse|p|pr)\b[^\d\n.;,]{0,12}\d{2,3}\b",
    "respiration": r"\b(?:rr|resp(?:iratory)?(?: rate)?|respirations?|r)\b[^\d\n.;,]{0,12}\d{1,2}\b",
    "temperature": r"\b(?:t|temp(?:erature)?|tmax)\b[^\d\n.;,]{0,12}\d{2,3}(?:\.\d)?\b",
    "height": r"\b(?:ht|height)\b[^\d\n.;,]{0,8}\d",
    "weight": r"\b(?:wt|weight)\b[^\d\n.;,]{0,8}\d{1,3}",
}
_VITAL = {name: Pattern(pattern, re.IGNORECASE) for name, pattern in _VITALS.items()}
_MOST = r"(?:>|greater than|more than|over|in excess of)\s*(?:50\s?%|half|one[- ]half|fifty percent)"
_TOPIC = r"(?:counsel|co-?ordinat|educat|discuss|explain)"
_DOMINATES = Pattern(
    rf"{_MOST}[^.\n]{{0,90}}?{_TOPIC}\w*|{_TOPIC}\w*[^.\n]{{0,90}}?{_MOST}|"
    rf"\bvisit (?:was )?(?:dominated|consisted (?:mostly|predominantly))[^.\n]{{0,40}}?{_TOPIC}\w*",
    re.IGNORECASE,
)
_OF_ALL = Pattern(
    rf"\b(\d{{1,3}}) (?:min(?:ute)?s? )?(?:out )?of (?:the |a |my )?(?:total )?(\d{{1,3}})[- ]?(?:min\w*)?[^.\n]{{0,50}}?{_TOPIC}\w*",
    re.IGNORECASE,
)


def examined_in(page: Page) -> Iterator[Act]:
    """Give what was asked and examined, in order of the lines; `kind` says of which component it is."""
    low, complained = lowered(page.document.text), False
    for line in page.lines:
        part = _part(line)
        if part in _EXAM:
            yield from _exam(page, line, low)
        elif part == "ros":
            yield from _asked(page, line, low)
        elif part in _AREAS:
            yield from _listed(page, line, low, _AREAS[part])
        elif part in _REASON and not complained:
            complained = True
            yield Act("complaint", Doing.DONE, page.document.quote(line.start, line.end), "complaint")
        elif part == "other" and _reads_as_exam(page, line, low):
            yield from _exam(page, line, low)
        elif part in _ILLNESS | _REASON:  # what goes on below the complaint is told
            yield from _told(page, line, low)
        yield from _counseled(page, line)


#: Labels inside a part without a heading, and the part of a note they stand for.
_PARTS = {
    **dict.fromkeys(("o", "objective", "exam", "pe", "physical exam", "vitals", "vs"), "exam"),
    **dict.fromkeys(("cc", "chief complaint", "reason for visit"), "chief_complaint"),
    **dict.fromkeys(("pmh", "past medical history", "meds", "medications", "allergies", "psh"), "pmh"),
    **dict.fromkeys(("fh", "family history"), "family_history"),
    **dict.fromkeys(("sh", "social history", "social"), "social_history"),
    **dict.fromkeys(("ros", "review of systems"), "ros"),
    **dict.fromkeys(("a", "p", "a/p", "assessment", "plan", "impression", "labs"), "assessment_plan"),
}  # fmt: skip


def _part(line: Line) -> str:
    """The part of the note a line is of."""
    return _PARTS.get((line.label or "").lower(), line.section) if line.section == "other" else line.section


#: So many findings in a sentence of a record without headings are an examination.
_LEAST_FINDINGS = 2


def _reads_as_exam(page: Page, line: Line, low: str) -> bool:
    """Whether a sentence under no heading tells what was measured and seen."""
    measured = sum(bool(pattern.search(low, line.start, line.end)) for pattern in _VITAL.values())
    findings = {what for what, _ in _said(page, line, low, "exam") if what not in _ANYWHERE}
    return measured + len(findings) >= _LEAST_FINDINGS and not any(
        element in _OF_THE_PATIENT for element, _ in _said(page, line, low, "illness")
    )


def _said(page: Page, line: Line, low: str, kind: str) -> Iterator[tuple[str, Evidence]]:
    """What the phrases of a kind tell of a line, each with its words."""
    if phrases := by_kind("examined").get(kind):
        for what, start, end in phrases.found_in(low[line.start : line.end]):
            yield what, page.document.quote(line.start + start, line.start + end)


@lru_cache(maxsize=1024)
def _systems(label: str | None) -> tuple[str, ...]:
    """The systems and areas that a template's label names."""
    if not label:
        return ()
    named = by_kind("examined")["label"]
    return tuple(dict.fromkeys(what for what, _, _ in named.found_in(lowered(label))))


def _exam(page: Page, line: Line, low: str) -> Iterator[Act]:
    for name, pattern in _VITAL.items():
        if found := pattern.search(low, line.start, line.end):
            yield Act(name, Doing.DONE, page.document.quote(found.start(), found.end()), "vital")
    if next(_said(page, line, low, "not examined"), None):
        return
    systems, label = _systems(line.label), lowered(line.label or "")
    before: set[str] = set()
    for system in systems:
        yield Act(system, Doing.DONE, page.document.quote(line.start, line.end), "examined")
    kinds = ("exam", *(f"in {system}" for system in systems))
    for what, words in (found for kind in kinds for found in _said(page, line, low, kind)):
        areas = areas_of(label, low, line, words)
        if what in _ANYWHERE and not _is_own(what, systems, areas, before - {what}):
            continue
        before.add(what)
        yield from (Act(what, Doing.DONE, words, "exam", site=area) for area in areas)


def _is_own(what: str, systems: tuple[str, ...], areas: tuple[str | None, ...], before: set[str]) -> bool:
    """Whether a word that may be said of any organ (erythema, tenderness) is said of skin or joints."""
    if systems:
        return bool(_ANYWHERE[what].intersection(systems))
    return not before - _ANYWHERE.keys() and (what.startswith("skin") or areas != (None,))


def _asked(page: Page, line: Line, low: str) -> Iterator[Act]:
    """Systems of a review, by label and by symptom."""
    if any(what == "unobtainable" for what, _ in _said(page, line, low, "illness")):
        return
    whole = page.document.quote(line.start, line.end)
    found = [(system, whole) for label in (line.label,) for system in _reviewed(label)]
    for system, words in (*found, *_said(page, line, low, "asked")):
        for each in _HEENT.get(system, (system,)):
            yield Act(each, Doing.DONE, words, "asked")


def _reviewed(label: str | None) -> Iterator[str]:
    for what, _, _ in by_kind("examined")["asked"].found_in(lowered(label or "")):
        yield what


def _listed(page: Page, line: Line, low: str, area: str) -> Iterator[Act]:
    """A part of past, family or social history that says something."""
    said = tuple(_said(page, line, low, "history"))
    if any(each == "without content" for each, _ in said):
        return
    words = page.document.quote(line.start, line.end)
    yield Act(area, Doing.DONE, words, "history")
    yield from (Act(each, Doing.DONE, quoted, "history") for each, quoted in said)


def _told(page: Page, line: Line, low: str) -> Iterator[Act]:
    """The present illness as told: its elements, what was denied of other systems, other history."""
    document = page.document
    cues = cues_in(document.text, line.start, line.end)
    history = list(_said(page, line, low, "history"))
    yield from (Act(area, Doing.DONE, words, "history") for area, words in history)
    if any(area == "reviewed" for area, _ in history):
        return
    found = [
        (element, words)
        for element, words in _said(page, line, low, "illness")
        if element not in _OF_A_SYMPTOM
        or meant(document, words.start, words.end, cues, line.section).presence is not Presence.ABSENT
    ]
    for name, pattern in (("duration", _SPANNED), ("severity", _SCALE)):
        if said := pattern.search(document.text, line.start, line.end):
            found.append((name, document.quote(said.start(), said.end())))
    yield from (Act(element, Doing.DONE, words, "illness") for element, words in found)
    for system, words in _said(page, line, low, "asked"):
        absent = meant(document, words.start, words.end, cues, line.section).presence is Presence.ABSENT
        for each in _HEENT.get(system, (system,)):
            if absent or system == "all others":
                yield Act(each, Doing.DONE, words, "asked")
            elif words.words.lower() not in _NAMES:
                yield Act(each, Doing.DONE, words, "symptom")


def _counseled(page: Page, line: Line) -> Iterator[Act]:
    """Words that say that counseling or coordination took more than half of the time."""
    text = page.document.text
    found = _DOMINATES.search(text, line.start, line.end)
    if found is None and (parts := _OF_ALL.search(text, line.start, line.end)):
        found = parts if int(parts[1]) * 2 > int(parts[2]) else None
    if found:
        yield Act("dominates", Doing.DONE, page.document.quote(found.start(), found.end()), "counseling")
