"""Every rule has cases beside it, and every case holds."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chartproof import pipeline
from chartproof.code.icd10cm.merge import merge
from chartproof.code.icd10cm.paragraphs import KINDS, settled, shown
from chartproof.code.icd10cm.propose import Proposer
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Assignment, Cite, Code, Coding, Needed, Rejected, Role, Row, Step, Why
from chartproof.model.reading import (
    Act,
    Assertion,
    Mention,
    Presence,
    Reading,
    Said,
    Sign,
    Standing,
    Subject,
    Time,
)
from chartproof.model.record import (
    FACILITY_SETTINGS,
    Author,
    ClaimKind,
    Document,
    Encounter,
    Evidence,
    Setting,
)
from chartproof.pipeline import Line
from chartproof.read import read, read_document
from chartproof.rules.apply import apply
from chartproof.rules.cases import read_cases
from chartproof.rules.core import Rule, run
from chartproof.terms.pcs import acts
from chartproof.understand import understand
from chartproof.understand.drugs import drugs_in
from chartproof.understand.measures import measures_in
from chartproof.understand.told import told_in

#: Those of visits, services and claims read another subject: tests/test_visits.py, test_services.py, test_check.py.
_OTHERS = frozenset((*pipeline.visit_rules(), *pipeline.service_rules(), *pipeline.check_rules()))
RULES: tuple[Rule, ...] = tuple(r for r in pipeline.every_rule() if r not in _OTHERS)
#: What a case may say of a whole coding.
SHOWN = frozenset(
    "expect has lacks rejected needed roles in_order asks obligations poa beside alternatives".split()
)
AXES: tuple[type[Any], ...] = (Presence, Time, Subject, Standing, Needed)


def cases() -> list[Any]:
    return [pytest.param(r, c, id=f"{r.id}: {c['case']}") for r in RULES for c in read_cases(r)]


def encounter(case: dict[str, Any], text: str) -> Encounter:
    """One note, or several documents as a case of CONTRACT has them."""
    if "documents" in case:
        keys = ("setting", "claim_kind", "on", "ended", "documents", "measures", "drugs")
        said: dict[str, Any] = {"id": "c1", **{k: case[k] for k in keys if k in case}}
        said["documents"] = [
            {k: v == "true" if k == "signed_off" else v for k, v in d.items()} for d in case["documents"]
        ]
        patient = {k: case[k] for k in ("born", "sex") if k in case}
        return case_from_object({**said, "patient": patient}, "case")
    setting = Setting(case.get("setting", "office"))
    kind = ClaimKind.FACILITY if setting in FACILITY_SETTINGS else ClaimKind.PROFESSIONAL
    if "claim_kind" in case:
        kind = ClaimKind(case["claim_kind"])
    born = date.fromisoformat(case["born"]) if "born" in case else None
    began = date.fromisoformat(case["on"])
    note = Document("note", text, author=Author(case.get("author", "provider")))
    return Encounter("c1", (note,), setting, kind, began, None, born, case.get("sex"))


def given(case: dict[str, Any], line: Line) -> Coding:
    """Assignments from lines like `J18.9 absent listed`: a code and how it is meant."""
    considered, reads = case.get("considered", []), case.get("reads", [])
    joined = case.get("joined", "\n")
    text = "\n".join([joined.join(case["given"]), *considered, *reads]) or " "
    enc = encounter(case, text)
    assignments, mentions, at = [], [], 0
    for entry in case["given"]:
        value, *flags = entry.split()
        quoted = enc.documents[0].quote(at, at + len(entry))
        at += len(entry) + len(joined)
        said = {axis: axis(flag) for axis in AXES for flag in flags if flag in {v.value for v in axis}}
        assertion = Assertion(
            said.get(Presence, Presence.PRESENT), said.get(Time, Time.NOW), said.get(Subject, Subject.PATIENT)
        )
        standing = said.get(Standing, Standing.PROBLEM)
        term = Said("test", "test", "test", value, value)
        own = quoted if joined == "\n" else enc.documents[0].quote(0, len(joined.join(case["given"])))
        mention = Mention(value, term, (quoted,), own, "assessment", standing, assertion)
        if PROCEDURE.fullmatch(value):
            assignments.append(procedure(value, " ".join(flags), quoted))
            continue
        title = line.terminology(release="icd10cm-2026.2").tabular.title(value)
        assert title, f"{value} is not in the release"
        step = Step("test.given", "given", (quoted,), Cite("test", ""), "test")
        needed = said.get(Needed, Needed.ADDRESSED)
        role = Role.PRINCIPAL if Role.PRINCIPAL.value in flags else Role.SECONDARY
        code = Code("ICD-10-CM", value)
        assignments.append(Assignment(code, title, step, needed, role, mentions=(mention,)))
        mentions.append(mention)
    rejected = tuple(considered_by(entry, enc, line) for entry in considered)
    pages = tuple(read_document(Document("note", text)) for _ in reads[:1])
    reading = Reading(
        mentions=tuple(mentions),
        measures=tuple(m for page in pages for m in measures_in(page)),
        drugs=tuple(d for page in pages for d in drugs_in(page)),
        acts=tuple(t for page in pages for t in told_in(page) if isinstance(t, Act)),
        signs=tuple(t for page in pages for t in told_in(page) if isinstance(t, Sign)),
    )
    return Coding(enc, reading, tuple(assignments), rejected)


#: A code of ICD-10-PCS: seven characters, no dot.
PROCEDURE = re.compile(r"[0-9A-HJ-NP-Z]{7}")


def procedure(value: str, told: str, quoted: Evidence) -> Assignment:
    """A procedure from a line like `0FT44ZZ cholecystectomy`: a code, and the words of the act it is told by."""
    act = next((a for a in acts.acts() if value[:3] in a.tables and a.pattern.search(told)), None)
    assert act or not told, f"no act is told by {told}"
    row = (Row(acts.NAME, act.file, act.key),) if act else ()
    step = Step("test.given", "given", (quoted, *row), Cite("test", ""), "test")
    return Assignment(Code("ICD-10-PCS", value), None, step, role=Role.PROCEDURE)


def considered_by(entry: str, enc: Encounter, line: Line) -> Rejected:
    """A code taken away before, from a line like `C50.911 history`."""
    value, why = entry.split()
    at = enc.documents[0].text.index(entry)
    step = Step(
        "test.given", "given", (enc.documents[0].quote(at, at + len(entry)),), Cite("test", ""), "test"
    )
    title = line.terminology(release="icd10cm-2026.2").tabular.title(value)
    assert title, f"{value} is not in the release"
    return Rejected(Code("ICD-10-CM", value), title, Why(why), "given", step)


@pytest.mark.parametrize(("rule", "case"), cases())
def test_case(rule: Rule, case: dict[str, Any], line: Line) -> None:
    books = line.terminology(date.fromisoformat(case["on"]), "icd10cm-2026.2").books
    if "note" in case or "documents" in case:
        coding, _ = line.code(encounter(case, case.get("note", "")), "icd10cm-2026.2")
        skipped = coding.skipped
    else:
        before = given(case, line)
        versions = [r for r in RULES if r.id == rule.id]
        gave, left_out = run(versions, before, books)
        coding, skipped = apply(gave, before, books), tuple(left_out)
        if "outside" in case:
            assert not gave
            assert [s.what for s in skipped] == [rule.id] * len(versions)
            return
    holds(case, coding, rule.id)


def holds(case: dict[str, Any], coding: Coding, rule: str | None = None) -> None:
    """What a case says of a coding is so."""
    codes = [a.value for a in coding.assignments]
    if "expect" in case:
        assert sorted(codes) == sorted(case["expect"])
    if "in_order" in case:
        assert codes == case["in_order"]
    assert set(case.get("has", [])) <= set(codes), codes
    assert not set(case.get("lacks", [])) & set(codes), codes
    why = {r.code.value: r.why.value for r in coding.rejected}
    for value, reason in case.get("rejected", {}).items():
        assert why.get(value) == reason, why
    for value, need in case.get("needed", {}).items():
        assert {a.value: a.needed.value for a in coding.assignments}.get(value) == need
    for value, role in case.get("roles", {}).items():
        assert {a.value: a.role.value for a in coding.assignments}.get(value) == role
    for value, state in case.get("obligations", {}).items():
        ours = [o for o in coding.obligations if rule in {o.rule, None}]
        assert state in {o.state for o in ours if o.at == value}, ours
    for value, poa in case.get("poa", {}).items():
        indicators = {a.value: a.poa or "" for a in coding.assignments}
        assert indicators.get(value) == poa, indicators
    for value, role in case.get("beside", {}).items():
        assert role in {a.role.value for a in coding.beside if a.value == value}, coding.beside
    if "alternatives" in case:
        assert [c.code.value for c in coding.alternatives] == case["alternatives"]
    ours = [q for q in coding.queries if rule in {q.rule, None}]
    if "asks" in case:
        assert bool(ours) is (case["asks"] != "false"), ours
    if "quiet" in case:
        assert not ours, ours
    assert set(case.get("offers", [])) <= {c for q in ours for c in q.choices}, ours
    for words in case.get("shows", []):
        assert any(words in e.words for q in ours for e in q.shows), (words, ours)


PARAGRAPHS = [
    pytest.param(c, id=f"{number}: {c['case']}") for number, found in shown().items() for c in found
]


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_paragraph_case(case: dict[str, Any], line: Line) -> None:
    coding, _ = line.code(encounter(case, case.get("note", "")), "icd10cm-2026.2")
    assert set(case) & SHOWN
    holds(case, coding)


def test_paragraphs_are_of_the_guidelines() -> None:
    """Every file and row names a paragraph that exists, once."""
    table = Path(__file__).parent.parent / "docs/guideline_paragraphs.tsv"
    known = {row.split("\t")[0] for row in table.read_text("utf-8").splitlines()[1:]}
    assert {*shown(), *settled()} <= known
    assert not set(shown()) & set(settled())
    assert all(kind in KINDS and reason for kind, reason in settled().values())


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_cases_say_enough(rule: Rule) -> None:
    """One that fires, one that stays quiet, one outside its days."""
    own = [c for c in read_cases(rule) if "outside" not in c]

    def changes(case: dict[str, Any]) -> bool:
        said = set(case) & {"rejected", "obligations", "asks", "needed", "roles", "in_order"}
        if "note" in case or "documents" in case:
            return "quiet" not in case and bool(set(case) & SHOWN)
        bare = [g.split()[0] for g in case["given"]]
        return bool(said) or sorted(case.get("expect", bare)) != sorted(bare)

    assert any(changes(c) for c in own), "never fires"
    assert any(not changes(c) for c in own), "never stays quiet"
    assert any("outside" in c for c in read_cases(rule)), "no day outside its period"


def test_one_file_one_rule() -> None:
    assert len({(r.id, r.holds.first) for r in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.id.rsplit(".", 1)[-1] == rule.body.__name__


def test_order_inside_a_pass_does_not_matter(line: Line) -> None:
    note = (
        "ASSESSMENT AND PLAN\n1. Type 2 diabetes with nephropathy and hyperglycemia. Continue insulin.\n"
        "2. Hypertension and chronic kidney disease stage 4.\n3. COPD exacerbation with acute bronchitis.\n"
        "4. No pneumonia. Possible heart failure. Cough.\n5. Left ankle sprain after a fall. Left ankle pain.\n"
    )
    case = encounter({"on": "2026-06-15"}, note)
    terminology = line.terminology(case.day, "icd10cm-2026.2")
    books, shuffled = terminology.books, random.Random(7)
    coding = Proposer(terminology.tabular).propose(case, understand(case, read(case), terminology))
    for number, package in enumerate(pipeline.PASSES):
        rules = list(pipeline.rules_of(package))
        once = apply(run(rules, coding, books)[0], coding, books)
        for _ in range(3):
            shuffled.shuffle(rules)
            assert apply(run(rules, coding, books)[0], coding, books) == once, package
        coding = merge(once) if number == 0 else once
    assert {"E11.65", "N18.4", "J44.1"} <= {a.value for a in coding.assignments}
