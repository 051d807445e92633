"""A request's words weighed against the tables: which rows take them up, and what each axis is left with.

The weight of a row is the weight of the words it takes up, less what its labels say beyond them. An
axis no word speaks of keeps all its values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from chartproof.codesets.pcs import Axis, Row, Table
from chartproof.terms.pcs_taken import AxisTaken, RowTaken, Support, TableTaken, Why
from chartproof.terms.pcs_trade import Claim, Tiers
from chartproof.terms.pcs_vocabulary import KINDS, SIDES, Vocabulary

#: What a word of a label costs that the request does not say.
UNSAID = 0.3
#: What each step down costs where a claim prefers one operation to another, or one tier of labels.
SECOND = {"our table": 0.5, "index": 0.25}
LATER_LABEL = 0.1
#: What a claim costs that says an approach, device or qualifier the row has not.
NOT_IN_ROW = 0.6
#: What it is worth that the body part itself is named, not only what was done.
PLACED = 1.0
#: What each axis the words speak of is worth: of two rows, the one they say more of.
AXIS_SAID = 0.05
#: What it is worth that one value is for both sides, where both are said.
FOR_BOTH = 0.5
#: What it costs that a table of devices is asked for and no device is named.
NO_DEVICE_NAMED = 1.5
_UNDOES = frozenset({"Removal", "Revision", "Change"})
_OF_DEVICES = frozenset({"Insertion", "Removal", "Revision", "Change", "Supplement"})
#: Obstetrics, new technology and the rest are meant when their words are said, not before.
_SECTION = {"0": 0.0, "X": 1.0}
_OTHER_SECTION = 0.3
#: From where to where: the body part is what is named first, the qualifier what is named after it (B3.6a).
_ROUTED = frozenset({"Bypass", "Transfer"})


class Request:
    """The words of one request and all they claim."""

    def __init__(self, words: tuple[str, ...], vocabulary: Vocabulary, more: Iterable[Claim] = ()) -> None:
        self.words = words
        self.vocabulary = vocabulary
        self.claims = [*vocabulary.claims(words), *more]
        self.sides = frozenset(SIDES[w] for w in words if w in SIDES)
        self._acts = [c for c in self.claims if c.names_operation]
        self._always = [c for c in self.claims if not c.names_operation or c.looks_only]
        self._shared = vocabulary.labelled(words)
        self._first = {w: at for at, w in reversed(list(enumerate(words)))}

    @property
    def names_operation(self) -> bool:
        """Whether any word says what was done."""
        return bool(self._acts)

    def tables(self) -> list[TableTaken]:
        """The tables that take up the words, the heaviest first."""
        found = [t for table in self.vocabulary.tables if (t := self._table(table))]
        return sorted(found, key=lambda t: (-t.score, t.table.name))

    def weight(self, words: Iterable[str]) -> float:
        """What words weigh together."""
        return sum(self.vocabulary.weight(w) for w in words)

    def objectives(self) -> int:
        """How many operations the words name that can't be one: other words, and none in common."""
        apart: list[Claim] = []
        for claim in self._acts:
            if claim.source == "index" or claim.looks_only or not claim.operations:
                continue
            if all(
                not claim.words & other.words and not {*claim.operations} & {*other.operations}
                for other in apart
            ):
                apart.append(claim)
        return len(apart)

    def demands(self) -> dict[int, tuple[str, ...]]:
        """The approaches that words name, whatever the table."""
        named: dict[str, None] = {}
        for claim in self._always:
            named.update(dict.fromkeys(p for tier in (claim.labels or {}).get(5, ()) for p in tier))
        for (position, label), shared in self._shared.items():
            if position == 5 and shared == self.vocabulary.words_of(5, label):
                named[label] = None
        return {5: tuple(named)} if named else {}

    def _table(self, table: Table) -> TableTaken | None:
        rows = self.vocabulary.books.pcs.rows(table.name)
        fit = [c for c in self._acts if self._is_of(c, table)]
        if self._acts and not any(self._fits(c, row) for c in fit for row in rows):
            return None
        cost = _SECTION.get(table.name[0], _OTHER_SECTION)
        taken = [self._row(row, table, fit, cost) for row in rows]
        best = max(r.score for r in taken)
        kept = tuple(r for r in taken if r.score > best - 0.01)
        if not kept[0].words:
            return None
        why = [c for c in fit if self._fits(c, kept[0].row)]
        return TableTaken(table, kept, kept[0].words, best, tuple(map(self._why, why)))

    @staticmethod
    def _is_of(claim: Claim, table: Table) -> bool:
        of_operation = not claim.operations or table.operation in claim.operations
        return of_operation and (
            not claim.prefixes or any(table.name.startswith(p[:3]) for p in claim.prefixes)
        )

    def _fits(self, claim: Claim, row: Row) -> bool:
        """Whether a row has the characters and the body part that a claim names, where it names any."""
        if claim.prefixes and not any(
            row.table.startswith(p[:3]) and row.holds(p[3:]) for p in claim.prefixes
        ):
            return False
        return self._has(claim, row.axes[0])

    def _has(self, claim: Claim, axis: Axis) -> bool:
        """Whether an axis has a value that a claim names, or the claim names none."""
        patterns = (claim.labels or {}).get(axis.position)
        return not patterns or any(
            self._place_of(patterns, axis.position, label) is not None for _, label in axis.values
        )

    def _row(self, row: Row, table: Table, of_table: list[Claim], cost: float) -> RowTaken:
        fit = [c for c in of_table if self._fits(c, row)]
        claims = [*self._always, *(c for c in fit if not c.looks_only), *self._devices(table, fit)]
        routed = table.name[0] == "0" and table.operation in _ROUTED
        axes: list[AxisTaken] = []
        for axis in row.axes:
            not_for = self._named_at(axes[0]) if axis.position == 7 else frozenset[str]()
            axes.append(self._axis(axis, row, claims, (not_for, routed and axis.position == 4)))
        words = frozenset(w for c in fit for w in self.vocabulary.told_by(c)).union(*(a.words for a in axes))
        cost += _later(fit, table) + sum(a.cost for a in axes)
        silent = [a.axis for a in axes[1:] if not a.is_said]
        cost += NOT_IN_ROW * sum(not self._has(c, axis) for c in claims for axis in silent)
        if table.operation in _OF_DEVICES and not axes[2].is_said and len(axes[2].chosen) > 1:
            cost += NO_DEVICE_NAMED
        if not axes[0].words <= KINDS | SIDES.keys():
            cost -= PLACED
        cost -= AXIS_SAID * sum(a.is_said for a in axes)
        return RowTaken(row, tuple(axes), words, self.weight(words) - cost)

    def _named_at(self, taken: AxisTaken) -> frozenset[str]:
        """The words that the labels chosen on an axis share with the request."""
        if not taken.is_said:
            return frozenset()
        position = taken.axis.position
        return frozenset(w for _, label in taken.chosen for w in self._shared.get((position, label), ()))

    def _devices(self, table: Table, fit: list[Claim]) -> list[Claim]:
        """Of a table that takes out or changes devices: those named by what they are put in for."""
        if table.operation not in _UNDOES:
            return []
        put_in = (
            c
            for c in self._acts
            if c not in fit
            and c.operations
            and 6 in (c.labels or {})
            and (not c.prefixes or any(p[:2] == table.name[:2] for p in c.prefixes))
        )
        return [replace(c, operations=(), prefixes=()) for c in put_in]

    def _axis(self, axis: Axis, row: Row, claims: list[Claim], how: tuple[frozenset[str], bool]) -> AxisTaken:
        not_for, first_named = how
        values, side_words = self._of_side(axis)
        claims = [c for c in claims if _speaks_of(c, axis.position)]
        found: dict[tuple[str, str], Support] = {}
        for at, value in enumerate(axis.values):
            if value in values and (support := self._support((axis, at), row, claims, not_for)):
                found[value] = support
        if not found:
            return AxisTaken(axis, values, is_said=False, words=side_words, cost=0.0, whys={})
        if first_named:
            start = min(self._start(s) for s in found.values())
            found = {v: s for v, s in found.items() if self._start(s) == start}
        worth = {v: self._worth(v[1], s) for v, s in found.items()}
        chosen = {v: s for v, s in found.items() if worth[v] > max(worth.values()) - 0.01}
        return AxisTaken(
            axis,
            tuple(chosen),
            is_said=True,
            words=side_words.union(*(s.words for s in chosen.values())),
            cost=min(s.cost for s in chosen.values()),
            whys={value: s.whys for (value, _), s in chosen.items()},
        )

    def _worth(self, label: str, support: Support) -> float:
        for_both = "both" in self.sides and _side(label) == "both"
        return self.weight(support.words) - support.cost + (FOR_BOTH if for_both else 0.0)

    def _start(self, support: Support) -> int:
        return min(self._first[w] for w in support.words)

    def _support(
        self, at: tuple[Axis, int], row: Row, claims: list[Claim], not_for: frozenset[str]
    ) -> Support | None:
        """What speaks for a value: its label by its own words, but `not_for`, and claims that name it."""
        axis, number = at
        value, label = axis.values[number]
        position = axis.position
        whys: list[Why] = []
        named: frozenset[str] = frozenset()
        later: list[int] = []
        shared = self._shared.get((position, label), frozenset()) - not_for
        if not shared and not claims:
            return None
        if shared:
            whys.append(Why(self._in_order(shared), "label", f"{axis.name} {value} {label}"))
        for claim in claims:
            place = self._named(claim, row, axis, number)
            if place is not None:
                named |= self.vocabulary.told_by(claim) or claim.words
                later.append(place)
                whys.append(self._why(claim))
        cost = LATER_LABEL * min(later, default=0)
        if not shared <= named:
            cost += UNSAID * len(self.vocabulary.words_of(position, label) - shared)
        words = shared | named
        return Support(words, cost, tuple(dict.fromkeys(whys))) if words else None

    def _named(self, claim: Claim, row: Row, axis: Axis, at: int) -> int | None:
        """How far down its preferences a claim names a value, or None where it doesn't."""
        value, label = axis.values[at]
        patterns = (claim.labels or {}).get(axis.position, ())
        place = self._place_of(patterns, axis.position, label)
        if place is not None:
            return place
        at_code = axis.position - 1
        for prefix in claim.prefixes:
            is_here = prefix.startswith(row.table) and row.holds(prefix[3:])
            if is_here and prefix[at_code : at_code + 1] == value:
                return 0
        return None

    def _place_of(self, tiers: Tiers, position: int, label: str) -> int | None:
        """Which tier of patterns names a label; a general device stands for a specific one, later."""
        for place, tier in enumerate(tiers):
            if any(label in self.vocabulary.like(position, pattern) for pattern in tier):
                return place
        if position == 6 and any(label in self.vocabulary.general.get(p, ()) for tier in tiers for p in tier):
            return len(tiers)
        return None

    def _of_side(self, axis: Axis) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
        """The values that the side said leaves open, and the words that said it where any did."""
        if axis.position != 4 or not self.sides:
            return axis.values, frozenset()
        sided = {value: _side(value[1]) for value in axis.values}
        if "both" in self.sides or self.sides == {"left", "right"}:
            words = frozenset(w for w in self.words if w in SIDES)
            return axis.values, words if any(sided.values()) else frozenset()
        (side,) = self.sides
        kept = tuple(v for v in axis.values if sided[v] in {None, side})
        words = frozenset(w for w in self.words if SIDES.get(w) == side)
        if not kept:
            return axis.values, frozenset()
        return kept, words if side in sided.values() else frozenset()

    def _why(self, claim: Claim) -> Why:
        return Why(self._in_order(claim.words), claim.source, claim.says)

    def _in_order(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(words, key=lambda w: self._first.get(w, 0)))


def _speaks_of(claim: Claim, position: int) -> bool:
    return position in (claim.labels or {}) or any(len(p) >= position for p in claim.prefixes)


@lru_cache(maxsize=10_000)
def _side(label: str) -> str | None:
    """The side a label names, or None."""
    for word in label.replace(",", " ").split():
        if side := SIDES.get(word.lower()):
            return side
    return None


def _later(fit: list[Claim], table: Table) -> float:
    """What it costs that the table's operation is not the first the words' claims name."""
    costs: dict[frozenset[str], float] = {}
    for claim in fit:
        place = claim.operations.index(table.operation) if claim.operations else 0
        cost = place * SECOND.get(claim.source, 0.25) + (0.25 if claim.source == "index" else 0.0)
        costs[claim.words] = min(cost, costs.get(claim.words, cost))
    return sum(cost for words, cost in costs.items() if not any(words < more for more in costs))
