"""Notes of many shapes, written for these tests, and what must be read in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from chartproof.model.reading import Page, Standing
from chartproof.model.record import ClaimKind, Document, Encounter, Setting
from chartproof.read import read, read_document, sentences
from chartproof.read.headings import headings, plainly
from chartproof.read.notes import notes_apart


def page(text: str) -> Page:
    return read_document(Document("note", text))


def kinds(text: str) -> list[str]:
    return [section.kind for section in page(text).sections]


def heads(text: str) -> list[str]:
    found = page(text).lines
    return [text[a.start : a.end] for a in found if a.standing is Standing.PROBLEM]


def standing(text: str, words: str) -> Standing:
    (line,) = [a for a in page(text).lines if words in text[a.start : a.end]]
    return line.standing


def problem(text: str, words: str) -> int | None:
    (line,) = [a for a in page(text).lines if words in text[a.start : a.end]]
    return line.problem


SOAP = """S: 52 yo woman here for her gout and blood pressure. No chest pain.
O: BP 152/94. Right first MTP red and tender.
A: 1. Acute gout of the right foot. 2. Hypertension, uncontrolled
P: 1. Colchicine 0.6 mg. 2. Increase losartan to 100 mg. RTC 4 weeks.
"""

ONE_GO = (
    "CC: wheezing. HPI: 9 yo boy with 2 days of wheezing after a cold. PMH: eczema. "
    "Meds: none. Exam: diffuse wheezes. Assessment: Asthma exacerbation, moderate. "
    "Otitis media, left ear. Plan: prednisolone 2 mg/kg daily. Follow-up: 2 days."
)

APSO = """ASSESSMENT/PLAN:
# Acute on chronic diastolic heart failure: up 4 kg. IV furosemide 40 mg BID.
# Hyponatremia - Na 128, monitor
# T2DM
  - A1c 8.9
  - continue glargine 20 units
#FEN: low salt

SUBJECTIVE:
Sleeps on three pillows.

OBJECTIVE:
VS: BP 110/70
Labs: Na 128
"""

DISCHARGE = """DISCHARGE SUMMARY

Date of Admission: 02/03/2026
PRINCIPAL DIAGNOSIS: Acute pancreatitis due to gallstones
SECONDARY DIAGNOSES:
1. Type 2 diabetes mellitus with hyperglycemia
2. Nicotine dependence
   cigarettes, counseled.

HOSPITAL COURSE BY PROBLEM:
1. Pancreatitis: The patient was kept NPO and given fluids. She improved.
2. Diabetes. Sugars were high on admission.
   Insulin was started.

DISCHARGE MEDICATIONS:
1. Metformin 1000 mg BID
CONDITION ON DISCHARGE: Stable.
DISPOSITION: Home.
"""

OPERATION = """OPERATIVE REPORT
PREOPERATIVE DIAGNOSIS: Left inguinal hernia.
POSTOPERATIVE DIAGNOSIS: Left inguinal hernia, incarcerated; lipoma of the cord.
PROCEDURE PERFORMED: Open repair with mesh.
ANESTHESIA: General.
ESTIMATED BLOOD LOSS: 10 mL
INDICATIONS: A 48-year-old man with a painful bulge.
FINDINGS: Incarcerated omentum.
DESCRIPTION OF PROCEDURE: The patient was brought to the room. The groin was prepped.
COMPLICATIONS: None.
"""

EMERGENCY = """Chief Complaint
Fall

History of Present Illness
Mrs. Poe is an 81 y.o. female who presents after a fall from
standing at home. She saw Dr. Low at
St. Anne last week. She denies syncope.

Past Medical History
- Osteoporosis
- HTN

ED Course
X-ray of the left wrist shows a fracture.

Clinical Impression
1. Closed fracture of distal end of left radius, initial encounter
2. Fall at home

Disposition
Discharged home
"""

RADIOLOGY = """EXAM: CT chest without contrast
CLINICAL INDICATION: Cough.
TECHNIQUE: Axial images.
COMPARISON: None.
FINDINGS:
Lungs: 12 mm nodule in the right upper lobe.
Liver: Normal.
IMPRESSION:
1. 12 mm right upper lobe nodule.
2. No pleural effusion.
"""

COLONS = """Assessment:
Diabetes type 2: well controlled, continue metformin.
Hypothyroidism: TSH at goal.
Hyperlipidemia - on statin, continue
Plan:
Labs: TSH, CMP
"""

NARRATIVE = """ASSESSMENT:
This is a 33-year-old with acute sinusitis and asthma, here for facial pain. She has been worse
since Monday.

PLAN:
Start amoxicillin. Return if worse.
"""

MARKDOWN = """# Progress Note

## Subjective
Low back pain for a month.

## Assessment & Plan

### 1. Lumbar radiculopathy
Start gabapentin 100 mg.

### 2. Obesity
**Plan:** diet and exercise.
"""

HISTORY_AND_PHYSICAL = """CHIEF COMPLAINT: Abdominal pain.

HPI
71F w/ hx of diverticulosis p/w LLQ pain x 2d. Denies fever.
Onset: 2 days ago

PMHx:
htn
type 2 dm
hypothyroidism

PSHx: cholecystectomy (2010), TAH
FHx: mother with breast cancer
ROS: as per HPI

PHYSICAL EXAM:
GEN: NAD
ABD: TTP LLQ

A/P: 71F with acute diverticulitis.
1. Acute diverticulitis, uncomplicated
   - IV cefoxitin
   - NPO
2. HTN - hold home meds
3. DVT ppx: heparin SQ
4. Dispo: admit to medicine
"""

TEMPLATE = """ASSESSMENT AND PLAN

Jo Rill is a 60-year-old male with a past medical history of sleep apnea, who presents for a check.

Obstructive sleep apnea.
• Medical Reasoning: He sleeps well with his machine.
• Medical Treatment: Continue CPAP.

Seborrheic keratosis.
• Medical Reasoning: This is benign. - Medical Treatment: None.

Patient Agreements: The patient understands the plan.
"""

TWICE = """ASSESSMENT

• Psoriasis
• Elevated liver enzymes

PLAN

Psoriasis
Start clobetasol twice daily.

Elevated Liver Enzymes.
- Repeat CMP in 4 weeks.

INSTRUCTIONS

Return in 1 month.
"""

SUBLABELS = """IMPRESSION AND PLAN

1. Diabetes
Assessment: uncontrolled, A1c 9.2
Plan: increase glargine

2. Major depressive disorder, recurrent, moderate
Assessment: PHQ-9 is 14
Plan: start sertraline 50 mg

Time spent: 30 minutes
"""

CAPITALS = """ASSESSMENT AND PLAN:

HYPERTENSION
Well controlled. Continue amlodipine.

DIABETES MELLITUS TYPE 2
A1c 7.2. Continue metformin.

FOLLOW UP
3 months
"""

PSYCHIATRY = """Reason for Consultation: low mood
Past Psychiatric History: depression since age 20
Mental Status Examination:
Mood: sad
Diagnostic Impression:
Major depressive disorder, single episode, severe without psychotic features.
Alcohol use disorder, moderate, in early remission.
Recommendations:
1. Start sertraline.
"""

OWN_RESULTS = """RESULTS
CT head:
Impression: No bleed.

ASSESSMENT
Concussion without loss of consciousness, initial encounter.
PLAN
Rest.
"""

PATHOLOGY = """SPECIMEN: Colon polyp
FINAL PATHOLOGIC DIAGNOSIS:
A. Colon, ascending, polypectomy: Tubular adenoma.
B. Rectum, biopsy: Hyperplastic polyp.
"""

EXPECTED = {
    "soap": (
        SOAP,
        ["hpi", "exam", "assessment", "plan"],
        ["Acute gout of the right foot.", "Hypertension, uncontrolled"],
    ),
    "in one go": (
        ONE_GO,
        [
            *("chief_complaint", "hpi", "pmh", "medications", "exam", "assessment", "plan"),
            "follow_up",
        ],
        ["Asthma exacerbation, moderate.", "Otitis media, left ear."],
    ),
    "apso": (
        APSO,
        ["assessment_plan", "hpi", "exam", "vitals", "labs"],
        ["Acute on chronic diastolic heart failure", "Hyponatremia", "T2DM"],
    ),
    "discharge summary": (
        DISCHARGE,
        [
            *("other", "template", "discharge_dx", "discharge_dx", "hospital_course"),
            *("medications", "condition", "disposition"),
        ],
        [
            "Acute pancreatitis due to gallstones",
            "Type 2 diabetes mellitus with hyperglycemia",
            "Nicotine dependence",
            "Pancreatitis",
            "Diabetes.",
        ],
    ),
    "operation": (
        OPERATION,
        [
            *("other", "preop_dx", "postop_dx", "procedure", "anesthesia", "operative_record"),
            *("indications", "findings", "procedure", "complications"),
        ],
        ["Left inguinal hernia.", "Left inguinal hernia, incarcerated", "lipoma of the cord."],
    ),
    "emergency": (
        EMERGENCY,
        ["chief_complaint", "hpi", "pmh", "ed_course", "impression", "disposition"],
        ["Closed fracture of distal end of left radius, initial encounter", "Fall at home"],
    ),
    "radiology": (
        RADIOLOGY,
        ["exam", "indications", "technique", "comparison", "findings", "impression"],
        ["12 mm right upper lobe nodule.", "No pleural effusion."],
    ),
    "colons": (
        COLONS,
        ["assessment", "plan"],
        ["Diabetes type 2", "Hypothyroidism", "Hyperlipidemia"],
    ),
    "narrative": (NARRATIVE, ["assessment", "plan"], []),
    "markdown": (
        MARKDOWN,
        ["other", "hpi", "assessment_plan"],
        ["Lumbar radiculopathy", "Obesity"],
    ),
    "history and physical": (
        HISTORY_AND_PHYSICAL,
        [
            *("chief_complaint", "hpi", "pmh", "psh", "family_history", "ros", "exam"),
            "assessment_plan",
        ],
        ["Acute diverticulitis, uncomplicated", "HTN"],
    ),
    "template": (
        TEMPLATE,
        ["assessment_plan"],
        ["Obstructive sleep apnea.", "Seborrheic keratosis."],
    ),
    "named twice": (
        TWICE,
        ["assessment", "plan", "instructions"],
        ["Psoriasis", "Elevated liver enzymes", "Psoriasis", "Elevated Liver Enzymes."],
    ),
    "sub-labels": (
        SUBLABELS,
        ["assessment_plan"],
        ["Diabetes", "Major depressive disorder, recurrent, moderate"],
    ),
    "capitals": (
        CAPITALS,
        ["assessment_plan", "follow_up"],
        ["HYPERTENSION", "DIABETES MELLITUS TYPE 2"],
    ),
    "psychiatry": (
        PSYCHIATRY,
        ["consult_reason", "psychiatric_history", "exam", "impression", "plan"],
        [
            "Major depressive disorder, single episode, severe without psychotic features.",
            "Alcohol use disorder, moderate, in early remission.",
        ],
    ),
    "impression inside results": (
        OWN_RESULTS,
        ["results", "imaging", "assessment", "plan"],
        ["Concussion without loss of consciousness, initial encounter."],
    ),
    "pathology": (
        PATHOLOGY,
        ["specimen", "pathology_dx"],
        [
            "A. Colon, ascending, polypectomy: Tubular adenoma.",
            "B. Rectum, biopsy: Hyperplastic polyp.",
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_sections_and_problem_heads(name: str) -> None:
    text, expected_kinds, expected_heads = EXPECTED[name]
    assert kinds(text) == expected_kinds
    assert heads(text) == expected_heads


def test_text_under_a_head_belongs_to_its_problem() -> None:
    assert problem(TEMPLATE, "sleeps well") == problem(TEMPLATE, "Obstructive") == 0
    assert problem(TEMPLATE, "benign") == 1
    assert problem(TEMPLATE, "past medical history of sleep apnea") is None
    assert problem(TEMPLATE, "understands") is None
    assert standing(TEMPLATE, "sleeps well") is Standing.ASSESSED


def test_a_label_is_kept_and_left_out_of_the_line() -> None:
    lines = {TEMPLATE[a.start : a.end]: a.label for a in page(TEMPLATE).lines}
    assert lines["Continue CPAP."] == "Medical Treatment"
    assert lines["None."] == "Medical Treatment"
    assert lines["Obstructive sleep apnea."] is None


def test_a_problem_keeps_its_number_in_the_plan() -> None:
    assert problem(TWICE, "clobetasol") == 0
    assert problem(TWICE, "Repeat CMP") == 1
    assert problem(TWICE, "1 month") is None


def test_problems_in_front_of_a_plan_are_assessed_where_nothing_else_is() -> None:
    listed = "PROBLEMS\n1) Hypertension, at goal.\n2) Skin tear, dressed.\n\n"
    assert standing(f"{listed}PLAN\nRecheck in 3 weeks.", "Skin tear") is Standing.PROBLEM
    assert standing(f"{listed}ASSESSMENT AND PLAN\n1. Cough.", "Skin tear") is Standing.LISTED


def test_standings() -> None:
    text = HISTORY_AND_PHYSICAL
    assert standing(text, "Abdominal pain.") is Standing.REASON
    assert standing(text, "Denies fever") is Standing.TOLD
    assert standing(text, "breast cancer") is Standing.LISTED
    assert standing(text, "htn") is Standing.LISTED
    assert standing(text, "71F with acute") is Standing.ASSESSED
    assert problem(text, "heparin SQ") is None


def test_a_report_without_headings_is_told() -> None:
    text = "A 61-year-old man had a fever. CT showed pneumonia. He recovered."
    assert kinds(text) == ["other"]
    assert page(text).sections[0].heading is None
    assert [a.standing for a in page(text).lines] == [Standing.TOLD] * 3


def test_lists_in_one_line() -> None:
    assert heads("Assessment: 1) COPD exacerbation 2) Diabetes type 2. Continue metformin 3) Gout") == [
        "COPD exacerbation",
        "Diabetes type 2.",
        "Gout",
    ]
    assert heads("Diagnoses: CHF, HTN, CKD stage 3") == ["CHF", "HTN", "CKD stage 3"]
    assert heads("Discharge Diagnosis: Ankle sprain, Right") == ["Ankle sprain, Right"]
    assert heads(
        "Discharge diagnoses: term newborn by cesarean; ABO isoimmunization with hemolytic jaundice; oral thrush. Weight 3975.\n"
    ) == ["term newborn by cesarean", "ABO isoimmunization with hemolytic jaundice", "oral thrush."]


def test_a_plan_is_no_problem() -> None:
    assert heads("PLAN:\n1. Physical therapy\n2. Lisinopril 10 mg daily\n3. CBC") == []
    assert heads("ASSESSMENT:\nAsthma\n- continue albuterol\n- flu shot") == ["Asthma"]


def test_wrapped_lines_are_one_sentence() -> None:
    text = "HPI:\nCough for two weeks, productive of\nyellow sputum. No fever.\n\nNo chills"
    assert [text[a.start : a.end] for a in page(text).lines] == [
        "Cough for two weeks, productive of\nyellow sputum.",
        "No fever.",
        "No chills",
    ]


def test_lists_without_marks_stay_lists() -> None:
    text = "PMH:\nAtrial fibrillation\ndiabetes\nCKD\n"
    assert len(page(text).lines) == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Seen by Dr. Low at St. Anne. Doing well.", 2),
        ("Flu vs. Covid. Test sent.", 2),
        ("Took 5.5 mg q.d. Felt better.", 2),
        ("Wound No. 3 is clean. Wound No. 4 is not.", 2),
        ("She has hepatitis C. The liver is firm.", 2),
        ("Seen by Dr. A. Low today.", 1),
        ("Is it gout? Yes! It is.", 3),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences.ends(text, 0, len(text))) + 1 == count


def test_words_that_are_headings_elsewhere_stay_what_they_are() -> None:
    text = "CHIEF COMPLAINT\n\nFollow-up\n\nHPI\n\nFeels well.\n"
    assert kinds(text) == ["chief_complaint", "hpi"]
    assert kinds("A: something\nB: something\n") == ["other"]


def test_read_gives_a_page_a_document() -> None:
    documents = (Document("a", SOAP), Document("b", RADIOLOGY))
    assert [each.document.id for each in read(Encounter("e", documents))] == ["a", "b"]


def test_empty_and_blank() -> None:
    assert page("") == Page(Document("note", ""), (), ())
    assert page(" \n \n").lines == ()


def test_the_list_of_headings_is_sound() -> None:
    path = Path(__file__).parents[1] / "src/chartproof/read/headings.yml"
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    words = [plainly(each) for entry in raw["kinds"].values() for each in entry.split(";")]
    assert [word for word, times in Counter(words).items() if times > 1 or not word] == []
    assert len(headings().kinds) > 200
    assert headings().closers <= headings().labels | headings().kinds.keys()


PIECES = st.sampled_from(
    [text for text, _, _ in EXPECTED.values()]
    + [
        "\n",
        "\r\n",
        "A:",
        "P:",
        "- ",
        "1. ",
        "2) ",
        "# ",
        "**",
        "HPI:",
        "Plan:",
        "• ",
        ". ",
        ":",
        " ",
    ]
)


@example(". A:\x1f0")
@given(st.one_of(st.text(max_size=300), st.lists(PIECES | st.text(max_size=12)).map("".join)))
def test_any_text_is_read_whole(text: str) -> None:
    read_page = page(text)
    covered = 0
    for section in read_page.sections:
        start = section.heading.start if section.heading else section.body.start
        assert not text[covered:start].strip()
        for part in filter(None, (section.heading, section.body)):
            assert text[part.start : part.end] == part.words
        if section.heading:
            assert section.heading.end == section.body.start
        covered = section.body.end
    assert covered == len(text)
    before = 0
    for line in read_page.lines:
        assert before <= line.start < line.end
        assert text[line.start : line.end].strip() == text[line.start : line.end]
        before = line.end
        (home,) = [s for s in read_page.sections if s.body.start <= line.start < s.body.end]
        assert line.end <= home.body.end
        assert line.section == home.kind
        assert (line.standing is not Standing.PROBLEM) or line.problem is not None


_CHART = """HISTORY AND PHYSICAL - May 3

He has fever and cough. Potassium 4.2.

Impression: Lobar pneumonia. Ceftriaxone.

PROGRESS NOTE
May 6, 2026

Hypokalemia, new, potassium 2.9: replaced.

DISCHARGE SUMMARY (5/8/2026)

Diagnoses:
Lobar pneumonia
Hypokalemia
"""


_SHORT_CHART = """H&P 5/3/26
70F with chest pressure.
Imp: NSTEMI. Heparin.

CATH 5/4: RCA stented. On the table 9 beats of wide complex: nonsustained ventricular tachycardia.

PSH: hysterectomy

MRI 5/4: no infarct.
PROGRESS 5/6: Cr 1.6 -> 2.4. Acute kidney injury.

DISCHARGE SUMMARY 5/8/26
1. NSTEMI
2. AKI
"""


def test_loud_words_with_a_day_begin_a_note() -> None:
    """A short head with its day parts a chart as a title does; parts of a note and tests told in it don't."""
    stay = Encounter(
        "c", (Document("note", _SHORT_CHART),), Setting.INPATIENT, ClaimKind.FACILITY, date(2026, 5, 3)
    )
    notes = notes_apart(stay)
    assert notes is not None
    told = [(d.kind, d.written and d.written.day) for d in notes.encounter.documents]
    assert told == [("H&P", 3), ("CATH", 4), ("PROGRESS", 6), ("DISCHARGE SUMMARY", 8)]


def test_a_list_right_below_the_title_of_a_summary_is_of_its_diagnoses() -> None:
    """What a discharge summary numbers at once are the diagnoses of the stay; prose below its title is not."""
    listed = read_document(
        Document("note", "DISCHARGE SUMMARY 5/22/26\n1. Acute duodenal ulcer\n2. Hypertension\n")
    ).sections
    assert [part.kind for part in listed] == ["discharge_dx"]
    told = read_document(Document("note", "DISCHARGE SUMMARY 5/22/26\nShe came with melena.\n")).sections
    assert [part.kind for part in told] == ["other"]


def test_a_summary_without_a_course_of_its_own_tells_it_in_its_paragraphs() -> None:
    """Below the lines of the operation a paragraph that opens with the patient tells how she came; a heading inside a line ends with its paragraph."""
    parts = read_document(
        Document(
            "note",
            "SURGERY DISCHARGE SUMMARY\n\nPostop dx: perforated diverticulitis\nComplication: postoperative ileus\n\n"
            "59F 3 d LLQ pain, acutely worse with diffuse tenderness and guarding. T 38.4, WBC 17.2. CT: free air. To OR same day.\n\n"
            "POD 3-8 prolonged ileus with emesis, NGT 1.4 L. TPN via PICC 4/26-4/30. NGT out 4/29, diet advanced.\n",
        )
    ).sections
    assert [part.kind for part in parts] == [
        "title", "other", "postop_dx", "complications", "hpi", "imaging", "hospital_course",
    ]  # fmt: skip


def test_problems_of_a_summary_are_its_course() -> None:
    told = read_document(
        Document(
            "note",
            "MEDICINE DISCHARGE SUMMARY\n42M with fever.\n\nPROBLEMS\n1. Severe malaria. IV artesunate.\n2. AKI - fluids.\n",
        )
    ).sections
    assert "hospital_course" in [part.kind for part in told]


def test_what_sort_of_problems_follow_belongs_to_none() -> None:
    text = "DISCHARGE DIAGNOSES\n- Acute hypoxic respiratory failure due to aspiration\nChronic\n- Cerebral palsy\n"
    assert problem(text, "Chronic") is None
    assert standing(text, "Cerebral palsy") is Standing.PROBLEM


def test_a_row_of_diagnoses_after_an_operation_is_a_list() -> None:
    text = "PREOP/POSTOP DX: R open tibial shaft fracture, type II, displaced; R closed fibular shaft fx; L closed distal radius fx.\n"
    assert [problem(text, words) for words in ("open tibial", "closed fibular", "closed distal")] == [0, 1, 2]


def test_a_chart_pasted_into_one_text_is_read_as_its_notes() -> None:
    """Each title begins a note of its own kind and day; a note with one title stays whole."""
    stay = Encounter(
        "c", (Document("note", _CHART),), Setting.INPATIENT, ClaimKind.FACILITY, date(2026, 5, 3)
    )
    notes = notes_apart(stay)
    assert notes is not None
    told = [(d.kind, d.written and d.written.date()) for d in notes.encounter.documents]
    assert told == [
        ("HISTORY AND PHYSICAL", date(2026, 5, 3)),
        ("PROGRESS NOTE", date(2026, 5, 6)),
        ("DISCHARGE SUMMARY", date(2026, 5, 8)),
    ]
    assert "".join(d.text for d in notes.encounter.documents) == _CHART
    words = notes.encounter.documents[1].quote(38, 49)
    back = notes.joined(words, ())
    assert back.document == "note" and _CHART[back.start : back.end] == back.words == words.words
    assert notes.placed(back) == words
    assert notes_apart(replace(stay, setting=Setting.OFFICE, claim_kind=ClaimKind.PROFESSIONAL)) is None
    alone = (Document("note", "DISCHARGE SUMMARY\n\nDiagnoses:\nLobar pneumonia\n"),)
    assert notes_apart(replace(stay, documents=alone)) is None


def test_problems_counted_by_bare_numbers_are_heads_whatever_letter_they_begin_with() -> None:
    text = "A/P\n1 L hemothorax - chest tube\n2 perm AF - rate ok\n3 CAD - no angina\n4 CKD 3b - labs in a week\n"
    assert [head.split(" - ")[0] for head in heads(text)] == ["L hemothorax", "perm AF", "CAD", "CKD 3b"]


def test_an_arrow_leads_from_a_problem_to_its_plan() -> None:
    text = "Impr\nRaynaud \u2192 nifedipine\nosteoporosis from steroids \u2192 alendronate\nvit D def \u2192 D3 2000\n"
    assert heads(text) == ["Raynaud", "osteoporosis from steroids", "vit D def"]


def test_an_arrow_to_what_became_of_a_thought_parts_nothing() -> None:
    text = "MDM:\n1. ruptured AAA -> excluded on CT\n2. renal colic -> ketorolac\n"
    assert "renal colic" in heads(text)
    assert not any(head == "ruptured AAA" for head in heads(text))


def test_the_last_lines_of_a_note_are_its_assessment_behind_bullets_and_arrows_too() -> None:
    text = "RA f/u\nlabs: AST 92\n\n\u2022 seropositive RA \u2013 high activity\n\u2022 latent TB \u2013 county clinic\n\u2022 anemia \u2192 iron\n\u2022 flu shot had it\n"
    assert [head.split(" \u2013")[0] for head in heads(text)] == ["seropositive RA", "latent TB", "anemia"]


def test_a_value_that_fell_is_no_assessment() -> None:
    text = "seen again\nHgb 9.8 \u2192 8.1\nplt 118 \u2192 96\nCr 1.0 \u2192 1.4\n"
    assert heads(text) == []


def test_most_lines_of_final_diagnoses_are_diagnoses() -> None:
    text = "Dx\nOsteomyelitis of the sacrum\nSacral pressure ulcer stage 4 - debrided\nRight ischial pressure ulcer stage 3\nParaplegia, T10\nColostomy\n"
    assert {"Right ischial pressure ulcer stage 3", "Colostomy"} <= set(heads(text))


def test_a_question_mark_apart_ends_no_sentence() -> None:
    text = "CXR: ? RLL pneumonia. No effusion."
    assert sentences.ends(text, 0, len(text)) == [text.index("No")]
