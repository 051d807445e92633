"""Risk adjustment: categories, hierarchies, support in the record, gaps, and the score against the package."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from claims import claim_in

from chartproof.codesets.books import Books
from chartproof.formats.case import case_from_object
from chartproof.formats.hcc import risk_json
from chartproof.group.hcc import DEFAULT, risk_of
from chartproof.group.hcc_score import score
from chartproof.group.hcc_tables import models_of
from chartproof.model.claim import Claim
from chartproof.model.errors import ReleaseError
from chartproof.model.hcc import Enrolment
from chartproof.pipeline import Line

ON = "2026-06-15"


def claim(*dx: str, **more: Any) -> Claim:
    told = {"kind": "professional", "born": "1950-03-02", "sex": "F", "dx": list(dx), **more}
    return claim_in({"on": ON, "claim": told})


def books(line: Line, asked: Claim) -> Books:
    return line.shelf.look(asked.days)


def test_a_higher_category_drops_the_lower_ones_of_its_hierarchy(line: Line) -> None:
    asked = claim("E11.9", "E11.42", "I50.22", "I10")
    made = risk_of(asked, books(line, asked))
    counting = {h.hcc: [s.code for s in h.support] for h in made.hccs}
    assert counting["37"] == ["E11.42"]
    assert {h.hcc: h.dropped_by for h in made.dropped}["38"] == "37"
    assert made.raf is None
    assert made.proposed
    assert made.payment_year == 2027


def test_a_score_only_where_the_coding_stands(line: Line) -> None:
    asked = claim("E11.42", "I50.22")
    made = risk_of(asked, books(line, asked), finalised=True, enrolment=Enrolment(dual="NA", orec="0"))
    assert made.raf is not None
    assert made.demographic is not None
    parts = sum((h.coefficient or 0 for h in made.hccs), made.demographic) + sum(
        v for _, v in made.interactions
    )
    assert abs(made.raf - parts) <= Decimal("0.003")
    assert "raf" in risk_json(made)
    assert "raf" not in risk_json(risk_of(asked, books(line, asked)))
    assert "living in the community" in made.assumed


def test_what_the_record_does_about_a_diagnosis(line: Line) -> None:
    note = "ASSESSMENT\n1. Type 2 diabetes with polyneuropathy. A1c 8.1. Increase metformin.\n"
    coding, _ = line.code(case_from_object({"id": "c1", "on": ON, "text": note}))
    asked = claim("E11.42", "I50.22")
    made = risk_of(asked, books(line, asked), coding=coding)
    supported = {h.hcc: h.is_supported for h in made.hccs}
    assert supported["37"] is True
    assert [h.is_supported for h in made.unsupported] == [False]
    assert made.hccs[0] in made.unsupported  # what to remove stands first
    told = risk_json(made)
    assert told["remove_first"] == [made.unsupported[0].hcc]
    assert told["hccs"][1]["codes"][0]["evidence"]


def test_an_earlier_category_is_a_question(line: Line) -> None:
    past = [
        {
            "id": "p",
            "claim_kind": "professional",
            "from": "2025-03-01",
            "diagnoses": [{"code": "J44.9"}, {"code": "E11.9"}],
        }
    ]
    asked = claim("E11.42", history=past)
    made = risk_of(asked, books(line, asked))
    assert [g.codes for g in made.gaps] == [("J44.9",)]
    assert made.gaps[0].asks.endswith("?")


def test_what_is_missing_is_said(line: Line) -> None:
    asked = claim("E11.42", born="1950-03-02")
    with pytest.raises(ReleaseError, match="has no"):
        risk_of(asked, books(line, asked), model="CMS-HCC Model V99")
    nobody = claim_in({"on": ON, "claim": {"kind": "professional", "dx": ["E11.9"]}})
    with pytest.raises(ReleaseError, match="birth and sex"):
        risk_of(nobody, books(line, nobody))


@pytest.mark.oracle
@pytest.mark.parametrize("model", [DEFAULT, "CMS-HCC ESRD Model V24"])
def test_categories_are_those_of_the_package(line: Line, model: str) -> None:
    models = models_of(books(line, claim("I10")))
    chance, codes = random.Random(5), models.codes(model)
    for _ in range(150):
        drawn = tuple(chance.sample(codes, chance.randint(1, 12)))
        age, sex = chance.randint(20, 95), chance.choice("MF")
        behind = {hcc for code in drawn for hcc in models.hccs(code, model, age, sex)}
        ours = {hcc for hcc, by in models.standing(behind, model).items() if by is None}
        assert ours == score(drawn, model, 2027, age, sex, Enrolment()).hccs
