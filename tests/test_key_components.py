"""Levels by key components: the guidelines of 1995 and 1997, for office visits before 2021 and the others before 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handed_in import run

from chartproof.code.em.components.figures import exams, key_ladder
from chartproof.code.em.figures import ladder
from chartproof.formats.case import case_from_object
from chartproof.formats.level import level_json
from chartproof.model.visit import Element, Extent, Guidelines, Level
from chartproof.pipeline import Line, authorities

RELEASE = "icd10cm-2026.2"

CHEST = """CC: chest pain
HPI: 54-year-old man with 3 days of sharp left-sided chest pain, 6/10, worse with deep breaths, relieved by ibuprofen. It began after he lifted boxes. Denies fever, cough or palpitations.
ROS:
Constitutional: no fever
All other systems reviewed and are negative.
PMH: hypertension
FH: father had MI at 60
SH: smokes 1 ppd, lives with wife
Physical Exam:
Vitals: BP 132/80, HR 78, RR 16, T 98.4
General: well appearing, NAD
HEENT: NCAT, PERRLA, TMs clear, oropharynx clear
Neck: supple, no thyromegaly
Lungs: CTAB, no increased work of breathing
CV: RRR, no murmurs, no edema
Abd: soft, NT/ND, no HSM
Neuro: CN II-XII intact, DTRs 2+
Psych: A&Ox3, normal mood and affect
A/P:
1. Chest wall pain - new. CXR ordered. Naproxen 500 mg BID prescribed.
2. Hypertension, stable. Continue lisinopril.
"""
RASH = """New patient. Rash on hand for 2 days after gardening, itchy.
Exam: papular rash on right hand.
A: Contact dermatitis. OTC hydrocortisone.
"""
COUNSELED = "Assessment: Type 1 diabetes mellitus, stable. Continue glargine.\nI spent 40 minutes face to face, {} counseling on insulin.\n"
EYES = """CC: blurry vision
HPI: 72F with gradual blurry vision of both eyes for 1 year, worse at night. Moderate. No fever.
Exam: VA cc 20/50 OD 20/60 OS. Confrontation fields full. EOMI. Pupils equal. Lids/lashes normal. Conjunctiva white. Cornea clear. AC deep. Lens 3+ nuclear sclerosis. IOP 15/16. Dilated fundus: disc 0.3 OU, macula flat. A&Ox3, mood normal.
A/P: Cataracts of both eyes. Update glasses.
"""
SORE = """CC: sore throat
HPI: {}
Exam: Throat with erythema. {}
A/P: Acute pharyngitis. Salt water gargles.
"""


def leveled(note: str, line: Line, on: str, guidelines: Guidelines | None = None, **said: Any) -> Level:
    case = case_from_object({"id": "k1", "text": note, "on": on, **said}, "case")
    return line.visit(case, RELEASE, None, guidelines)[0]


def of(level: Level, element: Element) -> set[str]:
    """What counted toward a component."""
    return {c.of for w in level.elements if w.element is element for c in w.counted}


def extent(level: Level, element: Element) -> Extent:
    return next(w.extent for w in level.elements if w.element is element)


@pytest.mark.parametrize(
    ("guidelines", "code", "exam"),
    [(Guidelines.OF_1995, "99204", Extent.HIGH), (Guidelines.OF_1997, "99203", Extent.MODERATE)],
)
def test_a_new_patient_asks_for_all_three(
    guidelines: Guidelines, code: str, exam: Extent, line: Line
) -> None:
    level = leveled(CHEST, line, "2019-06-03", guidelines, new_or_established="new")
    assert (level.code, level.by, level.guidelines) == (code, "components", guidelines)
    assert extent(level, Element.HISTORY) is Extent.HIGH
    assert extent(level, Element.EXAM) is exam
    assert extent(level, Element.DECISION) is Extent.MODERATE


def test_the_guidelines_that_bear_more_stand_where_nobody_names_one(line: Line) -> None:
    level = leveled(CHEST, line, "2019-06-03", new_or_established="new")
    assert (level.code, level.guidelines) == ("99204", Guidelines.OF_1995)


def test_an_established_patient_asks_for_two(line: Line) -> None:
    level = leveled(CHEST, line, "2019-06-03", Guidelines.OF_1997)
    assert level.code == "99214"
    assert "any one of the three" in level.next_down


def test_each_day_has_its_guidelines(line: Line) -> None:
    before = leveled(RASH, line, "2020-12-31", new_or_established="new")
    after = leveled(RASH, line, "2021-01-01", new_or_established="new")
    assert (before.code, before.by) == ("99201", "components")
    assert (after.by, after.guidelines) == ("mdm", None)
    assert after.code != "99201"


@pytest.mark.parametrize(
    ("setting", "code", "after"),
    [("ed", "99281", "99283"), ("observation", None, "99221"), ("home", "99341", "99342")],
)
def test_other_families_changed_in_2023(setting: str, code: str | None, after: str, line: Line) -> None:
    told = {"setting": setting, "new_or_established": "new", "claim_kind": "professional"}
    assert leveled(RASH, line, "2022-12-31", **told).code == code
    assert leveled(RASH, line, "2023-01-01", **told).code == after


def test_observation_care_had_codes_of_its_own(line: Line) -> None:
    note = "Observation admission H&P\n" + CHEST
    level = leveled(
        note, line, "2021-05-05", setting="observation", new_or_established="new", claim_kind="professional"
    )
    assert level.code == "99219"


@pytest.mark.parametrize(
    ("words", "by", "code"),
    [
        ("more than 50% of it", "time", "99215"),
        (">50% spent", "time", "99215"),
        ("25 of 40 minutes", "time", "99215"),
        ("15 of 40 minutes", "components", "99212"),
        ("some of it", "components", "99212"),
    ],
)
def test_time_decides_where_counseling_takes_more_than_half(
    words: str, by: str, code: str, line: Line
) -> None:
    note = "CC: follow up\nHPI: diabetes for 2 years, doing well.\n" + COUNSELED.format(words)
    level = leveled(note, line, "2017-05-03")
    assert (level.by, level.code) == (by, code)


def test_a_single_organ_exam_is_read_by_its_own_table(line: Line) -> None:
    level = leveled(EYES, line, "2019-03-04", Guidelines.OF_1997)
    exam = next(w for w in level.elements if w.element is Element.EXAM)
    assert exam.says.startswith("eye exam (page 23)")
    assert exam.extent is Extent.HIGH
    short = leveled(EYES.replace("IOP 15/16. ", ""), line, "2019-03-04", Guidelines.OF_1997)
    exam = next(w for w in short.elements if w.element is Element.EXAM)
    assert exam.extent is Extent.MODERATE
    assert "eye pressure" in exam.next_up


def test_a_limb_counts_by_itself_in_the_musculoskeletal_exam(line: Line) -> None:
    exam = "Exam: Right knee: effusion, full range of motion, ligaments stable, strength 5/5. Left knee: no effusion, full range of motion, ligaments stable, strength 5/5. Gait normal. NAD. A&Ox3. Sensation intact. DTRs 2+."
    note = f"CC: knee pain\nHPI: right knee pain for 2 weeks.\n{exam}\nA/P: Right knee pain. Ice.\n"
    level = leveled(note, line, "2019-03-04", Guidelines.OF_1997)
    found = next(w for w in level.elements if w.element is Element.EXAM)
    assert found.says.startswith("musculoskeletal exam (page 31): 13 elements")
    assert found.extent is Extent.MODERATE


def test_three_conditions_with_their_status_are_an_extended_history(line: Line) -> None:
    note = (
        "CC: follow up\nHPI: Denies chest pain, cough or polyuria.\nPMH: gout\nA/P:\n1. Hypertension, stable. Continue lisinopril.\n"
        "2. Type 2 diabetes, at goal. Continue metformin.\n3. Hyperlipidemia, well controlled. Continue atorvastatin.\n"
    )
    for on, guidelines, want in (
        ("2019-03-04", Guidelines.OF_1997, Extent.MODERATE),
        ("2019-03-04", Guidelines.OF_1995, Extent.MODERATE),
        ("2013-09-09", Guidelines.OF_1997, Extent.MODERATE),
    ):
        assert extent(leveled(note, line, on, guidelines), Element.HISTORY) is want
    before = leveled(note, line, "2013-09-09", Guidelines.OF_1995)
    assert all(w.element is not Element.HISTORY for w in before.elements)


@pytest.mark.parametrize(
    ("history", "more", "element", "absent"),
    [
        ("Tired for 2 days. No chest pain.", "", Element.HISTORY, "location"),
        ("Sore throat for 2 days.\nFamily history: noncontributory", "", Element.HISTORY, "family"),
        ("Sore throat for 2 days.", "", Element.EXAM, "skin"),
        ("Sore throat for 2 days.", "Abdomen deferred.", Element.EXAM, "gastrointestinal"),
        ("Sore throat for 2 days.", "Epigastric tenderness.", Element.EXAM, "musculoskeletal"),
    ],
)
def test_what_does_not_count(history: str, more: str, element: Element, absent: str, line: Line) -> None:
    level = leveled(SORE.format(history, more), line, "2019-03-04", Guidelines.OF_1995)
    assert absent not in of(level, element)


def test_packs_a_day_are_no_skin_test(line: Line) -> None:
    data = {
        of_
        for of_ in of(leveled(CHEST, line, "2019-06-03"), Element.DECISION)
        if of_.startswith("laboratory")
    }
    assert data == set()


def test_what_goes_on_below_the_complaint_is_the_present_illness(line: Line) -> None:
    note = "CC: ear pain\nMs. Doe has right ear pain for 1 day, fever to 102, worse at night. No vomiting.\nA/P: Otitis media. Amoxicillin 500 mg."
    told = of(leveled(note, line, "2019-03-04"), Element.HISTORY)
    assert {"location", "duration", "modifying factors", "gastrointestinal"} <= told
    assert "cardiovascular" not in told


def test_findings_of_a_record_without_headings(line: Line) -> None:
    note = "Hit his head at football, no vomiting.\nGCS 15, pupils equal, neck supple, BP 120/70.\nDiagnosis: concussion."
    level = leveled(note, line, "2022-03-04", setting="ed")
    assert {"eyes", "neck"} <= of(level, Element.EXAM)
    assert "neck" not in {
        c.proof.words()[0].words for w in level.elements if w.element is Element.HISTORY for c in w.counted
    }


def test_points_of_problems_tell_new_from_established(line: Line) -> None:
    new, old = (
        {
            o
            for o in of(leveled(CHEST, line, "2019-06-03", new_or_established=known), Element.DECISION)
            if "hypertension" in o
        }
        for known in ("new", "established")
    )
    assert "Essential (primary) hypertension: new, no workup, 3 points" in new
    assert "Essential (primary) hypertension: established, stable or better, 1 point" in old


def test_every_step_names_a_known_authority_and_ends_in_words(line: Line) -> None:
    level = leveled(CHEST, line, "2019-06-03")
    known = authorities()
    assert level.proof
    for step in (level.proof, *(c.proof for w in level.elements for c in w.counted)):
        assert step.cite in known[step.rule]
        assert step.words()


def test_the_json_has_history_exam_and_decision(line: Line) -> None:
    case = case_from_object({"id": "k1", "text": CHEST, "on": "2019-06-03"}, "case")
    made = level_json(line.visit(case, RELEASE)[0], case)
    assert set(made["elements"]) == {"history", "exam", "decision"}
    assert made["guidelines"] == "1995"
    for element in made["elements"].values():
        assert {"level", "evidence", "counted", "says", "next_up", "next_down"} <= element.keys()
        assert all(CHEST[e["start"] : e["end"]] == e["words"] for e in element["evidence"])


def test_the_guidelines_are_refused_where_they_do_not_hold(home: Path, line: Line, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(RASH)
    line.shelf.releases()
    ran = run(home, "em", str(note), "--on", "2026-06-10", "--guidelines", "1997")
    assert ran.returncode == 2
    assert "office visits did until 2020-12-31" in ran.stderr
    assert "gardening" not in ran.stderr


def test_no_day_has_two_ladders() -> None:
    families = [("office", "new"), ("hospital", "initial"), ("ed", ""), ("home", "established")]
    for family, patient in families:
        for day in (date(2019, 1, 1), date(2022, 12, 31), date(2023, 1, 1)):
            assert bool(key_ladder(family, patient, day)) != bool(ladder(family, patient, day))


def test_the_tables_are_whole() -> None:
    held = exams()
    assert {
        "general",
        "cardiovascular",
        "eye",
        "psychiatric",
        "skin",
        "organ systems",
        "body areas",
    } <= held.keys()
    assert len(held["organ systems"]) == 12
    assert sum(b.box == "neurologic" and b.whole for b in held["neurological"]) == 16
