"""The lines of a claim: rules say what was done is which code, and which modifiers it carries; pointers say what for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chartproof.code.services.authority import HOUSE
from chartproof.code.services.operations import held
from chartproof.code.services.pointing import pointers_of
from chartproof.code.services.seeing import planned_in, scene_of
from chartproof.code.services.whose import claims_services
from chartproof.codesets.books import Books, NoReleaseCoversError
from chartproof.model.coding import (
    Assignment,
    Code,
    Coding,
    Needed,
    Rejected,
    Role,
    Row,
    Service,
    Step,
    Why,
)
from chartproof.model.finding import Skip
from chartproof.model.query import Query
from chartproof.model.service import Bill, Done, Lacking, Modify, Scene, Withhold
from chartproof.rules.apply import grounds_of
from chartproof.rules.core import Gave, Method, Rule, run
from chartproof.terms import anesthesia as base_units
from chartproof.terms import globals as schedule
from chartproof.terms import procedures
from chartproof.terms.lookup import looked_up
from chartproof.terms.modifiers import BY_FEE_SCHEDULE, BY_PAIRS, place_of
from chartproof.terms.pairs import system_for

#: What is planned, ordered or refused is no line of this claim.
PLANNED = Method("services.planned", "What is planned, ordered or refused is not reported as done.", HOUSE)


def system_of(code: str) -> str:
    """CPT begins with a digit, HCPCS Level II with a letter."""
    return "CPT" if code[0].isdigit() else "HCPCS"


def title_of(code: str, books: Books) -> str | None:
    """The title by the release on the shelf: of HCPCS the publisher's, of CPT the user's own licensed file."""
    try:
        entry = looked_up(code, books, system_of(code))
    except NoReleaseCoversError:
        return None
    return entry.title if entry else None


def services_in(coding: Coding, books: Books, lines: Iterable[Rule], modifiers: Iterable[Rule]) -> Coding:
    """The coding with the lines of what was done."""
    if not claims_services(coding.encounter):
        return coding
    scene = scene_of(coding)
    day = coding.encounter.began or books.day
    gave, _ = run(lines, scene, books, day)
    billed = _of_one_part(_both(_whole(_once(g for g in gave if isinstance(g.result, Bill)))))
    changes, _ = run(modifiers, (scene, tuple(g.result for g in billed)), books, day)
    made = [_line(g, changes, scene, books) for g in billed]
    asked = [g.result.query for g in (*gave, *changes) if isinstance(g.result, Lacking)]
    given = {a.value for a in made}
    rejected = [r for r in _planned(coding, books) if r.code.value not in given]
    return replace(
        coding,
        services=(*coding.services, *made),
        queries=(*coding.queries, *_not_twice(asked)),
        rejected=(*coding.rejected, *rejected),
        skipped=(*coding.skipped, *_unchecked(made, coding, books)),
    )


def _unchecked(made: Iterable[Assignment], coding: Coding, books: Books) -> Iterator[Skip]:
    """The modifiers that stand by the record alone, because what says whether a code may carry them is not at hand."""
    given = {m.code for a in made for m in a.modifiers}
    for system, ours in ((schedule.SYSTEM, BY_FEE_SCHEDULE), (system_for(coding.encounter), BY_PAIRS)):
        if given & ours and not books.has(system):
            which = ", ".join(sorted(given & ours, key=place_of))
            yield Skip(
                system,
                f"modifiers {which} stand by the record alone: none on the shelf covers {books.day}; "
                "`chartproof books add FILE` puts one there",
                "system",
            )
    if any(a.anesthesia for a in made) and not books.has(base_units.SYSTEM):
        yield Skip(
            base_units.SYSTEM,
            f"base units of anesthesia: none on the shelf covers {books.day}; `chartproof books add FILE` puts "
            "CMS's file of them there",
            "system",
        )


def _once(gave: Iterable[Gave]) -> list[Gave]:
    """Each line once: the same code at the same site and side is one."""
    kept: dict[tuple[object, ...], Gave] = {}
    for g in gave:
        side = g.result.side[0] if g.result.side else ""
        kept.setdefault((g.result.code, g.result.place, side, g.result.modifiers), g)
    return sorted(kept.values(), key=lambda g: (g.result.of.evidence.document, g.result.of.evidence.start))


def _whole(gave: list[Gave]) -> list[Gave]:
    """Without what another line of the session includes."""
    codes = {g.result.code for g in gave}
    return [g for g in gave if not held(g.result.code, codes)]


#: Care around another surgeon's operation: its code stands with these, and not by itself.
_AROUND = frozenset({"55", "56"})


def _of_one_part(gave: list[Gave]) -> list[Gave]:
    """Of an operation that another did, the part of its care alone."""
    around = {g.result.code for g in gave if _AROUND & set(g.result.modifiers)}
    return [g for g in gave if g.result.code not in around or _AROUND & set(g.result.modifiers)]


def _both(gave: list[Gave]) -> list[Gave]:
    """The same code at the same place right and left is one line for both sides."""
    made: list[Gave] = []
    for g in gave:
        other = next((o for o in made if _is_other_side(o.result, g.result)), None)
        if other is None:
            made.append(g)
            continue
        first: Bill = other.result
        because = (*first.because, g.result.of.evidence, *g.result.because)
        both = replace(first, side=("both", first.side[1]) if first.side else None, because=because)
        made[made.index(other)] = replace(other, result=both)
    return made


def _is_other_side(one: Bill, other: Bill) -> bool:
    """Whether two lines are one code at one place, on the one side and on the other."""
    same = (one.code, one.place, one.units, one.modifiers) == (other.code, other.place, other.units, ())
    return same and {b.side[0] if b.side else "" for b in (one, other)} == {"right", "left"}


def _not_twice(asked: Iterable[Query]) -> tuple[Query, ...]:
    return tuple({(q.rule, q.about): q for q in reversed(list(asked))}.values())[::-1]


def row_of(done: Done) -> Row:
    """The row of our lexicon that named a service."""
    return Row(procedures.version(), done.table, done.name)


def _line(gave: Gave, changes: Iterable[Gave], scene: Scene, books: Books) -> Assignment:
    bill: Bill = gave.result
    rule = gave.rule
    code, units = bill.code, bill.units
    own = Step(rule.id, rule.says, (*grounds_of(bill.because), bill.of.evidence), rule.cite, books.name)
    modifiers: list[tuple[bool, Service]] = [(False, Service(m, own)) for m in bill.modifiers]
    withheld: list[Service] = []
    for g in changes:
        change: Modify | Withhold | Lacking = g.result
        if isinstance(change, Lacking) or change.bill is not bill:
            continue
        says = change.says if isinstance(change, Withhold) else g.rule.says
        step = Step(g.rule.id, says, grounds_of(change.because), g.rule.cite, books.name)
        if isinstance(change, Withhold):
            withheld.append(Service(change.modifier, step))
            continue
        code, units = change.instead or code, change.units or units
        if change.modifier:
            modifiers.append((change.first, Service(change.modifier, step)))
    grounds = dict.fromkeys((bill.of.evidence, *grounds_of(bill.because), row_of(bill.of)))
    step = Step(rule.id, rule.says, tuple(grounds), rule.cite, books.name)
    ordered = [m for first, m in sorted(modifiers, key=lambda m: (not m[0], place_of(m[1].code)))]
    given = {m.code: m for m in ordered}
    kept_off = {m.code: m for m in reversed(withheld) if m.code not in given}
    return Assignment(
        Code(system_of(code), code), title_of(code, books), step, Needed.ADDRESSED, Role.SERVICE, units=units,
        modifiers=tuple(given.values()), withheld=tuple(kept_off.values()),
        pointers=pointers_of(bill, scene), anesthesia=bill.anesthesia,
    )  # fmt: skip


def _planned(coding: Coding, books: Books) -> Iterable[Rejected]:
    seen: set[str] = set()
    for done in planned_in(coding):
        if done.means not in seen:
            seen.add(done.means)
            step = Step(PLANNED.id, PLANNED.says, (done.evidence, row_of(done)), PLANNED.cite, books.name)
            yield Rejected(Code(system_of(done.means), done.means), None, Why.PLANNED, PLANNED.says, step)
