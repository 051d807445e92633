"""What the files of ICD-10-CM and ICD-10-PCS share: fiscal years, editions, dots, lines, XML.

Editions: a fiscal year runs 1 October to 30 September; since 2022 an update comes each 1 April
(Federal Register, IPPS final rules; ICD-10 Coordination and Maintenance Committee).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chartproof.codesets.build import Told, tables
from chartproof.codesets.build.editions import holding
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Licence
from chartproof.model.errors import InputError
from chartproof.model.period import Period

if TYPE_CHECKING:
    from lxml import etree

#: Between the terms of an index path; no published term holds it.
BELOW = " > "

#: A category, subcategory or code with its dot; since FY2026 its second place may be a letter.
CODE = r"[A-Z](?:\d[0-9A-Z]|[A-Z]\d)(?:\.[0-9A-Z]{1,4})?"

LICENCE_CM = Licence(
    name="Public domain (CDC/NCHS and CMS)",
    redistributable=True,
    notice=(
        "ICD-10-CM is published by the National Center for Health Statistics (CDC) and the Centers "
        "for Medicare & Medicaid Services. ICD-10 is owned by the World Health Organization, which "
        "has authorised the adaptation."
    ),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which fiscal year a file is of, and which half of it: `2026`, `2026.1` or `2026.2`."""

    version: str
    holds: Period

    @property
    def year(self) -> int:
        """The fiscal year."""
        return int(self.version.partition(".")[0])


def edition(file: SourceFile, told: Told, *, halved: bool = False) -> Edition:
    """Read the edition in the name of a file or its archive; what a person told goes before.

    `halved`: a file that does not say April holds from October to March only.
    """
    names = f"{file.name} {file.path.name}"
    version = told.version or _version(names, halved=halved)
    if version is None:
        raise InputError(file.name, "", "the name gives no year; say which with --version YYYY")
    if not re.fullmatch(r"20\d\d(\.[12])?", version):
        raise InputError(file.name, "", f"{version!r} is no edition; say YYYY, YYYY.1 or YYYY.2")
    return Edition(version, _holds(file, version, told))


def _version(names: str, *, halved: bool) -> str | None:
    if found := re.search(r"(?<!\d)(20\d\d)(?!\d)", names):
        year = int(found.group(1))
    elif found := re.search(r"FY[-_ ]?(\d\d)(?!\d)", names, re.IGNORECASE):
        year = 2000 + int(found.group(1))
    else:
        return None
    if re.search("april", names, re.IGNORECASE):
        return f"{year}.2"
    return f"{year}.1" if halved and year >= 2022 else str(year)


def _holds(file: SourceFile, version: str, told: Told) -> Period:
    year = int(version[:4])
    first = date(year, 4, 1) if version.endswith(".2") else date(year - 1, 10, 1)
    last = date(year, 3, 31) if version.endswith(".1") else date(year, 9, 30)
    return holding(file, told.first or first, told.last or last)


def dotted(code: str) -> str:
    """Write an ICD-10-CM code with its dot."""
    return code if len(code) <= 3 or "." in code else f"{code[:3]}.{code[3:]}"


def clean(text: str | None) -> str:
    """One line, single spaces; nothing stays the empty string."""
    return tables.clean(text or "")


def joined(before: str, text: str) -> str:
    """Two lines of one sentence; a hyphen at the end of the first stays, without a space."""
    if not before:
        return text
    return before + text if re.search(r"\w-$", before) else f"{before} {text}"


def numbered_lines(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Lines that say something, with their numbers; InputError where the file is cut off."""
    for number, line in enumerate(tables.text_lines(file), 1):
        text = line.rstrip("\r\n\x1a")
        if text.strip():
            yield number, text


def xml_root(file: SourceFile) -> etree._Element:
    """Parse the publisher's XML, no entities, no network; InputError with the line it breaks at."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with file.opened() as inside:
            return etree.parse(inside, parser).getroot()
    except etree.XMLSyntaxError as error:
        says = f"not whole XML ({error.msg}); get the file from the publisher again"
        raise InputError(file.name, f"line {error.lineno}", says) from error
    except (EOFError, zipfile.BadZipFile, zlib.error) as error:
        says = f"the archive is broken ({error}); get it from the publisher again"
        raise InputError(file.name, "", says) from error


def is_xml_of(file: SourceFile, tag: str, *, heading: str = "") -> bool:
    """Say whether a file is XML whose root is `tag` and whose first bytes hold `heading`."""
    if not file.name.lower().endswith(".xml"):
        return False
    head = file.head()
    return f"<{tag}".encode() in head and heading.encode() in head
