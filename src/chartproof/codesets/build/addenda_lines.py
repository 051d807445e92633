"""The lines of an addenda PDF of ICD-10-CM (CDC/NCHS): what is done, and to what, in page order.

Each line begins at the margin with what is done: No Change (only context), Add, Delete, Revise from
and Revise to. A line that does not goes on with the one above it. What cannot be applied is listed
in the table `unapplied`, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from chartproof.codesets.build.icd10 import joined
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken
from chartproof.codesets.release import Licence
from chartproof.formats.pdf import MOST_BYTES
from chartproof.formats.pdf_lines import Line, pdf_lines
from chartproof.model.errors import InputError

ACTION = re.compile(r"(No Change|Add|Delete|Revise from|Revise to)\b:? *")
UNAPPLIED = ("page", "line", "action", "text", "why")
NO_CHANGE, ADD, DELETE, FROM, TO = "No Change", "Add", "Delete", "Revise from", "Revise to"
_NAME = re.compile(r".*addend(?:a|um).*\.pdf", re.IGNORECASE)
_FURNITURE = re.compile(r"ICD-10-CM (?:TABULAR|INDEX|EXTERNAL|TABLE)\b.*|20\d\d Addenda|Page \d+(?: of \d+)?")
#: A line of an addenda, with what goes on with it, has no more characters.
MOST_IN_A_LINE = 5_000
#: How many bytes may follow the mark at the end of a PDF, as readers of PDF allow.
_END_WITHIN = 1024
#: Points by which what begins at the margin may be off it.
_SPARE = 6


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an addenda, whole: where it begins, what is done, and the text it is done to.

    `left` is where the text begins, in points; `is_bold` says of its first character whether it is.
    """

    page: int
    line: int
    action: str
    text: str
    left: float
    is_bold: bool


@dataclass(slots=True)
class Applied:
    """What was applied, by action, and the rows of the table `unapplied`."""

    counts: dict[str, int] = field(default_factory=dict)
    unapplied: list[tuple[str, ...]] = field(default_factory=list)

    def did(self, change: Change) -> None:
        """Count a change that was applied."""
        self.counts[change.action] = self.counts.get(change.action, 0) + 1

    def could_not(self, change: Change, why: str) -> None:
        """List a change that was not applied, with the reason."""
        self.unapplied.append((str(change.page), str(change.line), change.action, change.text, why))

    def told(self, base: str, addenda: str) -> str:
        """What a release was made of, and how much of it was applied."""
        done = ", ".join(f"{action} {count:,}" for action, count in sorted(self.counts.items()))
        return (
            f"Derived by chartproof: {addenda} applied onto {base}. Lines applied: {done or 'none'}; "
            f"not applied: {len(self.unapplied):,} (table `unapplied`)."
        )


def noted(licence: Licence, says: str) -> Licence:
    """A licence whose notice says so too."""
    return replace(licence, notice=f"{licence.notice} {says}")


def is_addenda_pdf(file: SourceFile) -> bool:
    """Say whether a file is named as an addenda PDF is."""
    return bool(_NAME.fullmatch(file.name))


def addenda_pdfs(files: Iterable[SourceFile], title: str) -> Iterator[SourceFile]:
    """The addenda PDFs whose first page is headed by a title (a pattern)."""
    for file in files:
        if is_addenda_pdf(file) and file.head(5) == b"%PDF-":
            heads = [line.text for line in lines_of(file, pages=1)][:2]
            if any(re.search(title, head, re.IGNORECASE) for head in heads):
                yield file


def lines_of(file: SourceFile, pages: int | None = None) -> Iterator[Line]:
    """The lines of a PDF, bounded; InputError with the page where it breaks."""
    return pdf_lines(bytes_of(file), file.name, pages)


def bytes_of(file: SourceFile) -> bytes:
    """The bytes of a PDF, and no more than one may have; InputError where its end is missing."""
    with file.opened() as inside:
        data = inside.read(MOST_BYTES + 1)
    if len(data) <= MOST_BYTES and b"%%EOF" not in data[-_END_WITHIN:]:
        raise broken(file, "", "the PDF does not end, it is cut off")
    return data


def changes(file: SourceFile) -> list[Change]:
    """Read an addenda whole; InputError where it holds no changes."""
    found: list[Change] = []
    margin, page, number = 0.0, 0, 0
    for line in lines_of(file):
        number = number + 1 if line.page == page else 1
        page = line.page
        action = ACTION.match(line.text)
        if action and not found:
            margin = line.left
        if _FURNITURE.fullmatch(line.text):
            continue
        if action and line.left < margin + _SPARE:
            found.append(_change(line, number, action))
        elif found:
            found[-1] = _longer(found[-1], line)
        if found and len(found[-1].text) > MOST_IN_A_LINE:
            says = f"a line of more than {MOST_IN_A_LINE:,} characters; it is refused"
            raise InputError(file.name, f"page {page}", says)
    if not found:
        raise InputError(file.name, "", "no line says Add, Delete or Revise; is it an addenda?")
    return found


def _change(line: Line, number: int, action: re.Match[str]) -> Change:
    if not line.text[action.end() :].strip():
        return Change(line.page, number, action[1], "", line.left, is_bold=False)
    rest = line.part(action.end())
    return Change(line.page, number, action[1], rest.text, rest.left, rest.bold[0])


def _longer(change: Change, line: Line) -> Change:
    if not change.text:
        return Change(change.page, change.line, change.action, line.text, line.left, line.bold[0])
    text = joined(change.text, line.text)
    return Change(change.page, change.line, change.action, text, change.left, change.is_bold)


def squeezed(text: str) -> str:
    """A text without white space and capitals, to compare what was set twice."""
    return re.sub(r"\s+", "", text.replace("\u2019", "'")).casefold()
