"""Headings of an assessment as clinicians of every specialty write them, each by the codes that it is given."""

from __future__ import annotations

import pytest

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

#: Each stood for a way of reading that was wrong once.
HEADINGS = (
    ("Contusion of the left fibular head.", "", "F"),  # no head of the patient's
    ("Pain at the femoral neck.", "M25.559", "F"),
    ("Humeral head fracture, right.", "S42.291A", "F"),
    ("Right temporal lobe contusion.", "S06.31AA", "F"),
    ("Both bone forearm fracture, left.", "S52.302A S52.202A", "F"),
    ("Open book pelvis fracture.", "S32.811A", "F"),
    ("Distal radius and ulnar styloid fractures, right.", "S52.501A S52.611A", "F"),
    ("Condylar fracture of the mandible, left.", "S02.612A", "F"),
    ("Digital nerve laceration, left thumb.", "S64.32XA", "F"),
    ("Basal ganglia infarction, left.", "I63.9", "F"),
    ("Malignant meningioma.", "C70.9", "F"),
    ("Atypical meningioma.", "D42.9", "F"),
    ("Cavernoma of the pons.", "D18.02", "F"),
    ("Malfunctioning VP shunt.", "T85.09XA", "F"),
    ("Suprascapular nerve entrapment, right.", "G56.81", "F"),
    ("CRPS of the right foot.", "G90.521", "F"),
    ("Squamous cell carcinoma in situ, right cheek.", "D04.39", "F"),
    ("Lipoma of the left forearm.", "D17.22", "F"),
    ("Adjustment disorder with anxiety and depressed mood.", "F43.23", "F"),
    ("Vascular dementia, severe, with psychosis.", "F01.C2", "F"),
    ("Intrarenal stone, left.", "N20.0", "F"),
    ("BPH with obstructive symptoms.", "N40.1", "M"),
    ("Vocal cord paralysis, left.", "J38.01", "F"),
    ("Tracheostomy tube change.", "Z43.0", "F"),
    ("PICC line removal.", "Z45.2", "F"),
    ("Marital conflict.", "Z63.0", "F"),
    ("Gait instability with falls.", "R26.81 R29.6", "F"),
    ("MAC lung infection.", "A31.0", "F"),
    ("Epigastric and left upper quadrant pain.", "R10.13 R10.12", "F"),
    ("3 class 2 obesity", "E66.812", "F"),  # a number that only counts the line
    ("4 CKD stage 3b", "N18.32", "F"),
    ("BCC nodular, R nasal ala", "C44.311", "F"),
    ("SCC, well differentiated, R forearm", "C44.622", "F"),
    ("SCC of the base of tongue", "C01", "F"),
    ("Malignant OE R", "H60.21", "F"),  # no tumor
    ("OA of the lumbar spine and bilateral knees", "M47.816 M17.0", "F"),
    ("DVT of the left femoral and popliteal veins", "I82.412 I82.432", "F"),
    ("Ulcers of left heel and right great toe", "L97.429 L97.519", "F"),
    ("DDD, C5-6 and C6-7", "M50.322 M50.323", "F"),
    ("ACL tear R, chronic", "M23.611", "F"),
    ("AVN left femoral head due to steroids", "M87.152 T38.0X5A", "F"),
    ("Malaria, P falciparum", "B50.9", "F"),
    ("Gout, left knee", "M10.9", "F"),  # of no kidneys
    ("AML, relapsed 3/2026", "C92.02", "F"),
    ("Chest pain, ruled out MI", "R07.9", "F"),
    ("GEJ adenocarcinoma", "C16.0", "F"),
    ("Crush injury left forearm", "S57.82XA", "F"),
    ("TTP over lateral malleolus", "", "F"),
)


@pytest.mark.parametrize(("heading", "codes", "sex"), HEADINGS)
def test_a_heading_is_given_its_codes(heading: str, codes: str, sex: str, line: Line) -> None:
    case = {
        "id": "heading",
        "setting": "outpatient",
        "on": "2026-06-15",
        "patient": {"born": "1960-01-01", "sex": sex},
        "text": f"ASSESSMENT\n{heading}",
    }
    coding, _ = line.code(case_from_object(case, "heading"))
    assert {a.value for a in coding.diagnoses} == set(codes.split())
