"""Every modifier that is known: words that call for it, words beside which it stays away, and words that call for it in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from chartproof import pipeline
from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line
from chartproof.rules.cases import read_cases

RELEASE = "icd10cm-2026.2"
#: Modifiers by what decides them; those of one family are withheld, or asked for, by one rule.
FAMILIES = {
    "work": "22 52 53 63 73 74",
    "visits": "24 25 27 57 FS FT AI",
    "global periods": "54 55 56 58 78 79",
    "sessions and sites": "51 59 XE XP XS XU 76 77",
    "surgeons": "62 66 80 81 82 AS",
    "parts of a test": "26 TC",
    "laboratory": "90 91 QW",
    "sides": "50 LT RT",
    "digits": "F1 F2 F3 F4 F5 F6 F7 F8 F9 FA T1 T2 T3 T4 T5 T6 T7 T8 T9 TA",
    "lids": "E1 E2 E3 E4",
    "coronaries": "LC LD LM RC RI",
    "screening": "33 PT",
    "telehealth": "93 95 GT",
    "teaching": "GC GE",
    "drugs": "JW JZ TB",
    "therapy": "CO CQ GN GO GP KX",
    "notices": "GA GX GY GZ",
    "hospice": "GV GW",
    "trials": "Q0 Q1",
    "substitutes": "Q5 Q6",
    "departments": "PN PO",
    "anesthesia": "AA AD P1 P2 P3 P4 P5 P6 QK QS QX QY QZ",
}

FINGERS = ("thumb", "index", "middle", "ring", "little")
TOES = ("great", "second", "third", "fourth", "fifth")
ANESTHESIA = "Anesthesia record\nProcedure: laparoscopic cholecystectomy.\nAnesthesiologist personally performed the case. ASA {}. General anesthesia. Anesthesia start: 07:30. Anesthesia end: 08:40."
HAND = "Procedure: trigger finger release of the {} {} finger performed."


def told() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A modifier, words that call for it, and what else the case says."""
    for side, names in (("left", ("FA", "F1", "F2", "F3", "F4")), ("right", ("F5", "F6", "F7", "F8", "F9"))):
        for modifier, finger in zip(names, FINGERS, strict=True):
            note = HAND.format(side, finger).replace("thumb finger", "thumb")
            yield modifier, note, {}
    for side, names in (("left", ("TA", "T1", "T2", "T3", "T4")), ("right", ("T5", "T6", "T7", "T8", "T9"))):
        for modifier, toe in zip(names, TOES, strict=True):
            yield (
                modifier,
                f"Procedure: nail avulsion of the {side} {toe} toe performed under digital block.",
                {},
            )
    for modifier, lid in (
        ("E1", "upper left"),
        ("E2", "lower left"),
        ("E3", "upper right"),
        ("E4", "lower right"),
    ):
        yield modifier, f"Procedure: punctal plug inserted in the {lid} lid.", {}
    for side, modifier in (("left", "LT"), ("right", "RT")):
        yield modifier, f"Procedure: {side} knee injection performed with 40 mg of Kenalog.", {}
    vessels = (
        ("LM", "left main"),
        ("LD", "mid LAD"),
        ("LC", "circumflex"),
        ("RC", "right coronary artery"),
        ("RI", "ramus intermedius"),
    )
    for modifier, vessel in vessels:
        note = f"CARDIAC CATHETERIZATION REPORT\nProcedures performed: PCI of the {vessel} with a drug-eluting stent."
        yield modifier, note, {"setting": "outpatient"}
    for asa, modifier in (
        ("I", "P1"),
        ("2", "P2"),
        ("class III", "P3"),
        ("4", "P4"),
        ("5", "P5"),
        ("6", "P6"),
    ):
        yield modifier, ANESTHESIA.format(asa), {"setting": "outpatient"}
    beside = "Procedure: right knee injection performed this morning.\nProcedure: trigger point injection of the trapezius performed {}."
    medicare = {"payer": {"kind": "medicare"}}
    yield "XE", beside.format("at a separate session this evening"), medicare
    yield "XP", beside.format("by another physician of our group"), medicare
    yield "XU", beside.format("; it does not overlap the injection of the knee"), medicare


@pytest.mark.parametrize(("modifier", "note", "more"), list(told()))
def test_words_that_call_for_it(modifier: str, note: str, more: dict[str, Any], line: Line) -> None:
    coding, _ = line.code(case_from_object({"id": "c1", "text": note, "on": "2026-06-10", **more}), RELEASE)
    given = {m.code for a in coding.services for m in a.modifiers}
    assert modifier in given
    if modifier[0] in "FTEP":
        assert {other for other in given if other[0] == modifier[0]} == {modifier}


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for rule in (*pipeline.service_rules(), *pipeline.visit_rules()):
        yield from ((rule.id, case) for case in read_cases(rule))


def given_by(case: dict[str, Any]) -> set[str]:
    """The modifiers that a case of a rule expects."""
    said = str(case.get("gives", case.get("counts", "")))
    found = {part for one in said.split("; ") for part in one.split(" x")[0].split("-")[1:]}
    return found | {one for one in said.split("; ") if re.fullmatch(r"[0-9A-Z]{2}", one)}


def withheld_by(case: dict[str, Any]) -> set[str]:
    return {one.split("-")[-1] for one in re.split(r"[; ]+", str(case.get("withholds", ""))) if one}


@pytest.mark.parametrize("modifier", " ".join(FAMILIES.values()).split())
def test_it_fires_somewhere(modifier: str) -> None:
    by_matrix = {name for name, _, _ in told()}
    assert modifier in by_matrix or any(modifier in given_by(case) for _, case in cases())


@pytest.mark.parametrize("family", FAMILIES)
def test_it_stays_quiet_and_is_refused(family: str) -> None:
    """A rule that gives one of the family has a case without it, and one where words call for it and it may not stand or is asked for."""
    names = set(FAMILIES[family].split())
    rules = {rule for rule, case in cases() if given_by(case) & names} | {f"services.lines.{family}"}
    of_rules = [case for rule, case in cases() if rule in rules]
    assert any(str(c.get("gives", c.get("counts"))) == "none" and "outside" not in c for c in of_rules)
    assert any(withheld_by(case) & names or str(case.get("gives", "")).endswith("asks") for case in of_rules)
