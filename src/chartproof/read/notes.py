"""A chart pasted into one text: where each note of it begins, what it is and of which day.

Titles part it, as they stand in a line of their own, "PROGRESS NOTE - May 8, hospital day 6", and loud words
with a day that open one: "PROGRESS 5/8: afebrile".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from chartproof.model.calendar import CALENDAR, day_of
from chartproof.model.document_kind import REPORTS, DocumentKind, author_of, kind_called
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Page
from chartproof.model.record import Author, ClaimKind, Document, Encounter, Evidence
from chartproof.read.blocks import opens_paragraph
from chartproof.read.headings import headings

#: A line that may be the title of a note.
_TITLE = Pattern(
    r"^[ \t]*(?P<title>[A-Z][\w &/,'\u2019()-]{0,60}?\b(?:note|report|summary|physical|consultation|h ?& ?p|exam(?:ination)?)|h ?& ?p)(?P<rest>(?![\w'\u2019])[^\n]{0,60})$",
    re.IGNORECASE | re.MULTILINE,
)
#: Loud words and a day that open a line: "CATH 8/11: ..."; "PROGRESS 5/19 (Dr. Lind): ..."; "EVENT 11/13, overnight: ...".
_DATED = Pattern(
    rf"^[ \t]*(?P<title>[A-Z][A-Z&/-]+(?: [A-Z&/-]+){{0,3}}) +\(?(?P<rest>(?i:{CALENDAR})\)?(?:,? \d{{3,4}}| \d{{1,2}}:\d\d)?)(?: ?\([^()\n]{{1,40}}\)|, [a-z][a-z ]{{1,30}})?(?=:|[ \t]*$)",
    re.MULTILINE,
)
#: What may stand behind a title, or alone in the line below it: the day, its hour, the day of the stay.
_DAY = Pattern(rf"(?:{CALENDAR}|(?P<iso>\d{{4}}-\d\d-\d\d))", re.IGNORECASE)
_HOUR = Pattern(r"\b\d{1,2}:\d\d(?: ?[ap]\.?m\b\.?)?|\b\d{4} ?(?:h|hrs|hours)\b", re.IGNORECASE)
_DAY_OF_STAY = Pattern(r"\b(?:hospital day|hd) ?#? ?(?P<number>\d{1,3})\b", re.IGNORECASE)
_AROUND = Pattern(
    r"\b(?:date|dated|of|on|for|the|day|postop\w*|post-?op\w*|pod|admission|discharge|service|am|pm|morning|evening|night|time)\b|[\W\d_]",
    re.IGNORECASE,
)
#: So far into a text its first note begins.
_HEAD = 300

Whole = TypeVar("Whole")


@dataclass(frozen=True, slots=True)
class Notes:
    """An encounter whose charts of several notes are apart, and where in its documents each note stood."""

    encounter: Encounter
    whole: Encounter
    _stood: dict[str, tuple[Document, int]]

    def placed(self, words: Evidence) -> Evidence:
        """The same words in the note that holds them."""
        for part in self.encounter.documents:
            document, start = self._stood.get(part.id, (part, 0))
            if document.id == words.document and start <= words.start and words.end <= start + len(part.text):
                return part.quote(words.start - start, words.end - start)
        return words

    def joined(self, coded: Whole, pages: tuple[Page, ...]) -> Whole:
        """The same, told of the documents as they came: every quote at its place there."""
        whole: Whole = _Joining(self._stood, self.encounter, self.whole, pages).of(coded)
        return whole


def notes_apart(encounter: Encounter) -> Notes | None:
    """The notes of a stay that a facility bills, each as a document of its own; None where no document holds several."""
    if not encounter.is_stay or encounter.claim_kind is not ClaimKind.FACILITY:
        return None
    stood: dict[str, tuple[Document, int]] = {}
    documents: list[Document] = []
    for document in encounter.documents:
        parts = list(_parts(document, encounter.began)) if document.kind is None else []
        stood |= {part.id: (document, start) for part, start in parts}
        documents += [part for part, _ in parts] or [document]
    return Notes(replace(encounter, documents=tuple(documents)), encounter, stood) if stood else None


def _parts(document: Document, began: date | None) -> Iterator[tuple[Document, int]]:
    """The notes of a text, each with where it begins."""
    titles = _titles(document.text)
    if len(titles) < 2 or (document.text[: titles[0].start()].strip() and titles[0].start() > _HEAD):
        return
    starts = [0, *(t.start() for t in titles[1:]), len(document.text)]
    for number, (title, (start, end)) in enumerate(zip(titles, pairwise(starts), strict=True)):
        kind = title["title"].strip()
        author = author_of(kind) if document.author is Author.PROVIDER else document.author
        day = _day(title, document.text, began)
        yield (
            replace(
                document,
                id=f"{document.id}\x1f{number}",
                text=document.text[start:end],
                kind=kind,
                author=author,
                written=datetime.combine(day, time()) if day else document.written,
                layout=(),
            ),
            start,
        )


def _titles(text: str) -> list[re.Match[str]]:
    """The titles of notes in a text, in order; words with a day part notes where some title tells what its note is."""
    named = [t for t in _TITLE.finditer(text) if _is_title(t, text)]
    dated = [t for t in _DATED.finditer(text) if _is_dated(t, text)]
    if not named and not any(kind_called(t["title"]) for t in dated):
        return []
    at = {t.start(): t for t in (*dated, *named)}
    return [at[start] for start in sorted(at)]


def _is_title(found: re.Match[str], text: str) -> bool:
    """Whether a line is the title of a note: it names a kind of note, and nothing behind it but its day."""
    is_note = kind_called(found["title"]) is not None or found["title"].casefold().endswith("note")
    return is_note and opens_paragraph(text, found.start()) and not _besides(found["rest"])


#: What parts of a note may be headed by that are notes of their own beside a day: "PROGRESS 5/8:", "POSTPARTUM 2/18:".
_OF_A_STAY = frozenset({None, "hospital_course", "ed_course"})


def _is_dated(found: re.Match[str], text: str) -> bool:
    """Whether loud words with a day begin a note: not a part of one, nor a test told in it."""
    kind = kind_called(found["title"])
    if kind is DocumentKind.PROGRESS:
        return True
    if kind in REPORTS or not opens_paragraph(text, found.start()):
        return False
    return found["title"].endswith("NOTE") or headings().kind(found["title"]) in _OF_A_STAY


def _besides(words: str) -> str:
    for pattern in (_DAY, _HOUR, _DAY_OF_STAY, _AROUND):
        words = pattern.sub(" ", words)
    return words.strip()


def _day(title: re.Match[str], text: str, began: date | None) -> date | None:
    """The day a note is of: told behind its title or in the line below."""
    below = text[title.end() + 1 :].split("\n", 1)[0]
    for words in (title["rest"], "" if _besides(below) else below):
        found = _DAY.search(words)
        if found is not None and found["iso"]:
            return _of_iso(found["iso"])
        if found is not None and began is not None:
            return day_of(found, began)
        nth = _DAY_OF_STAY.search(words)
        if nth is not None and began is not None:
            return began + timedelta(int(nth["number"]) - 1)
    return None


def _of_iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


class _Joining:
    """Puts what was told of notes back to the documents they stood in."""

    def __init__(
        self,
        stood: dict[str, tuple[Document, int]],
        apart: Encounter,
        whole: Encounter,
        pages: tuple[Page, ...],
    ) -> None:
        self._stood = stood
        self._known: dict[int, tuple[Any, Any]] = {id(apart): (apart, whole)}
        self._pages = pages

    def of(self, value: Any) -> Any:
        """The same value; what is asked again is one object again."""
        if isinstance(value, str):
            return self._stood[value][0].id if value in self._stood else value
        if not isinstance(value, tuple | frozenset) and not is_dataclass(value):
            return value
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._made(value))
        return known[1]

    def _made(self, value: Any) -> Any:
        if isinstance(value, Evidence):
            if value.document not in self._stood:
                return value
            document, start = self._stood[value.document]
            return document.quote(value.start + start, value.end + start)
        if isinstance(value, Document):
            return self._stood[value.id][0] if value.id in self._stood else value
        if isinstance(value, frozenset):
            return frozenset(map(self.of, value))
        if isinstance(value, tuple):
            if value and all(isinstance(each, Page) for each in value):
                return self._pages
            made = [self.of(each) for each in value]
            same = all(a is b for a, b in zip(made, value, strict=True))
            return value if same else type(value)(*made) if hasattr(value, "_fields") else tuple(made)
        changed = {
            f.name: new
            for f in fields(value)
            if f.init and (new := self.of(old := getattr(value, f.name))) is not old
        }
        return replace(value, **changed) if changed else value
