"""What was written down as the patient was admitted, and what a later note tells of what was there before."""

from __future__ import annotations

import re

from chartproof.code.icd10cm.arrival import TOLD_BEFORE, opens_with_patient, tells_of_later
from chartproof.code.icd10cm.chart import Chart
from chartproof.code.icd10cm.conditions import Conditions
from chartproof.code.icd10cm.day_entries import entry_at
from chartproof.code.icd10cm.later_days import opens_later
from chartproof.model.coding import Coding
from chartproof.model.document_kind import AT_ADMISSION, DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Time

#: Of a progress note these tell of the day before.
OF_THE_DAY = frozenset({"hpi", "chief_complaint", "reason_for_visit", "ed_course"})
#: Parts of a summary that tell what was found.
_FOUND = frozenset({"imaging", "exam", "labs", "results", "ekg", "vitals"})
#: Documents that look back on the stay: what is past in them may have come in its course.
_LOOKING_BACK = frozenset({DocumentKind.OPERATIVE, DocumentKind.DISCHARGE})
_RESOLVED = Pattern(r"resolv|clear|treated|gone|heal|recover", re.IGNORECASE)
#: A line of a summary that tells how the patient came in: "On arrival T 39.6", "Adm data: T 38.2".
_ARRIVAL_LINE = Pattern(
    r"[ \t*#-]{0,4}(?:(?:(?:on|at|upon) (?:arrival|admission|presentation)|(?:at|in) (?:the )?(?:ed|er|triage))\b(?! (?:to|from) (?:the )?(?:rehab|floor|unit|icu))|"
    r"(?:ed|er|triage|arrival|adm(?:it|ission)? (?:data|labs?|vitals|findings))(?= ?:))",
    re.IGNORECASE,
)
_ITEM = Pattern(r"[ \t]*(?:[-#*\u2022]|\d+[.)])")
#: How a summary in prose begins, and among how many paragraphs.
_OPENING = 3
#: A summary without blank lines tells the arrival in its first lines where it has so many more.
_LINES = 4
_ADMITTED = Pattern(
    r"\b(?:admitted|adm(?= (?:for|with|w/|from|to|after|\d))|presented|brought (?:in|to|by)|bib ?(?:ems|a)|came (?:in|to)|arrived|transferred|sent (?:in|from|to|by)|found (?:down|by))\b",
    re.IGNORECASE,
)


class Admission:
    """The admission of a stay, as its notes tell it."""

    def __init__(self, coding: Coding, chart: Chart, record: Conditions) -> None:
        self.coding, self.chart, self._record = coding, chart, record

    def is_noted(self, mention: Mention) -> bool:
        """Whether a mention was written down at admission, or tells what was before."""
        kind = self.chart.kinds[mention.document]
        if kind in AT_ADMISSION:
            return True
        text = self.coding.encounter.document(mention.document).text
        if opens_later(text, mention.evidence[0].start, self.coding.encounter.began):
            return False
        if kind is DocumentKind.PROGRESS and mention.section in OF_THE_DAY:
            return self._on_first_day(mention)
        if self._is_behind_its_head(mention):
            return False
        if _ARRIVAL_LINE.match(text, text.rfind("\n", 0, mention.line.start) + 1):
            return True
        if mention.section in TOLD_BEFORE or (
            kind is DocumentKind.DISCHARGE and self._is_before_course(mention)
        ):
            return True
        if kind is DocumentKind.DISCHARGE and self._opens_summary(mention):
            return True
        ended = any(_RESOLVED.search(cue.words) for cue in mention.assertion.cues)
        if mention.assertion.time is Time.PAST and not ended:
            return True
        if self._in_first_entry(mention):
            return True
        if kind is DocumentKind.PROGRESS and self._is_after_operation(mention):
            return False
        return kind not in _LOOKING_BACK and self._on_first_day(mention)

    def _is_behind_its_head(self, mention: Mention) -> bool:
        """Whether the diagnoses of the admission stand in the line of their heading, and the mention in a later line."""
        if mention.section != "admission_dx":
            return False
        text = self.coding.encounter.document(mention.document).text
        for document, part in self.coding.reading.sections:
            if document == mention.document and part.body.start <= mention.line.start < part.body.end:
                head = text.rfind("\n", 0, part.body.start) + 1
                end = line_end(text, part.body.start)
                inline = bool(text[head : part.body.start].strip()) and bool(
                    text[part.body.start : end].strip()
                )
                return inline and mention.line.start > end and _ITEM.match(text, end + 1) is None
        return False

    def _is_after_operation(self, mention: Mention) -> bool:
        """Whether the report of an operation stands before a note of the first day."""
        places, kinds = self.chart.order, self.chart.kinds
        return any(
            kind is DocumentKind.OPERATIVE and places[ident] < places[mention.document]
            for ident, kind in kinds.items()
        )

    def _in_first_entry(self, mention: Mention) -> bool:
        """Whether a record written day by day tells it under the day of the admission."""
        text, began = self.coding.encounter.document(mention.document).text, self.coding.encounter.began
        entry = entry_at(text, mention.evidence[0].start, began)
        return entry is not None and entry.day == began

    def _opens_summary(self, mention: Mention) -> bool:
        """Whether a mention stands in the first paragraph of a summary that no heading parts, and which tells of the arrival."""
        if mention.section != "other":
            return False
        text = self.coding.encounter.document(mention.document).text.rstrip()
        start, gap = 0, "\n\n" if "\n\n" in text else "\n"
        if gap == "\n" and tells_of_later(mention.line.words):
            return False
        if gap == "\n" and text.count(gap) < _LINES:
            return self._opens_story(mention)
        for part in text.split(gap, _OPENING)[:_OPENING]:  # a title or a greeting may stand before
            end = start + len(part)
            if _ADMITTED.search(text, start, end):
                return mention.line.start < end < len(text)
            start = end + len(gap)
        return False

    def _opens_story(self, mention: Mention) -> bool:
        """Whether a mention stands in the sentence by which a short summary says who came with what."""
        first = next(
            (
                m.line
                for m in self._record.mentions
                if m.document == mention.document and m.section == "other"
            ),
            None,
        )
        return mention.line == first and opens_with_patient(first.words)

    def _is_before_course(self, mention: Mention) -> bool:
        """Whether it was found as the patient came: between the presentation that a summary tells and its course."""
        parts = [p for document, p in self.coding.reading.sections if document == mention.document]
        if mention.section == "other" and not tells_of_later(mention.line.words):
            text = self.coding.encounter.document(mention.document).text
            before = _ADMITTED.search(text, 0, mention.line.end) is not None
            return before and any(
                p.kind == "hospital_course" and p.body.start > mention.line.start for p in parts
            )
        if mention.section not in _FOUND:
            return False
        before = any(p.kind in OF_THE_DAY and p.body.start <= mention.line.start for p in parts)
        return before and any(
            p.kind == "hospital_course" and p.body.start > mention.line.start for p in parts
        )

    def _on_first_day(self, mention: Mention) -> bool:
        document, began = self.coding.encounter.document(mention.document), self.coding.encounter.began
        return bool(document.written and began and document.written.date() <= began)


def line_end(text: str, at: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
