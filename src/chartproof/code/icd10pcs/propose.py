"""From what the record tells as done to procedure codes with their proof, and to questions where an axis is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chartproof.code.icd10pcs import methods
from chartproof.code.icd10pcs.axes import Chosen, Reader
from chartproof.code.icd10pcs.both_sides import joined
from chartproof.code.icd10pcs.counted import COUNTERS
from chartproof.code.icd10pcs.done import Done, first_told, merged
from chartproof.code.icd10pcs.told import Told, is_whole, sentences, told
from chartproof.code.icd10pcs.unread import left_over, unread
from chartproof.codesets.pcs import Row as TableRow
from chartproof.codesets.pcs_books import SYSTEM, PcsBooks
from chartproof.model.coding import Abstained, Assignment, Code, Ground, Needed, Role, Row, Step
from chartproof.model.query import WAYS_OUT, Doubt, Query
from chartproof.model.reading import Page
from chartproof.model.record import Evidence
from chartproof.terms.pcs import acts
from chartproof.terms.pcs.acts import Said
from chartproof.terms.pcs.sites import Sites, bare, is_like
from chartproof.terms.pcs.things import Things

#: Sections whose codes a hospital may leave out: pictures, measurements, rehabilitation.
_ALSO = frozenset("BCF4G")
#: Choices one question offers at most.
_OFFERED = 8
#: Body parts that general words may leave open, to be asked.
_FEW = 6
_RULE = "icd10pcs.axis_not_documented"


@dataclass(slots=True)
class Proposer:
    """Proposes the procedure codes of a record by the books of its day. Made once, used for many."""

    books: PcsBooks
    _reader: Reader

    def __init__(self, books: PcsBooks) -> None:
        self.books = books
        self._reader = Reader(Sites(books), Things(books))

    def propose(
        self, pages: Iterable[Page]
    ) -> tuple[tuple[Assignment, ...], tuple[Query, ...], tuple[Done, ...]]:
        """The codes, the questions, and what they come from."""
        kept = [done for page in pages for done in joined(self._of_page(page), self.books.pcs)]
        given: dict[str, Assignment] = {}
        parts = [
            (d.told.document.id, d.told.act.covers)
            for d in kept
            if not d.code and len(d.axes[0]) == 1 and d.told.act.covers
        ]
        for done in kept:
            if any(done.code and done.told.document.id == x and done.code.startswith(c) for x, c in parts):
                continue
            if done.code and done.code not in given and self.books.pcs.is_valid(done.code):
                given[done.code] = self._assignment(done)
        queries = {q.about: q for done in kept if not done.code for q in self._asks(done)}
        return tuple(given.values()), tuple(queries.values()), tuple(kept)

    def unread(self, pages: Iterable[Page], found: Iterable[Done]) -> Iterator[Abstained]:
        """What notes of an operation tell as done and nothing was found for."""
        found = tuple(found)
        known = {done.told.document.id for done in found if done.is_operative or done.code}
        for page in filter(is_whole, pages):
            if page.document.id in known:
                yield from left_over(page.document, sentences(page), self._reader.sites, found)
            else:
                yield from unread(page.document, sentences(page), self._reader.sites)

    def _of_page(self, page: Page) -> list[Done]:
        """What one document tells: in the trade's own words, else in general ones."""
        acts_told = list(told(page))
        kept = merged([d for one in acts_told if not one.act.is_general for d in self._done(one)])
        if any(done.is_operative for done in kept):
            return kept
        general = [
            d
            for one in acts_told
            if one.act.is_general
            for d in self._done(one)
            if (d.own or one.whole) and (d.is_one_part or (d.own and len(d.axes[0]) <= _FEW))
        ]
        return merged([*kept, *first_told(general)])

    def _done(self, one: Told) -> Iterator[Done]:
        """The procedures that one act comes to: one for each body part."""
        where: dict[str, tuple[str, str]] = {}
        for name in one.act.tables:
            for row in self._rows(one, name):
                for value, label in row.axes[0].values:
                    where.setdefault(label, (name, value))
        if not where:
            return
        labels = {label: value for label, (_, value) in where.items()}
        own = bool(one.act.part.count) or self._reader.has_own_site(one, labels)
        for choices in self._parts(one, labels):
            tables = {where[c.label][0] for c in choices}
            if len(tables) == 1:
                yield from self._rest(one, tables.pop(), choices, own)
            elif table := self.books.pcs.table(min(tables)):
                yield Done(one, table, (tuple(choices),), ("Body Part",), own)

    def _rows(self, one: Told, table: str) -> list[TableRow]:
        """The rows of a table that can hold what the act itself fixes."""
        sides = ((1, one.act.approach), (2, one.act.device), (3, one.act.qualifier))
        return [
            row
            for row in self.books.pcs.rows(table)
            if all(_can_hold(row, at, said) for at, said in sides)
            and (
                not one.act.part.of
                or any(is_like(x, p) for _, x in row.axes[0].values for p in one.act.part.of)
            )
        ]

    def _parts(self, one: Told, labels: dict[str, str]) -> list[list[Chosen]]:
        said = one.act.part
        if not said.count:
            return self._reader.parts(one, labels)
        counts = COUNTERS[said.count](one)
        if not counts:
            default = {x: v for x, v in labels.items() if said.default and is_like(x, said.default)}
            if said.default == "none":
                return []
            return [
                [Chosen(v, x, (one.words,)) for x, v in (default if len(default) == 1 else labels).items()]
            ]
        made = []
        for count in counts:
            kept = [
                Chosen(v, x, (*count.words, one.words))
                for x, v in labels.items()
                if any(is_like(x, p) for p in count.labels)
            ]
            if kept:
                is_open = len({bare(c.label) for c in kept}) > 1
                made.append(kept if is_open or len(kept) == 1 else self._sided(one, kept))
        return made

    def _sided(self, one: Told, kept: list[Chosen]) -> list[Chosen]:
        narrowed = self._reader.parts(
            replace(one, act=replace(one.act, part=Said(tuple(c.label for c in kept)))),
            {c.label: c.value for c in kept},
        )
        return narrowed[0] if narrowed else kept

    def _rest(self, one: Told, name: str, part: list[Chosen], own: bool) -> Iterator[Done]:
        """Approach, device and qualifier, in the rows that hold the body part."""
        table = self.books.pcs.table(name)
        labels = {c.label for c in part}
        rows = [r for r in self._rows(one, name) if any(x in labels for _, x in r.axes[0].values)]
        if table is None or not rows:
            return
        axes = [tuple(part)]
        for at, said in ((1, one.act.approach), (2, one.act.device), (3, one.act.qualifier)):
            values = {v: x for row in rows for v, x in row.axes[at].values}
            chosen = self._letters(one, at + 4, values, said)
            if not chosen:
                return
            axes.append(tuple(chosen))
            kept = {(c.value, c.label) for c in chosen}
            rows = [r for r in rows if kept & set(r.axes[at].values)]
        yield Done(one, table, tuple(axes), tuple(a.name for a in rows[0].axes), own)

    def _letters(self, one: Told, axis: int, values: dict[str, str], said: Said) -> list[Chosen]:
        if not said.count:
            return self._reader.letters(one, axis, values, said)
        counts = COUNTERS[said.count](one)
        if counts is None and said.default in values:
            return [Chosen(said.default, values[said.default], (one.words,))]
        for count in counts or ():
            kept = [Chosen(v, x, count.words) for v, x in values.items() if x in count.labels]
            if len(kept) == 1:
                return kept
        return [Chosen(v, x, (one.words,)) for v, x in values.items()]

    def _assignment(self, done: Done) -> Assignment:
        code = done.code or ""
        release = self.books.release.name
        title = self.books.pcs.title(code)
        act = done.told.act
        head = Step(
            methods.OPERATION.id,
            f"{done.table.section}, {done.table.body_system}, {done.table.operation}: {act.says or act.words}",
            (done.told.words, Row(acts.NAME, act.file, act.key), Row(release, "tables", done.table.name)),
            methods.OPERATION.cite,
            release,
        )
        steps: list[Ground] = [head]
        for position, (chosen,) in enumerate(done.axes, 4):
            method = methods.AXES[position]
            says = f"{done.names[position - 4]} {chosen.value}: {chosen.label}"
            steps.append(Step(method.id, says, tuple(dict.fromkeys(chosen.words)), method.cite, release))
        proof = Step(methods.CODE.id, methods.CODE.says, tuple(steps), methods.CODE.cite, release)
        need = Needed.ALSO if code[0] in _ALSO else Needed.ADDRESSED
        return Assignment(Code(SYSTEM, code), title.text if title else None, proof, need, Role.PROCEDURE)

    def _asks(self, done: Done) -> Iterator[Query]:
        """A question on the first axis that is open."""
        at = next(n for n, choices in enumerate(done.axes) if len(choices) != 1)
        name = done.names[at].lower()
        words = done.told.words
        choices = tuple(dict.fromkeys(c.label for c in done.axes[at]))
        what = f"{done.table.operation} ({done.table.body_system})".lower()
        yield Query(
            rule=_RULE,
            why=Doubt.UNSPECIFIED,
            asks=f"The record tells \u201c{words.words}\u201d ({what}), and does not say the {name}. Please document the {name}.",
            choices=(*(choices if 1 < len(choices) <= _OFFERED else ()), *WAYS_OUT),
            shows=(words, *(c for c in _shown(done) if c != words)),
            title=f"Clarification of the {name} of a procedure",
            about=f"{done.table.name} {name}",
        )


def _shown(done: Done) -> Iterator[Evidence]:
    for choices in done.axes:
        if len(choices) == 1:
            yield from choices[0].words


def _can_hold(row: TableRow, at: int, said: Said) -> bool:
    if said.any or said.count or not (said.of or said.default):
        return True
    has = {v for v, _ in row.axes[at].values}
    return bool(has & {*said.of, *([said.default] if said.default else [])})
