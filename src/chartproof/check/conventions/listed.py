"""The valid diagnoses of a claim's list, each with what its title says: read once for all edits of the room."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Note, Tabular
from chartproof.model.claim import Claim, Diagnosis
from chartproof.model.coding import Row
from chartproof.model.finding import Change, Fix, Op, Severity
from chartproof.terms.sides import named

_WORD = re.compile(r"[a-z0-9]+")
_ELSEWHERE = re.compile(r"\bin (?:other )?(?:\w+ ){0,4}diseases classified elsewhere\b", re.IGNORECASE)
#: Words that say the side, and the organ that titles of one side name and those of both do not.
_SIDES = frozenset("right left bilateral unilateral both of the and eye".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A valid code: `side` is right, left or bilateral; `words` those of the title without it, `vague` without "unspecified" too."""

    code: str
    title: str
    node: str
    char: str
    side: str | None
    words: tuple[str, ...]
    vague: tuple[str, ...] | None
    manifestation: bool

    @property
    def category(self) -> str:
        """The first three characters."""
        return self.code[:3]

    @property
    def is_cause(self) -> bool:
        """Whether it tells an external cause."""
        return self.code[0] in "VWXY"


@dataclass(frozen=True, slots=True)
class Listed:
    """A diagnosis of the list and its entry in the Tabular List."""

    dx: Diagnosis
    entry: Entry

    @property
    def at(self) -> str:
        """Its place on the claim."""
        return self.dx.at

    @property
    def code(self) -> str:
        """Its code."""
        return self.entry.code


_KNOWN: dict[str, dict[str, Entry | None]] = {}
_last: tuple[Claim | None, Tabular | None, tuple[Listed, ...]] = (None, None, ())


def listed(claim: Claim, books: Books) -> tuple[Listed, ...]:
    """The diagnoses of the list that are valid codes, the first-listed one first."""
    global _last  # noqa: PLW0603 - every edit of the room asks for the same claim in turn
    tabular = books.tabular
    seen, by, found = _last
    if seen is claim and by is tabular:
        return found
    told = ((dx, entry_of(dx.code, tabular)) for dx in claim.listed)
    found = tuple(Listed(dx, entry) for dx, entry in told if entry)
    _last = (claim, tabular, found)
    return found


def first_listed(claim: Claim, books: Books) -> Listed | None:
    """The principal or first-listed diagnosis where it is a valid code."""
    found = listed(claim, books)
    return found[0] if found and found[0].dx is claim.principal else None


def entry_of(code: str, tabular: Tabular) -> Entry | None:
    """The entry of a code; None where it is not valid."""
    known = _KNOWN.setdefault(tabular.release.seal, {})
    if code not in known:
        found = tabular.billable(code)
        if found is None:
            return None
        known[code] = _entry(code, found.node, found.char, found.title)
    return known[code]


def _entry(code: str, node: str, char: str, title: str) -> Entry:
    sides, _ = named(title)
    words = [w.rstrip("s") for w in _WORD.findall(title.lower()) if w not in _SIDES]
    vague = None
    if not sides and "unspecified" in words:
        vague = tuple(sorted((Counter(words) - Counter(["unspecified"])).elements()))
    side = next(iter(sides)) if len(sides) == 1 else None
    return Entry(code, title, node, char, side, tuple(sorted(words)), vague, bool(_ELSEWHERE.search(title)))


def same_but_side(one: Entry, other: Entry) -> bool:
    """Whether two codes of one category tell the same but for the side, or one leaves the side unspecified."""
    if one.category != other.category or not (one.side or other.side):
        return False
    if one.side and other.side:
        return one.side != other.side and one.words == other.words
    sided, open_ = (one, other) if one.side else (other, one)
    return open_.vague == sided.words


def note_row(note: Note, books: Books) -> Row:
    """The row of a note."""
    return Row(books.tabular.release.name, "notes", f"{note.node}/{note.block}.{note.number}")


def code_row(code: str, books: Books) -> Row:
    """The row of a code."""
    return Row(books.tabular.release.name, "codes", code)


def first(says: str, at: str, *, safe: bool = False) -> Fix:
    """Put a diagnosis first."""
    return Fix(says, safe, (Change(Op.FIRST, at),))


def remove(says: str, at: str, *, safe: bool = False) -> Fix:
    """Take a diagnosis off the list."""
    return Fix(says, safe, (Change(Op.REMOVE, at),))


def not_first(claim: Claim) -> Severity:
    """What happens to a claim for a first-listed diagnosis that cannot be one: sent back to facilities, else not paid."""
    return Severity.RETURN if claim.is_facility else Severity.DENY
