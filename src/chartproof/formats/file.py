"""Open what a person hands in, whatever it is: JSON, PDF or text."""

from __future__ import annotations

import sys
from pathlib import Path

from chartproof.formats import pdf, text
from chartproof.formats.case import Flags, case_from_document, case_from_json, case_from_text
from chartproof.model.errors import InputError
from chartproof.model.record import Encounter

#: How much of a PDF may be garbage before its mark, as readers of PDF allow.
_PDF_WITHIN = 1024


def open_case(path: str | Path, flags: Flags | None = None) -> Encounter:
    """Read a case from a file, or from standard input where the path is '-'."""
    file = str(path)
    return case_from_bytes(_bytes(file), flags, file)


def case_from_bytes(data: bytes, flags: Flags | None = None, file: str = "") -> Encounter:
    """Read a case from bytes: a JSON object, a PDF or a text, told apart by what they hold."""
    ident = Path(file).stem if file not in {"", "-"} else "note"
    start = data.removeprefix(b"\xef\xbb\xbf")[:_PDF_WITHIN].lstrip()
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return case_from_document(pdf.document_from_pdf(data, file), flags, file, ident)
    if start.startswith(b"{") or file.lower().endswith(".json"):
        return case_from_json(data, file, flags)
    return case_from_text(text.decoded(data, file), flags, file, ident)


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(pdf.MOST_BYTES + 1)
    path = Path(file)
    try:
        if path.is_dir():
            raise InputError(file, "", "is a folder; hand in one file")
        if path.stat().st_size > pdf.MOST_BYTES:
            raise InputError(file, "", f"more than {pdf.MOST_BYTES // 1_000_000} MB; split it")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(file, "", "there is no such file") from None
    except OSError as error:
        raise InputError(file, "", f"cannot be read: {error.strerror}") from None
