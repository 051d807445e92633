"""Services of one day that are distinct: which lines are, by what, and which modifier says so.

NCCI Policy Manual, chapter 1, E.1.d and e: another session, practitioner, structure, or a service that does not
overlap. Medicare takes the exact XE, XP, XS, XU in place of 59. Pairs with indicator 0 no modifier separates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from chartproof.code.services.finding import found
from chartproof.code.services.sizes import site_of
from chartproof.code.services.surgery import operations
from chartproof.codesets.books import Books
from chartproof.model.coding import Row
from chartproof.model.record import Payer
from chartproof.model.results import Because
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.terms.pairs import Pair, Pairs, system_for


@dataclass(frozen=True, slots=True)
class Apart:
    """A line that the record sets apart from another, the exact modifier that says how, and the words.

    `always`: it carries the modifier whether or not the two are a published pair.
    """

    of: Bill
    other: Bill
    exact: str
    told: tuple[Because, ...]
    always: bool = True


def repairs_order(bill: Bill) -> tuple[int, int]:
    """The more complicated first, then the order of the record."""
    rank = {"131": 0, "120": 2}.get(bill.code[:3], 1) if bill.of.means == "wound repair" else 0
    return rank, bill.of.evidence.start


def at_sites(bills: tuple[Bill, ...]) -> Iterator[Apart]:
    """Second services of one kind at sites of their own."""
    told: dict[str, Bill] = {}
    for bill in sorted(bills, key=repairs_order):
        family = _family(bill)
        first = told.setdefault(family, bill) if family else bill
        if first is not bill and (bill.place, bill.side) != (first.place, first.side):
            always = family != "repair" or _class(bill.code) != _class(first.code)
            yield Apart(bill, first, "XS", (*bill.because, bill.of.evidence), always)


#: Lesions sampled, and lesions destroyed.
_SAMPLED, _DESTROYED = frozenset({"11102", "11104", "11106"}), frozenset({"17000", "17004", "17110", "17111"})


def on_skin(scene: Scene, bills: tuple[Bill, ...]) -> Iterator[Apart]:
    """Lesions destroyed at another site than the one that was sampled."""
    sampled = next((b for b in bills if b.code in _SAMPLED), None)
    for bill in bills if sampled else ():
        if sampled and bill.code in _DESTROYED:
            told = [site_of(scene, (b.of.near,), b.of.evidence) for b in (sampled, bill)]
            sites = {t[0]["site"] for t in told if t}
            if len(sites) == len(told):
                yield Apart(bill, sampled, "XS", tuple(t[1] for t in told if t))


def on_lesions(bills: tuple[Bill, ...]) -> Iterator[Apart]:
    """Lesser techniques on other lesions through one scope."""
    scopes: dict[str, Bill] = {}
    for bill in bills:
        if bill.of.means in _SCOPES:
            first = scopes.setdefault(bill.of.means, bill)
            if first is not bill and bill.code in _LESSER:
                yield Apart(bill, first, "XS", bill.because or (bill.of.evidence,))


def by_words(scene: Scene, bills: tuple[Bill, ...]) -> Iterator[Apart]:
    """Services that the record calls those of another session, of another practitioner, or beyond the main one."""
    ours = [bill for bill in bills if bill.of.work in _WORK and bill.code[0].isdigit()]
    for bill in ours if len(ours) > 1 else ():
        told = ((exact, found(scene, bill.of.near, pattern)) for exact, pattern in _WAYS.items())
        exact, words = next(((e, w) for e, w in told if w), ("", None))
        if words:
            yield Apart(bill, next(b for b in ours if b is not bill), exact, (words,))


def together(scene: Scene, bills: tuple[Bill, ...], books: Books) -> Iterator[Withhold]:
    """The second of each published pair that nothing in the record sets apart from the first."""
    if not books.has(system_for(scene.coding.encounter)):
        return
    aparts = (*at_sites(bills), *on_skin(scene, bills), *on_lesions(bills), *by_words(scene, bills))
    apart = {id(bill) for a in aparts for bill in (a.of, a.other)}
    ours = [bill for bill in operations(bills) if id(bill) not in apart]
    for one, other in combinations(ours, 2):
        pair, release = pair_of(one, other, scene, books)
        if pair is None or (one.side and other.side and one.side[0] != other.side[0]):
            continue
        second = one if pair.column_2 == one.code else other
        if second.modifiers and one.modifiers != other.modifiers:
            continue  # fingers, toes and lids set them apart
        says = NEVER if pair.edit.modifier_indicator == "0" else _SAME
        yield Withhold(second, "59", says, (one.of.evidence, other.of.evidence, row_of(pair, release)))


def marked(apart: Apart, scene: Scene, books: Books) -> Iterator[Modify | Withhold]:
    """59, for Medicare the exact modifier; none where the published pairs forbid it or do not ask for it."""
    pair, release = pair_of(apart.other, apart.of, scene, books)
    if pair and pair.edit.modifier_indicator == "0":
        yield Withhold(apart.of, "59", NEVER, (*apart.told, row_of(pair, release)))
    elif pair or apart.always:
        medicare = scene.coding.encounter.payer is Payer.MEDICARE
        bill = apart.other if pair and pair.column_2 == apart.other.code != apart.of.code else apart.of
        told = (*apart.told, row_of(pair, release)) if pair else apart.told
        yield Modify(bill, apart.exact if medicare else "59", told)
    elif not release:
        yield Withhold(apart.of, "59", _UNKNOWN, apart.told)


def pair_of(one: Bill, other: Bill, scene: Scene, books: Books) -> tuple[Pair | None, str]:
    """The edit between two lines on their day, and the release that was asked; "" where none is at hand."""
    system, day = system_for(scene.coding.encounter), scene.coding.encounter.began
    if day is None or not books.has(system):
        return None, ""
    pairs = books.read(system, Pairs)
    return pairs.either(one.code, other.code, day), pairs.release.name


def row_of(pair: Pair, release: str) -> Row:
    """Where an edit stands."""
    return Row(release, "pairs", f"{pair.column_1} {pair.column_2}")


NEVER = "no modifier separates this pair of codes (indicator 0): the second is not paid beside the first"
_SAME = "a published pair, and the record tells of no other site, lesion or session"
_UNKNOWN = (
    "repairs of one class stand side by side, but for published pairs, and no release of those is at hand"
)
_WORK = frozenset({"act", "test", "staff"})
_WAYS = {
    "XE": re.compile(
        r"\b(?:at|in|during) a (?:separate|different|second|later) (?:session|encounter|visit)\b|\bseparate (?:session|encounter)\b|\breturned (?:later )?(?:today|this (?:afternoon|evening)|the same (?:day|afternoon|evening))\b"
    ),
    "XP": re.compile(
        r"\b(?:done|performed|placed|given) by (?:an?other|a different|a second) (?:physician|practitioner|provider|surgeon) of (?:our|the same|this) (?:group|practice)\b"
    ),
    "XU": re.compile(
        r"\bdoes not overlap\b|\bnon-?overlapping\b|\bnot (?:a )?(?:usual )?(?:part|component) of the (?:main|other|primary) (?:service|procedure|operation)\b"
    ),
}
_SCOPES = frozenset({"colonoscopy", "sigmoidoscopy", "upper endoscopy"})
_LESSER = frozenset({"45380", "45384", "45331", "43239", "43250"})
_ADDED = frozenset({"13102", "13122", "13133", "13153", "G0168"})


def _family(bill: Bill) -> str:
    """What a line is a second one of: repairs, excisions, the same code at another joint."""
    if bill.of.means == "wound repair":
        return "" if bill.code in _ADDED else "repair"
    if bill.of.means in {"lesion excision", "lesion shaved"}:
        return bill.code
    if bill.of.means == "joint injection":
        return "" if bill.side and bill.side[0] == "both" else bill.code
    return ""


def _class(code: str) -> str:
    """Simple, intermediate or complex: repairs of one class differ by the site alone."""
    return "complex" if code.startswith("13") else "intermediate" if code > "12021" else "simple"
