"""A note in a text file: its bytes, as they were typed."""

from __future__ import annotations

import codecs

from chartproof.model.errors import InputError

#: Notes larger than this are refused; a long chart has a hundredth of it.
MOST_BYTES = 10_000_000
#: How UTF-16 and UTF-32 files begin.
_OTHER_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes, file: str = "", place: str = "") -> str:
    """Decode a note: UTF-8, a leading BOM dropped, newlines as they are."""
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1e6:.1f} MB, more than the {MOST_BYTES // 1_000_000} MB"
        raise InputError(file, place, f"the note has {size} allowed; hand in one note a file")
    if data.startswith(_OTHER_MARKS):
        raise InputError(file, place, "the note is UTF-16 or UTF-32; convert it to UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    if (nul := data.find(b"\0")) >= 0:
        says = f"byte {nul} is NUL, so this is no text; hand in a text, PDF or JSON file"
        raise InputError(file, place, says)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        says = f"byte {error.start} is not UTF-8; convert it to UTF-8 (it may be Windows-1252)"
        raise InputError(file, place, says) from None
    if not text.strip():
        raise InputError(file, place, "the note is empty; hand in the text of the note")
    return text
