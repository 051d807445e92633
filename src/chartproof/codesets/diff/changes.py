"""The kinds of change between two releases, as values: strings as published, None where unknown."""

from __future__ import annotations

from dataclasses import dataclass, fields

#: What a row says, by column; only what it says.
Said = dict[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A code, category or row that came or went.

    `at` is the rest of its key (a modifier, a state). `now`: what a deleted code is now, and `by`
    which source says so (`conversion table`, `longer codes`).
    """

    code: str
    title: str | None
    table: str = "codes"
    at: str = ""
    now: tuple[str, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Revised:
    """A field of a code that says something else now; texts are None where a licence keeps them."""

    code: str
    field: str
    old: str | None
    new: str | None
    table: str = "codes"
    at: str = ""


@dataclass(frozen=True, slots=True)
class NoteChange:
    """An instructional note: `added`, `removed`, `changed` or `moved`.

    `kind` is what it is now; `was_kind` and `was_at` what it was and where it stood. `names` are
    the targets of the new text, `named` of the old.
    """

    at: str
    kind: str
    change: str
    old: str | None
    new: str | None
    names: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    was_kind: str | None = None
    was_at: str | None = None


@dataclass(frozen=True, slots=True)
class PathChange:
    """An index path `added`, `removed`, `changed` or `renamed` (from `was`); of a changed one, only what differs."""

    book: str
    path: str
    change: str
    old: Said | None
    new: Said | None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A guideline paragraph `added`, `removed`, `changed` or `moved` (from `was`).

    `was_heading` is the old heading where it was another.
    `words` is the text diff: runs of words marked `=`, `-` or `+`.
    """

    paragraph: str
    heading: str
    change: str
    old: str | None
    new: str | None
    was: str | None = None
    was_heading: str | None = None
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fee:
    """A number of a fee schedule: money in dollars where `money`, else units, weights, factors.

    `difference` is new less old; `percent` is None where the old one is nothing or zero.
    """

    code: str
    at: str
    table: str
    field: str
    old: str | None
    new: str | None
    difference: str | None
    percent: str | None
    money: bool


@dataclass(frozen=True, slots=True)
class PairChange:
    """A PTP pair `added`, `deleted` or `revised`, by what is in force within each release."""

    column_1: str
    column_2: str
    change: str
    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class Limit:
    """A unit limit (MUE) `added`, `deleted` or `revised`."""

    code: str
    change: str
    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of an ICD-10-PCS table `added`, `removed` or `changed`: the values that came and went."""

    table: str
    title: str
    change: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poa:
    """A code that became `exempt` from present-on-admission reporting, or is `no longer exempt`."""

    code: str
    change: str
    title: str


@dataclass(frozen=True, slots=True)
class NotCompared:
    """What could not be compared, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many changes one chapter has, by kind."""

    chapter: str
    title: str
    added: int
    deleted: int
    revised: int
    notes: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed. `added`, `deleted`, `revised` are codes; `nodes…` what stands above them."""

    added: tuple[Listed, ...] = ()
    deleted: tuple[Listed, ...] = ()
    revised: tuple[Revised, ...] = ()
    nodes_added: tuple[Listed, ...] = ()
    nodes_deleted: tuple[Listed, ...] = ()
    nodes_revised: tuple[Revised, ...] = ()
    notes: tuple[NoteChange, ...] = ()
    index: tuple[PathChange, ...] = ()
    guidelines: tuple[ParagraphChange, ...] = ()
    tables: tuple[RowChange, ...] = ()
    fees: tuple[Fee, ...] = ()
    pairs: tuple[PairChange, ...] = ()
    limits: tuple[Limit, ...] = ()
    poa: tuple[Poa, ...] = ()
    chapters: tuple[Bar, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()

    def plus(self, other: Changes) -> Changes:
        """Both, one after the other."""
        return Changes(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        left = {"chapters", "not_compared"}
        return {f.name: len(getattr(self, f.name)) for f in fields(self) if f.name not in left}
