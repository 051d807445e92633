"""A question as it is sent: addressee, indicators with their place, the question, the answers, a signature."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.coding import Coding
from chartproof.model.query import Query
from chartproof.model.record import Document, Evidence

#: The longest stretch of its line that an indicator is shown in.
LONGEST = 140
_BLANK = "_" * 28


def letter(query: Query, coding: Coding) -> str:
    """The question as plain text; who the patient is, the sender fills in."""
    return "\n".join(_lines(query, coding))


def _lines(query: Query, coding: Coding) -> Iterator[str]:
    yield query.title
    yield f"To: {query.to}"
    yield f"Patient and account: {_BLANK}   Date sent: {_BLANK}"
    yield ""
    yield "Clinical indicators in the record"
    for evidence in query.shows:
        yield f"  - {_indicator(evidence, coding)}"
    yield ""
    yield "Question"
    yield f"  {query.asks}"
    yield ""
    yield "Answer, by your own clinical judgement" + (" (one or more)" if query.own else "")
    if not query.own:
        yield f"  [ ] {_BLANK * 2}"
    for choice in query.choices:
        yield f"  [ ] {choice}" + (f": {_BLANK}" if choice == "other" else "")
    yield ""
    yield "Please write your answer into the record of this encounter."
    yield f"Provider: {_BLANK}   Date and time: {_BLANK}"


def _indicator(evidence: Evidence, coding: Coding) -> str:
    document = coding.encounter.document(evidence.document)
    words = " ".join(evidence.words.split())
    line = _line(document, evidence)
    around = f", in “{line}”" if line != words else ""
    return f"“{words}”{around} ({_place(document, evidence, coding)})"


def _line(document: Document, evidence: Evidence) -> str:
    """The line it stands in, cut around it where it is long."""
    text = document.text
    start = text.rfind("\n", 0, evidence.start) + 1
    end = text.find("\n", evidence.end)
    end = len(text) if end < 0 else end
    first = max(start, evidence.start - LONGEST // 2)
    last = min(end, evidence.end + LONGEST // 2)
    cut = " ".join(text[first:last].split())
    return f"{'…' if first > start else ''}{cut}{'…' if last < end else ''}"


def _place(document: Document, evidence: Evidence, coding: Coding) -> str:
    number = document.text.count("\n", 0, evidence.start) + 1
    parts = [document.kind or document.id]
    if document.written:
        parts.append(str(document.written.date()))
    for ident, section in coding.reading.sections:
        inside = ident == document.id and section.body.start <= evidence.start < section.body.end
        if inside and section.heading:
            parts.append(" ".join(section.heading.words.split()).rstrip(":"))
    return ", ".join((*parts, f"line {number}"))
