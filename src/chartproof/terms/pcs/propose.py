"""From a procedure in words to ICD-10-PCS tables, axis by axis: what is said, what is left to ask.

Nothing is defaulted: an axis no word speaks of keeps its choices, and each value chosen says which
words chose it and by which source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from chartproof.codesets.pcs import Row, Table
from chartproof.codesets.pcs_books import PcsBooks
from chartproof.model.pattern import Pattern
from chartproof.terms.pcs.match import Request
from chartproof.terms.pcs.taken import RowTaken, TableTaken, Why
from chartproof.terms.pcs.trade import durations
from chartproof.terms.pcs.vocabulary import SIDES, Vocabulary
from chartproof.terms.search import Match
from chartproof.terms.words import WALLS, folded

#: A table lighter than this share of the heaviest is not shown.
SHARE = 0.6
#: Tables shown at most.
TABLES = 5
_BOTH = "both sides are said; where no value is for both, each side has a code of its own (B3.2, B4.3)"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an axis, and why it was chosen (no why: nothing was said)."""

    value: str
    label: str
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisRead:
    """One axis of a table: `state` is said, only (one value in the rows that are left) or open.

    `choices` are the values left; `not_said` the others that stand in the same rows.
    """

    position: int
    name: str
    state: str
    choices: tuple[Value, ...]
    not_said: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """One table: its root operation and why, its axes, the words it takes up, what conflicts."""

    table: Table
    score: float
    why: tuple[Why, ...]
    definition: str
    axes: tuple[AxisRead, ...]
    used: tuple[str, ...]
    conflicts: tuple[str, ...]
    rows: tuple[tuple[Row, tuple[tuple[str, ...], ...]], ...]

    def codes(self) -> Iterator[str]:
        """Every code the words leave open, those with no device and no qualifier first."""
        made = {
            self.table.name + "".join(characters) for _, pools in self.rows for characters in product(*pools)
        }
        yield from sorted(made, key=lambda c: (c[3:5], c[5] != "Z", c[6] != "Z", c))

    @property
    def count(self) -> int:
        """How many codes the words leave open."""
        return sum(1 for _ in self.codes())


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the words of one request come to. `notes` say what a person should know of it."""

    words: tuple[str, ...]
    tables: tuple[Proposed, ...]
    unused: tuple[str, ...]
    notes: tuple[str, ...]


def propose(words: str, vocabulary: Vocabulary) -> Proposal:
    """Read a procedure in words of any order; no table where nothing is known of them."""
    said = tuple(dict.fromkeys(folded(_spelled(words))))
    request = Request(said, vocabulary, durations(words))
    found = request.tables()
    best = found[0].score if found else 0.0
    heavy = [t for t in found if t.score > 0 and t.score >= best * SHARE]
    shown = [t for at, t in enumerate(heavy) if not _adds_nothing(t, heavy[:at])][:TABLES]
    tables = tuple(_proposed(t, request) for t in shown)
    used = {w for t in tables for w in t.used}
    unused = tuple(w for w in said if w not in used and (w not in WALLS or w == "without"))
    alike = sum(t.score > best - 0.01 for t in found)
    return Proposal(said, tables, unused, tuple(_notes(request, tables, alike)))


def search_pcs(words: str, vocabulary: Vocabulary, limit: int = 10) -> tuple[Match, ...]:
    """Codes for words, ranked; a table stands for its codes where more than `limit` are left open.

    Scores are against the best table.
    """
    found: list[Match] = []
    pcs = vocabulary.books.pcs
    tables = propose(words, vocabulary).tables
    best = max((t.score for t in tables), default=1.0)
    for t in tables:
        said = (axis for axis in t.axes if axis.state == "said")
        read = (why for axis in said for value in axis.choices for why in value.why)
        because = "; ".join(dict.fromkeys(w.says for w in (t.why or read))) or ", ".join(t.used)
        codes = list(t.codes())
        score = round(t.score / best, 2)
        if len(codes) > limit:
            title = f"{t.table.operation}, {t.table.body_system}"
            found.append(Match(_prefix(t), title, score, because))
            continue
        for code in codes:
            title_of = pcs.title(code)
            found.append(Match(code, title_of.text if title_of else "", score, because))
    return tuple(found[:limit])


_LEVELS = Pattern(r"\b([CTLS])(\d{1,2})\s*[-\u2013/]\s*(\d{1,2})\b", re.IGNORECASE)


_BOTH_WAYS = Pattern(r"\bwith(?: and |/)(?:without|w/o)\b", re.IGNORECASE)


def _spelled(words: str) -> str:
    """L4-5 as L4 L5; with and without (contrast) as the tables say it."""
    return _BOTH_WAYS.sub("unenhanced and enhanced", _LEVELS.sub(r"\1\2 \1\3", words))


def _prefix(t: Proposed) -> str:
    """The characters of a table that are settled, up to the first that is not."""
    settled = t.table.name
    for axis in t.axes:
        if len(axis.choices) > 1:
            break
        settled += axis.choices[0].value
    return settled


def _adds_nothing(t: TableTaken, heavier: list[TableTaken]) -> bool:
    """Whether a table of the same root operation takes up all its words, and is heavier by a word."""
    return any(
        t.words <= h.words and t.score < h.score - 1.0 and t.table.operation == h.table.operation
        for h in heavier
    )


def _proposed(t: TableTaken, request: Request) -> Proposed:
    axes = tuple(_axis(t, at) for at in range(4))
    rows = tuple((r.row, tuple(tuple(v for v, _ in a.chosen) for a in r.axes)) for r in t.rows)
    return Proposed(
        table=t.table,
        score=t.score,
        why=t.operation,
        definition=_definition(t.table, request.vocabulary.books),
        axes=axes,
        used=tuple(w for w in request.words if w in t.words),
        conflicts=tuple(_conflicts(t, request)),
        rows=rows,
    )


def _definition(table: Table, books: PcsBooks) -> str:
    told = books.definitions.of(table.name[0], 3, table.operation) if books.definitions else None
    return told or table.definition


def _axis(t: TableTaken, at: int) -> AxisRead:
    axis = t.rows[0].axes[at].axis
    chosen: dict[tuple[str, str], tuple[Why, ...]] = {}
    every: dict[tuple[str, str], None] = {}
    for row in t.rows:
        taken = row.axes[at]
        every.update(dict.fromkeys(taken.axis.values))
        for value, label in taken.chosen:
            chosen.setdefault((value, label), taken.whys.get(value, ()))
    is_said = all(row.axes[at].is_said for row in t.rows)
    state = "said" if is_said else "only" if len(chosen) == 1 else "open"
    if state == "only":
        (value, label), *_ = chosen
        chosen[value, label] = (_only(t.rows, axis.name),)
    return AxisRead(
        axis.position,
        axis.name,
        state,
        tuple(Value(v, label, why) for (v, label), why in sorted(chosen.items())),
        tuple(Value(v, label) for v, label in sorted(every) if (v, label) not in chosen),
    )


def _only(rows: tuple[RowTaken, ...], name: str) -> Why:
    where = "this row" if len(rows) == 1 else "these rows"
    return Why((), "only value", f"the only {name.lower()} in {where} of the table")


def _conflicts(t: TableTaken, request: Request) -> Iterator[str]:
    """What the words say of an axis that the table has no value for."""
    for position, labels in request.demands().items():
        taken = [row.axes[position - 4] for row in t.rows]
        has = dict.fromkeys(label for a in taken for _, label in a.axis.values)
        if has and not any(a.is_said for a in taken) and not any(label in has for label in labels):
            name = taken[0].axis.name.lower()
            yield f"{name}: the words say {' or '.join(labels)}; the table has {', '.join(has)}"


def _notes(request: Request, tables: tuple[Proposed, ...], alike: int) -> Iterator[str]:
    if not request.words:
        yield "no word was said"
    elif not tables:
        yield "nothing is known of these words; say what was done, where, how, and with what"
    elif not request.names_operation:
        yield "no word says what was done; the tables of every root operation at that place are weighed"
    if tables and alike > len(tables):
        yield f"{alike} tables take up the words alike, {len(tables)} are shown; say where, how, and with what"
    if "both" in request.sides and any(len(t.axes[0].choices) > 1 for t in tables[:1]):
        yield _BOTH
    if tables and request.objectives() > 1:
        yield "the words name more than one operation; each with its own objective has a code of its own (B3.2)"
    sides = sorted({SIDES[w] for w in request.words if w in SIDES})
    if sides == ["left", "right"]:
        yield "both left and right are said; each has a code of its own"
