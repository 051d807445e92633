"""Two conditions on one record: whether its words set them together, and the one code for both.

`figures/combinations.tsv` says which two codes one combination code names (guideline I.B.9), by
topic; `link` says what the record must do: nothing (the classification itself presumes it), name
both in one line, or join them by words of cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing
from chartproof.model.results import Give
from chartproof.terms.cause import FROM

_CAUSE = Pattern(
    rf"\b(?:{FROM}|2°|of|in|associated with|related to|"
    r"attributed to|in the setting of)\b",
    re.IGNORECASE,
)
_DUE = Pattern(rf"\b(?:{FROM})\b", re.IGNORECASE)
#: "We attribute the anemia to the myeloma", "his anemia was blamed on the drug".
_LAYS = Pattern(
    r"(?<!not )\b(?:attribut\w+|ascrib\w+|blam\w+) (?:the |his |her |their |this |it )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_TO = Pattern(r"\s*(?:to|on)(?: [\w-]+){0,4}\s*", re.IGNORECASE)
#: Words that say two conditions have nothing to do with each other, or that a third is meant.
_APART = (
    r"\b(?:(?:unrelated to|not (?:due|related|secondary) to|not caused by|not from|rather than|and not to)"
    r"(?!\s+(?:the |his |her )?(?:%s)))\b"
)
#: Words that say so of one disease only, by the beginnings of its codes.
_DIABETES = r"(?:diabetes|dm ?[12]?|t[12] ?dm)"
NOT_DIABETIC = Pattern(
    r"\b(?:non-?|not )diabetic\b"
    rf"|\b(?:not|n't) (?:\w+ ){{0,4}}?{_DIABETES}\b[^.;\n]{{0,20}}? to do with\b|\b{_DIABETES} has nothing to do with\b"
    rf"|\bnot (?:from|due to|related to|caused by|because of) (?:the |his |her )?{_DIABETES}\b",
    re.IGNORECASE,
)
_NOT_OF = (
    (("E08", "E09", "E10", "E11", "E13"), NOT_DIABETIC),
    (("I10", "I11", "I12", "I13", "I15", "I16"), Pattern(r"\bnon-?hypertensive\b", re.IGNORECASE)),
)


def says(assignment: Assignment, words: Pattern) -> bool:
    """Whether a line in which it is mentioned says these words."""
    return any(words.search(m.line.words) for m in assignment.mentions)


def kept_apart(*assignments: Assignment, other: str = "") -> bool:
    """Whether the record says of one of them that it is unrelated, and not to the other disease named here."""
    values = [a.value for a in assignments]
    words = [w for of, w in _NOT_OF if any(v.startswith(of) for v in values)]
    return any(says(a, w) for w in (_apart(other), *words) for a in assignments)


@lru_cache(maxsize=8)
def _apart(other: str) -> Pattern:
    return Pattern(_APART % (other or "(?!)"), re.IGNORECASE)


def in_one_line(a: Assignment, b: Assignment) -> bool:
    """Whether some line names both."""
    lines = {m.line for m in a.mentions}
    return any(m.line in lines for m in b.mentions)


def joined_by_cause(a: Assignment, b: Assignment) -> bool:
    """Whether some line names both with words of cause between them."""
    for one in a.mentions:
        for other in b.mentions:
            if one.line != other.line:
                if _opened(one, other) is not None or _opened(other, one) is not None:
                    return True
                continue
            first, then = sorted((one, other), key=lambda m: m.evidence[0].start)
            at = one.line.start
            between = one.line.words[first.evidence[-1].end - at : then.evidence[0].start - at]
            if _CAUSE.search(between) or _is_laid_to(one.line.words, first, then, at):
                return True
    return False


def _is_laid_to(words: str, effect: Mention, cause: Mention, at: int) -> bool:
    """Whether the writer lays the one to the other: "we attribute the anemia to the myeloma"."""
    start, end = effect.evidence[0].start - at, effect.evidence[-1].end - at
    lays = _LAYS.search(words, max(0, start - 40), start)
    return lays is not None and _TO.fullmatch(words, end, cause.evidence[0].start - at) is not None


def in_one_problem(a: Assignment, b: Assignment) -> bool:
    """Whether both stand under one head of the assessment."""
    heads = {(m.document, m.problem) for m in a.mentions if m.problem is not None}
    return any((m.document, m.problem) in heads for m in b.mentions)


def head_one_problem(a: Assignment, b: Assignment) -> bool:
    """Whether both are named in the head of one problem of the assessment."""
    return bool(headed(a) & headed(b))


def headed(a: Assignment) -> set[tuple[str, int | None]]:
    """The problems of the assessment that it heads."""
    return {(m.document, m.problem) for m in a.mentions if m.standing is Standing.PROBLEM}


def _between(effect: Assignment, cause: Assignment) -> Iterator[str]:
    """The words from the one to the other in each line that names both, the effect first."""
    for one in effect.mentions:
        for other in cause.mentions:
            start, end = one.evidence[-1].end - one.line.start, other.evidence[0].start - one.line.start
            if one.line == other.line and start <= end:
                yield one.line.words[start:end]
            elif (words := _opened(one, other)) is not None:
                yield words


#: How the sentence behind a head opens that says what it is by: "Anemia: due to her lung cancer", "Coagulopathy: of liver disease".
_OPENS = Pattern(
    rf"[\W_]*(?:(?:likely|mostly|mainly|largely|all|clearly|felt|thought|believed|most|to be) )*(?:{FROM}|of)"
    r"(?: (?:the|his|her|their|known|underlying|chronic|advanced|end-stage|metastatic|recurrent|progressive|acute|worsening|active))* $",
    re.IGNORECASE,
)
#: So few characters part a head from the sentence right behind it.
RIGHT_BEHIND = 3


def _opened(head: Mention, told: Mention) -> str | None:
    """The words from the head of a problem to what the sentence right behind it lays it to; None where it does not."""
    if head.standing is not Standing.PROBLEM or (head.document, head.problem) != (
        told.document,
        told.problem,
    ):
        return None
    if not 0 <= told.line.start - head.line.end <= RIGHT_BEHIND:
        return None
    rest = head.line.words[head.evidence[-1].end - head.line.start :]
    words = f"{rest} {told.line.words[: told.evidence[0].start - told.line.start]}"
    return words if _OPENS.fullmatch(words) else None


def caused_by(effect: Assignment, cause: Assignment) -> bool:
    """Whether some line names the one, then words of cause, then the other."""
    return any(_DUE.search(words) for words in _between(effect, cause))


#: Where the words for one thing end.
_NEXT = Pattern(r"[,;]|\.\s")


def laid_to(effect: Assignment, cause: Assignment) -> bool:
    """Whether some line names the one, then words of cause and no end of what they say, then the other."""
    return any(_DUE.search(words) and not _NEXT.search(words) for words in _between(effect, cause))


def under_its_head(a: Assignment, b: Assignment) -> bool:
    """Whether some line names both, or the one heads a problem of the assessment and the other is told under it."""
    heads = headed(a) | headed(b)
    told = {(m.document, m.problem) for m in (*a.mentions, *b.mentions) if m.standing is not Standing.PROBLEM}
    return in_one_line(a, b) or (bool(heads & told) and in_one_problem(a, b) and not kept_apart(a, b))


_LINKS = {"line": in_one_line, "cause": joined_by_cause, "due": caused_by, "problem": under_its_head}


def combined(coding: Coding, books: Books, topic: str) -> Iterator[Give]:
    """The combination codes of one topic whose two parts stand on the case."""
    known = _topic(topic)
    for first in coding.assignments:
        rows_of = known.get(first.value, ())
        found = [(row, second) for row in rows_of if (second := _partner(coding, first, row[2], row[3]))]
        found.sort(key=lambda each: each[1].needed is not Needed.ADDRESSED)
        for (_, _, _, _, gives, keeps, _), second in found:
            if books.tabular.billable(gives) is None:
                continue
            gone = tuple(x for x, name in ((first, "a"), (second, "b")) if name not in keeps)
            yield Give(gives, because=(first, second), instead_of=gone, instead_why=Why.LESS_SPECIFIC)
            break


def _partner(coding: Coding, first: Assignment, prefix: str, link: str) -> Assignment | None:
    """The other part, as the link asks for it."""
    taken = sorted(coding.assignments, key=lambda a: a.needed is not Needed.ADDRESSED)
    for second in taken:
        if second.value.startswith(prefix) and second is not first:
            linked = _LINKS[link](first, second) if link else not kept_apart(first, second)
            if linked:
                return second
    return None


@lru_cache(maxsize=64)
def _topic(topic: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The rows of a topic by their first code, in order."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows("combinations"):
        if row[0] == topic:
            found[row[1]] = (*found.get(row[1], ()), row)
    return found
