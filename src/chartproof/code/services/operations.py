"""What a report tells of an operation as done: its words without what was denied, before or only thought of; the row they choose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from chartproof.code.services.finding import quote, sides_worked_on, text_of, words
from chartproof.code.services.sizes import lengths
from chartproof.code.services.whose import age_of
from chartproof.model.coding import Fact
from chartproof.model.errors import RuleError
from chartproof.model.parts import part_of
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.results import Because
from chartproof.model.service import Done, Scene
from chartproof.terms.procedures import figures

#: What does not tell how this operation was done: from its words to the end of the clause.
_UNTOLD = Pattern(
    r"\b(?:no|not|without|denie[sd]|nor|never|rather than|instead of|prior|previous(?:ly)?|history of|h/o|s/p|status post|unable to|deferred|"
    r"declined|if|possible|may|might|planned|to rule out|risks?|alternatives?|versus|years? ago)\b(?! (?:longer|only|recurren\w+|(?:be )?reduc\w+))[^.;,:\n]{0,70}"
)
#: Parts of a report that tell of the patient before it, or what comes after.
_AROUND = frozenset({"indications", "hpi", "pmh", "psh", "family_history", "medications", "plan", "disposition", "instructions", "follow_up", "discharge_instructions", "billing"})  # fmt: skip
#: Parts that say which operation it was.
_NAMES_IT = frozenset({"procedure", "preop_dx", "postop_dx"})


def told(scene: Scene, done: Done) -> Iterator[tuple[Evidence, str]]:
    """The sentence of an operation, then its passage; each with its words as far as they tell of it, in place."""
    for span in (done.near, done.scene):
        yield span, masked(text_of(scene, span), _around(scene, span))


def _around(scene: Scene, span: Evidence) -> tuple[tuple[int, int], ...]:
    """Where in a span the parts of the report stand that tell of before and after."""
    page = next(p for p in scene.coding.reading.pages if p.document.id == span.document)
    return tuple(
        (max(0, line.start - span.start), line.end - span.start)
        for line in page.lines
        if line.section in _AROUND
        and line.end > span.start
        and line.start < span.end
        and part_of(page, line) in _AROUND
    )


@lru_cache(maxsize=64)
def masked(low: str, around: tuple[tuple[int, int], ...]) -> str:
    """A text with dots for its parts `around`, and blanks for what it denies, remembers or only thinks of."""
    for first, last in around:
        low = low[:first] + "." * (min(last, len(low)) - first) + low[last:]
    return _UNTOLD.sub(lambda m: " " * len(m.group()), low)


def looked(scene: Scene, done: Done, pattern: Pattern) -> Evidence | None:
    """The first words of an operation's report that a pattern matches, as far as they tell of it."""
    for span, low in told(scene, done):
        if match := pattern.search(low):
            return quote(scene, span, *match.span())
    return None


def every(scene: Scene, done: Done, pattern: Pattern) -> Iterator[tuple[re.Match[str], Evidence]]:
    """All that a pattern matches, in the sentence where it has any, else in the passage."""
    for span, low in told(scene, done):
        found = [(match, quote(scene, span, *match.span())) for match in pattern.finditer(low)]
        if found:
            yield from found
            return


@dataclass(frozen=True, slots=True)
class Chosen:
    """The row of a table that an operation's words chose; `lacks` names a measure that it needs and is not told."""

    row: dict[str, str]
    because: tuple[Because, ...]
    lacks: str = ""


def chosen(scene: Scene, done: Done, table: str = "operations") -> Chosen | None:
    """The first row of its family whose words are told, whose others are not, and whose measure holds."""
    for row in rows_of(table, done.means):
        if row["not"] and looked(scene, done, words(row["not"])):
            continue
        found = [looked(scene, done, words(group)) for group in row["said"].split(" & ") if group]
        if not all(found):
            continue
        because: tuple[Because, ...] = tuple(e for e in found if e)
        if not row["when"]:
            return Chosen(row, because)
        measured = _measured(scene, done, row["when"])
        if measured is None:
            return Chosen(row, because, _ASKED[_parts(row["when"])[0]])
        if measured[0]:
            return Chosen(row, (*because, measured[1]))
    return None


@lru_cache(maxsize=512)
def rows_of(table: str, family: str) -> tuple[dict[str, str], ...]:
    """The rows of a family in a table of figures, in order."""
    return tuple(row for row in figures(table) if row["family"] == family)


@lru_cache(maxsize=256)
def _parts(when: str) -> tuple[str, str, str, Decimal]:
    found = re.fullmatch(r"(age|cm|grams|sqcm)(?:\[([^\]]+)\])?(<=|>=|<|>)(\d+(?:\.\d+)?)", when)
    if found is None:
        raise RuleError(f"operations: {when!r} is no measure")
    return found[1], found[2] or "", found[3], Decimal(found[4])


_ASKED = {
    "age": "the age of the patient",
    "cm": "the size in centimetres",
    "grams": "the weight of what was removed in grams",
    "sqcm": "the area in square centimetres",
}


def _measured(scene: Scene, done: Done, when: str) -> tuple[bool, Because] | None:
    """Whether a measure holds, and what tells it; None where it is not told."""
    kind, of, sign, limit = _parts(when)
    value: tuple[Decimal, Because] | None = None
    if kind == "age":
        age = age_of(scene.coding.encounter)
        value = None if age is None else (Decimal(age), Fact("age", str(age)))
    elif kind == "cm":
        value = length_of(scene, done, of)
    elif kind == "sqcm":
        value = area_of(scene, done)
    elif weight := next((w for w in every(scene, done, _GRAMS) if _is_of(scene, done, w[1], of)), None):
        value = Decimal(weight[0]["n"]), weight[1]
    if value is None:
        return None
    holds = {"<=": value[0] <= limit, ">=": value[0] >= limit, "<": value[0] < limit, ">": value[0] > limit}
    return holds[sign], value[1]


def length_of(scene: Scene, done: Done, of: str) -> tuple[Decimal, Evidence] | None:
    """The length of the things named: the total where one is told, else the only one; None where several are."""
    found: dict[Decimal, Evidence] = {}
    for span in (done.near, done.scene):
        low = text_of(scene, span)
        for length in lengths(scene, span):
            first, last = length.words.start - span.start, length.words.end - span.start
            clause = (
                _CLAUSE.split(low[max(0, first - _FAR) : first])[-1],
                re.split(r"[.;\n](?!\d)", low[last : last + _FAR])[0],
            )
            if (
                _OTHER.search(clause[0][-_NEXT:].rpartition(", ")[2])
                or _OTHER.search(clause[1].split(",")[0][:_NEXT])
                or not words(of).search(" ".join(clause))
            ):
                continue
            if _TOTAL.search(" ".join(clause)):
                return length.cm, length.words
            found.setdefault(length.cm, length.words)
        if found:
            break
    return next(iter(found.items())) if len(found) == 1 else None


_CLAUSE = Pattern(r"[.;\n](?!\d)")
#: How far from a length its thing is named, and how close another thing makes it that one's.
_FAR, _NEXT = 90, 24
_OTHER = Pattern(
    r"\b(?:mesh|incisions?|ports?|trocars?|overlap|margins?|above|below|lateral to|superior to|inferior to|from the)\b"
)
_TOTAL = Pattern(r"\b(?:total|combined|overall|aggregate|altogether|in all)\b")
_GRAMS = Pattern(r"\b(?P<n>\d{1,4}(?:\.\d+)?) ?(?:grams?|gm|g)\b")
_AREA = Pattern(
    r"(?<![\d.])(?P<n>\d+(?:\.\d+)?) ?(?:sq\.? ?cm|square (?:cent\w+|cm)|cm2|cm\u00b2|cm squared)"
)


def _is_of(scene: Scene, done: Done, told: Evidence, of: str) -> bool:
    """Whether what a weight is of is named beside it."""
    span = done.scene if done.scene.start <= told.start < done.scene.end else done.near
    at = told.start - span.start
    return words(of).search(text_of(scene, span)[max(0, at - _FAR) : at + _FAR]) is not None


def area_of(scene: Scene, done: Done) -> tuple[Decimal, Evidence] | None:
    """The area in square centimetres, as told, else of two sides."""
    if found := next(every(scene, done, _AREA), None):
        return Decimal(found[0]["n"]), found[1]
    for span in (done.near, done.scene):
        for length in lengths(scene, span):
            if len(length.sides) > 1:
                return length.sides[0] * length.sides[1], length.words
    return None


def side_told(scene: Scene, many: tuple[Done, ...]) -> tuple[str, Evidence] | None:
    """The side of an operation: as its sentences say, else the parts that name it, else the rest; None: not said, or not plain."""
    beside = [clause_around(scene, done) for done in many if done.line.section == many[0].line.section]
    spans = [beside, [done.near for done in many], _naming(scene, many[0]), [many[0].scene]]
    for group in spans:
        found = [side for span in group for side in sides_worked_on(scene, span)]
        kinds = {kind for kind, _ in found}
        if "both" in kinds or (kinds == {"right", "left"} and group is beside):
            return "both", next((e for kind, e in found if kind == "both"), found[0][1])
        if len(kinds) == 1:
            return found[0]
    return None


def clause_around(scene: Scene, done: Done) -> Evidence:
    """What its sentence says of an operation between semicolons: "left carpal tunnel release; right trigger finger release"."""
    low = text_of(scene, done.near)
    at, end = done.evidence.start - done.near.start, done.evidence.end - done.near.start
    stop = low.find(";", end)
    return quote(scene, done.near, low.rfind(";", 0, at) + 1, stop if stop >= 0 else len(low))


def _naming(scene: Scene, done: Done) -> list[Evidence]:
    """The parts of the report that say which operation it was and for what."""
    page = next(p for p in scene.coding.reading.pages if p.document.id == done.scene.document)
    return [
        s.body
        for s in page.sections
        if s.kind in _NAMES_IT
        and done.scene.start <= s.body.start < done.scene.end
        and len(s.body.words) < _SHORT
    ]


#: A heading that names the operation has at most so many characters under it; the account of it has more.
_SHORT = 400


def held(code: str, codes: set[str]) -> bool:
    """Whether another code of the same session includes this one."""
    return any(other != code and other in _holders().get(code, ()) for other in codes)


@lru_cache(maxsize=1)
def _holders() -> dict[str, frozenset[str]]:
    return {row["code"]: frozenset(row["in"].split()) for row in figures("included")}
