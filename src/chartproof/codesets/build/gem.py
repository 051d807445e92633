"""General Equivalence Mappings between ICD-9-CM and ICD-10 (CMS and NCHS, 2018 the last edition).

Fixed text: source code, target code, five flags: approximate, no map, combination, scenario,
choice list (`0010  A000    00000`). Names as published: 2018_I9gem.txt, 2018_I10gem.txt,
gem_i9pcs.txt, gem_pcsi9.txt. No edition followed the last, so the release holds from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chartproof.codesets.build import Told
from chartproof.codesets.build.editions import yearly
from chartproof.codesets.build.icd10 import dotted
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError
from chartproof.model.period import Period

COLUMNS = ("code", "target", "approximate", "no_map", "combination", "scenario", "choice")
#: What stands in a file's name -> from which system, to which.
_KINDS = {
    "i9gem": ("ICD-9-CM", "ICD-10-CM"),
    "i10gem": ("ICD-10-CM", "ICD-9-CM"),
    "gem_i9pcs": ("ICD-9-CM-procedures", "ICD-10-PCS"),
    "gem_pcsi9": ("ICD-10-PCS", "ICD-9-CM-procedures"),
}
NAMES = tuple(f"GEM-{source}-to-{target}" for source, target in _KINDS.values())
_NAME = re.compile(r".*?(i9gem|i10gem|gem_i9pcs|gem_pcsi9).*\.txt", re.IGNORECASE)
_LINE = re.compile(r"(\w{3,7}) +(\w{3,7}|NoDx|NoPCS) +([01])([01])([01])(\d)(\d)\s*")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each direction."""
    for file in files:
        named = _NAME.fullmatch(file.name)
        if named and _LINE.match(file.head(64).decode("ascii", "replace")):
            source, target = _KINDS[named.group(1).lower()]
            of = yearly(file, told)
            yield Draft(
                name=f"gem-{source.lower()}-to-{target.lower()}-{of.year}",
                system=f"GEM-{source}-to-{target}",
                version=str(of.year),
                holds=Period(told.first or date(of.year - 1, 10, 1), told.last),
                clock="discharge",
                licence=CMS,
                sources=(file.sealed(),),
                tables={"map": (COLUMNS, sorted(_rows(file, (source, target))))},
                counted="map",
            )


def _rows(file: SourceFile, systems: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    number = 0
    for number, line in enumerate(file.lines(), 1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise broken(file, f"line {number}", "it is no code, target and five flags")
        source, target, *flags = found.groups()
        no_map = flags[1] == "1"
        yield (
            _published(source, systems[0]),
            "" if no_map else _published(target, systems[1]),
            *flags,
        )
    if not number:
        raise InputError(file.name, "", "holds no maps; get the file from the publisher again")


def _published(code: str, system: str) -> str:
    """A code as published: ICD-10-CM and ICD-9-CM with their dot."""
    if system == "ICD-10-CM":
        return dotted(code)
    if system == "ICD-9-CM":
        at = 4 if code.startswith("E") else 3
        return code if len(code) <= at else f"{code[:at]}.{code[at:]}"
    if system == "ICD-9-CM-procedures":
        return f"{code[:2]}.{code[2:]}"
    return code
