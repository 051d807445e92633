"""ICD-10-CM codes exempt from present-on-admission reporting (CMS: POAexemptCodesFYnn.txt, .xlsx).

With it, when at hand: the codes added, deleted and revised since the list before, and the read-me,
whose count the list must have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import CODE, LICENCE_CM, Edition, clean, edition
from chartproof.codesets.build.source import SourceFile, of_same
from chartproof.codesets.build.tables import rows, text_lines
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

NAMES = ("ICD-10-CM-POA-exempt",)
_NAME = re.compile(
    r"(?P<readme>ReadMe)?POAexempt(?P<part>Codes|AddCodes|DeleteCodes|ReviseCodes)?FY\d\d\.(?:txt|xlsx)",
    re.IGNORECASE,
)
_ACTIONS = {"AddCodes": "add", "DeleteCodes": "delete", "ReviseCodes": "revise"}

Row = Mapping[str, str]


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each year's list."""
    ours = {(edition(f, told), part): f for f in files if (part := _part(f))}
    for (of, part), file in ours.items():
        if part == "Codes":
            parts = {p: f for (year, p), f in ours.items() if year == of and p != "Codes"}
            yield _draft(file, of, parts)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """The list and what says how it changed go together."""
    return of_same(broken, filter(_part, files), lambda f: edition(f, told).year)


def _part(file: SourceFile) -> str:
    """Which of the files it is: Codes, AddCodes, …, readme; `` when none."""
    name = _NAME.fullmatch(file.name)
    if not name or not (file.name.lower().endswith(".xlsx") or b"POA" in file.head(512)):
        return ""
    return "readme" if name["readme"] else name["part"] or ""


def _draft(file: SourceFile, of: Edition, parts: Mapping[str, SourceFile]) -> Draft:
    codes = sorted((r["code"], r["order"], r["title"]) for r in _rows(file))
    if "readme" in parts and (said := _count(parts["readme"])) != len(codes):
        says = f"has {len(codes):,} codes where {parts['readme'].name} says {said:,}; get both again"
        raise InputError(file.name, "", says)
    changes = [
        (_ACTIONS[part], r["code"], r["action"], r["title"])
        for part in _ACTIONS
        if part in parts
        for r in _rows(parts[part])
    ]
    return Draft(
        name=f"icd10cm-poa-exempt-{of.version}",
        system=NAMES[0],
        version=of.version,
        holds=of.holds,
        clock="discharge",
        licence=LICENCE_CM,
        sources=tuple(f.sealed() for f in (file, *parts.values())),
        tables={
            "codes": (("code", "order", "title"), codes),
            "changes": (("action", "code", "revision", "title"), changes),
        },
        counted="codes",
    )


def _rows(file: SourceFile) -> Iterator[Row]:
    """Rows by our names; the first row names the columns."""
    names: list[str] = []
    for number, row in rows(file):
        cells = [_unquoted(cell) for cell in row]
        if not any(cells):
            continue
        if not names:
            names = [_ours(cell) for cell in cells]
            continue
        told = {"order": "", "action": "", **dict(zip(names, cells, strict=False))}
        if len(cells) < len(names) or not re.fullmatch(CODE, told.get("code", "")) or not told["title"]:
            says = "a code and its description should stand here; get the file again"
            raise InputError(file.name, f"line {number}", says)
        yield told


def _ours(heading: str) -> str:
    name = heading.lower()
    if "code" in name:
        return "code"
    return "title" if name.startswith("desc") else "action" if name.startswith("act") else "order"


def _unquoted(cell: str) -> str:
    text = clean(cell)
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"')
    return text


def _count(readme: SourceFile) -> int:
    """The count the read-me gives for the list, the first one in it."""
    for line in text_lines(readme):
        if found := re.search(r"\(([\d,]+) codes\)", line):
            return int(found.group(1).replace(",", ""))
    raise InputError(readme.name, "", "gives no count of codes; leave it out")
