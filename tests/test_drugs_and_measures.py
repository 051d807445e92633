"""Drugs and measures: what is found, where, and whether a drug is taken for long."""

from __future__ import annotations

import time
from datetime import date, datetime
from decimal import Decimal

import pytest

from chartproof.model.reading import Page
from chartproof.model.record import Document, Drug, Encounter, Measure
from chartproof.read import read_document
from chartproof.terms.drugs import drug_terms, long_term_code
from chartproof.understand.drugs import drug_named, drugs_in
from chartproof.understand.measures import measure_named, measures_in
from chartproof.understand.scales import scales_in


def page(text: str) -> Page:
    return read_document(Document("note", text))


@pytest.mark.parametrize(
    ("text", "name", "long_term"),
    [
        ("MEDICATIONS\n- Eliquis 5 mg BID", "apixaban", True),
        ("HPI\nShe takes metformin 1000 mg twice a day.", "metformin", True),
        ("PLAN\nContinue Lantus 20 units nightly.", "insulin glargine", True),
        ("HPI\nAspirin 81 mg daily.", "aspirin", True),
        ("PLAN\nRefill Xarelto.", "rivaroxaban", True),
        (
            "PLAN\nBactrim DS daily for long-term prophylaxis.",
            "trimethoprim-sulfamethoxazole",
            True,
        ),
        ("PLAN\nStopped Plavix last year.", "clopidogrel", False),
        ("ALLERGIES\nAspirin", "aspirin", False),
        ("PLAN\nPrednisone taper.", "prednisone", False),
        ("PLAN\nKeflex 500 mg for 7 days.", "cephalexin", False),
        ("ED COURSE\nGiven ketorolac 30 mg IV.", "ketorolac", False),
        ("PLAN\nStart Ozempic 0.25 mg weekly.", "semaglutide", None),
        ("PLAN\nIbuprofen as needed.", "ibuprofen", None),
    ],
)
def test_drug(text: str, name: str, long_term: bool | None) -> None:
    (drug,) = drugs_in(page(text))
    assert (drug.name, drug.long_term) == (name, long_term)
    assert drug.evidence is not None
    assert text[drug.evidence.start : drug.evidence.end] == drug.evidence.words


def test_dose_and_route_are_the_drugs_own() -> None:
    insulin, metformin = drugs_in(page("HPI\nOn Lantus 20 units nightly and metformin 1000 mg PO BID."))
    assert (insulin.dose, insulin.route) == ("20 units", None)
    assert (metformin.dose, metformin.route) == ("1000 mg", "oral")


def test_words_that_are_no_drug() -> None:
    assert not list(drugs_in(page("A\nInsulin resistance. Heparin level. Somatic pain.")))


def test_longest_name_wins() -> None:
    (drug,) = drugs_in(page("MEDICATIONS\nhydrocodone-acetaminophen 5-325 mg"))
    assert (drug.name, drug.kind) == ("hydrocodone-acetaminophen", "opioid")


def test_offsets_hold_after_letters_that_grow_in_lower_case() -> None:
    text = "HPI\nİİİ takes Eliquis daily."
    (drug,) = drugs_in(page(text))
    assert drug.evidence is not None
    assert drug.evidence.words == "Eliquis"


def test_list() -> None:
    terms = drug_terms()
    assert len(terms) >= 450
    assert all(t.name == t.name.lower().strip() for t in terms.values())
    assert len({(t.kind, t.code) for t in terms.values()}) == len({t.kind for t in terms.values()})
    assert long_term_code("insulin") == "Z79.4"
    assert long_term_code("statin") == ""
    assert long_term_code(None) == ""


def test_long_term_codes_are_in_the_release(line) -> None:
    tabular = line.terminology(release="icd10cm-2026.2").tabular
    assert all(tabular.billable(t.code) for t in drug_terms().values() if t.code)


@pytest.mark.parametrize(
    ("text", "name", "value", "unit"),
    [
        ("BMI 34.2 kg/m2", "bmi", "34.2", "kg/m2"),
        ("body mass index is 41", "bmi", "41", None),
        ("Weight: 210 lbs", "weight", "210", "lbs"),
        ("Temp 98.6 F", "temperature", "98.6", "F"),
        ("Hgb A1c 8.2%", "a1c", "8.2", "%"),
        ("A1c of 7", "a1c", "7", None),
        ("Glucose 210 mg/dL", "glucose", "210", "mg/dL"),
        ("Hgb 11.2 g/dL", "hemoglobin", "11.2", "g/dL"),
        ("Cr 1.4", "creatinine", "1.4", None),
        ("eGFR 48", "egfr", "48", None),
        ("K 4.1", "potassium", "4.1", None),
        ("Na: 138", "sodium", "138", None),
        ("LVEF 35%", "ejection fraction", "35", "%"),
        ("SpO2 97% on room air", "spo2", "97", "%"),
        ("pregnancy at 34w2d", "gestational age", "34", "weeks 2 days"),
        ("38 weeks gestation", "gestational age", "38", "weeks"),
        ("28w2d, failed her glucola", "gestational age", "28", "weeks 2 days"),
        ("UTI at 22w", "gestational age", "22", "weeks"),
    ],
)
def test_measure(text: str, name: str, value: str, unit: str | None) -> None:
    (measure,) = measures_in(page(text))
    assert (measure.name, measure.value, measure.unit) == (name, Decimal(value), unit)
    assert measure.evidence is not None
    assert measure.evidence.words in text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("K 2.9, replaced with KCl 40 mEq", ["potassium 2.9"]),
        ("Hgb 7.1 → 9.0", ["hemoglobin 7.1", "hemoglobin 9.0"]),
        ("Cr 1.0 -> 1.6 -> 2.3", ["creatinine 1.0", "creatinine 1.6", "creatinine 2.3"]),
        ("creatinine rose from 1.0 to 2.3", ["creatinine 1.0", "creatinine 2.3"]),
        ("H/H 7.1/21.4", ["hemoglobin 7.1", "hematocrit 21.4"]),
        ("satting 84% RA", ["spo2 84"]),
        ("SpO2 on 2 L 91%", ["spo2 91"]),
        ("WBC 18,200, lactate 4.1", ["white cells 18200", "lactate 4.1"]),
        ("BP 88/50, T 102.6F, P 118, R 28", "pressures temperature heart respiratory"),
        ("Mg 1.2, Phos 1.1, Ca 7.4", ["magnesium 1.2", "phosphate 1.1", "calcium 7.4"]),
        ("pH 7.28, pCO2 68, pO2 55 on 4L", ["ph 7.28", "pco2 68", "po2 55"]),
        ("plt 45K, INR 5.2", ["platelets 45", "inr 5.2"]),
        ("hs-troponin 145 ng/L", ["high-sensitivity troponin 145"]),
        ("NT-proBNP 8,200 pg/mL", ["nt-probnp 8200"]),
        ("GCS 10/15", ["gcs 10"]),
        ("CREATININE 1.42* 1.10 0.91", ["creatinine 1.42", "creatinine 1.10", "creatinine 0.91"]),
        ("NA 131* 133* 136\nK 3.1", ["sodium 131", "sodium 133", "sodium 136", "potassium 3.1"]),
        ("ABG 7.29/72/58", ["ph 7.29", "pco2 72", "po2 58"]),
        ("BMI 27.4. Albumin 2.1.", ["bmi 27.4", "albumin 2.1"]),
        ("Her sodium was 121 on arrival.", ["sodium 121"]),
        ("MAP 58", ["mean arterial pressure 58"]),
    ],
)
def test_values_as_notes_write_them(text: str, values: list[str] | str) -> None:
    found = [f"{m.name} {m.value}" for m in measures_in(page(text))]
    if isinstance(values, str):
        assert len(found) == 5
    else:
        assert found == values


@pytest.mark.parametrize(
    "text",
    [
        "Transfuse if Hgb < 7",
        "Keep K > 4",
        "Goal INR 2-3",
        "Return for temp 101",
        "Potassium 3.5-5.1",
        "Mix 5 mg 2 times",
        "Map 65 sites",
        "She sat 84 more",
        "CA 125 35",
        "Hgb dropped 3 points",
        "Cr increased 50%",
        "1. Obesity, weight\n2. Hypertension",
        "urine sodium 95",
        "P 118",
        "vitamin K 5",
    ],
)
def test_goals_orders_and_other_words_are_no_values(text: str) -> None:
    assert not list(measures_in(page(text)))


def test_what_stands_beside_a_value() -> None:
    (potassium,) = measures_in(page("Potassium | 2.9 | L | 3.5-5.1 mmol/L"))
    assert (potassium.flag, potassium.low, potassium.high) == ("low", Decimal("3.5"), Decimal("5.1"))
    now, usual = measures_in(page("Creatinine 2.4, up from baseline of 0.9."))
    assert (now.baseline, usual.baseline, usual.value) == (False, True, Decimal("0.9"))
    usual, now = measures_in(page("Baseline creatinine 0.9, now 2.1"))
    assert (now.baseline, usual.baseline, usual.value) == (False, True, Decimal("0.9"))


def test_the_day_of_a_value() -> None:
    written = datetime.fromisoformat("2026-06-16T08:00")
    note = "LABS\n     6/13   6/14   6/15\nCr   1.0    1.5    2.3\n\nHgb 9.1 on 6/14/2026. Na 131."
    measures = list(measures_in(read_document(Document("note", note, written=written))))
    days = [(m.name, str(m.value), m.at.day if m.at else None) for m in measures]
    assert days[:3] == [("creatinine", "1.0", 13), ("creatinine", "1.5", 14), ("creatinine", "2.3", 15)]
    assert days[3:] == [("hemoglobin", "9.1", 14), ("sodium", "131", 16)]
    assert [m.at for m in measures_in(page("Na 131"))] == [None]


def test_blood_pressure_is_two() -> None:
    high, low = measures_in(page("BP 142/88"))
    assert (high.name, high.value) == ("systolic pressure", Decimal(142))
    assert (low.name, low.value) == ("diastolic pressure", Decimal(88))


@pytest.mark.parametrize(
    "text",
    [
        "weight loss for 3 weeks",
        "films at 6 weeks",
        "recheck in 6w",
        "potassium 20 mEq daily",
        "K 45",
        "A1c 3/2024",
        "week 4",
    ],
)
def test_no_measure(text: str) -> None:
    assert not list(measures_in(page(text)))


def test_fast() -> None:
    note = "HPI\n" + "She takes metformin 500 mg BID. BP 142/88, K 4.1. " * 4
    note += "The patient was seen today and feels well with no new complaints since the last visit. " * 22
    read = page(note)
    for find in (drugs_in, measures_in):
        list(find(read))
        best = min(_time(find, read) for _ in range(20))
        assert best < 0.0012, f"{find.__name__} takes {best * 1000:.2f} ms"  # 0.4 ms on a free machine


def _time(find, read: Page) -> float:
    start = time.perf_counter()
    list(find(read))
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("HbA1c", "a1c"),
        ("Body_Mass_Index", "bmi"),
        ("K", "potassium"),
        ("SBP", "systolic pressure"),
        ("INR", "inr"),
    ],
)
def test_a_measure_of_a_field_bears_our_name(said: str, name: str) -> None:
    assert measure_named(Measure(said, Decimal(1), None, None)).name == name


def test_a_drug_of_a_field_is_known_by_its_names() -> None:
    began = Encounter("c1", (), began=date(2026, 6, 15))
    given = drug_named(Drug("Lasix 40 mg tablet", None, None, route="PO"), began)
    assert (given.name, given.route, given.long_term) == ("furosemide", "oral", None)
    stopped = Drug("aspirin", None, None, stopped=datetime(2026, 6, 1, 8, 0))  # noqa: DTZ001
    assert drug_named(stopped, began).long_term is False
    assert drug_named(Drug("placebo XR", None, None), began).kind is None


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("EXAM\nGCS 7 on arrival.", {"coma scale": 7}),
        ("EXAM\nGlasgow coma scale score of 14/15.", {"coma scale": 14}),
        ("EXAM\nGCS E2V2M4.", {"coma scale eyes": 2, "coma scale verbal": 2, "coma scale motor": 4}),
        (
            "EXAM\nGlasgow coma scale: eyes 3, verbal 4, motor 5.",
            {"coma scale eyes": 3, "coma scale verbal": 4, "coma scale motor": 5},
        ),
        ("EXAM\nNIHSS: 12.", {"stroke scale": 12}),
        ("EXAM\nNIH stroke scale (NIHSS) score was 7, later 3.", {"stroke scale": 7}),
        ("EXAM\nGCS 3T.", {}),
        ("EXAM\nGCS 16. NIHSS 57. EV71 not found.", {}),
    ],
)
def test_scales(text: str, scores: dict[str, int]) -> None:
    found = list(scales_in(page(text)))
    assert {m.name: int(m.value) for m in found} == scores
    assert all(m.evidence and m.evidence.words in text for m in found)
