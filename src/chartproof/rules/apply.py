"""Apply what rules gave in one pass: the engine writes the proof, conventions outrank guidelines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chartproof.codesets.books import Books
from chartproof.model.coding import (
    Abstained,
    Assignment,
    Choice,
    Code,
    Coding,
    Ground,
    Needed,
    Obligation,
    Rejected,
    Role,
    Step,
    Why,
)
from chartproof.model.errors import RuleError
from chartproof.model.results import (
    Ask,
    Because,
    Beside,
    Give,
    Mark,
    Oblige,
    Poa,
    Reject,
    Rival,
)
from chartproof.rules.arranging import NEED, choice, in_order
from chartproof.rules.core import Gave, Rule


def apply(gave: Iterable[Gave], coding: Coding, books: Books, *, abstain: bool = False) -> Coding:
    """The coding after one pass. Independent of the order in which the rules ran.

    Of several results about one code the highest rank wins. Where equal ranks conflict a case must settle it:
    RuleError, or with `abstain` the code is neither given nor taken away, and stands aside for a person.
    """
    ordered = sorted(gave, key=lambda g: (-g.rule.rank, g.rule.id))
    gone = _rejections(ordered, coding, books)
    given = _gifts(ordered, books)
    disputed: dict[str, Abstained] = {}
    for taker, rejected in _conflicts(gone, given):
        giver, gift = given[rejected.code.value]
        says = f"{giver.id} gives {rejected.code.value} and {taker.id} takes it away, with equal rank"
        if not abstain:
            raise RuleError(f"{says}; a case must settle which holds")
        words = tuple(dict.fromkeys((*gift.proof.words(), *rejected.proof.words())))
        disputed[rejected.code.value] = Abstained(f"{says}; a person decides", words, gift)
    if disputed:  # what was given instead of something else is not given: that stays
        ordered = [g for g in ordered if not (isinstance(g.result, Give) and g.result.value in disputed)]
        gone, given = _rejections(ordered, coding, books), _gifts(ordered, books)
    kept = [
        a
        for a in coding.assignments
        if id(a) not in gone or (a.value in given and _stays(gone[id(a)], given[a.value][0]))
    ]
    told = _told_of(ordered)
    kept = [_raised(_with(a, told), given) for a in kept]
    standing = {a.value for a in kept}
    added = [assignment for value, (_, assignment) in given.items() if value not in standing]
    marked = _marked([*kept, *added], ordered)
    present = _present(ordered)
    asks = [g.result.query for g in ordered if isinstance(g.result, Ask)]
    asks += [poa.asks for _, poa in present.values() if poa.asks]
    arranged, first = in_order([_indicated(a, present, books) for a in marked], ordered, coding)
    return replace(
        coding,
        assignments=arranged,
        first=first,
        beside=coding.beside + tuple(_beside(g, books) for g in ordered if isinstance(g.result, Beside)),
        alternatives=coding.alternatives + tuple(_rivals(ordered)),
        rejected=coding.rejected + tuple(r for _, r in gone.values() if r.code.value not in disputed),
        abstained=coding.abstained + tuple(disputed.values()),
        obligations=coding.obligations
        + tuple(_obligation(g) for g in ordered if isinstance(g.result, Oblige)),
        queries=coding.queries + tuple(asks),
    )


def grounds_of(because: Iterable[Because]) -> tuple[Ground, ...]:
    """What a result rests on, as grounds of a step: an assignment stands for its proof."""
    return tuple(b.proof if isinstance(b, Assignment) else b for b in because)


def _step(r: Rule, because: Iterable[Because], books: Books) -> Step:
    return Step(r.id, r.says, grounds_of(because), r.cite, books.name)


def _rejections(gave: list[Gave], coding: Coding, books: Books) -> dict[int, tuple[Rule, Rejected]]:
    gone: dict[int, tuple[Rule, Rejected]] = {}
    ours = {id(a) for a in coding.assignments}
    for g in gave:
        taken: list[tuple[Assignment, Why, tuple[Because, ...]]] = []
        if isinstance(g.result, Reject):
            taken.append((g.result.what, g.result.why, g.result.because))
        elif isinstance(g.result, Give):
            taken += [(a, g.result.instead_why, g.result.because) for a in g.result.instead_of]
        for what, why, because in taken:
            if id(what) in ours and id(what) not in gone:
                proof = _step(g.rule, (what, *(b for b in because if b is not what)), books)
                rejected = Rejected(what.code, what.title, why, g.rule.says, proof)
                gone[id(what)] = (g.rule, rejected)
    return gone


def _gifts(gave: list[Gave], books: Books) -> dict[str, tuple[Rule, Assignment]]:
    given: dict[str, tuple[Rule, Assignment]] = {}
    for g in gave:
        if not isinstance(g.result, Give) or g.result.value in given:
            continue
        found = books.tabular.billable(g.result.value)
        if found is None:
            raise RuleError(f"{g.rule.id} gives {g.result.value}, which is not a code of {books.name}")
        resting = [b for b in g.result.because if isinstance(b, Assignment)]
        need = g.result.needed or min(
            (a.needed for a in resting), key=NEED.__getitem__, default=Needed.OBLIGED
        )
        mentions = tuple(m for a in resting for m in a.mentions)
        code = Code("ICD-10-CM", found.code)
        proof = _step(g.rule, g.result.because, books)
        given[found.code] = (g.rule, Assignment(code, found.title, proof, need, mentions=mentions))
    return given


def _told_of(gave: list[Gave]) -> dict[str, list[Assignment]]:
    """What the record says in general words of the conditions that it names in particular, by the code that says most."""
    said: dict[str, tuple[Assignment, str]] = {}
    for g in gave:
        if isinstance(g.result, Reject) and g.result.why is Why.LESS_SPECIFIC:
            for particular in g.result.because[:1]:
                if isinstance(particular, Assignment):
                    said.setdefault(g.result.what.value, (g.result.what, particular.value))
    found: dict[str, list[Assignment]] = {}
    for what, named in said.values():
        passed, most = {what.value}, named
        while most in said and most not in passed:
            passed.add(most)
            most = said[most][1]
        found.setdefault(most, []).append(what)
    return found


def _with(assignment: Assignment, told: dict[str, list[Assignment]]) -> Assignment:
    """What is said in general words is said of the particular condition: its mentions, and how it is needed."""
    general = told.get(assignment.value)
    if not general:
        return assignment
    mentions = dict.fromkeys((*assignment.mentions, *(m for a in general for m in a.mentions)))
    need = min((a.needed for a in (assignment, *general)), key=NEED.__getitem__)
    return replace(assignment, mentions=tuple(mentions), needed=need)


def _raised(assignment: Assignment, given: dict[str, tuple[Rule, Assignment]]) -> Assignment:
    """A code that stands already and is given again keeps its proof; where it is needed more, it takes that and what says it."""
    again = given.get(assignment.value)
    if again is None or NEED[again[1].needed] >= NEED[assignment.needed]:
        return assignment
    mentions = tuple(dict.fromkeys((*assignment.mentions, *again[1].mentions)))
    return replace(assignment, needed=again[1].needed, mentions=mentions)


def _stays(gone: tuple[Rule, Rejected], giver: Rule) -> bool:
    return giver.rank > gone[0].rank


def _conflicts(
    gone: dict[int, tuple[Rule, Rejected]], given: dict[str, tuple[Rule, Assignment]]
) -> Iterator[tuple[Rule, Rejected]]:
    """What one rule takes away and another of equal rank gives."""
    for taker, rejected in gone.values():
        giver = given.get(rejected.code.value)
        if giver is None or _is_anothers(rejected, giver[1]):
            continue
        if giver[0].id != taker.id and giver[0].rank == taker.rank:
            yield taker, rejected


def _is_anothers(rejected: Rejected, given: Assignment) -> bool:
    """Whether words of a relative took a code away, which say nothing against it on words of the patient's own."""
    return rejected.why is Why.FAMILY and set(rejected.proof.words()).isdisjoint(given.proof.words())


def _marked(assignments: list[Assignment], gave: list[Gave]) -> list[Assignment]:
    need: dict[str, Needed] = {}
    role: dict[str, Role] = {}
    for g in gave:
        if isinstance(g.result, Mark):
            if g.result.needed is not None:
                need.setdefault(g.result.what.value, g.result.needed)
            if g.result.role is not None:
                role.setdefault(g.result.what.value, g.result.role)
    return [
        replace(a, needed=need.get(a.value, a.needed), role=role.get(a.value, a.role))
        if a.value in need or a.value in role
        else a
        for a in assignments
    ]


def _present(gave: list[Gave]) -> dict[str, tuple[Rule, Poa]]:
    """Of each code the result on its presence at admission that decides."""
    found: dict[str, tuple[Rule, Poa]] = {}
    for g in gave:
        if not isinstance(g.result, Poa):
            continue
        known = found.get(g.result.what.value)
        if known and known[1].rank == g.result.rank and known[1].value != g.result.value:
            both = f"{known[0].id} and {g.rule.id}"
            raise RuleError(
                f"{both} say two things of the presence of {g.result.what.value}, with equal rank"
            )
        if known is None or known[1].rank < g.result.rank:
            found[g.result.what.value] = (g.rule, g.result)
    return found


def _indicated(assignment: Assignment, present: dict[str, tuple[Rule, Poa]], books: Books) -> Assignment:
    if assignment.value not in present:
        return assignment
    decided, poa = present[assignment.value]
    return replace(assignment, poa=poa.value, poa_proof=_step(decided, poa.because, books))


def _beside(g: Gave, books: Books) -> Assignment:
    """A code in its own place of the form: with its own proof, whether it is on the list or not."""
    assert isinstance(g.result, Beside)
    what = g.result.what
    step = Step(g.rule.id, g.rule.says, (what.proof,), g.rule.cite, books.name)
    need = what.needed if isinstance(what, Assignment) else Needed.ALSO
    return Assignment(what.code, what.title, step, need, g.result.role)


def _rivals(gave: list[Gave]) -> Iterator[Choice]:
    """What could stand first as well, each code once, by the rule of the highest rank."""
    seen: set[str] = set()
    for g in gave:
        if isinstance(g.result, Rival) and g.result.what.value not in seen:
            seen.add(g.result.what.value)
            yield choice(g.result.what, g.result.says, g.rule)


def _obligation(g: Gave) -> Obligation:
    o = g.result
    assert isinstance(o, Oblige)
    state = "met" if o.met_by else "not documented" if o.looked_for else "open"
    by = o.met_by.value if o.met_by else None
    return Obligation(g.rule.id, o.says, state, o.at.value, by, o.looked_for)
