"""What headings open in the record of a stay: a mother's labor and delivery, the days after an operation, paragraphs under a diagnosis."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.read.headings import Found, headings, plainly

#: Parts of a mother's stay; in a newborn's record they would be its history.
_OF_A_BIRTH = frozenset(
    "labor;labour;labor course;intrapartum;intrapartum course;labor and delivery;delivery;"
    "postpartum;postpartum course;postpartum stay;puerperium".split(";")
)


#: A record of a mother, and of her child.
_MOTHER = Pattern(r"\bpostpartum\b|\bobstetric discharge\b|\bG\d+,? ?P\d", re.IGNORECASE)
_CHILD = Pattern(r"\b(?:newborn|neonat\w+|nursery|nicu|baby (?:boy|girl)|infant)\b", re.IGNORECASE)
_TITLE_LENGTH = 200


def of_a_mother(text: str, found: list[Found]) -> list[Found]:
    """In the record of a mother's stay labor and delivery are its course; in her child's they are history."""
    own = [i for i, each in enumerate(found) if headings().bare(each.words) in _OF_A_BIRTH]
    if len(own) < 2 or not _MOTHER.search(text) or _CHILD.search(text, 0, _TITLE_LENGTH):
        return found
    return [each._replace(kind="hospital_course") if i in own else each for i, each in enumerate(found)]


#: A paragraph of prose: it begins with no mark of an item and holds more than one sentence.
_PARAGRAPH = Pattern(r"\n[ \t]*\r?\n[ \t]*(?=[A-Z0-9][^\n]{50,}\n?)(?!\d{1,2}[.)])(?=[^\n]*[.;][ ]\S)")


#: One word that heads a diagnosis beside the one before the operation, and else the days after it.
_AFTER_OPERATION = frozenset({"postop", "post op"})


def after_operation(found: list[Found]) -> list[Found]:
    """In a summary of a stay that has no diagnosis before the operation, "Postop:" heads the course after it."""
    kinds = {each.kind for each in found}
    if "preop_dx" in kinds or not kinds & {"admission_dx", "hospital_course", "discharge_dx"}:
        return found
    return [
        each._replace(kind="hospital_course") if plainly(each.words) in _AFTER_OPERATION else each
        for each in found
    ]


#: What the first paragraph below a heading with its words in its line tells, and those behind it.
_BELOW = {"admission_dx": ("hpi", "hospital_course"), "reason_for_visit": ("hpi", "hpi")}


#: Headings of one line in a summary, below which a paragraph that opens with the patient tells the presentation.
_OF_ONE_LINE = frozenset({"preop_dx", "postop_dx", "procedure", "complications", "anesthesia"})
_PATIENT = Pattern(
    r"(?:this |the |an? )?(?:\d{1,3}[ -]?(?:y/?o|yo|years?|yr|[MF]\b)|(?:patient|pt)\b)", re.IGNORECASE
)
_SUMMARY = Pattern(r"[^\n]{0,60}\b(?:discharge|d/?c|dc) (?:summary|summ?)\b", re.IGNORECASE)
#: How loud a heading inside a line is, behind the point.
_IN_LINE = 0.99


def told_in_summary(text: str) -> bool:
    """Whether a record calls itself the summary of a stay in its first line."""
    return _SUMMARY.match(text) is not None


def told_below(text: str, found: list[Found]) -> list[Found]:
    """A diagnosis of the admission told in its heading's line ends there: the first paragraph below tells the presentation, the rest the stay.

    In a summary with no course of its own so do the lines of an operation, and a heading inside a line ends with its paragraph.
    """
    out: list[Found] = []
    told = told_in_summary(text) and not any(f.kind == "hospital_course" for f in found)
    for at, each in enumerate(found):
        out.append(each)
        line = text.find("\n", each.end)
        kinds = _BELOW.get(each.kind)
        if told and kinds is None:
            end = found[at + 1].start if at + 1 < len(found) else len(text)
            out += _told_on(text, each, end)
            continue
        if kinds is None or line < 0 or not text[each.end : line].strip():
            continue
        end = found[at + 1].start if at + 1 < len(found) else len(text)
        paragraphs = [m.end() for m in _PARAGRAPH.finditer(text, each.end, end)][:2]
        if paragraphs and text[line:].lstrip("\r\n \t") != text[paragraphs[0] :]:
            continue
        if paragraphs and _DAY_OPENS.match(text, paragraphs[0]):
            kinds = ("hospital_course", "hospital_course")
        out += [Found(p, p, kind, each.loud, "") for p, kind in zip(paragraphs, kinds, strict=False)]
    return out


#: How a paragraph of the course opens: "6/16 (HD2) vomited".
_DAY_OPENS = Pattern(r"\d{1,2}/\d{1,2}\b|(?:HD|POD|(?:hospital )?day) ?#?\d", re.IGNORECASE)


def _told_on(text: str, each: Found, end: int) -> list[Found]:
    """What a paragraph below a line of an operation, or below a heading inside a line, tells of the stay."""
    first = next(_PARAGRAPH.finditer(text, each.end, end), None)
    if first is None:
        return []
    if each.kind in _OF_ONE_LINE and _PATIENT.match(text, first.end()):
        return [Found(first.end(), first.end(), "hpi", each.loud, "")]
    if round(each.loud % 1, 2) == _IN_LINE:
        return [Found(first.end(), first.end(), "hospital_course", each.loud, "")]
    return []
