"""Where words stand: the line they are in, its text, its problem."""

from __future__ import annotations

from bisect import bisect_right

from chartproof.model.coding import Coding
from chartproof.model.reading import Line
from chartproof.model.record import Evidence


def line_of(coding: Coding, evidence: Evidence) -> Line | None:
    """The line that words stand in; None where they stand in no part that is read."""
    for page in coding.reading.pages:
        if page.document.id == evidence.document:
            at = bisect_right([line.start for line in page.lines], evidence.start) - 1
            if at >= 0 and evidence.start < page.lines[at].end:
                return page.lines[at]
    return None


def text_of(coding: Coding, evidence: Evidence) -> str:
    """The text of the line that words stand in, lower case; their own where they stand in none."""
    line = line_of(coding, evidence)
    if line is None:
        return evidence.words.lower()
    return coding.encounter.document(evidence.document).text[line.start : line.end].lower()


def clause_of(coding: Coding, evidence: Evidence) -> str:
    """The clause that words stand in, lower case: the line's text between semicolons and periods."""
    text = coding.encounter.document(evidence.document).text
    line = line_of(coding, evidence)
    first, last = (line.start, line.end) if line else (evidence.start, evidence.end)
    first = max(first, *(text.rfind(mark, first, evidence.start) + 1 for mark in (";", ". ")))
    ends = [at for mark in (";", ". ") if (at := text.find(mark, evidence.end, last)) >= 0]
    return text[first : min([*ends, last])].lower()


def words_before(coding: Coding, evidence: Evidence, count: int = 60) -> str:
    """What the line says before the words, lower case, at most so many characters."""
    line = line_of(coding, evidence)
    first = max(line.start if line else evidence.start, evidence.start - count)
    return coding.encounter.document(evidence.document).text[first : evidence.start].lower()


def words_after(coding: Coding, evidence: Evidence, count: int = 60) -> str:
    """What the line says after the words, lower case, at most so many characters."""
    line = line_of(coding, evidence)
    last = min(line.end if line else evidence.end, evidence.end + count)
    return coding.encounter.document(evidence.document).text[evidence.end : last].lower()


def passage_of(coding: Coding, evidence: Evidence) -> str:
    """The line that words stand in and those right before and after it, lower case."""
    for page in coding.reading.pages:
        if page.document.id == evidence.document:
            at = bisect_right([line.start for line in page.lines], evidence.start) - 1
            near = page.lines[max(0, at - 1) : at + 2]
            return page.document.text[near[0].start : near[-1].end].lower() if near else ""
    return evidence.words.lower()
