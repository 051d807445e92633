"""A stroke that lies behind, and the deficits that the record says it left.

Source: ICD-10-CM Official Guidelines I.C.9.d; the deficits stand in figures/stroke_deficits.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Standing, Subject, Time
from chartproof.model.record import Setting
from chartproof.terms.cause import FROM

#: Subcategories of I69 by the category of the stroke; Z86.73 tells of a cerebral infarction.
GROUPS = {"I60": "0", "I61": "1", "I62": "2", "I63": "3", "I67": "8", "Z86.73": "3"}
#: Where a stroke is treated as such: elsewhere one that is named as a cause lies behind.
ACUTE = frozenset({Setting.INPATIENT, Setting.ED, Setting.OBSERVATION})
#: Where care goes on once the stroke itself has been treated.
AFTER_IT = frozenset({Setting.REHAB, Setting.NURSING, Setting.HOME_HEALTH, Setting.HOME})
_LATE = Pattern(
    r"\b(?:(?<![-\d])(?<!year )(?<!years )(?<!months )old|prior|previous|remote|past(?! (?:(?:\w+ )?history|\d|few|several|two|three|hours?)\b)|residual|sequela\w*|late effects?|ago|last (?:year|month)|survivor|"
    r"history of|hx of|h/o|in (?:19|20)\d\d)\b|\b(?:stroke|cva)[ ,(]+(?:in )?(?:19|20)\d\d\b"
    r"|\b(?:stroke|cva|infarct(?:ion)?)[ ,(]+(?:in|last) (?:early |late |mid-?)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:stroke|cva|infarct(?:ion)?|hemorrhage)(?: that| which)? (?:he|she|they|the patient) (?:had|suffered|sustained)\b(?! (?:today|yesterday|this|last night|on|at|overnight|\d|one|two|three))",
    re.IGNORECASE,
)
_NEW = Pattern(
    r"\b(?:acute(?! on chronic| care| hospital| rehab| stay| inpatient)|new|onset|sudden\w*|evolving|present(?:s|ed|ing))\b",
    re.IGNORECASE,
)
#: What a stroke left its bearer with.
_LEFT_WITH = r"\bleft (?:him |her |them |the patient )?with\b"
_LEFT = Pattern(
    rf"\b(?:residual|persistent|persisting|sequela\w*|late effects?|deficits?)\b|{_LEFT_WITH}", re.IGNORECASE
)
_IS_LEFT_WITH = Pattern(rf"{_LEFT_WITH}[^.;]*$", re.IGNORECASE)
_AFTER = Pattern(
    rf"\b(?:after|following|{FROM}|related to|s/p|status post|post|sequela\w*|"
    r"late effects?|2/2)\b",
    re.IGNORECASE,
)
_LEAVING = Pattern(
    r"^[^,;]{0,40}\b(?:with|w/)|^(?:,? (?:in )?(?:19|20)\d\d)?(?::? | [-\u2013\u2014] | \()(?!no\b|(?:19|20)\d\d|\()|\b(?:causing|caus\w+|result\w+|left with|leaving|residual|since|leading to|what (?:is|was|remains) left|remaining)\b",
    re.IGNORECASE,
)
_POST = Pattern(r"\bpost[- ]?$", re.IGNORECASE)
#: What another disease than the stroke is held responsible for.
_OTHER = Pattern(
    rf"\b(?:{FROM})\b(?! (?:\w+ ){{0,4}}(?:stroke|cva|infarct))",
    re.IGNORECASE,
)
#: What stands right before a stroke that lies behind.
_BEHIND = Pattern(
    r"\b(?:after|following|post|s/p|status post|since)[- ](?:(?:a|an|the|his|her) )?$", re.IGNORECASE
)


#: What the stroke of the sentence before left, and how far behind that sentence it may stand.
_FROM_IT = Pattern(rf"[^.;,]{{0,45}}\b(?:{FROM}|after) (?:it|that|this|the (?:stroke|cva))\b", re.IGNORECASE)
_NEXT = 3
#: In front of a stroke, how the sentences under a deficit lay it to that stroke: "it remains from the stroke she had".
_REMAINS = Pattern(
    r"\b(?:it|this|these|that|they|both|all|which|(?:his|her|the|their) [\w-]+)(?: (?:has|have|is|are|was|were|been|all|still|what))* "
    r"(?:remain\w*|persist\w*|left(?: over| behind)?|leftover|linger\w*|dat(?:e|es|ed|ing)(?: back)?|stem\w*|result\w*|comes?|due|caused|residual|residua|an? (?:sequela|residual|late effect)) "
    r"(?:from|since|after|of|to|by)(?: an?| the| her| his| their)?(?: [\w-]+){0,3}? ?$",
    re.IGNORECASE,
)
#: What parts the head of a problem from what stands behind it in its line.
_HEADS = Pattern(r"[ \t]*(?::|[-\u2013\u2014])[ \t]*")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A mention of a stroke, and the digit of I69 for its kind."""

    mention: Mention
    digit: str


def strokes(coding: Coding) -> Iterator[Stroke]:
    """The strokes a record says the patient has or had; sequelae without a deficit named among them."""
    for mention in coding.reading.mentions:
        said = mention.assertion
        if said.presence is not Presence.PRESENT or said.subject is not Subject.PATIENT:
            continue
        concept = mention.concept
        digit = GROUPS.get(concept) or GROUPS.get(concept[:3])
        if concept.startswith("I69") and concept[6:] in {"", "0"}:
            digit = concept[4:5] or "9"
        if digit:
            yield Stroke(mention, digit)


def lies_behind(stroke: Stroke, coding: Coding) -> bool:
    """Whether the words say that the stroke is over."""
    mention = stroke.mention
    line = mention.line.words
    if mention.assertion.time is Time.PAST or mention.concept.startswith(("I69", "Z86")):
        return True
    if mention.section == "pmh":
        return True
    if coding.encounter.setting in AFTER_IT:
        return True
    if _LATE.search(line) and not _NEW.search(line):
        return True
    if _is_told_late(mention, coding):
        return True
    behind = bool(_BEHIND.search(line[: mention.evidence[0].start - mention.line.start]))
    acute = coding.encounter.setting in ACUTE and not _only_past(coding)
    return behind and not acute and not _NEW.search(line)


def _is_told_late(head: Mention, coding: Coding) -> bool:
    """Whether the sentences below a stroke that heads a problem of a visit put it into the past."""
    if (
        head.standing is not Standing.PROBLEM
        or coding.encounter.setting in ACUTE
        or _NEW.search(head.line.words)
    ):
        return False
    told = [s.mention for s in strokes(coding)]
    below = [
        m for m in told if m.document == head.document and m.problem == head.problem and m.line != head.line
    ]
    return any(_LATE.search(m.line.words) for m in below) and not any(
        _NEW.search(m.line.words) for m in below
    )


def _only_past(coding: Coding) -> bool:
    """Whether the record tells of a stroke that is over, and of none that is new."""
    mentions = [stroke.mention for stroke in strokes(coding)]
    over = any(m.assertion.time is Time.PAST or _LATE.search(m.line.words) for m in mentions)
    return over and not any(_NEW.search(m.line.words) for m in mentions)


def left_by(deficit: Assignment, stroke: Stroke, coding: Coding) -> bool:
    """Whether the record lays a deficit to a stroke that lies behind."""
    return any(_joined(mention, stroke, coding) for mention in deficit.mentions)


def _joined(deficit: Mention, stroke: Stroke, coding: Coding) -> bool:
    told = stroke.mention
    words = deficit.line.words
    if coding.encounter.setting is Setting.REHAB and told.standing is not Standing.LISTED:
        return not _OTHER.search(words) and not _NEW.search(
            words
        )  # what the stay treats is what the stroke left
    if told.line != deficit.line:
        if (_is_from_it(deficit, told) or _is_labeled(deficit, told, coding)) and lies_behind(stroke, coding):
            return True
        one = told.document == deficit.document and told.problem == deficit.problem is not None
        ahead = told.line.words[: told.evidence[0].start - told.line.start]
        left = told.concept.startswith("I69") or _LEFT.search(words) or _REMAINS.search(ahead)
        named = left or _is_head_of(told, deficit, coding)
        return one and lies_behind(stroke, coding) and bool(named)
    if lies_behind(stroke, coding) and _LEFT.search(words) and not _NEW.search(words):
        return True
    start, first, then = deficit.line.start, deficit.evidence[0], told.evidence[0]
    if first.start < then.start:
        between = words[first.end - start : then.start - start]
        late = lies_behind(stroke, coding) or coding.encounter.setting not in ACUTE
        return late and bool(_AFTER.search(between)) and not _NEW.search(words)
    between = words[told.evidence[-1].end - start : first.start - start]
    post = _POST.search(words[: then.start - start]) and len(between) <= 2
    return lies_behind(stroke, coding) and bool(post or _LEAVING.search(between)) and not _NEW.search(words)


def _is_head_of(told: Mention, deficit: Mention, coding: Coding) -> bool:
    """Whether nothing but a colon or a dash parts a stroke from the line of a deficit: "Old MCA infarct: hemiplegia, aphasia"."""
    text = document_of(coding, told.document).text
    between = text[told.line.end : deficit.line.start] if told.line.end <= deficit.line.start else ""
    return told.standing is Standing.PROBLEM and _HEADS.fullmatch(between) is not None


def _is_from_it(deficit: Mention, told: Mention) -> bool:
    """Whether the line right after the stroke's lays the deficit to it: "still has hemiparesis from it", "was left with hemiparesis"."""
    near = deficit.document == told.document and 0 <= deficit.line.start - told.line.end <= _NEXT
    words, start = deficit.line.words, deficit.line.start
    ahead = words[: deficit.evidence[0].start - start]
    behind = words[deficit.evidence[-1].end - start :]
    return near and bool(_FROM_IT.match(behind) or _IS_LEFT_WITH.search(ahead))


#: The label that opens the sentence behind a stroke's, a score at most between, and what stands under it.
_LABEL = Pattern(
    r"[\s.;)]*(?:\bm?RS ?:? ?\d[.;,]?\s*)?\b(?:residuals|residual (?:deficits?|symptoms|findings)|sequelae|left ?over|deficits)"
    r"(?: (?:are|include))?(?::| -) [^.\n]*$",
    re.IGNORECASE,
)
#: A stroke that left nothing.
_WITHOUT = Pattern(
    r"\b(?:no|without) (?:\w+ )?(?:residuals?|deficits?|sequelae)|\bfull(?:y)? recover", re.IGNORECASE
)


def _is_labeled(deficit: Mention, told: Mention, coding: Coding) -> bool:
    """Whether a label right behind the stroke heads the deficit: "Old infarct. Residuals: hemiparesis, neglect"."""
    if deficit.document != told.document or deficit.line.start <= told.line.end:
        return False
    if _WITHOUT.search(told.line.words):
        return False
    text = document_of(coding, told.document).text
    return _LABEL.match(text, told.line.end, deficit.evidence[0].start) is not None


def stroke_beside(sequela: Assignment, told: tuple[Stroke, ...]) -> Stroke | None:
    """The hemorrhage that a line names, where the sequela was read as one of an infarction."""
    if not sequela.value.startswith("I69.3"):
        return None
    lines = {mention.line for mention in sequela.mentions}
    return next((s for s in told if s.digit in "012" and s.mention.line in lines), None)


def sequela_code(deficit: Assignment, digit: str) -> tuple[str, bool] | None:
    """The code of I69 for a deficit, and whether the code of the deficit itself stays beside it."""
    row = row_for("stroke_deficits", deficit.value)
    if row is None:
        return None
    side = deficit.value[5:6] if deficit.value[5:6] in {"1", "2", "3", "4"} else "9"
    return f"I69.{digit}{row[1].replace('?', side)}", row[2] == "stays"
