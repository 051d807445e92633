"""Bytes to an encounter: text, JSON and PDF, and what is said when they cannot be read."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from chartproof.formats import pdf
from chartproof.formats.case import Flags, case_from_json, case_from_object, case_from_text
from chartproof.formats.file import case_from_bytes, open_case
from chartproof.formats.pdf import document_from_pdf
from chartproof.formats.text import MOST_BYTES, decoded
from chartproof.model.errors import InputError
from chartproof.model.record import Author, ClaimKind, Setting


def case(**keys: Any) -> dict[str, Any]:
    return {"id": "c1", "text": "HPI: cough"} | keys


def printed(pages: list[list[str]], **options: Any) -> bytes:
    """Print lines on pages; an empty line leaves a gap."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, **options)
    for lines in pages:
        for at, line in enumerate(lines):
            sheet.drawString(72, 720 - 14 * at, line)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


@given(st.text().filter(lambda text: text.strip() and "\0" not in text))
def test_text_is_kept_as_typed(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    if expected.strip():
        assert decoded(text.encode()) == expected


def test_newlines_are_not_translated_and_a_bom_is_not_counted() -> None:
    assert decoded(b"\xef\xbb\xbfa\r\nb\n") == "a\r\nb\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"a\0b", "byte 1 is NUL"),
        (b"fever 38\xb0C", "byte 8 is not UTF-8; convert"),
        ("Husten".encode("utf-16"), "UTF-16"),
        (b"a" * (MOST_BYTES + 1), "10 MB"),
    ],
)
def test_what_is_no_text(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        decoded(data, "note.txt")
    assert caught.value.file == "note.txt"


def test_one_note() -> None:
    encounter = case_from_object(
        case(setting="inpatient", on="2026-03-01", ended="2026-03-04", patient={"sex": "F"})
    )
    assert encounter.documents[0].id == "note"
    assert encounter.setting is Setting.INPATIENT
    assert encounter.claim_kind is ClaimKind.FACILITY
    assert (encounter.began, encounter.ended) == (date(2026, 3, 1), date(2026, 3, 4))
    assert (encounter.sex, encounter.born) == ("F", None)


def test_what_is_absent_has_its_default() -> None:
    encounter = case_from_object({"text": "cough", "unknown": 1, "measures": [], "drugs": None})
    assert encounter.setting is Setting.OFFICE
    assert encounter.claim_kind is ClaimKind.PROFESSIONAL
    assert encounter.day is None


def test_claims_already_sent() -> None:
    sent = {"id": "old", "from": "2026-01-05", "lines": [{"code": "66984", "modifiers": ["RT"]}]}
    (claim,) = case_from_object(case(history=[sent])).history
    assert [(c.code, c.served, c.modifiers) for c in claim.codes] == [("66984", date(2026, 1, 5), ("RT",))]


@pytest.mark.parametrize("setting", [each.value for each in Setting])
def test_claim_kind_follows_the_setting(setting: str) -> None:
    facility = {
        *("inpatient", "psychiatric", "long-term hospital", "rehab", "nursing", "home health"),
        *("hospice", "asc"),
    }
    expected = ClaimKind.FACILITY if setting in facility else ClaimKind.PROFESSIONAL
    assert case_from_object(case(setting=setting)).claim_kind is expected


def test_documents() -> None:
    first = {
        "id": "hp",
        "kind": "history and physical",
        "author": "clinician",
        "signed_off": True,
        "written": "2026-03-01T09:00:00",
        "text": "A",
    }
    encounter = case_from_object({"id": 7, "documents": [first, {"text": "B\r\n"}]})
    document = encounter.document("hp")
    assert encounter.id == "7"
    assert document.author is Author.CLINICIAN
    assert document.signed_off is True
    assert document.written == datetime(2026, 3, 1, 9)  # noqa: DTZ001
    assert encounter.documents[1].text == "B\r\n"


WRONG = [
    ({"text": None}, "text", "missing"),
    ({"text": 5}, "text", "must be a string, not a number"),
    ({"text": " "}, "text", "empty"),
    ({"setting": "moon"}, "setting", "office, outpatient"),
    ({"setting": 3}, "setting", "must be a string"),
    ({"claim_kind": "both"}, "claim_kind", "professional, facility"),
    ({"on": "2026-02-30"}, "on", "not a day"),
    ({"on": "3/1/2026"}, "on", "YYYY-MM-DD"),
    ({"on": 20260301}, "on", "must be a string"),
    ({"on": "2026-03-02", "ended": "2026-03-01"}, "ended", "before the first day"),
    ({"on": "2026-03-02", "patient": {"born": "2026-03-03"}}, "patient.born", "lies after"),
    ({"patient": {"sex": "X"}}, "patient.sex", "use F, M or null"),
    ({"patient": []}, "patient", "must be an object, not a list"),
    ({"id": ["a"]}, "id", "must be a string"),
    ({"documents": [{"text": "a"}]}, "text", "beside"),
    ({"history": [{"id": "old"}]}, "history.0", "neither a claim"),
    (
        {"history": [{"lines": [{"code": "66984", "served": "soon"}]}]},
        "history.0.lines.1.served",
        "not a day",
    ),
]

WRONG_DOCUMENTS = [
    ([], "documents", "at least one"),
    ("a", "documents", "must be a list"),
    ([1], "documents.0", "must be an object"),
    (
        [{"text": "a"}, {"text": "b", "author": "nurse"}],
        "documents.1.author",
        "provider, clinician",
    ),
    ([{"id": "a", "text": "a"}, {"id": "a", "text": "b"}], "documents.1.id", "of document 0 too"),
    ([{"id": "a"}], "documents.0.text", "missing"),
    ([{"text": "a", "signed_off": "yes"}], "documents.0.signed_off", "true, false or null"),
    ([{"text": "a", "written": "noon"}], "documents.0.written", "not a moment"),
    ([{"text": "a", "id": 1}], "documents.0.id", "must be a string"),
    ([{"text": "a\0"}], "documents.0.text", "NUL"),
]


@pytest.mark.parametrize(("keys", "place", "says"), WRONG)
def test_a_wrong_key_is_named(keys: dict[str, Any], place: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        case_from_object(case(**keys), "c.json")
    assert (caught.value.file, caught.value.place) == ("c.json", place)


@pytest.mark.parametrize(("documents", "place", "says"), WRONG_DOCUMENTS)
def test_a_wrong_document_is_named(documents: Any, place: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        case_from_object({"documents": documents}, "c.json")
    assert caught.value.place == place


def test_broken_json_is_placed() -> None:
    with pytest.raises(InputError, match="not JSON") as caught:
        case_from_json(b'{"id": }', "c.json")
    assert caught.value.place == "line 1 column 8"
    with pytest.raises(InputError, match="object, not a list"):
        case_from_json(b"[]")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from("id text documents setting claim_kind on ended patient measures payer charges".split())


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_object_is_a_case_or_an_input_error(raw: dict[str, Any]) -> None:
    with suppress(InputError):
        assert case_from_object(raw).documents


def test_flags_say_for_a_note_what_json_says() -> None:
    flags = Flags("2026-03-01", "2026-03-02", None, "asc", "1959-04-02", "male")
    encounter = case_from_text("cough", flags)
    assert encounter.claim_kind is ClaimKind.FACILITY
    assert (encounter.sex, encounter.age) == ("M", 66)
    with pytest.raises(InputError) as caught:
        case_from_text("cough", Flags(claim_kind="x"))
    assert caught.value.place == "--claim-kind"


def test_flags_fill_in_what_json_leaves_out() -> None:
    flags = Flags(on="2026-03-01", setting="ed", sex="F")
    encounter = case_from_json(orjson.dumps(case(setting="office")), "", flags)
    assert encounter.setting is Setting.OFFICE
    assert (encounter.began, encounter.sex) == (date(2026, 3, 1), "F")


def test_a_file_is_told_by_what_it_holds(tmp_path: Path) -> None:
    held = {
        "a.txt": b"HPI: cough",
        "b.txt": b'\xef\xbb\xbf {"id": "b", "text": "cough"}',
        "c.txt": printed([["HPI: cough"]]),
    }
    for name, data in held.items():
        (tmp_path / name).write_bytes(data)
    assert [open_case(tmp_path / name).id for name in held] == ["a", "b", "c"]
    for name, says in (("none.txt", "no such file"), ("", "folder")):
        with pytest.raises(InputError, match=says):
            open_case(tmp_path / name)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"cough\r\n")))
    assert open_case("-").documents[0].text == "cough\r\n"


def test_a_pdf_keeps_its_layout() -> None:
    first = [
        "CHIEF COMPLAINT:",
        "Chest pain, 38.5 \u00b0C",
        "for 2 days",
        "",
        "ASSESSMENT:",
        "1. Angina",
    ]
    document = document_from_pdf(printed([first, ["PLAN: aspirin"]]))
    expected = "CHIEF COMPLAINT:\nChest pain, 38.5 \u00b0C\nfor 2 days\n\nASSESSMENT:\n1. Angina"
    assert document.text == expected + "\n\nPLAN: aspirin"
    words = [document.text[place.start : place.end] for place in document.layout]
    assert words == [line for line in first if line] + ["PLAN: aspirin"]
    assert [place.page for place in document.layout] == [1, 1, 1, 1, 1, 2]
    for place in document.layout:
        assert place.box is not None
        left, bottom, right, top = place.box
        assert 71 < left < right
        assert bottom < top
    tops = [place.box[3] for place in document.layout[:5] if place.box]
    assert tops == sorted(tops, reverse=True)


def test_what_is_no_readable_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="OCR"):
        case_from_bytes(printed([[]]), file="scan.pdf")
    with pytest.raises(InputError, match="broken"):
        case_from_bytes(b"%PDF-1.7 and no more", file="half.pdf")
    with pytest.raises(InputError, match="encrypted"):
        case_from_bytes(printed([["secret"]], encrypt="key"), file="locked.pdf")
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(InputError, match="2 pages"):
        case_from_bytes(printed([["a"], ["b"]]), file="long.pdf")
    monkeypatch.setattr(pdf, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="split"):
        document_from_pdf(printed([["a"]]), "big.pdf")


def test_too_many_characters_in_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 5)
    with pytest.raises(InputError, match="page 1"):
        document_from_pdf(printed([["abcdefgh"]]))


def test_measures_and_drugs_of_a_case() -> None:
    """Numbers are kept as written; nothing of them is words of the record."""
    measures = [{"name": "Potassium", "value": "5.90", "unit": "mmol/L", "at": "2026-06-15", "high": 5.1}]
    drugs = [{"name": "Lasix 40 mg", "dose": "40 mg", "route": "PO", "stopped": "2026-06-01T08:00:00"}]
    read = case_from_object(case(on="2026-06-15", measures=measures, drugs=drugs))
    assert [(str(m.value), m.unit, str(m.high), m.low) for m in read.measures] == [
        ("5.90", "mmol/L", "5.1", None)
    ]
    assert read.measures[0].at == datetime.fromisoformat("2026-06-15")
    assert [(d.name, d.route, d.started, d.evidence) for d in read.drugs] == [
        ("Lasix 40 mg", "PO", None, None)
    ]


@pytest.mark.parametrize(
    ("key", "value", "place", "says"),
    [
        ("measures", "bmi 41", "measures", "must be a list, not a string"),
        ("measures", ["bmi"], "measures.0", "must be an object, not a string"),
        ("measures", [{"value": 1}], "measures.0.name", "is missing"),
        ("measures", [{"name": " ", "value": 1}], "measures.0.name", "is missing"),
        ("measures", [{"name": "bmi"}], "measures.0.value", "is missing"),
        ("measures", [{"name": "bmi", "value": "high"}], "measures.0.value", "is not a number"),
        ("measures", [{"name": "bmi", "value": "NaN"}], "measures.0.value", "is not a number"),
        ("measures", [{"name": "bmi", "value": True}], "measures.0.value", "must be a number"),
        (
            "measures",
            [{"name": "k", "value": 4, "low": 5, "high": 3}],
            "measures.0.high",
            "below the low end",
        ),
        ("drugs", {"name": "aspirin"}, "drugs", "must be a list, not an object"),
        ("drugs", [{}], "drugs.0.name", "is missing"),
        ("drugs", [{"name": "aspirin", "dose": 81}], "drugs.0.dose", "must be a string"),
        ("drugs", [{"name": "aspirin", "started": "May"}], "drugs.0.started", "is not a moment"),
        (
            "drugs",
            [{"name": "aspirin", "started": "2026-06-02", "stopped": "2026-06-01T00:00:00+00:00"}],
            "drugs.0.stopped",
            "before it was started",
        ),
    ],
)
def test_what_is_wrong_with_measures_and_drugs(key: str, value: object, place: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        case_from_object(case(**{key: value}), "c.json")
    assert raised.value.place == place
    assert says in raised.value.says


@pytest.mark.parametrize(
    ("kind", "author"),
    [
        ("progress note", Author.PROVIDER),
        ("Nursing admission assessment", Author.CLINICIAN),
        ("nurse practitioner progress note", Author.PROVIDER),
        ("nutrition consult", Author.CLINICIAN),
        ("laboratory report", Author.CLINICIAN),
        ("patient intake questionnaire", Author.PATIENT),
        (None, Author.PROVIDER),
    ],
)
def test_who_writes_a_document_where_the_case_does_not_say(kind: str | None, author: Author) -> None:
    read = case_from_object({"documents": [{"kind": kind, "text": "HPI: cough"}]})
    assert read.documents[0].author is author
