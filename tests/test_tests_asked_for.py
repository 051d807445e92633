"""An organism that a laboratory is asked for is no infection yet; one that is told, or that a test found, is."""

from __future__ import annotations

import pytest

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

#: What is asked for, and the code that would be wrong.
ASKED = """
Check strep and mono. | B27.90
Stool for C diff, O&P, and Giardia. | A07.1
Stool studies including C. diff toxin. | A04.72
Send gonorrhea, chlamydia and trichomonas NAAT. | A54.9
Sputum for AFB and QuantiFERON for TB. | A15.9
Culture for MRSA sent. | A49.02
Mpox series complete. | B04
HBV surface Ab >100. | B19.10
"""
#: What is told or found, and its code.
TOLD = """
C. difficile colitis. PO vancomycin. | A04.72
C. diff, toxin positive. | A04.72
MRSA pneumonia, cultures sent. | J15.212
Influenza A. Swab sent to the state lab. | J10.1
Chronic hepatitis B. Check hepatitis B DNA. | B18.1
A positive gamma interferon release assay for tuberculosis; start tuberculosis treatment. | A15.9
"""


def pairs(text: str) -> list[list[str]]:
    return [[part.strip() for part in row.split("|")] for row in text.strip().splitlines()]


def codes(words: str, line: Line) -> set[str]:
    patient = {"born": "1970-05-05", "sex": "M"}
    note = {
        "setting": "office",
        "on": "2026-06-15",
        "patient": patient,
        "text": f"ASSESSMENT AND PLAN\n{words}",
    }
    return {a.value for a in line.code(case_from_object(note), "icd10cm-2026.2")[0].diagnoses}


@pytest.mark.parametrize(("words", "wrong"), pairs(ASKED))
def test_what_is_only_asked_for(words: str, wrong: str, line: Line) -> None:
    assert wrong not in codes(words, line)


@pytest.mark.parametrize(("words", "right"), pairs(TOLD))
def test_what_is_told_or_found(words: str, right: str, line: Line) -> None:
    assert right in codes(words, line)
