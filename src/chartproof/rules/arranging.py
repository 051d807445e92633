"""Put the codes of a case in order: who leads, what stands before what, and why the first is first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chartproof.model.coding import Assignment, Choice, Coding, Needed, Role
from chartproof.model.results import Lead, Order
from chartproof.rules.core import Gave, Rule

NEED = {Needed.ADDRESSED: 0, Needed.OBLIGED: 1, Needed.ALSO: 2}
_FIRST = frozenset({Role.FIRST_LISTED, Role.PRINCIPAL})


def choice(what: Assignment, says: str, rule: Rule) -> Choice:
    """A code that stands first or could, by a rule."""
    return Choice(what.code, what.title, says, rule.id, rule.cite)


def in_order(
    assignments: list[Assignment], gave: list[Gave], coding: Coding
) -> tuple[tuple[Assignment, ...], Choice | None]:
    """The leader first, then what was addressed, obliged and also told, each as it stood; every `Order` kept.

    Besides, why the first stands first: the rule of the `Lead` or of the `Order` that put it there.
    """
    leads = [(g.result.rank, g.result.what.value, g.rule) for g in gave if isinstance(g.result, Lead)]
    orders = [
        (g.result.first.value, g.result.then.value, g.rule) for g in gave if isinstance(g.result, Order)
    ]
    ordered = list(assignments)
    first = coding.first
    if leads:
        top = max(rank for rank, _, _ in leads)
        chosen = {value: rule for rank, value, rule in reversed(leads) if rank == top}
        ordered.sort(key=lambda a: (a.value not in chosen, NEED[a.needed]))
        if ordered and ordered[0].value in chosen:
            facility = coding.encounter.codes_uncertain
            ordered[0] = replace(ordered[0], role=Role.PRINCIPAL if facility else Role.FIRST_LISTED)
            rule = chosen[ordered[0].value]
            first = choice(ordered[0], rule.says, rule)
    pairs: dict[tuple[str, str], None] = {}
    for ahead, then, _ in orders:  # of two orders that contradict each other the higher rank's holds
        if (then, ahead) not in pairs:
            pairs[ahead, then] = None
    ordered = _moved(ordered, pairs)
    return tuple(ordered), _still(first, ordered, orders)


def by_need(coding: Coding) -> Coding:
    """Where no code can lead (history and status alone), what was addressed before what may be told besides."""
    if coding.first is not None:
        return coding
    return replace(coding, assignments=tuple(sorted(coding.assignments, key=lambda a: NEED[a.needed])))


def _still(
    first: Choice | None, ordered: list[Assignment], orders: list[tuple[str, str, Rule]]
) -> Choice | None:
    """Why the first stands first, after every `Order` was kept."""
    if first is None or not ordered or ordered[0].code == first.code or ordered[0].role not in _FIRST:
        return first
    before = [rule for ahead, then, rule in orders if ahead == ordered[0].value]
    return choice(ordered[0], before[0].says, before[0]) if before else first


def _moved(assignments: list[Assignment], pairs: Iterable[tuple[str, str]]) -> list[Assignment]:
    """Move each `first` before its `then`, leaving everything else as it stands."""
    known = list(pairs)
    for _ in range(len(known)):
        moved = False
        for first, then in known:
            at = {a.value: i for i, a in enumerate(assignments)}
            if first in at and then in at and at[first] > at[then]:
                leader = assignments.pop(at[first])
                behind = assignments[at[then]]
                if behind.role in _FIRST:
                    leader, behind = replace(leader, role=behind.role), replace(behind, role=Role.SECONDARY)
                    assignments[at[then]] = behind
                assignments.insert(at[then], leader)
                moved = True
        if not moved:
            break
    return assignments
