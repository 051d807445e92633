"""Two conditions that have nothing to do with each other are coded in one line as they are in two."""

from __future__ import annotations

from itertools import islice, permutations

import pytest

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

CONDITIONS = """
hypertension
hyperlipidemia
aortic stenosis
acute bronchitis
allergic rhinitis
gastroesophageal reflux
vitamin D deficiency
iron deficiency anemia
fibromyalgia
lumbar spinal stenosis
left ankle sprain
right wrist fracture
gout of the right great toe
generalized anxiety disorder
migraine without aura
cataract of the left eye
kidney stones
actinic keratosis
right breast cancer
headache
chronic diastolic heart failure
""".strip().splitlines()
#: Words of two names that no term may be made of, and the code it would be.
TORN = """
Hypertension and ischemic heart disease. | I10 | I11.9
Hypertension with pulmonary hypertension. | I10 | I16.1
Headache and lumbar spinal stenosis. | R51.9 | G97.1
Sepsis; left knee osteoarthritis. | A41.9 | M00.9
Chronic diastolic heart failure, right wrist fracture. | I50.32 | I50.812
Primary open angle glaucoma and right wrist fracture. | S62.101A | S62.101B
Dry eye; cellulitis of the left leg. | H04.129 | H04.122
Left knee and right hip osteoarthritis. | M17.12 | M17.11
Chronic kidney disease stage 3a and otitis media of the right ear. | H66.91 | H67.1
Gout of the right great toe and left ankle sprain. | S93.402A | S93.502A
Fatigue, right wrist fracture. | R53.83 | M84.30XA
Vitamin D deficiency with influenza A. | E55.9 | E50.9
"""
#: Words that two names do share.
SHARED = """
Diabetic retinopathy and neuropathy. | E11.40 | G62.9
Alcoholic hepatitis and cirrhosis. | K70.30 | K74.60
Acute sinusitis and bronchitis. | J20.9 | J40
Lumbar radiculopathy and spinal stenosis. | M48.061 | M48.00
Cervical and lumbar spinal stenosis. | M48.061 | M48.00
Urticaria, allergic reaction to shrimp. | L50.0 | L50.9
Marfan syndrome with dilated aortic root. | Q87.410 | Q87.40
"""


def codes(line: Line, items: str) -> set[str]:
    case = {
        "on": "2026-06-15",
        "setting": "office",
        "patient": {"born": "1960-01-01", "sex": "F"},
        "text": f"ASSESSMENT AND PLAN:\n{items}",
    }
    return {a.value for a in line.code(case_from_object(case))[0].diagnoses}


@pytest.mark.parametrize(("first", "joined"), [(0, "{} and {}."), (1, "{}, {}."), (2, "{}; {}.")])
def test_one_line_says_what_two_say(line: Line, first: int, joined: str) -> None:
    apart = {c: f"{c[0].upper()}{c[1:]}" for c in CONDITIONS}
    differ = [
        joined.format(apart[a], b)
        for a, b in islice(permutations(CONDITIONS, 2), first, None, 3)
        if codes(line, f"1. {joined.format(apart[a], b)}") != codes(line, f"1. {apart[a]}.\n2. {apart[b]}.")
    ]
    assert differ == []


@pytest.mark.parametrize("row", [*TORN.strip().splitlines(), *SHARED.strip().splitlines()])
def test_words_torn_out_of_two_names(line: Line, row: str) -> None:
    words, has, lacks = (part.strip() for part in row.split("|"))
    given = codes(line, f"1. {words}")
    assert has in given
    assert lacks not in given


def test_a_side_in_front_of_a_comma_is_told_of_what_stands_before_it(line: Line) -> None:
    assert "H66.93" in codes(line, "1. Recurrent acute otitis media, bilateral, tubes planned.")
    assert "L03.116" in codes(line, "1. Dry eye, cellulitis of the left leg.")
