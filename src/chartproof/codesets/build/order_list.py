"""The order file, the codes file and their addenda: one form for ICD-10-CM and ICD-10-PCS.

Order file (CMS, "icd10OrderFiles.pdf"): order number 1-5, code 7-13, 0 heading or 1 valid code 15,
short title 17-76, long title 78 on. Codes file: code 1-7, long title 9 on. Addenda: what is done
1-12, then the same, closed by counts of the list before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from chartproof.codesets.build.icd10 import dotted, numbered_lines
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Table
from chartproof.model.errors import InputError

_LINE = re.compile(r"(\d{5}) ([0-9A-Z]{3,7}) {1,5}([01]) (?=\S)(.{60}) (\S.*)")
_CODE_LINE = re.compile(r"([0-9A-Z]{3,7}) {1,5}(\S.*)")
_CHANGE = re.compile(r"(Add|Delete|Revise from|Revise to): +(?:([01]) )?([0-9A-Z]{3,7}) {1,5}(\S.*)")
_COUNT = re.compile(r"\s*(\d+) codes in \w+_(20\d\d)\.txt")
COLUMNS = ("code", "order", "short_title", "title")

#: Code to its line.
Rows = dict[str, "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its order number, code without dot, whether it is valid, short and long title."""

    order: str
    code: str
    is_valid: bool
    short: str
    title: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an addenda: add, delete, revise from or revise to."""

    line: int
    action: str
    row: Row


def order_rows(file: SourceFile) -> Rows:
    """Read an order file whole; InputError where a line has another form or one is missing."""
    rows: Rows = {}
    for count, (number, text) in enumerate(numbered_lines(file), 1):
        line = _LINE.fullmatch(text)
        if not line:
            raise _broken(file, number, "a line of an order file: number, code, 0 or 1, titles")
        order, code, flag, short, title = line.groups()
        if int(order) != count:
            raise _broken(file, number, f"order number {count:05}; lines are missing or twice")
        rows[code] = Row(order, code, flag == "1", short.strip(), title.strip())
    if not rows:
        raise _broken(file, 1, "the first line of an order file")
    return rows


def code_rows(file: SourceFile) -> Rows:
    """Read a codes file: valid codes and long titles only."""
    rows: Rows = {}
    for number, text in numbered_lines(file):
        line = _CODE_LINE.fullmatch(text)
        if not line or line.group(1) in rows:
            raise _broken(file, number, "a code not given before, and its title")
        rows[line.group(1)] = Row("", line.group(1), is_valid=True, short="", title=line.group(2).strip())
    return rows


def changes(file: SourceFile) -> tuple[list[Change], dict[int, int]]:
    """Read an addenda: its changes, and the count it gives for the list of each year."""
    found: list[Change] = []
    counts: dict[int, int] = {}
    for number, text in numbered_lines(file):
        if line := _CHANGE.fullmatch(text):
            action, flag, code, titles = line.groups()
            short, title = _titles(titles, "order" in file.name)
            found.append(Change(number, action, Row("", code, flag != "0", short, title)))
        elif count := _COUNT.match(text):
            counts.setdefault(int(count.group(2)), int(count.group(1)))
        elif re.match(r"(Add|Delete|Revise)", text):
            raise _broken(file, number, "what is done, a code and its title")
    if len(counts) < 2:
        says = "the counts that close an addenda are missing; get the file from the publisher again"
        raise InputError(file.name, "last line", says)
    return found, counts


def _titles(text: str, short_too: bool) -> tuple[str, str]:
    return (text[:60].strip(), text[60:].strip()) if short_too else ("", text.strip())


def applied(rows: Mapping[str, Row], file: SourceFile, base: str, *, headings: bool = True) -> Rows:
    """The list an addenda makes of an earlier one; InputError where the two do not fit.

    `headings`: the titles of headings must fit too; they need not where those of a Tabular List differ.
    """
    steps, counts = changes(file)
    before, after = counts[min(counts)], counts[max(counts)]
    done = {code: replace(row, order="") for code, row in rows.items()}
    _counted(file, done, before, f"{base} is not the list it changes")
    for step in steps:
        _apply(file, step, done, base if headings or step.row.is_valid else "")
    _counted(file, done, after, "the addenda is not whole")
    return done


def _counted(file: SourceFile, rows: Mapping[str, Row], said: int, why: str) -> None:
    if (found := sum(r.is_valid for r in rows.values())) != said:
        says = f"says {said:,} codes where there are {found:,}; {why}"
        raise InputError(file.name, "the counts at the end", says)


def _apply(file: SourceFile, step: Change, done: Rows, base: str) -> None:
    """Make one change. A nameless `base` is not compared: what does not fit there is passed over."""
    row, standing = step.row, done.get(step.row.code)
    if step.action == "Add":
        fits = standing is None or standing.is_valid != row.is_valid
    else:
        fits = standing is not None
    if step.action == "Revise from" and standing:
        fits = standing.title == row.title
    if not fits and base:
        says = f"{step.action} {row.code} does not fit {base}; give the list of the year before"
        raise InputError(file.name, f"line {step.line}", says)
    if step.action == "Add":
        done[row.code] = row
    elif standing and step.action == "Delete" and standing.is_valid == row.is_valid:
        del done[row.code]
    elif standing and step.action == "Revise to":
        done[row.code] = replace(standing, short=row.short or standing.short, title=row.title)


def tables(rows: Iterable[Row], *, dots: bool) -> dict[str, Table]:
    """The tables `codes` (valid) and `headings` (not valid by themselves), by code.

    `dots`: write the dot of ICD-10-CM.
    """
    ordered = sorted(rows, key=lambda r: r.code)
    if dots:
        ordered = [replace(row, code=dotted(row.code)) for row in ordered]
    return {
        "codes": (COLUMNS, _told(r for r in ordered if r.is_valid)),
        "headings": (COLUMNS, _told(r for r in ordered if not r.is_valid)),
    }


def _told(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    return ((r.code, r.order, r.short, r.title) for r in rows)


def _broken(file: SourceFile, number: int, wanted: str) -> InputError:
    says = f"{wanted} should stand here; get the file from the publisher again"
    return InputError(file.name, f"line {number}", says)
