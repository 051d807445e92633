"""Codes that the provider or a template printed in the note: `(E11.9)`, `ICD-10: I10`, `F33.1 Major …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Evidence

#: What every code has: a record without it prints none.
_LIKE = Pattern(r"[A-TV-Z]\d[0-9AB]")
_CODE = rf"{_LIKE.pattern}(?:\.[0-9A-Z]{{1,4}})?"
#: Behind the name of the classification, in brackets, at the head of a line, or anywhere with its dot.
_NAMED = r"\bICD-?\s?10(?:-CM)?(?:\s*codes?)?\s*[:#-]?\s*"
_PRINTED = Pattern(
    rf"{_NAMED}(?P<named>{_CODE})\b|[(\[]\s*(?P<bracketed>{_CODE})\s*[)\]]"
    rf"|\b(?P<dotted>[A-TV-Z]\d[0-9AB]\.[0-9A-Z]{{1,4}})\b"
    rf"|^[ \t]*(?:\d{{1,2}}[.)][ \t]*)?(?P<heading>{_CODE})(?=[ \t]*[-:][ \t]|[ \t]+[A-Z][a-z])",
    re.MULTILINE,
)


def printed_in(document: Document, tabular: Tabular) -> Iterator[Evidence]:
    """Each code of the classification that stands in a note as a code.

    A category named without its dot is one only behind the name of the classification: (P76) may
    be a centile.
    """
    for found in _PRINTED.finditer(document.text) if _LIKE.search(document.text) else ():
        name = str(found.lastgroup)
        value = found[name]
        known = tabular.billable(value) is not None
        if known or ((name == "named" or "." in value) and tabular.node(value) is not None):
            yield document.quote(*found.span(name))


def printed_codes(coding: Coding, tabular: Tabular) -> Iterator[Evidence]:
    """Each code printed anywhere in the record."""
    for document in coding.encounter.documents:
        yield from printed_in(document, tabular)
