"""Charts of several documents: what is copied, what a sentence says of the time, what was there at admission."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import release
from typer.testing import CliRunner

from chartproof.cli.app import app
from chartproof.code.icd10cm.copied import ENOUGH, copies
from chartproof.code.icd10cm.timing import said
from chartproof.codesets.shelf import Shelf
from chartproof.formats.answer import answer
from chartproof.formats.case import case_from_object
from chartproof.model.document_kind import DocumentKind, kind_of
from chartproof.model.period import Period
from chartproof.model.record import Document
from chartproof.pipeline import Line, authorities, releases
from chartproof.rules.verify import Checker
from chartproof.terms.exempt import SYSTEM, may_be_exempt

STAY = {
    "id": "s1",
    "setting": "inpatient",
    "on": "2026-06-10",
    "ended": "2026-06-14",
    "documents": [
        {
            "kind": "emergency note",
            "text": "PAST MEDICAL HISTORY\nOld myocardial infarction.\n\nIMPRESSION\n1. Left hip fracture after a fall.\n",
        },
        {
            "kind": "discharge summary",
            "text": "DISCHARGE DIAGNOSES\n1. Left hip fracture.\n2. Hyponatremia.\n",
        },
    ],
}


@pytest.fixture
def with_list(own: Path) -> Line:
    """A shelf with a list of exempt codes: two of them ours."""
    rows = [("I25.2", "1", "Old"), ("Z79.4", "2", "Drug")]
    tables = {"codes": (("code", "order", "title"), rows)}
    release(own / "releases", "exempt-2026", SYSTEM, Period(date(2025, 10, 1), date(2026, 9, 30)), tables)
    return Line(Shelf(own), index=False)


def test_the_list_of_exempt_codes_decides(with_list: Line) -> None:
    case = case_from_object(STAY)
    coding, terminology = with_list.code(case)
    indicators = {a.value: a.poa for a in coding.assignments}
    assert indicators == {"S72.002A": "Y", "W19.XXXA": "Y", "I25.2": "exempt", "E87.1": "U"}
    assert SYSTEM in releases(terminology, coding)
    assert SYSTEM not in {s.what for s in coding.skipped}


def test_without_the_list_codes_that_may_be_on_it_have_no_indicator(line: Line) -> None:
    coding, terminology = Line(line.shelf, index=False).code(case_from_object(STAY))
    indicators = {a.value: a.poa for a in coding.assignments}
    assert indicators == {"S72.002A": "Y", "W19.XXXA": None, "I25.2": None, "E87.1": "U"}
    assert SYSTEM in {s.what for s in coding.skipped}
    assert SYSTEM not in releases(terminology, coding)


def test_no_indicator_and_no_skip_where_no_claim_carries_one(line: Line) -> None:
    for setting, kind in (("office", None), ("observation", None), ("inpatient", "professional")):
        coding, _ = line.code(case_from_object({**STAY, "setting": setting, "claim_kind": kind}))
        assert {a.poa for a in coding.assignments} == {None}
        assert SYSTEM not in {s.what for s in coding.skipped}


def test_the_indicator_is_replayed_with_its_proof(with_list: Line) -> None:
    case = case_from_object(STAY)
    coding, terminology = with_list.code(case)
    made = orjson.loads(orjson.dumps(answer(coding, releases(terminology, coding))))
    checker = Checker(case, terminology.books, authorities(), with_list.has_row)
    assert list(checker.failures(made, made)) == []
    given = orjson.loads(orjson.dumps(made))
    old = next(c for c in given["codes"] if c["code"] == "I25.2")
    old["poa_proof"]["grounds"][0]["key"] = "I10"
    assert {f.at for f in checker.failures(given, made)} >= {"poa", "poa_proof.0"}
    given = orjson.loads(orjson.dumps(made))
    next(c for c in given["codes"] if c["code"] == "E87.1")["poa"] = "N"
    assert [(f.code, f.at) for f in checker.failures(given, made)] == [("E87.1", "poa")]


def test_the_text_of_a_stay_shows_the_indicator(
    with_list: Line, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert with_list.shelf.named("exempt-2026")
    monkeypatch.setenv("CHARTPROOF_HOME", str(own))
    (tmp_path / "stay.json").write_bytes(orjson.dumps(STAY))
    shown = CliRunner().invoke(app, ["code", str(tmp_path / "stay.json"), "--brief", "--no-index"]).output
    assert "secondary, addressed, POA U" in shown
    assert "POA exempt" in shown
    told = CliRunner().invoke(app, ["explain", str(tmp_path / "stay.json"), "E87.1", "--no-index"]).output
    assert "present on admission: U" in told


def test_only_codes_that_may_be_exempt_are_left_blank() -> None:
    assert all(map(may_be_exempt, ("Z79.4", "W19.XXXA", "Q21.0", "S72.002D", "I25.2", "M80.051S", "O80")))
    assert not any(
        map(may_be_exempt, ("I10", "S72.002A", "E11.9", "T81.44XA", "O70.1", "M80.051A", "I25.10"))
    )


@pytest.mark.data
def test_every_exempt_code_may_be_exempt() -> None:
    """The shape of what may be on the list holds all that two years' lists held."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared/data/icd10cm/poa_exempt"
    if not folder.exists():
        pytest.skip("the lists are not in ../shared/data")
    for path in folder.glob("POAexemptCodesFY*.txt"):
        lines = path.read_text("latin-1").splitlines()
        plain = [cell.strip('"') for line in lines[1:] for cell in line.split("\t")[1:2] if cell]
        dotted = [c if "." in c or len(c) == 3 else f"{c[:3]}.{c[3:]}" for c in plain]
        assert len(dotted) > 30_000
        assert [c for c in dotted if not may_be_exempt(c)] == []


WORDS = st.lists(
    st.sampled_from("fluid cough fever plan renal cardiac walks eats".split()), min_size=1, max_size=9
)
NOTE = st.lists(WORDS, min_size=1, max_size=8).map(lambda lines: ".\n".join(" ".join(w) for w in lines) + ".")


@given(st.lists(NOTE, min_size=1, max_size=5))
def test_a_copy_stands_in_its_source(notes: list[str]) -> None:
    """What is called a copy stands in the earlier document, word for word, and is long enough."""
    documents = tuple((f"d{i}", text) for i, text in enumerate(notes))
    texts = dict(documents)
    order = {ident: i for i, (ident, _) in enumerate(documents)}
    for ident, found in copies(documents).items():
        for copy in found:
            assert order[copy.source] < order[ident]
            sentences = [s.strip() for s in texts[ident][copy.start : copy.end].split("\n")]
            assert sum(len(s.split()) for s in sentences) >= ENOUGH
            assert all(s in texts[copy.source].split("\n") for s in sentences)


@given(NOTE.filter(lambda text: len(text.split()) >= ENOUGH))
def test_the_same_note_again_is_a_copy_whatever_its_day(text: str) -> None:
    documents = (("a", f"06/10/2026 08:30\n{text}"), ("b", f"06/11/2026 09:15\n{text}"))
    [copy] = copies(documents)["b"]
    assert documents[1][1][copy.start : copy.end].split() == text.split()


@pytest.mark.parametrize(
    ("text", "condition", "value"),
    [
        ("Sepsis, present on admission.", "Sepsis", "Y"),
        ("Sepsis (POA).", "Sepsis", "Y"),
        ("Sepsis, POA: no.", "Sepsis", "N"),
        ("Sepsis was not present on admission.", "Sepsis", "N"),
        ("Hospital-acquired pneumonia.", "pneumonia", "N"),
        ("Admitted with pneumonia and developed sepsis on hospital day 3.", "pneumonia", "Y"),
        ("Admitted with pneumonia and developed sepsis on hospital day 3.", "sepsis", "N"),
        ("Pneumonia, present on admission, and hospital-acquired cystitis.", "Pneumonia", "Y"),
        ("Pneumonia, present on admission, and hospital-acquired cystitis.", "cystitis", "N"),
        ("Ileus on postoperative day 3.", "Ileus", "N"),
        ("Fracture on hospital day 1.", "Fracture", None),
        ("Delirium which developed after admission.", "Delirium", "N"),
        ("Pain that began 3 days before.", "Pain", "Y"),
        ("It cannot be determined whether the thrombosis was present on admission.", "thrombosis", "W"),
        ("Anemia.", "Anemia", None),
    ],
)
def test_what_a_sentence_says_of_the_time(text: str, condition: str, value: str | None) -> None:
    at = text.index(condition)
    found = said(text, (0, len(text)), (at, at + len(condition)), before_stay=False)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("Discharge Summary", "", DocumentKind.DISCHARGE),
        ("discharge orders", "", DocumentKind.ORDER),
        ("Nursing discharge note", "", DocumentKind.CLINICIAN),
        ("H&P", "", DocumentKind.ADMISSION),
        ("ED provider note", "", DocumentKind.EMERGENCY),
        ("CT surgery consult", "", DocumentKind.CONSULT),
        ("CT abdomen", "", DocumentKind.IMAGING),
        ("Surgical pathology", "", DocumentKind.PATHOLOGY),
        ("nurse practitioner progress note", "", DocumentKind.PROGRESS),
        ("letter", "", None),
        (None, "\nDISCHARGE SUMMARY\n\nHPI\nCough.", DocumentKind.DISCHARGE),
        (None, "Chest X-ray report shows pneumonia in both lungs.", None),
    ],
)
def test_what_a_document_is(kind: str | None, text: str, expected: DocumentKind | None) -> None:
    assert kind_of(Document("d", text, kind)) is expected


PASTED = """HISTORY AND PHYSICAL - June 10

Cough and fever for three days. Potassium 4.2.

Impression: Lobar pneumonia. Ceftriaxone.

PROGRESS NOTE
June 12, 2026

Hypokalemia, new, potassium 2.9: replaced.

DISCHARGE SUMMARY (6/14/2026)

Discharge diagnoses:
1. Lobar pneumonia
2. Hypokalemia
"""


def test_a_pasted_chart_is_judged_by_its_notes_and_quoted_where_its_words_stand(line: Line) -> None:
    stay = {k: v for k, v in STAY.items() if k != "documents"}
    coding, _ = line.code(case_from_object({**stay, "text": PASTED}))
    assert {a.value: a.poa for a in coding.diagnoses} == {"J18.1": "Y", "E87.6": "N"}
    told = [e for a in coding.diagnoses for step in (a.proof, a.poa_proof) if step for e in step.words()]
    told += [e for m in coding.reading.mentions for e in (m.line, *m.evidence)]
    assert told
    assert all(e.document == "note" and PASTED[e.start : e.end] == e.words for e in told)
    assert [page.document.text for page in coding.reading.pages] == [PASTED]
