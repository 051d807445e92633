"""Procedures of a stay in ICD-10-PCS: from the record to whole codes with their proof, and to questions."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from built import built
from conftest import SHARED

from chartproof.code.icd10pcs.counted import ribs
from chartproof.code.icd10pcs.paragraphs import STATES, paragraphs
from chartproof.code.icd10pcs.sides import sides
from chartproof.code.icd10pcs.told import told
from chartproof.codesets.build import icd10pcs, icd10pcs_definitions
from chartproof.codesets.shelf import Shelf
from chartproof.formats.answer import answer
from chartproof.model.coding import Assignment, Coding, Role, Row, Step
from chartproof.model.record import ClaimKind, Document, Encounter, Setting
from chartproof.pipeline import Line, authorities, every_rule, releases
from chartproof.read import read_document
from chartproof.rules.verify import Checker
from chartproof.terms.pcs.acts import acts, compiled, says, spelled
from chartproof.terms.pcs.finder import found, near
from chartproof.terms.pcs.sites import TRACTS, bare, is_like, side_of, unsided

PCS = SHARED / "data/icd10pcs"
CHARTS = Path(__file__).parent / "charts/pcs"
DAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, line: Line, home: Path) -> Line:
    """A line whose shelf has the published tables of 2026 too."""
    line.terminology()
    folder = tmp_path_factory.mktemp("shelf")
    shutil.copytree(home / "releases/icd10cm-2026.2", folder / "releases/icd10cm-2026.2")
    built(icd10pcs, folder / "releases", PCS / "icd10pcs-tables-2026.zip")
    built(icd10pcs_definitions, folder / "releases", PCS / "icd10pcs-definitions-2026.zip")
    return Line(Shelf(folder))


def stay(text: str, kind: str | None = "operative note", setting: Setting = Setting.INPATIENT) -> Encounter:
    note = Document("note", text, kind=kind)
    return Encounter("c1", (note,), setting, ClaimKind.FACILITY, DAY, DAY)


def given(coding: Coding) -> list[str]:
    return [a.value for a in coding.procedures]


def told_as(text: str, kind: str | None = "operative note") -> set[str]:
    """The tables of what a document tells as done."""
    page = read_document(Document("note", text, kind=kind))
    return {table for one in told(page) for table in one.act.tables}


def test_a_pattern_says_what_it_may_leave_out() -> None:
    pattern = compiled("total hip (arthroplasty|replacement)?|biops* ... liver")
    assert pattern.search("Right total hip, primary")
    assert pattern.search("total hip replacement")
    assert pattern.search("Biopsies of the right lobe of the liver")
    assert not pattern.search("biopsy of the skin. The liver was normal")
    assert not pattern.search("subtotal hips")


def test_words_in_any_order_and_verbs_are_written_out() -> None:
    """`A ~ B` is both ways round, and `$name` the verbs of that name, each as a group of its own."""
    assert spelled("cyst ~ (cut|shelled) || cystectomy") == (
        "(cyst) ... ((cut|shelled))|((cut|shelled)) ... (cyst)|cystectomy"
    )
    found = compiled(spelled("lipoma ~ $cut"))
    assert found.search("The fatty lipoma was shelled out.")
    assert found.search("Excised a lipoma.")
    assert not found.search("A lipoma was seen.")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Ribs 4, 5 and 6 were plated.", "Ribs, 3 or More"),
        ("Rib 7 was plated.", "Ribs, 1 to 2"),
        ("Ribs 3 to 6 were plated.", "Ribs, 3 or More"),
        ("Two ribs were plated.", "Ribs, 1 to 2"),
    ],
)
def test_ribs_are_counted(words: str, label: str) -> None:
    page = read_document(Document("note", words, kind="operative note"))
    one = next(t for t in told(page) if t.act.part.count == "ribs")
    counted = ribs(one)
    assert counted is not None
    assert counted[0].labels == (label,)


def test_sides_that_are_of_something_else_are_no_sides() -> None:
    """`both bones` and `left across it` name no side; `both legs` does."""
    text = "Both bones broken; a stent left across it; both legs."
    assert [text[s.start : s.end] for s in sides(text, 0, len(text))] == ["both"]


def test_a_condition_that_is_denied_does_not_hold() -> None:
    assert says(compiled("mesh"), "polypropylene mesh was laid")
    assert not says(compiled("mesh"), "closed without mesh")


def test_a_pattern_is_found_in_both_spellings() -> None:
    assert compiled("hemorrhoid*").search("Haemorrhoids were banded")
    assert compiled("(esophag*|cecum)").search("the caecum and the oesophagus")
    assert any("06B" in act.tables for act in near("haemorrhoidectomy"))


def test_the_ways_to_say_one_thing_are_spelled_out_in_any_order() -> None:
    assert not any("$" in act.first or any("$" in c for _, c in act.conditions) for act in acts())
    assert "0DT" in told_as("The inflamed appendix was brought out at the umbilicus.")
    assert "0DT" in told_as("Removal of an inflamed appendix.")
    assert "0DT" not in told_as("The appendix looked normal.")


def test_a_closed_vessel_is_no_dilation_and_a_stenosis_of_it_no_complication() -> None:
    assert "047" in told_as("Stenosis of the right renal artery was treated with a bare stent.")
    assert "047" not in told_as("Stenosis after renal artery stent.")


def test_every_act_is_found_by_its_first_word() -> None:
    able = near("Laparoscopic CHOLECYSTECTOMY was done")
    assert any("0FT" in act.tables for act in able)
    assert len(able) < len(acts()) / 5


def test_an_act_is_found_where_its_first_word_stands() -> None:
    """In each sentence what its pattern finds by itself, in order of the vocabulary."""
    text = "Total abdominal hysterectomy was done.\nThen D&C; a haemorrhoidectomy and I & D of an abscess."
    spans = [(0, 38), (39, len(text))]
    able = near(text)
    by_itself = [
        (at, act.words, m.span())
        for at, span in enumerate(spans)
        for act in able
        for m in act.pattern.finditer(text, *span)
    ]
    assert [(at, act.words, m.span()) for at, act, m in found(text, spans)] == by_itself
    assert {at for at, _, _ in by_itself} == {0, 1}


def test_labels_of_one_part_are_one_without_their_side() -> None:
    assert bare("Kidneys, Bilateral") == bare("Kidney, Left")
    assert side_of("Skin, Right Upper Leg") == "right"
    assert unsided("Upper Lung Lobe, Right") == "Upper Lung Lobe"
    assert is_like("Kidney, Left", "Kidney, *")
    assert bare("Large Intestine, Right") != bare("Large Intestine")


@pytest.mark.parametrize(
    "text",
    [
        "Appendectomy was considered.",
        "History of appendectomy.",
        "Status post appendectomy in 1998.",
        "Appendectomy is planned for tomorrow.",
        "No appendectomy was done.",
        "Appendectomy was not performed.",
    ],
)
def test_what_was_not_done_now_is_not_told(text: str) -> None:
    assert "0DT" not in told_as(text)


def test_what_was_done_is_told() -> None:
    assert "0DT" in told_as("The patient underwent laparoscopic appendectomy.", "discharge summary")
    assert "0DT" not in told_as("PAST SURGICAL HISTORY:\nAppendectomy", "discharge summary")


def test_a_stay_without_the_tables_says_so(line: Line) -> None:
    coding, _ = line.code(stay("Laparoscopic appendectomy."))
    assert not coding.procedures
    (skip,) = [s for s in coding.skipped if s.what == "ICD-10-PCS"]
    assert "chartproof books" in skip.why


def test_an_office_visit_carries_no_procedure_of_a_stay(line: Line) -> None:
    coding, _ = line.code(stay("Laparoscopic appendectomy.", setting=Setting.OFFICE))
    assert not coding.procedures
    assert "ICD-10-PCS" not in {s.what for s in coding.skipped}


@pytest.mark.data
def test_a_code_has_words_for_each_of_its_characters(stocked: Line) -> None:
    text = (
        "Laparoscopic appendectomy for acute appendicitis. Three ports. The appendix was stapled and removed."
    )
    coding, _ = stocked.code(stay(text))
    assert given(coding) == ["0DTJ4ZZ"]
    (appendectomy,) = coding.procedures
    assert appendectomy.role is Role.PRINCIPAL_PROCEDURE
    steps = [g for g in appendectomy.proof.grounds if isinstance(g, Step)]
    assert [s.rule.rsplit(".", 1)[-1] for s in steps] == [
        "root_operation", "body_part", "approach", "device", "qualifier",
    ]  # fmt: skip
    assert all(step.words() for step in steps)
    assert "Laparoscopic" in {e.words for e in steps[2].words()}


@pytest.mark.data
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Left nephrectomy, open, through a flank incision.", ["0TT10ZZ"]),
        ("Bilateral simple mastectomy through elliptical incisions.", ["0HTV0ZZ"]),
        ("Total abdominal hysterectomy with bilateral salpingo-oophorectomy, Pfannenstiel incision.",
         ["0UT20ZZ", "0UT70ZZ", "0UT90ZZ", "0UTC0ZZ"]),
        ("PCI of the LAD with one everolimus-eluting stent, radial access.", ["027034Z"]),
        ("VATS right lower lobectomy for carcinoma. One chest tube left.", ["0BTF4ZZ"]),
        ("Umbilical hernia repair, open, primary suture closure, no mesh.", ["0WQF0ZZ"]),
        ("Patient stayed on mechanical ventilation for 60 hours.", ["5A1945Z"]),
        ("CABG x3: LIMA to LAD, SVG to OM and SVG to PDA. Vein harvested from the left leg by incision.",
         ["02100Z9", "021109W", "06BQ0ZZ"]),
        ("L4-5 PLIF with a PEEK cage packed with local bone. Midline incision. Pedicle screws L4 and L5.",
         ["0SG00AJ"]),
    ],
)  # fmt: skip
def test_statements(stocked: Line, text: str, codes: list[str]) -> None:
    assert sorted(given(stocked.code(stay(text))[0])) == codes


@pytest.mark.data
@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Chest tube placed through an incision in the fifth space, 400 mL of blood.", "body part"),
        ("Appendix removed.", "approach"),
        ("Open left inguinal hernia repair with a patch sewn to the ligament.", "device"),
    ],
)
def test_what_is_not_said_is_asked_and_never_taken_for_granted(stocked: Line, text: str, asks: str) -> None:
    coding, _ = stocked.code(stay(text))
    assert not coding.procedures
    (query,) = [q for q in coding.queries if q.rule == "icd10pcs.axis_not_documented"]
    assert asks in query.asks
    assert len(query.own) != 1


@pytest.mark.data
def test_what_is_told_as_done_and_gives_no_code_is_not_silent(stocked: Line) -> None:
    """A deed and a part of the body in an operation note, where nothing was found in it."""
    proposer = stocked.procedure_books(DAY)
    note = Document("note", "The spleen was excised. The liver was not removed.", kind="operative note")
    (aside,) = proposer.unread((read_document(note),), ())
    assert [e.words for e in aside.evidence] == ["excised", "spleen"]


@pytest.mark.data
def test_a_second_procedure_without_a_code_is_not_silent(stocked: Line) -> None:
    """A sentence that no code rests on, of another part of the body, stands beside what was coded."""
    proposer = stocked.procedure_books(DAY)
    told = "Laparoscopic appendectomy, appendix bagged. The spleen was excised. "
    page = read_document(Document("note", told + "The liver was normal.", kind="operative note"))
    done = tuple(d for d in proposer.propose((page,))[2] if d.table.name == "0DT")
    assert done
    (aside,) = proposer.unread((page,), done)
    assert [e.words for e in aside.evidence] == ["excised", "spleen"]


@pytest.mark.data
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Right femoral to peroneal bypass with PTFE through two incisions.", ["041K0JM"]),
        ("Left trigger thumb. A1 pulley divided by a needle through a stab incision.", ["0LN83ZZ"]),
        (
            "Donor left kidney set in the right iliac fossa: renal transplant from a deceased donor, open.",
            ["0TY00Z0"],
        ),
        (
            "Laparoscopic cholecystectomy, converted. Ports out, subcostal incision made, gallbladder removed.",
            ["0FT40ZZ", "0FJ44ZZ"],
        ),
        (
            "Split-thickness skin graft, meshed, stapled over the open wound of the right\ntibia.",
            ["0HRKX74"],
        ),
    ],
)
def test_where_to_by_what_way_and_on_which_side(stocked: Line, text: str, codes: list[str]) -> None:
    """The far end of a bypass, a stab, the donor's side, a conversion, the skin over a bone at the end of a line."""
    assert set(given(stocked.code(stay(text))[0])) == set(codes)


@pytest.mark.data
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Rollerball endometrial ablation by hysteroscope, lining coagulated from fundus to isthmus.",
            ["0U5B8ZZ"],
        ),
        ("Fifth ray resection, right foot, the metatarsal divided at the shaft.", ["0Y6M0ZF"]),
        ("EGD. Peptic ring at 37 cm, balloon taken to 18 mm and the ring dilated.", ["0D738ZZ"]),
        ("Ultrasound-guided liver biopsy. Right lobe entered, three 18 gauge cores.", ["0FB13ZX"]),
    ],
)
def test_what_the_record_speaks_of_decides(stocked: Line, text: str, codes: list[str]) -> None:
    """The heart is not meant by an isthmus of the womb; a ray, a distance and a lobe are read."""
    assert given(stocked.code(stay(text))[0]) == codes


@pytest.mark.data
def test_the_proofs_hold_when_checked_again(stocked: Line) -> None:
    case = stay("Colonoscopy to the cecum. Polyp of the sigmoid colon removed with a hot snare.")
    coding, terminology = stocked.code(case)
    made = answer(coding, releases(terminology, coding))
    assert made["releases"]["ICD-10-PCS"]["release"] == "icd10pcs-2026"
    assert [c["code"] for c in made["codes"] if c["system"] == "ICD-10-PCS"] == ["0DBN8ZZ"]
    assert "0DJD8ZZ" in {r["code"] for r in made["rejected"]}
    checker = Checker(case, terminology.books, authorities(), stocked.has_row, stocked.is_procedure)
    assert list(checker.failures(made, made)) == []
    forged = {**made, "codes": [{**c, "code": "0DBN8ZY"} for c in made["codes"]]}
    assert {f.why for f in checker.failures(forged, forged)} >= {
        f"not a valid code of {terminology.books.name}"
    }


@pytest.mark.data
def test_every_act_fits_a_row_of_its_tables(stocked: Line) -> None:
    """Each line of the vocabulary names tables, parts and characters that stand in the published tables."""
    pcs = stocked.procedure_books(DAY).books.pcs
    wrong = []
    for act in acts():
        rows = [row for table in act.tables for row in pcs.rows(table)]
        labels = {label for row in rows for _, label in row.axes[0].values}
        wrong += [(act.words, t) for t in act.tables if not pcs.table(t)]
        wrong += [(act.words, p) for p in act.part.of if not any(is_like(x, p) for x in labels)]
        parts = [
            r
            for r in rows
            if not act.part.of or any(is_like(x, p) for _, x in r.axes[0].values for p in act.part.of)
        ]
        for at, said in ((1, act.approach), (2, act.device), (3, act.qualifier)):
            named = {*said.of, *said.default}
            has = {value for row in parts for value, _ in row.axes[at].values}
            if not (said.any or said.count or named & has):
                wrong.append((act.words, f"axis {at + 4}: {sorted(named)} of {sorted(has)}"))
    assert wrong == []


NOT_YET = frozenset((CHARTS / "not_yet.txt").read_text("utf-8").split())


def charts() -> list[Any]:
    cases = [c for path in sorted(CHARTS.glob("*.yml")) for c in yaml.safe_load(path.read_text("utf-8"))]
    return [pytest.param(case, id=case["id"]) for case in cases]


def is_whole(assignment: Assignment) -> bool:
    return all(g.words() for g in assignment.proof.grounds if isinstance(g, Step))


@pytest.mark.data
@pytest.mark.parametrize("case", charts())
def test_operative_statement(stocked: Line, case: dict[str, Any]) -> None:
    """`not_yet.txt` names those that don't come right; one that does must leave it."""
    coding, _ = stocked.code(stay(case["text"]))
    codes = set(given(coding))
    right = set(case["codes"]) <= codes <= {*case["codes"], *case["may"]}
    assert right == (case["id"] not in NOT_YET), codes
    assert all(map(is_whole, coding.procedures))
    assert bool(case["asks"]) <= any(q.rule.startswith("icd10pcs.") for q in coding.queries)


@pytest.mark.data
def test_arteries_left_with_and_without_a_stent_are_apart(stocked: Line) -> None:
    """B4.4: those of one device value are counted together, others apart."""
    stented = "Right femoral access. Circumflex: 2.75 x 15 zotarolimus-eluting stent. "
    plain = "The diagonal, too small to stent, was dilated with a 2.0 balloon only."
    both = "The diagonal was dilated and a 2.5 x 12 zotarolimus-eluting stent left."
    assert set(given(stocked.code(stay(stented + plain))[0])) == {"027034Z", "02703ZZ"}
    assert given(stocked.code(stay(stented + both))[0]) == ["027135Z"]


@pytest.mark.data
def test_of_a_place_and_its_part_the_part_is_meant(stocked: Line) -> None:
    text = "Laparoscopic wedge of liver, metastasis cut out of segment III."
    assert given(stocked.code(stay(text))[0]) == ["0FB24ZZ"]


def test_every_paragraph_of_the_guidelines_has_a_state() -> None:
    """A rule cites it, or the table says where; what the walk decides is shown by statements that are right."""
    known = {c["id"] for p in CHARTS.glob("*.yml") for c in yaml.safe_load(p.read_text("utf-8"))} - NOT_YET
    rules = [r for r in every_rule() if r.id.startswith("icd10pcs.")]
    ruled = {place.strip() for rule in rules for place in rule.cite.place.split(",")}
    numbers = [p.number for p in paragraphs()]
    assert len(numbers) == len(set(numbers))
    assert ruled <= set(numbers)
    for one in paragraphs():
        assert one.state in STATES if one.state else one.number in ruled, one.number
        assert set(one.shown) <= known, one.number
        assert bool(one.shown) is (one.state in {"walk", "question"}), one.number
        assert one.where or one.state not in {"walk", "question", "not covered"}, one.number


@pytest.mark.data
@pytest.mark.parametrize("case", charts())
def test_each_code_is_a_path_and_every_character_rests_on_words(stocked: Line, case: dict[str, Any]) -> None:
    """Three characters by the table's step, one by each of four more: all with words that stand in the record."""
    coding, _ = stocked.code(stay(case["text"]))
    tables = stocked.procedure_books(DAY).books.pcs
    for one in coding.procedures:
        assert tables.is_valid(one.value)
        assert any(row.holds(one.value[3:]) for row in tables.rows(one.value[:3]))
        head, *axes = (g for g in one.proof.grounds if isinstance(g, Step))
        assert any(isinstance(g, Row) and g.key == one.value[:3] for g in head.grounds)
        assert [step.says.partition(":")[0][-1] for step in axes] == list(one.value[3:])
        for step in (head, *axes):
            assert step.words(), step.says
            assert all(case["text"][w.start : w.end] == w.words for w in step.words())


#: Left and right that are names of parts, and no side of the body: chambers of the heart, lobes of the liver, halves of the colon.
_NAMED = re.compile(r"Atri|Ventric|Heart|Lobe|Large Intestine|Ductus Arteriosus")


@pytest.mark.data
@pytest.mark.parametrize("case", charts())
def test_a_side_that_is_not_said_is_never_filled_in(stocked: Line, case: dict[str, Any]) -> None:
    """Every statement again without its left, right and both: no code of one side is given."""
    text = case["text"]
    for side in reversed(sides(text, 0, len(text))):
        text = text[: side.start] + text[side.end :]
    coding, _ = stocked.code(stay(text))
    titles = [one.title or "" for one in coding.procedures]
    assert not [t for t in titles if side_of(t) in {"left", "right"} and not _NAMED.search(t)]


def test_halves_of_the_gut_are_named_as_labels_are_folded() -> None:
    assert {bare("Upper Intestinal Tract"), bare("Lower Intestinal Tract")} == TRACTS
