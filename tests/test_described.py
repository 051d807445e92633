"""What the sentences under a heading say of its condition, and what they say of something else."""

from __future__ import annotations

import pytest

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

#: A heading and its sentences, the code that it must have, and one that it must not.
SAID = """
Chronic kidney disease. His GFR is stable at 42, stage 3b. | N18.32 | N18.9
CKD. eGFR 27, which places him in stage 4. | N18.4 | N18.9
Atrial fibrillation. She is on apixaban. It has been persistent since last summer. | I48.19 | I48.91
Major depressive disorder, recurrent. Her current episode is moderate. | F33.1 | F33.9
Depression. This is a recurrent episode of moderate severity. | F33.1 | F32.A
Asthma. Currently mild persistent. | J45.30 | J45.909
ADHD. Her rating scales show she has the combined type. | F90.2 | F90.9
Alcohol use disorder, severe. He has not had a drink in seven months and is in early remission. | F10.21 | F10.20
Obesity. Her BMI is 43, class 3. | E66.813 | E66.9
Ulcerative colitis. She has pancolitis. | K51.00 | K51.90
Heart failure: chronic, with reduced ejection fraction (systolic), NYHA class II. | I50.22 | I50.9
CHF. Acute on chronic, with preserved EF. | I50.33 | I50.9
Depression. Recurrent, moderate. | F33.1 | F32.A
Atrial fibrillation. It was paroxysmal until last year and is now persistent. | I48.19 | I48.0
CKD. It was stage 3a last year and is now stage 3b. | N18.32 | N18.31
Varicose veins in both legs. They ache by the end of every shift. | I83.813 | I83.93
Right knee pain. The x-rays and exam are those of primary osteoarthritis. | M17.11 | M25.561
"""
#: The same words of another thing, of another person, denied, doubted or hoped for.
NOT_SAID = """
Breast cancer. This is stage 2. She has chronic kidney disease. | N18.9 | N18.2
Atrial fibrillation. She has dizziness. It is persistent. | I48.91 | I48.19
Atrial fibrillation. She has a pacemaker; it is permanent. | I48.91 | I48.21
Asthma. She has allergic rhinitis that is moderate and persistent. | J45.909 | J45.40
Depression. She has back pain that is severe and recurrent. | F32.A | F33.2
Diabetes mellitus. She has von Willebrand disease, type 1. | E11.9 | E10.9
Diabetes. She was told that it is type 1, but her antibodies are negative. | E11.9 | E10.9
Obesity. Heart failure is class 3. BMI 34. | E66.9 | E66.813
Major depressive disorder, recurrent. Her breast cancer is in remission. | F33.9 | F33.40
Major depressive disorder, recurrent. The goal is full remission. | F33.9 | F33.42
Hypertension. This is an emergency visit for her cough. | I10 | I16.1
Gastritis. She has vaginal bleeding. | K29.70 | K29.71
COPD, last exacerbation in January. | J44.9 | J44.1
Heart failure: chronic, without reduced ejection fraction. | I50.9 | I50.22
Type 2 diabetes with hypoglycemia warning signs reviewed. | E11.9 | E11.649
Plaque psoriasis. We went over the signs of psoriatic arthritis, of which he has none. | L40.0 | L40.50
Varicose veins in both legs. They do not hurt. | I83.93 | I83.813
Left knee pain. The exam and MRI might fit a meniscal tear. | M25.562 | S83.207A
Routine testing. Hepatitis B, HIV and syphilis tests negative. | Z01.89 | B16.9
"""


def cases(told: str) -> list[list[str]]:
    return [[part.strip() for part in row.split("|")] for row in told.strip().splitlines()]


@pytest.mark.parametrize(("words", "has", "lacks"), [*cases(SAID), *cases(NOT_SAID)])
def test_what_is_said_under_a_heading(line: Line, words: str, has: str, lacks: str) -> None:
    text = f"ASSESSMENT AND PLAN:\n1. {words}"
    coding, _ = line.code(
        case_from_object({"id": "t", "on": "2026-06-15", "setting": "office", "text": text})
    )
    given = {assignment.value for assignment in coding.assignments}
    assert has in given
    assert lacks not in given
