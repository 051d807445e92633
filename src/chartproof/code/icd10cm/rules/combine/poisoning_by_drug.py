"""A drug wrongly taken or given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.drug_codes import Intent, coded, drug_code, drug_names, intent_in
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.poisoned import (
    intent_of,
    is_swallowed,
    is_wrongly_taken,
    may_tell_of_swallowed,
    substances_in,
)
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.wording import document_of
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

_TAKEN_UP = frozenset({Standing.PROBLEM, Standing.ASSESSED})
#: Names of a class, and where the table of drugs puts its members: one of these beside it says which it was.
_OPIOIDS = ("T40.0", "T40.1", "T40.2", "T40.3", "T40.4", "T40.6")
CLASSES = {
    "opi": _OPIOIDS,
    "narcotic": _OPIOIDS,
    "antidepressant": ("T43.0", "T43.1", "T43.2"),
    "stimulant": ("T43.6",),
    "sedative": ("T42.3", "T42.4", "T42.6"),
}
#: What is no drug of the line, but its remedy.
REMEDIES = ("naloxone", "acetylcysteine", "flumazenil", "activated charcoal")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.19.e.5.b.i, I.C.19.e.5.b.ii, I.C.19.e.5.b.iii, I.C.19.e.5.b.iv", URL),
)
def poisoning_by_drug(coding: Coding, books: Books) -> Iterator[Give]:
    """An overdose, a wrong drug or dose, or a reaction with alcohol or a drug not prescribed is a poisoning, by its intent."""
    seen: set[tuple[str, int]] = set()
    for harm in coding.assignments:
        for mention in harm.mentions:
            line = mention.line
            if (line.document, line.start) in seen or not (is_certain(mention) and is_taken_up(mention)):
                continue
            seen.add((line.document, line.start))
            if not is_wrongly_taken(line.words):
                continue
            yield from _poisoned(line, (harm,), coding, books)
    for page in coding.reading.pages:
        for each in page.lines if may_tell_of_swallowed(page.document.text) else ():
            if each.standing not in _TAKEN_UP or (page.document.id, each.start) in seen:
                continue
            words = page.document.quote(each.start, each.end)
            if is_swallowed(words.words):
                yield from _poisoned(words, (), coding, books)


def _poisoned(line: Evidence, harm: tuple[Assignment, ...], coding: Coding, books: Books) -> Iterator[Give]:
    """The poisonings by the drugs that a line names."""
    intent = intent_of(line.words)
    named = [
        (start, end, name, drug_code(name, intent, books)) for start, end, name in drug_names(line.words)
    ]
    named += [
        (start, end, stem, coded(stem, intent, books)) for start, end, stem in substances_in(line.words)
    ]
    for start, end, name, value in named:
        told = _told(coding, value) if value else ()
        if (
            value
            and name not in REMEDIES
            and not _is_told_by_member(name, value, named)
            and (all(map(_is_adverse_effect, told)) or intent is not Intent.ACCIDENT)
        ):
            words = document_of(coding, line.document).quote(line.start + start, line.start + end)
            gone = tuple(a for a in told if a.value != value)
            yield Give(value, (*harm, words), gone, needed=None if harm else Needed.ADDRESSED)


def _is_adverse_effect(code: Assignment) -> bool:
    """Whether a code of a drug tells its adverse effect, which gives way where two drugs did it of which one was not prescribed."""
    return intent_in(code.value) == Intent.ADVERSE_EFFECT.value


def _is_told_by_member(name: str, value: str, named: list[tuple[int, int, str, str | None]]) -> bool:
    """Whether a name is of a class of which the line names the drug: opioid overdose, heroin."""
    members = next((begins for stem, begins in CLASSES.items() if name.lower().startswith(stem)), None)
    return members is not None and any(
        other and other != value and other.startswith(members) for _, _, _, other in named
    )


def _told(coding: Coding, value: str) -> tuple[Assignment, ...]:
    """The codes that tell the drug's poisoning already, by whatever intent."""
    return tuple(a for a in coding.having(value[:5]) if a.value[:6] == value[:6] and a.value[-1] == "A")
