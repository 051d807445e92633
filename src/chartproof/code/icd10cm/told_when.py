"""What a record says of when a condition began: the words beside its name, the day of its item."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.admission import Admission, line_end
from chartproof.code.icd10cm.beginnings import begun, outright
from chartproof.code.icd10cm.calendar_days import dated, opening_of
from chartproof.code.icd10cm.chart import family_of
from chartproof.code.icd10cm.conditions import Conditions, Word
from chartproof.code.icd10cm.integral import may_be_integral
from chartproof.code.icd10cm.item_days import in_item
from chartproof.code.icd10cm.lasting import (
    is_chronic,
    names_acute,
)
from chartproof.code.icd10cm.sugars import names_sugar
from chartproof.code.icd10cm.timing import Timing, said
from chartproof.model.calendar import LETTERED_DAY
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Setting

#: What is done for what lasts.
_CARED = Pattern(
    r"\b(?:held|resumed|restarted|continued|stopped|started|given|increased|decreased|adjusted|treated|controlled|stable|back)\b",
    re.IGNORECASE,
)
#: What was only found in the stay: Appendix I.4.d, diagnosed after the admission and there before it.
_DETECTED = Pattern(
    r"\bnewly (?:detected|found|discovered|identified|recogni[sz]ed) (?:[\w-]+ )?$", re.IGNORECASE
)
#: What lies behind who is rehabilitated.
_EXTUBATED = Pattern(r"\bextubation\b", re.IGNORECASE)
#: A day counted from an operation.
_COUNTED = Pattern(r"(?:on |by )?(?:pod|post-?op(?:erative)? day) ?#?\d{1,2}", re.IGNORECASE)
#: In front of what something else came on top of.
_ON_TOP = Pattern(
    r"\b(?:on top of|superimposed on) (?:(?:her|his|the|their|known|underlying|baseline) ){0,2}$",
    re.IGNORECASE,
)
#: Where a drug is taken is no place where a condition began: "COPD: on Trelegy at home".
_TAKEN_AT_HOME = Pattern(
    r"\b(?:on|takes?|taking|uses?|using) (?!arrival|admission)[\w/ -]{2,30} at home$", re.IGNORECASE
)
#: So far before a condition such words stand.
_SHORT = 40
#: A day of the stay, without words of a beginning.
DAY_ALONE = Pattern(
    rf"(?:on |by |from )?(?:(?:hospital day|hd|pod|post-?op(?:erative)? day|day)\s*#?\s*\d{{1,2}}|{LETTERED_DAY})",
    re.IGNORECASE,
)
#: So far behind the head of a problem its own words may say when it began.
_REACH = 240


class Beginnings:
    """When the conditions of a stay began, by the words of the record."""

    def __init__(self, coding: Coding, admission: Admission, record: Conditions) -> None:
        self.coding, self._admission, self._record = coding, admission, record

    def word(self, mention: Mention) -> Word | None:
        """What is said of when a mention's condition began; None where nothing is."""
        known = self._record.words
        if mention not in known:
            known[mention] = self._said(mention)
        return known[mention]

    def _said(self, mention: Mention) -> Word | None:
        document = self.coding.encounter.document(mention.document)
        own = [(e.start, e.end) for e in mention.evidence if e.document == mention.document]
        if not own:
            return None
        at = (min(s for s, _ in own), max(e for _, e in own))
        end = self._end(mention)
        start = min(mention.line.start, opening_of(document.text, at[0]))
        found = outright(document.text, at, self.coding.encounter.began)
        found = found or said(document.text, (start, end), at, before_stay=self._admission.is_noted(mention))
        if found and self._is_day_of_care(found, mention, document.text):
            found = None
        if found and self._is_before_rehabilitation(found, document.text):
            found = None
        if found and (_is_of_operation(found, mention, document.text) or _is_beneath(document.text, at[0])):
            found = None
        if found and _TAKEN_AT_HOME.search(document.text, found.start - _SHORT, found.end):
            found = None
        if found and found.value == "N" and _DETECTED.search(document.text, max(0, at[0] - _SHORT), at[0]):
            found = None  # the day on which it was found, not the one on which it began
        began = self.coding.encounter.began
        if found is None:
            later = dated(document.text, at, max(end, line_end(document.text, at[1])), began)
            later = later or begun(document.text, (start, end), at, began)
            if later is None and (told := in_item(document.text, at, began)) and self._reaches(told, mention):
                later = told
            # the day on which it was found or treated is not that on which what lasts began
            lasts = is_chronic(mention.concept) and not names_acute(mention) and not names_sugar(mention)
            if later and not (later.value == "N" and lasts):
                found = later
        if found is None:
            return None
        return Word(found.value, (*mention.evidence, document.quote(found.start, found.end)), mention)

    def _is_before_rehabilitation(self, found: Timing, text: str) -> bool:
        """Whether what it followed was over before a stay of rehabilitation: "dysphagia post extubation"."""
        over = _EXTUBATED.search(text, found.start, found.end) is not None
        return over and self.coding.encounter.setting is Setting.REHAB

    def _reaches(self, told: Timing, mention: Mention) -> bool:
        """Whether no other condition stands between a mention and the words of a day, or these open its line."""
        if _line_start(self.coding.encounter.document(mention.document).text, told.start) == told.start:
            return True
        own = mention.evidence[0]
        first, last = sorted(((own.start, mention.evidence[-1].end), (told.start, told.end)))
        return not any(
            m.document == mention.document
            and first[1] <= m.evidence[0].start < last[0]
            and family_of(m.concept) != family_of(mention.concept)
            and not may_be_integral(m.concept)
            for m in self._record.mentions
        )

    @staticmethod
    def _is_day_of_care(found: Timing, mention: Mention, text: str) -> bool:
        """Whether a later day is told of the care of what lasts, not of its beginning: "HTN - lisinopril held POD1"."""
        lasts = is_chronic(mention.concept) and not names_acute(mention)
        cared = _CARED.search(text, mention.evidence[-1].end, max(found.start, mention.evidence[-1].end))
        alone = DAY_ALONE.fullmatch(text, found.start, found.end)
        return found.value == "N" and lasts and cared is not None and alone is not None

    def _end(self, mention: Mention) -> int:
        """Where the words on a mention end: its line; behind the head of a problem the lines up to other conditions."""
        line = mention.line
        if mention.standing is not Standing.PROBLEM:
            return line.end
        text = self.coding.encounter.document(mention.document).text
        others = (
            m.line.start
            for m in self.coding.reading.mentions
            if m.document == mention.document
            and m.line.start >= line.end
            and (m.problem != mention.problem or m.standing is Standing.PROBLEM)
        )
        blank = text.find("\n\n", line.end)
        return min(
            line.end + _REACH, len(text), min(others, default=len(text)), blank if blank >= 0 else len(text)
        )


def _is_of_operation(found: Timing, mention: Mention, text: str) -> bool:
    """Whether a day counted from an operation stands beside the fracture that was operated on: "femoral neck fracture: POD 6, WBAT"."""
    counted = _COUNTED.fullmatch(text, found.start, found.end) is not None
    return found.value == "N" and counted and mention.concept.startswith(("S", "M80", "M84"))


def _is_beneath(text: str, start: int) -> bool:
    """Whether something else came on top of a condition: "delirium on top of her dementia: began night of POD 1"."""
    return _ON_TOP.search(text, max(0, start - _SHORT), start) is not None


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
