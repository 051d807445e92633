"""ICD-10-CM Official Guidelines (CMS and NCHS): the PDF, or its text (through pdftotext -layout).

Split by paragraph as they are cited: Section I, A, 1, a, 1), (a), (i) is `I.A.1.a.1.a.i`. A marker
counts only where it is the next of its kind, so a list inside a paragraph stays its text. Lines
that a page or a column broke are joined; the contents and the page furniture are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import takewhile

from chartproof.codesets.build import Told
from chartproof.codesets.build.guidelines_pdf import (
    HEAD,
    guideline_head,
    guideline_lines,
    is_guidelines_pdf,
)
from chartproof.codesets.build.icd10 import LICENCE_CM, clean, joined
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError
from chartproof.model.period import Period

NAMES = ("ICD-10-CM-guidelines",)
_TITLE = "ICD-10-CM Official Guidelines for Coding and Reporting"
_FURNITURE = re.compile(rf"\s*(?:{_TITLE}|FY 20\d\d)\s*")
_PAGE = re.compile(r"\s*Page (\d+) of (\d+)\s*")
_HOLDS = re.compile(r"\((\w+ \d+, 20\d\d) *[-\u2013] *(\w+ \d+, 20\d\d)\)")
_SECTION = re.compile(r"\s*Section ([IVX]+)\. +(.*)")
#: Columns by which the text form of a proportional font may be off.
_SPARE = 8
#: Depth 1 to 6; Section is 0.
_MARKERS = tuple(
    re.compile(rf"\s*{marker}\s*(\S.*)")
    for marker in (
        r"([A-Z])\. ",
        r"(\d{1,2})\. ",
        r"([a-z])\. ",
        r"(\d{1,2})\) ",
        r"\(([a-z])\)",
        r"\(([ivx]+)\)",
    )
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ENDED = re.compile(r"[.:;?!)”\"]$")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each edition of the guidelines: of its PDF, where that is there, or its text."""
    everything = list(files)
    names = set()
    for file in everything:
        if is_guidelines_pdf(file, _TITLE):
            made = _draft(file, guideline_head(file), guideline_lines(file, _TITLE), told)
            names.add(made.name)
            yield made
    for file in everything:
        if file.name.lower().endswith(".txt") and _TITLE.encode() in file.head(512):
            head = file.head(1024).decode("utf-8", "replace")
            if _edition(file, head, told)[0] not in names:
                yield _draft(file, head, file.lines(), told)


def _edition(file: SourceFile, head: str, told: Told) -> tuple[str, str, Period]:
    """The name of the release, its version and its days, as the title gives them."""
    found = _HOLDS.search(head)
    first, last = (_day(day) for day in found.groups()) if found else (None, None)
    first, last = told.first or first, told.last or last
    if not first or not last:
        raise InputError(file.name, "", "the title gives no days; say them with --first and --last")
    half = ".2" if first.month == 4 else ""
    version = told.version or f"{last.year}{half}"
    return f"icd10cm-guidelines-{version}", version, Period(first, last)


def _draft(file: SourceFile, head: str, lines: Iterable[str], told: Told) -> Draft:
    name, version, holds = _edition(file, head, told)
    text = _Text()
    for line in _measured(list(_body(file, lines))):
        text.take(line)
    rows = text.rows()
    if not any(row[0] == "I" for row in rows):
        raise InputError(file.name, "", "holds no Section I; is it the text of the guidelines?")
    return Draft(
        name=name,
        system=NAMES[0],
        version=version,
        holds=holds,
        clock="discharge",
        licence=LICENCE_CM,
        sources=(file.sealed(),),
        tables={"paragraphs": (("paragraph", "block", "heading", "page", "text"), rows)},
        counted="paragraphs",
    )


def _day(text: str) -> date:
    return datetime.strptime(text, "%B %d, %Y").date()  # noqa: DTZ007


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the body and its page; `text` empty for a blank line or the end of a page.

    `is_full`: the first word of the next line would not have fitted, so the two are one sentence.
    `is_over`: it does not end a sentence, and deeper lines follow: a heading without a marker.
    """

    text: str
    page: int
    is_break: bool = False
    is_full: bool = False
    is_over: bool = False


def _body(file: SourceFile, lines: Iterable[str]) -> Iterator[_Line]:
    """Lines without furniture, title and contents; InputError where the last page is missing."""
    page, last, is_contents, number = 1, 0, False, 0
    for number, raw in enumerate(lines, 1):
        line = raw.replace("\f", "").rstrip()
        if found := _PAGE.fullmatch(line):
            page, last = int(found.group(1)) + 1, int(found.group(2))
            yield _Line("", page, is_break=True)
        elif number <= HEAD or _FURNITURE.fullmatch(line):
            continue
        elif re.match(rf"\s*{_TITLE} ?\.{{5}}", line):
            is_contents = True
        elif is_contents and _SECTION.match(line) and "....." not in line:
            is_contents = False
            yield _Line(line, page)
        elif not is_contents:
            yield _Line(line, page)
    if not last or page != last + 1:
        says = f"it ends on page {page} of {last or 'an unknown number'}; get the whole text"
        raise InputError(file.name, f"line {number}", says)


def _measured(lines: list[_Line]) -> Iterator[_Line]:
    """Say of each line what those after it, up to a blank one, tell of it."""
    for at, line in enumerate(lines):
        after = list(takewhile(lambda other: other.text.strip(), lines[at + 1 : at + 8]))
        if line.text.strip() and after:
            edge = max(len(line.text), *(len(other.text) for other in after))
            is_full = len(line.text) + 1 + len(after[0].text.split()[0]) > edge - _SPARE
            yield replace(line, is_full=is_full, is_over=_is_over([line, *after]))
        else:
            yield line


def _is_over(lines: list[_Line]) -> bool:
    first = _indent(lines[0])
    above = list(takewhile(lambda line: _indent(line) <= first, lines))
    return len(above) < min(len(lines), 4) and not any(_ENDED.search(line.text) for line in above)


def _indent(line: _Line) -> int:
    return len(line.text) - len(line.text.lstrip())


@dataclass(slots=True)
class _Block:
    paragraph: str
    heading: str
    page: int
    text: str


@dataclass(slots=True)
class _Text:
    """The guidelines as they are read: where we stand, and the blocks so far."""

    at: list[str] = field(default_factory=list)
    heading: str = "Introduction"
    blocks: list[_Block] = field(default_factory=list)
    #: What may come next: `heading` (its second line), `line` (same block), `block` (a new one).
    state: str = "block"
    after_break: bool = False
    indent: int = -1

    def take(self, line: _Line) -> None:
        """Take the next line."""
        if not line.text.strip():
            self.after_break = self.after_break or line.is_break
            self.state = "block"
            return
        if not self._heads(line) and not self._appendix(line) and not self._more_heading(line):
            self._say(line)
        self.after_break = False

    def _heads(self, line: _Line) -> bool:
        if section := _SECTION.match(line.text):
            depth, marker, text = 0, section.group(1), section.group(2)
        else:
            found = self._marked(line.text)
            if found is None:
                return False
            depth, marker, text = found
        self.at = [*self.at[:depth], marker]
        self._open(clean(text), line.page)
        return True

    def _open(self, heading: str, page: int) -> None:
        self.heading, self.state = heading, "heading"
        self.blocks.append(_Block(".".join(self.at), heading, page, ""))

    def _marked(self, text: str) -> tuple[int, str, str] | None:
        """The marker a line begins with, where it is the next of its kind, deepest first."""
        if not self.at or self.at[0] == "Appendix I":
            return None
        begun = None
        for depth in range(6, 0, -1):
            found = _MARKERS[depth - 1].match(text)
            if not found or depth > len(self.at):
                continue
            marker = found.group(1)
            if depth < len(self.at) and marker == _next(self.at[depth], depth):
                return depth, marker, found.group(2)
            if depth == len(self.at) and marker == _next("", depth):
                begun = (depth, marker, found.group(2))
        return begun

    def _appendix(self, line: _Line) -> bool:
        """The appendix has headings without markers, over deeper lines."""
        text, is_in = clean(line.text), self.at == ["Appendix I"]
        if text == "Appendix I":
            self.at = ["Appendix I"]
            self._open("", line.page)
            return True
        is_short = len(text) <= 50 and not line.is_full and not re.search(r"[.:;?!)”\"]$|[\u2013=]", text)
        if not is_in or self.state == "line" or not (line.is_over or is_short):
            return False
        if self.state == "heading" and self.indent == _indent(line) and line.is_over:
            self.blocks[-1].heading = self.heading = joined(self.heading, text)
        else:
            self._open(text, line.page)
            self.indent = _indent(line)
        return True

    def _more_heading(self, line: _Line) -> bool:
        """The second line of a heading: begins small, or is short and does not end a sentence."""
        text, block = clean(line.text), self.blocks[-1] if self.blocks else None
        if self.state != "heading" or block is None or block.text or block.heading.endswith("."):
            return False
        is_whole = block.heading.startswith("Chapter") and block.heading.endswith(")")
        is_short = len(text) < 58 and not line.is_full and not text.startswith("See ")
        is_short = is_short and len(block.heading) >= 45 and not _ENDED.search(text.rstrip(")"))
        if is_whole or not (text[0].islower() or is_short or not block.heading):
            return False
        block.heading = self.heading = joined(block.heading, text)
        return True

    def _say(self, line: _Line) -> None:
        text, last = clean(line.text), self.blocks[-1] if self.blocks else None
        if self.state == "heading" and last is not None and not last.text:
            last.text, last.page = text, line.page
        elif last is not None and not text.startswith("•") and self._goes_on(last, text):
            last.text = joined(last.text, text)
        elif last is not None and not last.text and last.paragraph == ".".join(self.at):
            last.text, last.page = text, line.page
        else:
            self.blocks.append(_Block(".".join(self.at) or "Introduction", self.heading, line.page, text))
        self.state = "line"

    def _goes_on(self, last: _Block, text: str) -> bool:
        if self.state == "line":
            return True
        return self.after_break and bool(last.text) and (not _ENDED.search(last.text) or text[0].islower())

    def rows(self) -> list[tuple[str, ...]]:
        """One row a block, numbered within its paragraph."""
        counts: dict[str, int] = {}
        found: list[tuple[str, ...]] = []
        for b in self.blocks:
            counts[b.paragraph] = counts.get(b.paragraph, 0) + 1
            found.append((b.paragraph, str(counts[b.paragraph]), b.heading, str(b.page), b.text))
        return found


def _next(marker: str, depth: int) -> str:
    """The marker after one; after none, the first."""
    if depth in {2, 4}:
        return str(int(marker or "0") + 1)
    if depth == 6:
        return _ROMAN[_ROMAN.index(marker.upper()) + 1 if marker else 0].lower()
    if not marker:
        return "A" if depth == 1 else "a"
    return chr(ord(marker) + 1)
