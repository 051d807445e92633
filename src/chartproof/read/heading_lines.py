"""Headings as they stand in the lines of a note: in front of their words, alone, dictated, in the midst of a line."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.read.blocks import LINE
from chartproof.read.headings import DIFFERENTIAL, Found, Headings, headings, plainly
from chartproof.read.part_kinds import ASSESSING, HEADING_ALONE, MINOR, NAMING, PLANNING

_DECORATION = Pattern(
    r"[\s\ufeff]*(?:[-=~_]{2,}\s*)?(?P<hash>\#{1,6}\s*)?(?P<number>(?:\d{1,2}|[IVX]{1,4})[.)]\s+)?(?P<bold>\*\*|__)?\s*"
)
#: Rules about it set a heading off as a blank line does: "--- Results ---".
_RULED = Pattern(r"\s*([-=~_*])\1.*\1\1\s*$")
_DASHED = Pattern(
    r"([A-Z][A-Z/& ]{0,40}[A-Z]|[SOAP]|(?:Final )?[Dd]x|DDx|Imp|Impression|Assessment|(?:Final )?[Dd]iagnos[ie]s)\s+(?:--|[-\u2013\u2014])\s+(?=\S)"
)
#: Of these the ones that head a sentence too, which ends with its stop: "Dx - concussion without LOC."
_NAMED_DASHED = Pattern(r"(?:Final )?(?:[Dd]x|Imp|Impression|[Dd]iagnos[ie]s)\s+(?:--|[-\u2013\u2014])\s")
#: A heading without its colon before the first of a count: "A/P 1. Gout", "Dx 1) Eczema".
_COUNTED = Pattern(r"([A-Z][A-Za-z/& ]{0,30}?)\s+(?=\(?1[.)](?!\d)\s*\S)")
#: One that is no word of a sentence, without its colon: "A/P Down syndrome".
_JOINED = Pattern(
    r"(A ?[/&+] ?P|Assessment ?[/&] ?Plan|ASSESSMENT ?[/&] ?PLAN)(?:\s+(?=[A-Z][a-z])|\s*[-\u2013\u2014]\s*(?=[A-Z\u2191\u2193#]|$))"
)
#: The examination without its colon, before the first that it measured or saw: "PE 142/78 68", "PE NAD, lungs clear".
_EXAMINED = Pattern(
    r"(P/?E|EXAM)\s+(?=(?:\d{2,3}/\d{2,3}|\d{2,3}\.\d|(?:today|vitals?|BP|HR|T|P|[Tt]emp|[Ww]t|VSS?|AVSS|AF|NAD|AAOx?\d?|A&O\w*|WD|WDWN|WNWD|[Gg]en(?:eral)?|[Aa]lert|"
    r"[Cc]omfortable|[Aa]ppears|[Ww]ell[- ]appearing)\b))"
)
#: The allergies without their colon, before what one is allergic to: "ALLERGIES penicillin (hives)".
_ALLERGIC = Pattern(r"(ALLERG(?:IES|Y))\s+(?=(?:NKD?A|[A-Za-z][a-z]+)\b)")
#: One that was dictated with its full stop: "Assessment and plan. Chronic low back pain"; or that has its line to itself.
_DICTATED = Pattern(r"([A-Z][A-Za-z/& ]{3,40})\.(?:\s+(?=[A-Z0-9])|(?P<alone>\s*$))")
#: What is told and asked for behind is a sentence of the plan, not a part: "Follow up. Call for results".
_SENTENCES = frozenset({"follow_up", "instructions", "disposition", "condition", "other", "template"})
_MIDDLE = Pattern(r"[.;!?)\s]\s([A-Z][A-Za-z/&,' -]{0,45}):(?=\s)")
_SOAP = Pattern(r"[SOAP](?=\**[ \t]*(?::|/\s|-\s|\r?\n|\r?\Z))")
#: An assessment headed by its letter alone, where letters do not count specimens or items.
_ALONE = Pattern(r"^[ \t]*A:[ \t]+[A-Za-z]", re.MULTILINE)
_LETTERED = Pattern(r"^[ \t]*[B-NQRT-Z]:", re.MULTILINE)
_CAPITALS = Pattern(r"[A-Z][A-Z0-9 ,/&'()-]{4,60}:?$")
#: What follows an A that only numbers a list; else it heads the assessment by itself.
_B = Pattern(r"^\s*B:", re.MULTILINE)


def headings_in(text: str) -> list[Found]:
    """What looks like a heading, line by line; kind '' is an unknown line in capitals."""
    known = headings()
    soap = _is_soap(text)
    shouted = text == text.upper()
    found: list[Found] = []
    before = 0
    for match in LINE.finditer(text):
        if match[0].isspace():
            continue
        start, end = match.span()
        blank_before = start == 0 or text.count("\n", before, start) > 1 or before == 0
        before = end
        line = match[0]
        inside = found[-1].kind if found else None
        heading = _at_start(known, line, start, inside=inside, blank_before=blank_before)
        lettered = (
            heading
            and len(heading.words) == 1
            and not (soap or (heading.words == "A" and not _B.search(text)))
            and line.strip() != "P:"  # with its line to itself it heads the plan
        )
        if heading and heading.kind == "ed_course" and inside in ASSESSING and _BULLET.match(line):
            continue  # an item of the assessment: "- ED: tadalafil"
        service = heading and not found and plainly(line) in _SERVICES and not text[:start].strip()
        if heading and (heading.kind or not shouted) and not lettered and not service:
            found.append(heading)
        if line.find(":", heading.end - start if heading else 0) > 0:
            found.extend(_in_middle(known, line, start, heading, soap=soap))
    return found


_BULLET = Pattern(r"[ \t]*[-*\u2022\u2013]")
#: First lines that say whose note it is, and elsewhere head laboratory values, an operation, allergies.
_SERVICES = frozenset({"hematology", "surgery", "allergy", "nutrition"})


def _is_soap(text: str) -> bool:
    """Say whether the note is headed by the letters S, O, A and P; of one alone, only an A that counts nothing."""
    letters = set()
    for match in _SOAP.finditer(text):
        before = text[max(0, match.start() - 9) : match.start()].rstrip(" \t*#")
        if not before or before[-1] in "\n\r.;!?":
            letters.add(match[0])
    if len(letters) >= 3 or letters >= {"A", "P"} or letters >= {"S", "O"}:
        return True
    return "A" in letters and len(_ALONE.findall(text)) == 1 and not _LETTERED.search(text)


def _at_start(known: Headings, line: str, at: int, *, inside: str | None, blank_before: bool) -> Found | None:
    """Read the heading a line begins with, if it does."""
    if (dictated := _dictated(known, line, at, inside, blank_before=blank_before)) is not None:
        return dictated
    colon = line.find(":", 0, 90)
    opened = line[:2].isupper() or _COUNTED.match(line) or _NAMED_DASHED.match(line)
    if colon < 0 and (len(line) > 90 or line[-1] == ".") and not opened:
        return None
    mark = _DECORATION.match(line)
    skip = mark.end() if mark else 0
    decorated = 0.0
    if mark and mark["hash"]:
        decorated = 3.5 - 0.1 * len(mark["hash"].strip())
    elif mark and mark["bold"]:
        decorated = 1.0
    if colon < 0:
        dashed = _DASHED.match(line, skip)
        if dashed and (kind := known.kind(dashed[1], inside)):
            return Found(at, at + dashed.end(), kind, 2.0, dashed[1])
    counted = _COUNTED.match(line, skip) or _JOINED.match(line, skip)
    if counted and known.kind(counted[1], inside) in NAMING | ASSESSING:
        return Found(at, at + counted.end(), known.kind(counted[1], inside) or "", 2.0, counted[1])
    if examined := _EXAMINED.match(line, skip):
        return Found(at, at + examined.end(), "exam", 1.0, examined[1])
    if colon < 0 and (allergic := _ALLERGIC.match(line, skip)):
        return Found(at, at + allergic.end(), "allergies", 1.0, allergic[1])
    words = line[skip : colon if colon >= 0 else len(line)].rstrip(" \t*_-\u2013\u2014=|")
    tail = line[colon + 1 :].strip(" \t*_-\u2013\u2014=") if colon >= 0 else ""
    numbered = bool(mark and mark["number"])
    loud = _loudness(words, decorated, alone=not tail, numbered=numbered)
    if tail:
        kind = known.kind(words, inside) if words else None
        end = colon + 1 + (2 if line.startswith("**", colon + 1) else 0)
        quiet = numbered and not words.isupper()
        opens = kind and kind != DIFFERENTIAL and not quiet
        return Found(at, at + end, kind, loud, words) if kind and opens else None
    said = Found(at, at + len(line.rstrip()), ":" if colon >= 0 else "", loud, words)
    said = said._replace(loud=max(said.loud, 2.5)) if _RULED.match(line) else said
    return _alone(known, said, inside, opens=blank_before or colon >= 0)


def _dictated(known: Headings, line: str, at: int, inside: str | None, *, blank_before: bool) -> Found | None:
    """Read a heading that a full stop parts from the first sentence under it, in its line or behind a blank one."""
    said = _DICTATED.match(line)
    kind = known.kind(said[1], inside) if said else None
    if said is None or kind is None or kind in _SENTENCES:
        return None
    if said["alone"] is not None and ((kind in MINOR and inside in PLANNING) or not blank_before):
        return None
    return Found(at, at + said.end(), kind, 1.0, said[1])


def _loudness(words: str, decorated: float, *, alone: bool, numbered: bool) -> float:
    """Say how loud a heading is: alone and in capitals is louder than inline and small."""
    capitals = words.isupper() and (len(words) > 4 or " " in words)
    loud = 1.0 + alone + capitals
    return max(loud, decorated) if decorated > 1 else loud + decorated - 0.5 * numbered


def _alone(known: Headings, said: Found, inside: str | None, *, opens: bool) -> Found | None:
    """Read a heading that has its line to itself; `opens`: a blank line or a colon sets it off."""
    stopped = said.words.endswith(".")
    words = said.words.rstrip(".")
    if not words or len(words) > 70:
        return None
    kind = known.kind(words, inside)
    capitals = words.isupper()
    if kind:
        opens = opens or kind in HEADING_ALONE
        sure = capitals or said.loud > 2 or (words[0].isupper() and (opens or " " in words))
        return said._replace(kind=kind) if sure and (capitals or not stopped) else None
    shouted = opens and not stopped and _CAPITALS.match(words) and (" " in words or said.kind)
    if (said.loud > 3 or shouted) and not known.is_label(words) and len(words.split()) < 7:
        return said._replace(kind="")
    return None


def _in_middle(known: Headings, line: str, at: int, heading: Found | None, *, soap: bool) -> list[Found]:
    """Find headings inside a line of a note that was typed in one go."""
    found = []
    for match in _MIDDLE.finditer(line, heading.end - at if heading else 0):
        words = match[1]
        kind = known.kind(words)
        if kind and kind != DIFFERENTIAL and (soap or len(words) > 1) and line[match.end() :].strip():
            loud = 1.0 + (words.isupper() and len(words) > 4) - 0.01
            found.append(Found(at + match.start(1), at + match.end(), kind, loud, words))
    return found
