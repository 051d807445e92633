"""Questions: their words, their figures, how often they are asked, and of whom not at all."""

from __future__ import annotations

import ast
import importlib
import json
import random
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cli import run

from chartproof import pipeline
from chartproof.ask import ask, once
from chartproof.ask.figures import limit, limits, rows
from chartproof.ask.letter import letter
from chartproof.ask.seen import WARD
from chartproof.ask.template import names, template
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Coding
from chartproof.model.query import WAYS_OUT, Doubt, Query
from chartproof.model.record import Evidence, Setting
from chartproof.pipeline import Line
from chartproof.terms.drugs import drug_terms

ROOT = Path(__file__).resolve().parent.parent
ASKED = pipeline.rules_of(pipeline.QUESTIONS)
SEEN = Evidence("note", 0, 3, "K 3")

STAY = """HISTORY OF PRESENT ILLNESS
72-year-old woman with cirrhosis, confused at home for two days. She lost 18 lb in 3 months and has poor appetite.

VITALS
T 38.6 C, HR 112, RR 24, BP 96/54, SpO2 86% on RA, BMI 17.9

PHYSICAL EXAM
Oriented to self only, asterixis present. Temporal wasting. Accessory muscle use.

LABS
            6/10    6/11    6/12
Na          124     128     133
Cr          1.0     1.9     1.3
Hgb         9.8     7.2     8.9
WBC 16.4, lactate 3.1, ammonia 108, albumin 2.0

ASSESSMENT AND PLAN
1. UTI, ceftriaxone IV.
2. Cirrhosis. Lactulose titrated.
3. GI bleed: melena, transfused 2 units PRBC. Transfuse if Hgb < 7.
4. Fluid restriction for sodium.
5. Placed on BiPAP overnight.
6. Dietitian consulted, Ensure TID.
"""


def coded(line: Line, text: str, setting: str = "office", **keys: Any) -> Coding:
    case = {"id": "case-7", "on": "2026-06-15", "setting": setting, "text": text, **keys}
    return line.code(case_from_object(case))[0]


def asks(line: Line, text: str, setting: str = "office") -> list[str]:
    return [q.rule for q in coded(line, text, setting).queries if not q.rule.startswith("services.")]


# The words.


def used() -> set[str]:
    """Every template that a rule names."""
    found = set()
    for rule in ASKED:
        source = Path(str(importlib.import_module(rule.module).__file__)).read_text("utf-8")
        found |= set(re.findall(r'question\(\s*__name__,\s*"(\w+)"', source))
    return found


def test_every_template_is_used_and_there() -> None:
    assert used() == set(names())
    assert len(names()) >= 12


@pytest.mark.parametrize("name", names())
def test_a_template_leads_nowhere(name: str) -> None:
    """No title names an answer; none is offered alone; no choice stands for a way out."""
    made = template(name)
    title = made.title.lower()
    assert title.startswith("clarification of")
    for choice in made.choices:
        assert choice.lower() not in title
        assert choice not in WAYS_OUT
    assert len(made.choices) != 1
    assert "?" not in made.title
    assert {choice for choice, _ in made.only_with} <= set(made.choices)
    words = dict.fromkeys(re.findall(r"\{(\w+)\}", f"{made.asks} {made.title} {made.about}"), "x")
    filled = [text.format(**words) for text in (made.asks, *made.choices)]
    Query("r", Doubt.UNNAMED, filled[0], (*filled[1:], *WAYS_OUT), (SEEN,), made.title.format(**words))


def test_codes_at_stake_are_in_the_book(line: Line) -> None:
    tabular = line.terminology(release="icd10cm-2026.2").tabular
    tables = [(row[2], row[4].split()) for row in rows("electrolytes")]
    tables += [(row[0], row[1].split()) for row in rows("medications")]
    tables += [(name, list(template(name).codes)) for name in names()]
    codes = [node[0] for node in tabular.every_node()]
    wrong = [(n, c) for n, begins in tables for c in begins if not any(k.startswith(c) for k in codes)]
    assert wrong == []


@pytest.mark.parametrize(
    "asks_for",
    [
        "Please document acute kidney injury for reimbursement.",
        "This affects the DRG. Please clarify.",
        "A CC would be supported. Please clarify.",
        "Please clarify for the quality score.",
        "It is worth $ 400.",
    ],
)
def test_a_question_never_speaks_of_money_or_scores(asks_for: str) -> None:
    with pytest.raises(ValueError, match="must not speak of"):
        Query("r", Doubt.UNNAMED, asks_for, WAYS_OUT, (SEEN,))


def test_words_of_the_record_may_say_anything() -> None:
    assert Query("r", Doubt.UNNAMED, "What is “DRG”?", WAYS_OUT, (SEEN,)).own == ()


def test_one_answer_alone_leads() -> None:
    with pytest.raises(ValueError, match="offers one answer"):
        Query("r", Doubt.UNNAMED, "What is it?", ("hypokalemia", *WAYS_OUT), (SEEN,))


# The figures.


def test_figures_are_of_things_that_can_be_found() -> None:
    table = (ROOT / "src/chartproof/understand/measures.tsv").read_text("utf-8").splitlines()[1:]
    measures = {row.split("\t")[0] for row in table}
    told = (ROOT / "src/chartproof/understand/told.tsv").read_text("utf-8").splitlines()[1:]
    acts = {row.split("\t")[1] for row in told if row.startswith("act")}
    signs = {row.split("\t")[1] for row in told if row.startswith("sign")}
    assert {one.measure for many in limits().values() for one in many} <= measures
    assert all(one.source and one.side in {"above", "below"} for many in limits().values() for one in many)
    assert {row[0] for row in rows("electrolytes")} <= set(limits())
    assert {a for row in rows("electrolytes") for a in row[1].split(";")} <= acts
    assert {row[0] for row in rows("medications")} <= {t.kind for t in drug_terms().values()}
    needed = {w for name in names() for _, many in template(name).only_with for w in many}
    assert needed <= acts | signs
    for rule in ASKED:
        tree = ast.parse(Path(str(importlib.import_module(rule.module).__file__)).read_text("utf-8"))
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        for call in calls:
            said = {a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
            known = {"acts": acts, "signs": signs, "values": measures, "limit_for": set(limits())}
            known["beyond"] = set(limits())
            assert said <= known.get(str(call.func.id), said), (rule.id, said)  # type: ignore[attr-defined]


def test_a_figure_holds_on_its_days() -> None:
    held = limit("potassium low", date(2026, 6, 15))
    assert held is not None
    assert held.value == Decimal("3.5")
    assert limit("potassium low", date(2015, 9, 30)) is None


# When, how often, of whom.


def test_every_doubt_is_asked_of_somewhere() -> None:
    assert {rule.id.split(".")[0] for rule in ASKED} == {doubt.value for doubt in Doubt}


def test_the_folder_of_a_question_is_its_doubt() -> None:
    for rule in ASKED:
        assert rule.id.split(".")[0] in {doubt.value for doubt in Doubt}, rule.id


def test_no_question_imports_another() -> None:
    for rule in ASKED:
        source = Path(str(importlib.import_module(rule.module).__file__)).read_text("utf-8")
        assert "chartproof.ask.rules" not in source, rule.id


def test_a_stay_is_asked_for_what_its_record_shows(line: Line) -> None:
    asked = asks(line, STAY, "inpatient")
    assert {
        "unnamed.anemia",
        "unnamed.kidney_injury",
        "unnamed.laboratory_value",
        "unnamed.malnutrition",
        "unnamed.mental_state",
        "unnamed.respiratory_failure",
        "unnamed.sepsis",
    } <= set(asked)
    assert len(asked) == len(set(asked))


def test_values_give_no_code(line: Line) -> None:
    codes = {a.value for a in coded(line, STAY, "inpatient").assignments}
    assert not {c for c in codes if c.startswith(("A41", "D62", "E43", "E87", "G93", "J96", "N17", "R65"))}


def test_a_visit_is_asked_less_than_a_stay(line: Line) -> None:
    stay = asks(line, STAY, "inpatient")
    of_stays = [rule for rule in stay if not rule.startswith("icd10cm.poa")]  # presence on admission aside
    for setting in Setting:
        asked = [rule for rule in asks(line, STAY, setting.value) if not rule.startswith("icd10cm.poa")]
        if setting not in WARD:
            assert len(asked) <= 3, (setting, asked)
        else:
            assert len(asked) == len(of_stays), setting


def test_one_doubt_is_asked_once(line: Line) -> None:
    twice = [Query("a.b", Doubt.UNNAMED, f"{n}", WAYS_OUT, (SEEN,), about="potassium") for n in "12"]
    (asked,) = once(twice)
    assert asked.asks == "1"
    again = once([*twice, Query("a.c", Doubt.UNNAMED, "3", WAYS_OUT, (SEEN,))])
    assert [q.asks for q in again] == ["1", "3"]
    note = "ASSESSMENT\n1. Heart failure.\n2. Congestive heart failure.\n"
    assert asks(line, note).count("unspecified.heart_failure_type") == 1


def test_what_another_place_shows_is_shown_too() -> None:
    other = Evidence("note", 8, 11, "K 2")
    one, two = (Query("a.b", Doubt.UNNAMED, "?", WAYS_OUT, (e,), about="k") for e in (SEEN, other))
    assert once((one, two))[0].shows == (SEEN, other)


def test_the_order_of_questions_does_not_matter(line: Line) -> None:
    coding = coded(line, STAY, "inpatient")
    bare = Coding(coding.encounter, coding.reading, coding.assignments, coding.rejected)
    books = line.terminology(date(2026, 6, 15)).books
    rules, shuffled = list(ASKED), random.Random(3)
    first = ask(bare, rules, books)
    for _ in range(3):
        shuffled.shuffle(rules)
        assert ask(bare, rules, books).queries == first.queries


WELL = (
    "SUBJECTIVE\nHere for an annual physical. Feels well. Denies chest pain, dyspnea, confusion and fever.\n",
    "SUBJECTIVE\nFollow-up of blood pressure. No new complaints. Eats well and exercises.\n",
    "SUBJECTIVE\nSore throat for two days, no fever, no trouble breathing. Drinking well.\n",
    "SUBJECTIVE\nTwisted the left ankle at soccer yesterday. Walks with a limp.\n",
    "SUBJECTIVE\nReturn visit for type 2 diabetes. Takes metformin 500 mg daily. No hypoglycemia.\n",
    "SUBJECTIVE\nSeasonal allergies, better with loratadine 10 mg daily. Sleeps well.\n",
)
ASSESSED = (
    "1. Annual physical examination without abnormal findings. Return in one year.\n",
    "1. Essential hypertension, controlled. Continue lisinopril 10 mg daily.\n",
    "1. Acute streptococcal pharyngitis. Amoxicillin for 10 days. Return if temp 102 or unable to drink.\n",
    "1. Sprain of the left ankle. Ice and rest. Call if pain is worse.\n",
    "1. Type 2 diabetes mellitus without complications. A1c goal < 7. Continue metformin.\n",
    "1. Seasonal allergic rhinitis. Continue loratadine.\n",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, 5),
    pressure=st.tuples(st.integers(104, 136), st.integers(62, 86)),
    pulse=st.integers(58, 88),
    breath=st.integers(12, 18),
    oxygen=st.integers(95, 100),
    index=st.integers(20, 33),
    labs=st.tuples(st.integers(37, 49), st.integers(137, 143), st.integers(7, 11), st.integers(130, 158)),
    setting=st.sampled_from(["office", "outpatient", "telehealth"]),
)
def test_a_well_patient_is_asked_nothing(
    line: Line,
    which: int,
    pressure: tuple[int, int],
    pulse: int,
    breath: int,
    oxygen: int,
    index: int,
    labs: tuple[int, int, int, int],
    setting: str,
) -> None:
    k, na, cr, hgb = labs
    note = (
        f"{WELL[which]}\nVITALS\nBP {pressure[0]}/{pressure[1]}, P {pulse}, T 98.4 F, R {breath}, SpO2 {oxygen}%, "
        f"BMI {index}.2\n\nLABS\nK {k / 10}, Na {na}, Cr {cr / 10}, Hgb {hgb / 10}, WBC 6.4, platelets 240\n\n"
        f"ASSESSMENT AND PLAN\n{ASSESSED[which]}"
    )
    assert coded(line, note, setting).queries == ()


@pytest.mark.data
def test_public_office_notes_are_asked_little(line: Line) -> None:
    asked: dict[str, list[str]] = {}
    for row in (SHARED / "bench/aci_dev.jsonl").read_text("utf-8").splitlines():
        case = json.loads(row)
        asked[case["id"]] = asks(line, case["text"])
    most, all_of = max(map(len, asked.values())), sum(map(len, asked.values()))
    print(f"{all_of} questions on {len(asked)} office notes, at most {most} on one")
    assert most <= 2
    assert all_of <= len(asked) / 4


# As it is sent, and as the command prints it.


def test_a_letter_has_all_its_parts(line: Line) -> None:
    coding = coded(line, STAY, "inpatient")
    made = {q.rule: letter(q, coding) for q in coding.queries}
    sent = made["unnamed.anemia"]
    assert "To: attending provider" in sent
    assert "“7.2”, in “Hgb 9.8 7.2 8.9” (note, LABS, line 14)" in sent
    assert "[ ] acute blood loss anemia" in sent
    assert "[ ] other: ___" in sent
    assert "[ ] unable to determine" in sent
    assert "Provider: ___" in sent
    assert all("case-7" not in one for one in made.values())


def test_an_answer_is_offered_where_the_record_bears_it(line: Line) -> None:
    dry = STAY.replace("GI bleed: melena, transfused", "Transfused").replace("UTI", "UTI without bleeding")
    (asked,) = (q for q in coded(line, dry, "inpatient").queries if q.rule == "unnamed.anemia")
    assert "acute blood loss anemia" not in asked.choices


def test_the_command_prints_the_contract(home: Path, line: Line, tmp_path: Path) -> None:
    line.terminology()
    note = tmp_path / "note.txt"
    note.write_text(STAY, "utf-8")
    stay = ("--setting", "inpatient", "--on", "2026-06-15")
    done = run(home, "ask", str(note), *stay, "--format", "json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert set(made) == {"queries", "lint"}
    assert made["lint"] == []
    for query in made["queries"]:
        assert {"rule", "why", "asks", "choices", "shows", "title", "to", "letter"} <= set(query)
        assert query["choices"][-2:] == ["other", "unable to determine"]
        for evidence in query["shows"]:
            assert STAY[evidence["start"] : evidence["end"]] == evidence["words"]
    coded_ = json.loads(run(home, "code", str(note), *stay, "--format", "json").stdout)
    assert [q["rule"] for q in coded_["queries"]] == [q["rule"] for q in made["queries"]]
    told = run(home, "ask", str(note), *stay).stdout.decode()
    assert "Clarification of hemoglobin" in told
    note.write_text("ASSESSMENT\n1. Essential hypertension.\n", "utf-8")
    assert run(home, "ask", str(note), "--on", "2026-06-15").stdout.decode() == "no questions\n"
