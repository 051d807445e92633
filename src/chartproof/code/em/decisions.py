"""What the provider decided: which words of a plan are decisions, which drugs were managed, which surgery chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.em.figures import rows
from chartproof.code.em.lines import clause_of, line_of, text_of, words_after, words_before
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Act, Doing, Standing
from chartproof.model.record import Drug, Evidence
from chartproof.model.visit import Family, Visit
from chartproof.terms.cause import WHY

_NOT_HERE = frozenset(
    {
        "pmh",
        "psh",
        "family_history",
        "social_history",
        "allergies",
        "ros",
        "medications",
        "immunizations",
        "exam",
        "vitals",
    }
)
_MANAGED = Pattern(
    r"\b(?:start\w*|beg[ia]n\w*|initiat\w*|continu\w*|cont|increas\w*|decreas\w*|reduc\w*|lower\w*|rais\w*|refill\w*|renew\w*|"
    r"prescri\w*|rx|switch\w*|chang\w*|adjust\w*|titrat\w*|uptitrat\w*|stop\w*|discontinu\w*|d/c|hold\w*|held|add\w*|taper\w*|resum\w*|"
    r"giv\w*|gave|order\w*|trial|double\w*|cut|wean\w*|replac\w*|treat\w*|keep|restart\w*|maintain\w*|same|stay on|remain on|put on|"
    r"loaded|bolus|dose[ds]?|sent|received|on)\b|↑|↓|→"
)
_SURGERY_DECIDED = Pattern(
    r"\b(?:schedul\w*|plan\w*|proceed\w*|recommend\w*|will undergo|elect\w*|consent\w*|book\w*|decid\w*|decision|offer\w*|opt\w*|agree\w*|"
    r"refer\w* (?:for|to)|candidate|discuss\w*|wants|wishes|set up|for (?:a |an )?(?:elective|outpatient)|tonight|tomorrow|today|to the or|perform\w*|"
    r"risks?|going for|take\w* to)\b"
)
_DONE_BEFORE = Pattern(
    r"\b(?:s/p|status post|history of|h/o|previous|prior|after|since|had (?:a |an |her |his )?|following|years? ago|months? ago|weeks? ago|post|recovering from|underwent|in (?:19|20)\d\d|last (?:year|month))\b[^.;]{0,40}$"
)
_NO_RISK = Pattern(
    r"\bno (?:patient[- ]specific |particular |added |special |identified )?(?:surgical )?risks?(?: factors?)?\b|"
    r"\b(?:low|average|standard|usual) (?:surgical |operative )?risk\b"
)
_RISKS = Pattern(
    r"\b(?:(?:high|higher|increased|elevated|added|additional|greater|moderate) (?:surgical |operative |perioperative |cardiac |bleeding |anesthe\w+ |procedur\w+ |risk )*risk|risk factors?|risk is (?:raised|increased|higher)|"
    rf"(?:{WHY}|given|in light of|owing to|with) (?:his|her|the|known|severe|poorly)? ?[^.;]{{0,80}}\b(?:risk|anticoag\w*|a1c|copd|cad|heart|kidney|ckd|smok\w*|obes\w*|bmi|diabet\w*|apixaban|warfarin|clopidogrel)|"
    r"raises? (?:his|her|the) (?:surgical|operative|bleeding|wound|infection)|at risk for|complicated by)\b"
)


def is_of_plan(visit: Visit, act: Act) -> bool:
    """Whether words are a decision of this visit: not planned away, not in a history or an exam."""
    if act.doing is Doing.PLANNED and act.name != "hospital care":
        return False
    line = line_of(visit.coding, act.evidence)
    if line is None or line.section in _NOT_HERE:
        return False
    if act.name in {"conservative", "minimal treatment", "prescription", "toxicity monitored"}:
        managed = _MANAGED.search(text_of(visit.coding, act.evidence)) is not None
        return managed or not _has_plan(visit, act.evidence) or line.standing in _PLANNED_LINES
    return _DONE_BEFORE.search(words_before(visit.coding, act.evidence, 40)) is None


_PLANNED_LINES = frozenset({Standing.PROBLEM, Standing.ASSESSED})


def _has_plan(visit: Visit, evidence: Evidence) -> bool:
    """Whether the document has an assessment or plan at all; where it has none, all of it is read as both."""
    return any(
        line.standing in _PLANNED_LINES
        for page in visit.coding.reading.pages
        if page.document.id == evidence.document
        for line in page.lines
    )


_TO_BE_SEEN = Pattern(r"\b(?:video|audio|tele\w+|virtual|remote)\b")


def is_done(visit: Visit, act: Act) -> bool:
    """Whether words tell of a procedure of the day; what is billed apart was done, unless nothing was."""
    words = act.evidence.words.lower()
    if "consent" in words and _TO_BE_SEEN.search(text_of(visit.coding, act.evidence)):
        return False  # to a visit from afar
    if "separately" in words:
        before, after = (
            words_before(visit.coding, act.evidence, 24),
            words_after(visit.coding, act.evidence, 24),
        )
        return not re.search(r"\b(?:none|nothing|no|any|unless|if)\b", before + after)
    return act.doing is not Doing.PLANNED


def drugs_managed(visit: Visit) -> Iterator[Evidence]:
    """The prescription drugs that the plan starts, changes, continues or stops."""
    for drug in visit.coding.reading.drugs:
        if drug.evidence is not None and not _is_over_the_counter(visit, drug) and _is_managed(visit, drug):
            yield drug.evidence


_PLANS = frozenset(
    {"plan", "assessment_plan", "recommendations", "treatment", "disposition", "a/p", "instructions"}
)
_NOT_GIVEN = Pattern(r"\b(?:no|not|without|never|declin\w*|refus\w*|allerg\w*)\s+(?:\w+\s+)?$")
_NEW = Pattern(
    r"\b(?:will|plan|today|start\w* (?:her|him|patient)|prescribed today|given here|"
    r"i (?:am )?(?:start|increas|prescrib|stopp|chang|refill)\w*|we (?:will|start|increas)\w*)\b[^.;]{0,40}$"
)


#: Where drugs are given on the spot, and what says so behind their names.
_ON_THE_SPOT = frozenset({Family.ED, Family.HOSPITAL, Family.CONSULT})
_GIVEN = Pattern(
    r"^[^.;\n]{0,48}?\b(?:started|given|initiated|administered|ordered|hung|begun|bolused|loaded)\b(?![^.;\n]*\b(?:ago|last|previous\w*|at home|by (?:his|her|the) (?:pcp|doctor)|prior|before)\b)"
)


def _is_managed(visit: Visit, drug: Drug) -> bool:
    """Whether the words on a drug are a decision on it."""
    line = line_of(visit.coding, drug.evidence) if drug.evidence else None
    if drug.evidence is None or line is None or line.section in _NOT_HERE:
        return False
    before, after = (
        words_before(visit.coding, drug.evidence, 80),
        words_after(visit.coding, drug.evidence, 60),
    )
    planned = line.standing in _PLANNED_LINES or not _has_plan(visit, drug.evidence)
    planned = planned or (visit.family in _ON_THE_SPOT and _GIVEN.match(after) is not None)
    if _NOT_GIVEN.search(before[-24:]) or not (planned or _NEW.search(before[-60:])):
        return False
    named = (
        line.section in _PLANS or (line.label or "").lower() in _PLANS or before.lstrip().startswith("plan")
    )
    dosed = drug.dose is not None or _SIG.match(after) is not None
    return named or dosed or _MANAGED.search(before + after) is not None


#: How much and how often behind the name of a drug: "meloxicam 15 qd".
_SIG = Pattern(
    r"\s+\d+(?:\.\d+)?(?:/\d+)?\s*(?:mg|mcg|g)?\s*(?:po|by mouth)?\s*(?:qd|qday|daily|bid|tid|qid|qhs|q\d+h|prn|qam|qpm|once|twice|nightly|weekly)\b"
)


def _is_over_the_counter(visit: Visit, drug: Drug) -> bool:
    if drug.evidence is None:
        return False
    if re.search(
        r"\b(?:otc|over[- ]the[- ]counter|non-?prescription|drugstore|pharmacy shelf)\b",
        clause_of(visit.coding, drug.evidence),
    ):
        return True
    listed = any(drug.name.startswith(generic) for generic, _ in rows("over_the_counter"))
    return listed and not re.search(
        r"\b(?:prescri\w*|rx|\biv\b|600 ?mg|800 ?mg|500 ?mg bid)\b", text_of(visit.coding, drug.evidence)
    )


def surgeries(visit: Visit, kind: str) -> Iterator[tuple[Act, tuple[Evidence, ...]]]:
    """Each operation of a kind that was decided on here, with the words that name the patient's own risks."""
    for act in visit.acts("surgery"):
        line = line_of(visit.coding, act.evidence)
        if act.name != kind or line is None or line.section in _NOT_HERE:
            continue
        text = text_of(visit.coding, act.evidence)
        done_before = _DONE_BEFORE.search(words_before(visit.coding, act.evidence, 48))
        if done_before or not _SURGERY_DECIDED.search(text):
            continue
        if act.doing is not Doing.PLANNED or _DECIDING.search(text):
            yield act, tuple(_risks(visit, act))


_DECIDING = Pattern(r"\b(?:discuss|recommend|offer|schedul|plan|consent|decision|decid)")
#: How far from the operation's sentence the patient's own risks may be named, in characters.
_NEARBY = 300


def _risks(visit: Visit, act: Act) -> Iterator[Evidence]:
    document = visit.coding.encounter.document(act.evidence.document)
    line = line_of(visit.coding, act.evidence)
    if line is None:
        return
    low, near = (
        document.text.lower(),
        (max(0, line.start - _NEARBY), min(len(document.text), line.end + _NEARBY)),
    )
    if (found := _RISKS.search(low, *near)) and not _NO_RISK.search(low, *near):
        yield document.quote(found.start(), found.end())
