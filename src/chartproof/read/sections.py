"""Cut a note into the parts its headings open. Everything in the note lies in exactly one part."""

from __future__ import annotations

import re

from chartproof.model.document_kind import DocumentKind, kind_called
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Section
from chartproof.read.blocks import opens_paragraph
from chartproof.read.headings import DIFFERENTIAL, Found, Headings, headings, plainly
from chartproof.read.relatives import told_of_own
from chartproof.read.stays import after_operation, of_a_mother, told_below, told_in_summary

#: Parts in which problems are assessed or planned for; there most headings are mere labels.
PLANNING = frozenset(
    {
        "assessment", "assessment_plan", "impression", "plan", "discharge_dx", "admission_dx",
        "hospital_course", "medical_decision_making",
    }
)  # fmt: skip
#: Kinds that are a label, not a new part, when they stand in small print under an assessment.
_MINOR = frozenset(
    {
        "labs", "imaging", "ekg", "results", "medications", "instructions", "follow_up",
        "disposition", "anesthesia", "condition", "procedure", "immunizations", "social_history",
        "substance_history", "code_status", "developmental_history", "operative_record",
        "template", "technique", "specimen", "comparison", "other", "findings", "complications",
        "indications", "procedure_findings", "interval_history", "billing", "allergies",
    }
)  # fmt: skip
_RESULTS = frozenset({"results", "labs", "imaging", "ekg", "findings", "technique", "comparison"})
#: What tells how it went, and what then names it: a diagnosis told once at the end is a part of its own.
_TELLING = frozenset({"hospital_course", "medical_decision_making", "ed_course"})
_NAMING = frozenset({"impression", "discharge_dx"})
#: In capitals behind a list of diagnoses these tell the story of the stay.
_STORY = frozenset({"hpi", "hospital_course"})
#: Kinds whose one word in a line of its own opens a part even with no blank line before it.
_HEADING_ALONE = frozenset({"assessment", "assessment_plan", "impression", "discharge_dx"})
_ASSESSING = frozenset({"assessment", "assessment_plan"})
#: Parts in front of which a list of problems only lists them.
_NAMED = _ASSESSING | _NAMING | {"medical_decision_making", "hospital_course"}
#: Kinds whose lists are often typed in capitals, so an unknown line in capitals stays inside.
_CAPITALS_INSIDE = PLANNING | {
    "pmh", "psh", "problem_list", "medications", "allergies", "chief_complaint", "family_history",
    "reason_for_visit", "preop_dx", "postop_dx", "pathology_dx", "results", "labs", "signature",
    "template", "billing", "social_history", "immunizations",
}  # fmt: skip

#: What a note calls itself in its first line, as no heading of a part.
TITLE = "title"
#: A record of no more letters is a jotting: what it names is what it is about, unless it narrates (house rule).
JOTTING = 300
_LINE = Pattern(r"[^\r\n]+")
_DECORATION = Pattern(
    r"[\s\ufeff]*(?P<hash>\#{1,6}\s*)?(?P<number>(?:\d{1,2}|[IVX]{1,4})[.)]\s+)?(?P<bold>\*\*|__)?\s*"
)
_DASHED = Pattern(
    r"([A-Z][A-Z/& ]{1,40}[A-Z]|[SOAP]|Dx|DDx|Imp|Impression|Assessment|Diagnos[ie]s)\s+[-\u2013\u2014]\s+(?=\S)"
)
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


def sections(document: Document) -> tuple[Section, ...]:
    """Cut a document at its headings; words before the first are of kind 'other'."""
    text = document.text
    found = told_of_own(text, told_below(text, _keep(text, _candidates(text))))
    if not text:
        return ()
    parts = []
    first = found[0].start if found else len(text)
    if not found or text[:first].strip():
        parts.append(Section("other", None, document.quote(0, first)))
    for at, heading in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else len(text)
        if heading.kind == TITLE:
            parts.append(Section(TITLE, None, document.quote(heading.start, heading.end)))
            heading = heading._replace(kind="other", start=heading.end)  # noqa: PLW2901
        words = document.quote(heading.start, heading.end) if heading.end > heading.start else None
        kind = "discharge_dx" if _lists_diagnoses(text, heading) else heading.kind
        parts.append(Section(kind, words, document.quote(heading.end, end)))
    return tuple(parts)


#: A list right below the title of a summary: "DISCHARGE SUMMARY 5/22\n1. Acute duodenal ulcer with hemorrhage".
_LIST_BELOW = Pattern(r"[^\n]{0,40}\n\s*1(?:[.)]|(?= [A-Z]))")


def _lists_diagnoses(text: str, title: Found) -> bool:
    """Whether the diagnoses of a stay are listed right below the title of its summary."""
    titled = title.kind == "other" and kind_called(text[title.start : title.end]) is DocumentKind.DISCHARGE
    return titled and _LIST_BELOW.match(text, title.end) is not None


#: What follows an A that only numbers a list; else it heads the assessment by itself.
_B = Pattern(r"^\s*B:", re.MULTILINE)


def _candidates(text: str) -> list[Found]:
    """Find what looks like a heading, line by line; kind '' is an unknown line in capitals."""
    known = headings()
    soap = _is_soap(text)
    shouted = text == text.upper()
    found: list[Found] = []
    before = 0
    for match in _LINE.finditer(text):
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
        )
        if heading and heading.kind == "ed_course" and inside in _ASSESSING and _BULLET.match(line):
            continue  # an item of the assessment: "- ED: tadalafil"
        service = heading and not found and plainly(line) in _SERVICES and not text[:start].strip()
        if heading and (heading.kind or not shouted) and not lettered and not service:
            found.append(heading)
        if line.find(":", heading.end - start if heading else 0) > 0:
            found.extend(_in_middle(known, line, start, heading, soap=soap))
    return _closing(text, _numbered(text, _hashed(text, after_operation(of_a_mother(text, found)))))


_BULLET = Pattern(r"[ \t]*[-*\u2022\u2013]")
#: First lines that say whose note it is, and elsewhere head laboratory values, an operation, allergies.
_SERVICES = frozenset({"hematology", "surgery", "allergy", "nutrition"})


#: A line that begins with a hash, whatever is told behind the problem: "# NSTEMI - heparin, cath in the morning".
_HASH = Pattern(r"^\#{1,5}[ \t]*(?=[A-Za-z])", re.MULTILINE)


def _hashed(text: str, found: list[Found]) -> list[Found]:
    """Problems headed by a hash in a note that heads no part so: they are an assessment from the first on."""
    hashed = [each for each in found if text[each.start : each.end].lstrip().startswith("#")]
    headed = {each.start for each in hashed if each.kind}
    problems = [at for m in _HASH.finditer(text) if (at := m.start()) not in headed]
    if len(problems) < 2 or any(each.kind in _ASSESSING | {"plan"} for each in found):
        return found
    first = problems[0]
    opens = Found(first, first, "assessment_plan", 3.6, "")
    rest = [each for each in found if each not in hashed]
    return sorted([*rest, opens], key=lambda each: (each.start, each.end))


#: A paragraph that begins with a number and tells more than one thing: "3. Anemia. Hgb 6.9 on arrival. One unit given".
_NUMBERED = Pattern(
    r"^[ \t]*(?P<number>\d{1,2})[.)][ \t]+(?=[A-Z])(?:(?P<tells>[^\n]{3,180}?[.:][ \t]+[^\n]{15,})|[^\n]{3,180})$",
    re.MULTILINE,
)
_ITEMS = 3


def _numbered(text: str, found: list[Found]) -> list[Found]:
    """Problems told in numbered paragraphs, in a note that heads no part of its plan: they are an assessment, up to the paragraph behind."""
    if any(each.kind in PLANNING for each in found):
        return found
    # a label in the midst of an item parts nothing, unless each item tells its own examination: a visit's matters
    parting = [h for h in found if h.kind not in {"", TITLE} and (_opens_line(text, h) or h.kind == "exam")]
    items = [
        m
        for m in _NUMBERED.finditer(text)
        if not any(h.start <= m.start() and not _is_told_before(text, h, m.start()) for h in parting)
    ]
    if sum(m["tells"] is not None for m in items) < _ITEMS or [int(m["number"]) for m in items] != list(
        range(1, len(items) + 1)
    ):
        return found
    first, behind = items[0].start(), text.find("\n\n", items[-1].start())
    if any(each.kind in {"pmh", "problem_list"} and each.start < first for each in found):
        return found
    ends = [] if behind < 0 else [Found(behind, behind, "other", 3.6, "")]
    rest = [each for each in found if not first <= each.start < max(behind, first)]
    return sorted(
        [*rest, Found(first, first, "assessment_plan", 3.6, ""), *ends],
        key=lambda each: (each.start, each.end),
    )


#: A problem and its plan behind a dash, in a line of its own: "BPPV R post canal \u2013 Epley x2"; "1 CKD 4 \u2013 slow decline".
_PLANNED = Pattern(
    r"[ \t]*(?:\#?(?P<number>\d{1,2})[.):]?[ \t]+)?(?P<head>[A-Za-z0-9\u2191\u2193][^\n:;\u2013\u2014]{1,70}?)[ \t]+[-\u2013\u2014][ \t]+\S[^\n]*$"
)
#: What such a line may head that is no problem: parts of the body that were examined, and what was asked.
_LOOKED_AT = Pattern(
    r"(?:gen(?:eral)?|const\w*|heent|head|eyes?|ears?|nose|throat|mouth|neck|lungs?|chest|resp\w*|cv|cor|heart|abd(?:omen)?|gi|gu|ext(?:remities)?|"
    r"skin|neuro|psych|msk|back|spine|breasts?|pelvic|rectal|vitals?|vs|labs?|imaging|pe|exam|ros|hx|pmh|psh|meds?|all(?:ergies)?|sh|fh|social|family|"
    r"hpi|cc|s|o|od|os|ou|ad|as|au|[rl]|right|left|knees?|hips?|shoulders?|hands?|feet|ct|mri|us|xr|cxr|ekg|ecg|echo|eeg|emg|tte)\b[^\n]{0,12}",
    re.IGNORECASE,
)
#: A last line that only says when to come back.
_LEAVES = Pattern(
    r"[ \t]*(?:rtc|rto|f/?u|fu|follow|return|recheck|see (?:back|me)|back in|ntg|thanks?|thank you|cc|dispo|call|labs?|next)\b",
    re.IGNORECASE,
)
#: So many such lines at least close a note.
_CLOSE = 3


def _closing(text: str, found: list[Found]) -> list[Found]:
    """Problems with their plans in the last lines of a note that heads no assessment: they are one."""
    if any(
        each.kind in PLANNING | {"discharge_dx", "hospital_course", "pmh", "problem_list"} for each in found
    ):
        return found
    lines = [m for m in _LINE.finditer(text) if not m[0].isspace()]
    while lines and _LEAVES.match(lines[-1][0]):
        lines.pop()
    items: list[re.Match[str]] = []
    for line in reversed(lines):
        item = _PLANNED.match(text, line.start(), line.end())
        if item is None or _LOOKED_AT.fullmatch(item["head"]):
            break
        items.insert(0, item)
    numbers = [int(i["number"]) for i in items if i["number"]]
    if len(items) < _CLOSE or (numbers and numbers != list(range(1, len(items) + 1))):
        return found
    first = items[0].start()
    rest = [each for each in found if each.start < first]
    return [*rest, Found(first, first, "assessment_plan", 3.6, "")]


def _opens_line(text: str, heading: Found) -> bool:
    """Whether a heading stands at the beginning of its line; a label in the midst of an item parts nothing."""
    return not text[text.rfind("\n", 0, heading.start) + 1 : heading.start].strip()


#: Parts that tell what was found: a paragraph of one, behind its label, ends before a blank line.
_FOUND = frozenset("ed_course vitals labs exam imaging ekg results hpi".split())


def _is_told_before(text: str, heading: Found, at: int) -> bool:
    """Whether a heading only labels a paragraph of findings that ends before a place: "ED: T 38.2, lactate 1.0"."""
    end = text.find("\n", heading.end)
    labels = heading.kind in _FOUND and bool(text[heading.end : end].strip())
    return labels and "\n\n" in text[heading.end : at]


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
    if colon < 0 and (len(line) > 90 or line[-1] == ".") and not (line[:2].isupper() or _COUNTED.match(line)):
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
    if counted and known.kind(counted[1], inside) in _NAMING | _ASSESSING:
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
    return _alone(known, said, inside, opens=blank_before or colon >= 0)


def _dictated(known: Headings, line: str, at: int, inside: str | None, *, blank_before: bool) -> Found | None:
    """Read a heading that a full stop parts from the first sentence under it, in its line or behind a blank one."""
    said = _DICTATED.match(line)
    kind = known.kind(said[1], inside) if said else None
    if said is None or kind is None or kind in _SENTENCES:
        return None
    if said["alone"] is not None and ((kind in _MINOR and inside in PLANNING) or not blank_before):
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
        opens = opens or kind in _HEADING_ALONE
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


def _keep(text: str, candidates: list[Found]) -> list[Found]:
    """Keep the candidates that open a part; the others are labels or words of the body."""
    candidates = _assessed_as_problems(_summed_up_first(candidates), told_in_summary(text))
    kept: list[Found] = []
    assessed = any(each.kind in _ASSESSING for each in candidates)
    counts: dict[str, int] = {}
    for each in candidates:
        plain = plainly(each.words)
        counts[plain] = counts.get(plain, 0) + 1
    for each in candidates:
        now = kept[-1] if kept else None
        if each.end >= len(text) or (each.loud % 1 == 0.99 and not _may_stand_inside(now, each)):
            continue
        if now and _is_body(now, each, text, assessed=assessed):
            continue
        times = counts[plainly(each.words)]
        if now and _is_label_there(now, each, times) and not _tells_the_stay(each, text, times):
            continue
        titles = not each.kind and not kept and not text[: each.start].strip()
        if titles and "/" in each.words and len(text) <= JOTTING:
            continue  # "CAD / HLD" over a line of it is no title
        kept.append(each if each.kind else each._replace(kind=TITLE if titles else "other"))
    return kept


#: What is summed up in front of a visit is how it came to it.
_SUMMARIES = frozenset({"summary", "clinical summary", "case summary", "overview", "patient summary"})


def _summed_up_first(candidates: list[Found]) -> list[Found]:
    """Where a note begins with a summary and is assessed further below, the summary tells the history."""
    at = next((i for i, each in enumerate(candidates) if each.kind), None)
    if at is None or plainly(candidates[at].words) not in _SUMMARIES:
        return candidates
    behind = {each.kind for each in candidates[at + 1 :]}
    if not behind & (_ASSESSING | {"impression"}) or "discharge_dx" in behind:
        return candidates
    return [*candidates[:at], candidates[at]._replace(kind="hpi"), *candidates[at + 1 :]]


#: What heads the problems of the day, where nothing else assesses them.
_PROBLEMS = frozenset({"problems", "active problems", "current problems", "active issues"})


def _assessed_as_problems(candidates: list[Found], summary: bool) -> list[Found]:
    """Where a note tells its problems in front of a plan and heads no assessment, they are assessed there; in a summary of a stay they are its course."""
    kinds = [each.kind for each in candidates]
    at = next((i for i, each in enumerate(candidates) if plainly(each.words) in _PROBLEMS), None)
    if at is None or not _NAMED.isdisjoint(kinds):
        return candidates
    if summary:
        return [*candidates[:at], candidates[at]._replace(kind="hospital_course"), *candidates[at + 1 :]]
    if "plan" not in kinds[at + 1 :]:
        return candidates
    return [*candidates[:at], candidates[at]._replace(kind="assessment"), *candidates[at + 1 :]]


def _may_stand_inside(now: Found | None, each: Found) -> bool:
    """Say whether a heading inside a line opens a part; before any other, only one that names diagnoses does."""
    if now is None:
        return each.kind in _NAMING | _ASSESSING
    return now.loud - 0.5 < each.loud + 0.01


def _is_body(now: Found, each: Found, text: str, *, assessed: bool) -> bool:
    """Say whether what looks like a heading is what the part is about."""
    if not each.kind:
        if now.kind in _CAPITALS_INSIDE:
            return now.loud <= 3 or each.loud < now.loud
        return each.loud < min(3, now.loud)
    if each.kind == "impression" and now.kind in _RESULTS and assessed:
        return each.loud < 3
    empty = not text[now.end : each.start].strip()
    unlike = each.loud < now.loud and not text[each.start : each.end].rstrip().endswith(":")
    return empty and unlike and now.kind in {"chief_complaint", "reason_for_visit"}


def _tells_the_stay(each: Found, text: str, times: int) -> bool:
    """Say whether the course of a stay is told here: once, in a paragraph of its own below the list of diagnoses."""
    return each.kind == "hospital_course" and times == 1 and opens_paragraph(text, each.start)


def _is_label_there(now: Found, each: Found, times: int) -> bool:
    """Say whether a heading is only a label under the problems of an assessment or a plan."""
    labels = headings().labels
    plain = plainly(each.words)
    if now.kind not in PLANNING:
        return each.kind == now.kind and each.loud < now.loud and plain in labels
    if plain not in labels and each.kind not in _MINOR:
        return False
    if now.kind in _NAMING and each.kind in _STORY and each.words.isupper():
        return False
    if each.kind in _NAMING and now.kind in _TELLING and times == 1:
        return False
    if now.kind != "assessment_plan" and each.kind in {"plan", "assessment"}:
        return times > 1 and each.loud < now.loud
    if now.kind == "plan" and each.kind in {"follow_up", "instructions", "disposition"}:
        return each.loud < now.loud - 1
    return each.loud < now.loud or each.loud <= 1.0
