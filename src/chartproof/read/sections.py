"""Cut a note into the parts its headings open. Everything in the note lies in exactly one part."""

from __future__ import annotations

from chartproof.model.document_kind import DocumentKind, kind_called
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Section
from chartproof.read.blocks import opens_paragraph
from chartproof.read.heading_lines import headings_in
from chartproof.read.headings import Found, headings, plainly
from chartproof.read.part_kinds import (
    ASSESSING,
    CAPITALS_INSIDE,
    MINOR,
    NAMED,
    NAMING,
    PLANNING,
    RESULTS,
    STORY,
    TELLING,
    TITLE,
)
from chartproof.read.relatives import told_of_own
from chartproof.read.stays import after_operation, of_a_mother, told_below, told_in_summary
from chartproof.read.unheaded import behind_hashes, in_last_lines, in_numbers

#: A record of no more letters is a jotting: what it names is what it is about, unless it narrates (house rule).
JOTTING = 300


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


def _candidates(text: str) -> list[Found]:
    """What may open a part: the headings of the lines, and assessments that none opens."""
    headed = after_operation(of_a_mother(text, headings_in(text)))
    return in_last_lines(text, in_numbers(text, behind_hashes(text, headed)))


#: A list right below the title of a summary: "DISCHARGE SUMMARY 5/22\n1. Acute duodenal ulcer with hemorrhage".
_LIST_BELOW = Pattern(r"[^\n]{0,40}\n\s*1(?:[.)]|(?= [A-Z]))")


def _lists_diagnoses(text: str, title: Found) -> bool:
    """Whether the diagnoses of a stay are listed right below the title of its summary."""
    titled = title.kind == "other" and kind_called(text[title.start : title.end]) is DocumentKind.DISCHARGE
    return titled and _LIST_BELOW.match(text, title.end) is not None


def _keep(text: str, candidates: list[Found]) -> list[Found]:
    """Keep the candidates that open a part; the others are labels or words of the body."""
    candidates = _assessed_as_problems(_summed_up_first(candidates), told_in_summary(text))
    kept: list[Found] = []
    assessed = any(each.kind in ASSESSING for each in candidates)
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
    if not behind & (ASSESSING | {"impression"}) or "discharge_dx" in behind:
        return candidates
    return [*candidates[:at], candidates[at]._replace(kind="hpi"), *candidates[at + 1 :]]


#: What heads the problems of the day, where nothing else assesses them.
_PROBLEMS = frozenset({"problems", "active problems", "current problems", "active issues"})


def _assessed_as_problems(candidates: list[Found], summary: bool) -> list[Found]:
    """Where a note tells its problems in front of a plan and heads no assessment, they are assessed there; in a summary of a stay they are its course."""
    kinds = [each.kind for each in candidates]
    at = next((i for i, each in enumerate(candidates) if plainly(each.words) in _PROBLEMS), None)
    if at is None or not NAMED.isdisjoint(kinds):
        return candidates
    if summary:
        return [*candidates[:at], candidates[at]._replace(kind="hospital_course"), *candidates[at + 1 :]]
    if "plan" not in kinds[at + 1 :]:
        return candidates
    return [*candidates[:at], candidates[at]._replace(kind="assessment"), *candidates[at + 1 :]]


def _may_stand_inside(now: Found | None, each: Found) -> bool:
    """Say whether a heading inside a line opens a part; before any other, only one that names diagnoses does."""
    if now is None:
        return each.kind in NAMING | ASSESSING
    return now.loud - 0.5 < each.loud + 0.01


def _is_body(now: Found, each: Found, text: str, *, assessed: bool) -> bool:
    """Say whether what looks like a heading is what the part is about."""
    if not each.kind:
        if now.kind in CAPITALS_INSIDE:
            return now.loud <= 3 or each.loud < now.loud
        return each.loud < min(3, now.loud)
    if each.kind == "impression" and now.kind in RESULTS and assessed:
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
    if plain not in labels and each.kind not in MINOR:
        return False
    if now.kind in NAMING and each.kind in STORY and each.words.isupper():
        return False
    if each.kind in NAMING and now.kind in TELLING and times == 1:
        return False
    if now.kind != "assessment_plan" and each.kind in {"plan", "assessment"}:
        return times > 1 and each.loud < now.loud
    if now.kind == "plan" and each.kind in {"follow_up", "instructions", "disposition"}:
        return each.loud < now.loud - 1
    return each.loud < now.loud or each.loud <= 1.0
