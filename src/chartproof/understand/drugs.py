"""Find the drugs a note names, their dose and route, and whether they are taken for long.

A drug is long-term where the note says it is taken regularly: it stands in a medication list, or
its clause says on, takes, continue, daily, refill. Stopped drugs, allergies, single doses and short
courses are not (ICD-10-CM guideline I.C.21.c.3, Z79).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Page
from chartproof.model.record import Drug, Encounter
from chartproof.terms.drugs import DrugTerm, by_first_word
from chartproof.terms.letters import lowered
from chartproof.terms.phrases import places_of
from chartproof.understand.long_term import APART, is_taken_regularly

_WORD = Pattern(r"[a-z][a-z0-9]*")
_DOSE = Pattern(
    r"\s*(?:[\w()/-]+\s+){0,3}?(\d[\d,.]*(?:\s?-\s?\d[\d.]*)?\s?(?:mcg|mg|grams?|g|units?|u|ml|meq|puffs?|iu|%)\b)",
    re.IGNORECASE,
)
_ROUTE = Pattern(
    r"\b(po|p\.o\.|oral(?:ly)?|by mouth|iv|intravenous(?:ly)?|im|intramuscular(?:ly)?|sq|sc|"
    r"subq|subcut\w*|"
    r"inhale[dr]?|inhalation|nebuliz\w*|topical(?:ly)?|cream|ointment|gel|nasal(?:ly)?|"
    r"intranasal|nasal spray|"
    r"ophthalmic|eye drops?|patch|transdermal|vaginal(?:ly)?|rectal(?:ly)?|injections?)(?![a-z])"
)
#: The route right in front of a drug: "topical cyclosporine".
_ROUTE_AHEAD = Pattern(r"\b(topical|ophthalmic)(?: [\d.]+ ?%)? $")
_ROUTES = (
    ("oral", ("po", "p.o", "oral", "by mouth")),
    ("intravenous", ("iv", "intrav")),
    ("nasal", ("nasal", "intranasal")),
    ("inhaled", ("inhal", "nebul")),
    ("topical", ("topical", "cream", "oint", "gel")),
    ("ophthalmic", ("ophth", "eye")),
    ("transdermal", ("patch", "transd")),
    ("vaginal", ("vag",)),
    ("rectal", ("rect",)),
    ("intramuscular", ("im", "intram")),
    ("subcutaneous", ("sq", "sc", "sub")),
    ("injected", ("inj",)),
)
#: Words after a name that make it something else: insulin resistance, a heparin level.
_NOT_A_DRUG = frozenset(
    "resistance resistant sensitivity level levels deficiency secretion receptor antibody "
    "antibodies allergy "
    "allergies induced assay toxicity overdose naive poisoning".split()
)
#: Words in front of a name that make it something else: anti-insulin antibodies, 5-ASA, a lupus anticoagulant.
_IN_A_NAME = Pattern(r"(?:\b(?:anti|5)[- ]?|\blupus )$")
#: Where "tac" is tacrolimus and no triamcinolone cream: a record of a graft.
_GRAFTED = Pattern(
    r"\b(?:transplant\w*|allograft|graft|[dl][dru]kt|ddrt|lrrt|olt|oht|rejection|mycophenolate|mmf)\b"
)


def drugs_in(page: Page) -> Iterator[Drug]:
    """Give each drug a page names, in order of the text, once for each place."""
    names = by_first_word()
    text = page.document.text
    low = lowered(text)
    starts: list[int] | None = None
    past = 0
    for at, word in places_of(names, low):
        named = (
            _longest(low, at + len(word), names[word]) if at >= past and _is_whole(low, at, word) else None
        )
        if named is None:
            continue
        term, past = named
        if term.name == "tac" and not _GRAFTED.search(low):
            continue
        if starts is None:
            starts = [line.start for line in page.lines]
        line = _line_at(page, starts, at)
        if not (_is_other(low, past) or _IN_A_NAME.search(low, max(0, at - 12), at)):
            yield _drug(page, term, at, past, line)


def drug_named(given: Drug, encounter: Encounter) -> Drug:
    """A drug that the case gives as a field: its generic name and class; not long-term where it was stopped before."""
    named = _longest_name(given.name)
    over = given.stopped and encounter.began and given.stopped.date() < encounter.began
    route = _ROUTE.search((given.route or "").lower())
    return replace(
        given,
        name=named.generic if named else given.name.lower(),
        kind=named.kind if named else None,
        route=_route(route.group(1)) if route else given.route,
        long_term=False if over else None,
    )


def _longest_name(said: str) -> DrugTerm | None:
    """The drug a field names, dose and form behind the name or not."""
    words = said.lower().replace("-", " ").split()
    known = by_first_word().get(words[0], ()) if words else ()
    return next((term for rest, term in known if tuple(words[1 : 1 + len(rest)]) == rest), None)


def _is_whole(low: str, at: int, word: str) -> bool:
    """Whether no letter of another alphabet stands at a word."""
    end = at + len(word)
    return not (low[at - 1 : at].isalnum() or low[end : end + 1].isalnum())


def _longest(
    text: str, at: int, known: tuple[tuple[tuple[str, ...], DrugTerm], ...]
) -> tuple[DrugTerm, int] | None:
    for rest, term in known:
        end = at
        for word in rest:
            end = _next(text, end, word)
            if not end:
                break
        if end:
            return term, end
    return None


def _next(text: str, at: int, word: str) -> int:
    """Where the next word of a name ends; 0 where it does not follow."""
    start = at + 1
    end = start + len(word)
    if text[at:start] not in {" ", "-", "/"} or text[start:end] != word:
        return 0
    return 0 if text[end : end + 1].isalnum() else end


def _is_other(text: str, end: int) -> bool:
    after = _WORD.match(text, end + 1)
    return after is not None and after.group() in _NOT_A_DRUG


def _line_at(page: Page, starts: list[int], at: int) -> Line | None:
    i = bisect_right(starts, at) - 1
    return page.lines[i] if i >= 0 and at < page.lines[i].end else None


def _drug(page: Page, term: DrugTerm, start: int, end: int, line: Line | None) -> Drug:
    text = page.document.text
    stop = line.end if line else min(len(text), end + 60)
    after = APART.split(text[end : min(stop, end + 60)].lower(), maxsplit=1)[0]
    dose = _DOSE.match(text, end, min(stop, end + 40))
    route = _ROUTE.search(after) or _ROUTE_AHEAD.search(text[max(0, start - 24) : start].lower())
    return Drug(
        name=term.generic,
        kind=term.kind,
        evidence=page.document.quote(start, end),
        dose=dose.group(1) if dose else None,
        route=_route(route.group(1)) if route else None,
        long_term=None if line is None else is_taken_regularly(text, start, end, line, term.kind),
    )


def _route(said: str) -> str:
    return next(name for name, begins in _ROUTES if said.startswith(begins))
