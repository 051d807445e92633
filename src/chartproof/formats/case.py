"""One case as CONTRACT's JSON, or a bare note and what was said of it beside: to an encounter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import orjson

from chartproof.formats.given import charges_given, drugs_given, measures_given
from chartproof.formats.keys import Keys, value_kind
from chartproof.formats.past import claim_from_object
from chartproof.formats.text import MOST_BYTES, decoded
from chartproof.model.document_kind import author_of
from chartproof.model.errors import InputError
from chartproof.model.record import (
    FACILITY_SETTINGS,
    Author,
    ClaimKind,
    Document,
    Encounter,
    Payer,
    Setting,
)

#: Cases larger than this are refused.
MOST_CASE_BYTES = 10 * MOST_BYTES
_SEXES = {"f": "F", "female": "F", "m": "M", "male": "M"}


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line says of a bare note, as typed; None where it says nothing."""

    on: str | None = None
    ended: str | None = None
    claim_kind: str | None = None
    setting: str | None = None
    born: str | None = None
    sex: str | None = None
    payer: str | None = None
    new_or_established: str | None = None


class _Known(Enum):
    """Whether the group has seen the patient within three years."""

    NEW = "new"
    ESTABLISHED = "established"


def case_from_json(data: bytes, file: str = "", flags: Flags | None = None) -> Encounter:
    """Read one case (CONTRACT, One case); keys unknown are left alone, flags fill in for absent."""
    if len(data) > MOST_CASE_BYTES:
        raise InputError(file, "", f"the case has more than {MOST_CASE_BYTES // 1_000_000} MB")
    try:
        raw = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise InputError(file, place, f"not JSON: {error.msg}; correct the file") from None
    return case_from_object(_filled(raw, flags) if flags else raw, file)


def _filled(raw: Any, flags: Flags) -> Any:
    """Put what the flags say where the case says nothing."""
    if not isinstance(raw, dict):
        return raw
    patient = raw.get("patient") or {}
    if isinstance(patient, dict):
        for key, value in (("born", flags.born), ("sex", flags.sex)):
            if value is not None and patient.get(key) is None:
                patient[key] = value
        raw["patient"] = patient
    payer = raw.get("payer") or {}
    if flags.payer is not None and isinstance(payer, dict) and payer.get("kind") is None:
        raw["payer"] = {**payer, "kind": flags.payer}
    for key in ("on", "ended", "claim_kind", "setting", "new_or_established"):
        if raw.get(key) is None:
            raw[key] = getattr(flags, key)
    return raw


def case_from_object(raw: object, file: str = "", place: str = "") -> Encounter:
    """Read one case already parsed, as a line of a batch is."""
    if not isinstance(raw, dict):
        raise InputError(file, place, f"a case is a JSON object, not {value_kind(raw)}")
    keys = Keys(file, place, raw)
    ident = raw.get("id")
    if ident is not None and (isinstance(ident, bool) or not isinstance(ident, (str, int))):
        raise keys.wrong("id", f"must be a string, not {value_kind(ident)}")
    patient = keys.inside("patient")
    documents = _documents(keys)
    case = _encounter(keys, patient, "case" if ident is None else str(ident), documents)
    payer = keys.inside("payer").one_of("kind", Payer)
    case = replace(case, payer=payer, established=_established(keys, "new_or_established"))
    history = tuple(claim_from_object(each.keys, each.file, each.place) for each in keys.each("history"))
    status = keys.text("discharge_status")
    case = replace(case, history=history, charges=charges_given(keys), discharge_status=status)
    return replace(case, measures=measures_given(keys), drugs=drugs_given(keys))


def _established(keys: Keys, key: str) -> bool | None:
    known = keys.one_of(key, _Known)
    return known is _Known.ESTABLISHED if known else None


def case_from_text(text: str, flags: Flags | None = None, file: str = "", ident: str = "note") -> Encounter:
    """Make a case of a bare note; the document's id is 'note'."""
    if not text.strip():
        raise InputError(file, "", "the note is empty; hand in the text of the note")
    return case_from_document(Document("note", text), flags, file, ident)


def case_from_document(
    document: Document, flags: Flags | None = None, file: str = "", ident: str = "note"
) -> Encounter:
    """Make a case of one document and what the command line says of it."""
    said = flags or Flags()
    keys = {
        "--on": said.on,
        "--ended": said.ended,
        "--claim-kind": said.claim_kind,
        "--setting": said.setting,
        "--born": said.born,
        "--sex": said.sex,
        "--payer": said.payer,
        "--new-or-established": said.new_or_established,
    }
    typed = Keys(file, "", keys)
    case = _encounter(typed, typed, ident, (document,), "--", "-")
    payer = typed.one_of("--payer", Payer)
    return replace(case, payer=payer, established=_established(typed, "--new-or-established"))


def _encounter(
    keys: Keys,
    patient: Keys,
    ident: str,
    documents: tuple[Document, ...],
    *spelled: str,
) -> Encounter:
    """Read what JSON and the flags say alike, and see that the days can be."""
    dash, between = spelled or ("", "_")
    setting = keys.one_of(f"{dash}setting", Setting) or Setting.OFFICE
    kind = keys.one_of(f"{dash}claim{between}kind", ClaimKind)
    if kind is None:
        facility = setting in FACILITY_SETTINGS
        kind = ClaimKind.FACILITY if facility else ClaimKind.PROFESSIONAL
    began, ended = keys.day(f"{dash}on"), keys.day(f"{dash}ended")
    born = patient.day(f"{dash}born")
    if began and ended and ended < began:
        raise keys.wrong(f"{dash}ended", f"{ended} lies before the first day {began}")
    last = ended or began
    if born and last and born > last:
        raise patient.wrong(f"{dash}born", f"{born} lies after the encounter on {last}")
    sex = _sex(patient, f"{dash}sex")
    return Encounter(ident, documents, setting, kind, began, ended, born, sex)


def _sex(patient: Keys, key: str) -> str | None:
    value = patient.text(key)
    if value is None:
        return None
    if value.strip().lower() not in _SEXES:
        raise patient.wrong(key, f"{value!r} is unknown; use F, M or null")
    return _SEXES[value.strip().lower()]


def _documents(keys: Keys) -> tuple[Document, ...]:
    """Read the one text, or the documents."""
    if keys.keys.get("documents") is None:
        text = keys.text("text")
        if text is None:
            raise keys.wrong("text", "is missing; a case has 'text' or 'documents'")
        return (Document("note", _said(keys, text)),)
    raw = keys.keys["documents"]
    if keys.keys.get("text") is not None:
        raise keys.wrong("text", "stands beside 'documents'; give one of the two")
    if not isinstance(raw, list) or not raw:
        raise keys.wrong("documents", "must be a list of at least one document")
    seen: dict[str, int] = {}
    found = []
    for at, each in enumerate(raw):
        place = keys.at(f"documents.{at}")
        if not isinstance(each, dict):
            raise InputError(keys.file, place, f"must be an object, not {value_kind(each)}")
        document = _document(Keys(keys.file, place, each), at)
        if document.id in seen:
            says = f"{document.id!r} is the id of document {seen[document.id]} too; ids must differ"
            raise InputError(keys.file, f"{place}.id", says)
        seen[document.id] = at
        found.append(document)
    return tuple(found)


def _document(keys: Keys, at: int) -> Document:
    text = keys.text("text")
    if text is None:
        raise keys.wrong("text", "is missing; every document has its text")
    ident = keys.text("id")
    if ident == "":
        raise keys.wrong("id", "is empty; leave it out or name the document")
    return Document(
        id=ident or f"document-{at + 1}",
        text=_said(keys, text),
        kind=keys.text("kind"),
        author=keys.one_of("author", Author) or author_of(keys.text("kind")),
        signed_off=keys.truth("signed_off"),
        written=keys.moment("written"),
    )


def _said(keys: Keys, text: str) -> str:
    """See that a text in JSON is one that a file could hold."""
    return decoded(text.encode("utf-8", "surrogatepass"), keys.file, keys.at("text"))
