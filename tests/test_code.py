"""Whole notes through the line: what is said is coded, proven and replayable; nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from conftest import SHARED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment, Cite, Code, Coding, Step
from chartproof.model.record import Document, Encounter
from chartproof.pipeline import Line, authorities, releases
from chartproof.rules.verify import Checker

DAY = date(2026, 6, 15)


def coded(line: Line, text: str, **keys: Any) -> Coding:
    coding, _ = line.code(case_from_object({"id": "t", "on": "2026-06-15", "text": text, **keys}))
    return coding


def codes(coding: Coding) -> set[str]:
    return {a.value for a in coding.assignments}


def holds(line: Line, encounter: Encounter) -> None:
    """Every promise of an answer: words, valid codes, proofs that replay, the same bytes twice."""
    coding, terminology = line.code(encounter)
    for evidence in every_evidence(coding):
        text = encounter.document(evidence.document).text
        assert text[evidence.start : evidence.end] == evidence.words
    for assignment in coding.diagnoses:
        assert terminology.tabular.billable(assignment.value) is not None
        assert assignment.title == terminology.tabular.title(assignment.value)
    assert all(assignment.proof.words() for assignment in coding.assignments)
    assert len({a.value for a in coding.diagnoses}) == len(coding.diagnoses)
    made = answer(coding, releases(terminology))
    again, _ = line.code(encounter)
    assert json.dumps(answer(again, releases(terminology))) == json.dumps(made)
    checker = Checker(encounter, terminology.books, authorities(), line.has_row)
    assert list(checker.failures(made, made)) == []


def every_evidence(coding: Coding) -> Iterator[Any]:
    for proven in (*coding.assignments, *coding.beside, *coding.rejected):
        yield from proven.proof.words()
    for abstained in coding.abstained:
        yield from abstained.evidence
    for query in coding.queries:
        yield from query.shows


@pytest.mark.parametrize(
    ("note", "has", "lacks"),
    [
        ("Assessment:\nType 2 diabetes with nephropathy and retinopathy.", {"E11.21", "E11.319"}, {"E11.9"}),
        ("Assessment:\nAcute on chronic systolic heart failure.", {"I50.23"}, {"I50.9"}),
        ("Assessment:\nBilateral carpal tunnel syndrome.", {"G56.03"}, {"G56.00"}),
        ("Assessment:\nPain in both knees.", {"M25.561", "M25.562"}, {"M25.569"}),
        ("Assessment:\nSprain of the left ankle.", {"S93.402A"}, set()),
        ("Assessment:\nLeft ankle sprain, follow-up, healing well.", {"S93.402D"}, {"S93.402A"}),
        ("Assessment:\nRenal calculi. Iron deficiency anaemia.", {"N20.0", "D50.9"}, set()),
        ("Assessment:\nMigraine without aura, intractable.", {"G43.019"}, {"G43.909"}),
        ("Assessment:\nGallstones.", {"K80.20"}, {"K80.21"}),
        ("Assessment:\nCough. No evidence of pneumonia.", {"R05.9"}, {"J18.9"}),
        ("Assessment:\nMajor depressive disorder, recurrent, moderate.", {"F33.1"}, {"F32.A"}),
        ("Assessment:\nCKD stage 3b.", {"N18.32"}, {"N18.9"}),
        ("Assessment:\nProximal fracture of the right humerus.", {"S42.201A"}, set()),
        ("Assessment:\nKnee and hip pain.", {"M25.569", "M25.559"}, set()),
        ("Assessment:\nBP 118/70, skin soft.", set(), {"I95.9"}),
        ("Assessment:\nType 1 diabetes, stage 2.", set(), {"E11.9"}),
        ("Assessment:\nMetastatic thymic carcinoma.", {"C37"}, {"C79.89"}),
        (
            "Assessment:\nBreast cancer, ER+ PR- HER2-.",
            {"Z17.0", "Z17.22", "Z17.32"},
            {"Z17.21", "Z17.31", "Z17.1"},
        ),
        (
            "Assessment:\nBreast cancer. Markers were ER: positive, HER2: negative.",
            {"Z17.0", "Z17.32"},
            {"Z17.31", "Z17.1"},
        ),
        ("Assessment:\nLIMA-LAD graft is open.", set(), {"D71.1"}),
        ("Assessment:\nOpen tib-fib fracture.", set(), {"I48.91"}),
        ("Assessment:\nBridging callus at the fracture.", set(), {"L84"}),
        ("Assessment:\nCallus of the heel, pared.", {"L84"}, set()),
        ("Assessment:\nMonthly vitamin shots.", set(), {"W34.00XA"}),
        ("Assessment:\nHas hardly drunk since Monday.", set(), {"F10.129"}),
        ("Assessment:\nGunshot wound of the left thigh.", {"S71.132A", "W34.00XA"}, set()),
    ],
)
def test_what_is_said_is_coded(note: str, has: set[str], lacks: set[str], line: Line) -> None:
    given_codes = codes(coded(line, note))
    assert has <= given_codes, given_codes
    assert not lacks & given_codes, given_codes


def test_no_code_without_words() -> None:
    bare = Step("x.y", "because", (), Cite("", ""), "")
    with pytest.raises(ValueError, match="no words in the record"):
        Assignment(Code("ICD-10-CM", "E11.9"), "Type 2 diabetes", bare)


def test_a_quote_is_in_the_text() -> None:
    document = Document("d", "abc")
    assert document.quote(1, 2).words == "b"
    for start, end in ((2, 2), (-1, 2), (0, 4)):
        with pytest.raises(ValueError, match="has no characters"):
            document.quote(start, end)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300).filter(lambda t: t.strip() and "\0" not in t))
def test_any_text_is_coded_or_not_but_never_breaks(text: str, line: Line) -> None:
    holds(line, Encounter("h", (Document("note", text),), began=DAY))


PIECES = st.sampled_from(
    "type 2 diabetes mellitus|with|nephropathy|hypertension|CKD stage 4|no|denies|chest pain|possible|"
    "left|right|bilateral|knee pain|fracture of the radius|closed|fell from a ladder|history of|mother had|"
    "breast cancer|status post|,|.|;|\n|Assessment:|1.|2.|Plan:|insulin|warfarin|acute|chronic|heart failure|"
    "COPD exacerbation|pneumonia|cough|smoker|pregnant|glaucoma|severe|pressure ulcer of sacrum|stage 3".split(
        "|"
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(PIECES, min_size=1, max_size=30), setting=st.sampled_from(["office", "inpatient", "ed"])
)
def test_any_clinical_words_are_coded_soundly(pieces: list[str], setting: str, line: Line) -> None:
    text = " ".join(pieces)
    if text.strip():
        holds(line, case_from_object({"id": "h", "on": "2026-06-15", "setting": setting, "text": text}))


@pytest.mark.parametrize("name", ["aci_dev", "codiesp_dev"])
@pytest.mark.data
def test_every_promise_holds_on_the_public_notes(name: str, line: Line) -> None:
    for text in (SHARED / f"bench/{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        row.pop("gold", None)
        holds(line, case_from_object({"on": "2026-06-15", **row}))


def test_a_tampered_proof_fails(line: Line) -> None:
    encounter = case_from_object({"id": "t", "on": "2026-06-15", "text": "Assessment:\nKidney stones."})
    coding, terminology = line.code(encounter)
    fresh = answer(coding, releases(terminology))
    checker = Checker(encounter, terminology.books, authorities(), line.has_row)
    for tamper in (
        lambda m: m["codes"][0].update(code="N20.1"),
        lambda m: m["codes"][0]["proof"]["grounds"][0].update(
            words="Gallstones", kind="evidence", document="note", start=12, end=18
        ),
        lambda m: m["codes"][0]["proof"].update(rule="icd10cm.made_up"),
        lambda m: m["codes"][0]["proof"]["cite"].update(place="IX"),
        lambda m: m["codes"][0].pop("proof"),
    ):
        changed = json.loads(json.dumps(fresh))
        tamper(changed)
        assert list(checker.failures(changed, fresh)), tamper
