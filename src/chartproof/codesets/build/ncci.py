"""What the NCCI files share: which set a file is of, its quarter, and the texts of dates.

Sets (CMS, NCCI for Medicare; NCCI for Medicaid): practitioner, outpatient hospital, and for
units also DME supplier. Names as published: ccipra-v303r0-f1, ccioph-v303r0-f1,
MCR_MUE_PractitionerServices_Eff_07-01-2024, ncci_ptp_practitioner_2024Q3, ...Medicaid....
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from chartproof.codesets.build.editions import iso_day
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken
from chartproof.model.errors import InputError

_PLACES = (
    ("practitioner", re.compile(r"ccipra|pra[-_c]|practitioner|physician", re.IGNORECASE)),
    ("outpatient", re.compile(r"ccioph|oph[-_]|outpatient|hospital", re.IGNORECASE)),
    ("DME", re.compile(r"(?<![a-z])dme|durable[-_ ]?medical", re.IGNORECASE)),
)
_MEDICAID = re.compile(r"medicaid|(?<![a-z])mcd", re.IGNORECASE)
#: The days CMS writes for "none": `*`, and a last day far off.
_NONE = {"", "*", "99999999", "99991231", "9999-12-31"}


def set_of(file: SourceFile, heading: str) -> str:
    """Which set a file is of: `practitioner`, `outpatient`, `DME`; Medicaid's with `Medicaid-`."""
    for text in (file.name, heading, file.path.name):
        for name, pattern in _PLACES:
            if pattern.search(text):
                medicaid = any(_MEDICAID.search(t) for t in (file.name, heading, file.path.name))
                return f"Medicaid-{name}" if medicaid else name
    says = "nothing says if it is for practitioners, hospitals or DME; keep the name CMS gave it"
    raise InputError(file.name, "", says)


def day(file: SourceFile, row: int, text: str) -> str:
    """A day as ISO; empty where none is given. Add-on files count the days of the year: 2026091."""
    if text in _NONE:
        return ""
    try:
        if re.fullmatch(r"(19|20)\d{2}[0-3]\d\d", text):
            return _day_of_year(text)
        return iso_day(text)
    except ValueError as error:
        raise broken(file, f"row {row}", str(error)) from error


def _day_of_year(text: str) -> str:
    found = date(int(text[:4]), 1, 1) + timedelta(int(text[4:]) - 1)
    if found.year != int(text[:4]):
        raise ValueError(f"{text!r} is no day")
    return found.isoformat()
