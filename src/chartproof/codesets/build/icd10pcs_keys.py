"""ICD-10-PCS Body Part Key and Device Key as json: what a record says to the value of the tables.

A third party's transcription of CMS's keys (body_part_key.json, device_key.json), so derived. The
file does not say of which fiscal year it is: the person does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import clean, edition
from chartproof.codesets.build.notices import CMS
from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

NAMES = ("ICD-10-PCS-body-part-key", "ICD-10-PCS-device-key")
_NAME = re.compile(r"(body_part|device)_key.*\.json", re.IGNORECASE)


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One release for each key."""
    for file in files:
        name = _NAME.fullmatch(file.name)
        if name and b"ICD-10-PCS" in file.head(256):
            kind = name.group(1).lower().replace("_", "-")
            of = edition(file, told)
            yield Draft(
                name=f"icd10pcs-{kind}-key-{of.version}",
                system=f"ICD-10-PCS-{kind}-key",
                version=of.version,
                holds=of.holds,
                clock="discharge",
                licence=CMS,
                sources=(file.sealed(),),
                tables={"key": (("term", "value"), sorted(_key(file)))},
                counted="key",
                derived=True,
            )


def _key(file: SourceFile) -> Iterator[tuple[str, str]]:
    import orjson

    try:
        with file.opened() as inside:
            told = orjson.loads(inside.read())
        data, count = told["data"], told.get("count_terms")
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise InputError(file.name, "", f"not a whole key ({error}); get the file again") from error
    if count is not None and count != len(data):
        raise InputError(
            file.name, "data", f"has {len(data)} terms where it says {count}; get the file again"
        )
    for term, values in data.items():
        for value in values:
            yield clean(term), clean(value)
