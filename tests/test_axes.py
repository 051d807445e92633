"""A diagnosis told in parts: its axes behind commas, its kind behind its name, what it denies, the default of its name."""

from __future__ import annotations

import pytest

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

#: What heads a problem, and the codes of it alone.
TOLD = (
    ("Major depressive disorder, recurrent, severe, without psychosis", "F33.2"),
    ("Major depression, single episode, moderate", "F32.1"),
    ("Severe recurrent MDD with psychotic features", "F33.3"),
    ("Bipolar I disorder, current episode depressed, severe, without psychosis", "F31.4"),
    ("Bipolar 1, manic, moderate", "F31.12"),
    ("AUD, moderate, in sustained remission", "F10.21"),
    ("Parkinson's disease", "G20.A1"),
    ("PD with wearing off, no dyskinesia", "G20.A2"),
    ("Migraine, chronic, intractable, no aura", "G43.719"),
    ("Migraine without aura, not intractable", "G43.009"),
    ("Carpal tunnel syndrome, R", "G56.01"),
    ("Tennis elbow, R", "M77.11"),
    ("Epiretinal membrane, OD", "H35.371"),
    ("Cerumen impaction AU", "H61.23"),
    ("Chalazion RLL", "H00.12"),
    ("Patellofemoral syndrome (R)", "M22.2X1"),
    ("Pneumonia, RLL", "J18.9"),
    ("Severe AS", "I35.0"),
    ("CAP", "J18.9"),
    ("Post-op wound infection, superficial", "T81.41XA"),
    ("Varicose veins, bilateral, with pain", "I83.813"),
    ("Recurrent acute suppurative otitis media R, drum intact", "H66.004"),
    ("Gastric ulcer, chronic, no bleeding", "K25.7"),
    ("Gastric ulcer, acute, with both bleeding and perforation", "K25.2"),
    ("Crohn's, ileocolonic, with rectal bleeding", "K50.811"),
    ("Ulcerative colitis, left sided, no complications", "K51.50"),
    ("Hernia, inguinal, bilateral, recurrent", "K40.21"),
    ("Anemia, iron deficiency", "D50.9"),
    ("Breast cancer, left, upper outer quadrant", "C50.412"),
    ("AML, relapsed", "C92.02"),
    ("Chronic kidney disease, stage IV", "N18.4"),
    ("Chronic femoral DVT, left", "I82.512"),
    ("Pneumonia, RLL, klebsiella", "J15.0"),
    ("Type 2 diabetes mellitus with diabetic arthropathy", "E11.618"),
    ("Obesity due to excess calories", "E66.09"),
    ("Keratitis", "H16.9"),
    ("L ankle sprain 3 wk f/u, improving", "S93.402D"),
    ("L ankle sprain, follow up in 3 weeks", "S93.402A"),
    (
        "Displaced right trimalleolar fracture, closed, post ORIF. No sign of infection or nonunion",
        "S82.851D",
    ),
    ("R 5-7 rib fractures", "S22.41XA"),
    ("Fracture of the lateral malleolus, right ankle, not displaced", "S82.64XA"),
    ("Right lateral malleolus fracture without displacement", "S82.64XA"),
    ("Coughs on thin liquids", "R13.10"),
    ("Stress fracture of right second metatarsal", "M84.374A"),
    ("Pinkeye OD", "H10.021"),
    ("Mod persistent asthma", "J45.40"),
    ("Left breast lump, UOQ", "N63.21"),
    ("Paronychia, right great toe", "L03.031"),
    ("Full thickness RTC tear R, degenerative", "M75.121"),
)


@pytest.mark.parametrize(("said", "code"), TOLD)
def test_a_diagnosis_told_in_parts(said: str, code: str, line: Line) -> None:
    coding, _ = line.code(case_from_object({"on": "2026-06-15", "text": f"A/P:\n1. {said}\n"}))
    assert [a.value for a in coding.assignments] == [code]


def test_a_severity_behind_another_condition_is_not_taken(line: Line) -> None:
    coding, _ = line.code(
        case_from_object({"on": "2026-06-15", "text": "A/P:\n1. Asthma, severe knee pain\n"})
    )
    assert "J45.50" not in {a.value for a in coding.assignments}


#: Words near each other that name two things, or one that is another's: no code of the set is said.
NOT_SAID = (
    ("Blood and urine cultures were sent.", "R31"),
    ("Blood chemistries, urine: normal.", "R31"),
    ("Type 2 diabetes on oral hypoglycemic agents.", "E11.64"),
    ("A smoker of 12 cigarettes a day and former drinker.", "Z87.891"),
    ("Patient's wife is pregnant.", "Z33"),
    ("Pregnancy and delivery were normal, Apgar 8/9.", "Z33"),
    ("Child well-appearing, in no distress.", "Z00"),
    ("Started on 2 L supplemental oxygen in the ED.", "Z99.81"),
    ("Low density lesion in the liver.", "R92"),
    ("Needs help with activities of daily living alone at night.", "Z60.2"),
    ("Sensory hypersensitivity over the left groin.", "T78"),
    ("She is not currently on hormone replacement therapy.", "Z79.890"),
    ("He used to be on an insulin pump.", "Z96.41"),
    ("Her symptoms do not appear related to signs of a stroke or brain bleeding.", "I6"),
    ("He denies smoking or living with anyone who smokes.", "F17"),
    ("No one at home smokes.", "Z77.22"),
    ("I see what looks like cellulitis around the area.", "L03"),
    ("This does not look like cellulitis.", "L03"),
    ("She has a history of depression, smoking and chronic back pain.", "F34"),
    ("She had a colonoscopy about 3 years ago due to blood in her stool.", "K92"),
    ("She had a screening mammogram in 10/2019 which was normal.", "Z12"),
    ("He is up to date on screening colonoscopy.", "Z12"),
    ("I also want her to undergo genetic counseling.", "Z71.83"),
    ("Uncontrolled sugar can lead to blindness and kidney failure.", "N19"),
    ("A 5 mm kidney stone in the proximal ureter.", "N20.9"),
    ("Self-poisoning with an undetermined amount of tramadol.", "T40.424"),
)


@pytest.mark.parametrize(("said", "code"), NOT_SAID)
def test_words_that_only_stand_together(said: str, code: str, line: Line) -> None:
    coding, _ = line.code(
        case_from_object({"id": "c1", "text": f"Assessment:\n{said}", "on": "2026-06-15"}), "icd10cm-2026.2"
    )
    assert not coding.having(code)


#: The same words where they do name it.
SAID = (
    ("Gross blood in the urine.", "R31"),
    ("Type 2 diabetes with hypoglycemia.", "E11.649"),
    ("Former smoker, quit 2015.", "Z87.891"),
    ("COPD, on supplemental oxygen at home.", "Z99.81"),
    ("A smoker of 12 cigarettes a day and former drinker.", "F17.210"),
    ("Nausea and vomiting.", "R11.2"),
    ("Weakness and fatigue.", "R53.83"),
)


@pytest.mark.parametrize(("said", "code"), SAID)
def test_the_same_words_where_they_name_it(said: str, code: str, line: Line) -> None:
    coding, _ = line.code(
        case_from_object({"id": "c1", "text": f"Assessment:\n{said}", "on": "2026-06-15"}), "icd10cm-2026.2"
    )
    assert coding.having(code)
