"""Coverage by an export of the Medicare Coverage Database as its builder makes it; the notice. Everything is invented."""

from __future__ import annotations

import json
import random
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from made import release
from typer.testing import CliRunner

from chartproof.check.coverage.figures import contractor
from chartproof.check.coverage.notice import Notice, NoticeLine, notice_of
from chartproof.check.coverage.where import where
from chartproof.cli.app import app
from chartproof.cli.notice_sheet import notice_sheet
from chartproof.cli.sheet_html import html
from chartproof.cli.sheet_pdf import pdf
from chartproof.codesets.adding import outcomes
from chartproof.codesets.build import Told
from chartproof.codesets.shelf import Shelf
from chartproof.formats.claim import claim_of
from chartproof.model.coding import Cite
from chartproof.model.period import Period
from chartproof.model.report import Finding, Report
from chartproof.pipeline import Line
from chartproof.terms.coverage import Coverage, Policy

A = "article_id,article_version"
EXPORT = {
    "article.csv": (
        f"{A},display_id,article_type,title,article_eff_date,article_end_date,status\r\n"
        "901,3,A901,Billing and Coding,Two groups,2024-01-01 00:00:00,,A\r\n"
        "901,12,A901,Billing and Coding,Two groups,2026-01-01 00:00:00,,A\r\n"
        "902,1,A902,Billing and Coding,No list,2024-01-01 00:00:00,,A\r\n"
        "903,1,A903,Billing and Coding,Of the past,2020-01-01 00:00:00,2025-12-31 00:00:00,A\r\n"
        "904,1,A904,Billing and Coding,CPT Code 0X9 (secret words),2024-01-01 00:00:00,,A\r\n"
    ),
    "article_x_hcpc_code.csv": (
        f"{A},hcpc_code_id,hcpc_code_group,range\r\n"
        "901,3,X0001,1,N\r\n901,12,X0001,1,N\r\n901,12,X0002,1,N\r\n902,1,X0003,1,N\r\n903,1,X0004,1,N\r\n904,1,X0005,1,N\r\n"
    ),
    "article_x_icd10_covered.csv": (
        f"{A},icd10_code_id,icd10_covered_group,range,asterisk\r\n"
        "901,3,Z99.89,1,N,\r\n901,12,A00.0,1,N,\r\n901,12,B00.0,2,N,\r\n901,12,C00.0,3,N,\r\n902,1,XX000,1,N,\r\n"
        "903,1,A00.0,1,N,\r\n904,1,A00.0,1,N,\r\n"
    ),
    "article_x_icd10_covered_group.csv": (
        f"{A},icd10_covered_group,paragraph,icd10_covered_ast\r\n"
        "901,12,1,<p>Group 1 is for X0001.</p>,\r\n"
        "901,12,2,<p>Group 2 is for X0002 and needs a code of group 3.</p>,\r\n"
        "901,12,3,<p>Group 3: secondary codes for X0002.</p>,\r\n"
    ),
    "article_x_contractor.csv": (
        f"{A},contractor_id,contractor_type_id,contractor_version\r\n"
        "901,3,55,9,2\r\n901,12,55,9,2\r\n902,1,55,9,2\r\n903,1,55,9,2\r\n904,1,55,9,2\r\n"
    ),
    "article_related_documents.csv": f"{A},r_article_id,r_lcd_id\r\n901,12,,30001\r\n",
    "contractor.csv": (
        "contractor_id,contractor_type_id,contractor_version,contractor_bus_name,contractor_number\r\n"
        "55,9,2,Invented Contractor,04412\r\n"
    ),
    "contractor_jurisdiction.csv": "contractor_id,contractor_type_id,contractor_version,state_id\r\n55,9,2,7\r\n",
    "state_lookup.csv": "state_id,state_abbrev,description\r\n7,TX,Texas\r\n8,CA,California\r\n",
}
LISTED = "coverage.diagnosis_listed"


@pytest.fixture
def covered(own: Path) -> Line:
    path = own / "current_article_20260601.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in EXPORT.items():
            archive.writestr(name, content.encode("cp1252"))
    shelf = Shelf(own)
    (placed,) = outcomes([path], Told(), shelf.standing)
    assert placed.release.system == "COVERAGE"
    return Line(shelf)


def claim(code: str, *dx: str, **more: Any) -> dict[str, Any]:
    line = {"number": 1, "code": code, "units": 1, "place": "11", "charge": "120.00"}
    line["pointers"] = [str(n) for n, _ in enumerate(dx, 1)]
    return {
        "id": "c1",
        "claim_kind": "professional",
        "payer": {"kind": "medicare"},
        "from": "2026-06-15",
        "patient": {"born": "1950-01-01", "sex": "F", "state": "TX"},
        "diagnoses": [{"code": code} for code in dx],
        "lines": [line],
    } | more


def found(line: Line, raw: dict[str, Any]) -> list[Finding]:
    return [f for f in line.check(claim_of(raw)).findings if f.rule.startswith("coverage.")]


def rules(line: Line, raw: dict[str, Any]) -> list[str]:
    return [f.rule.partition(".")[2] for f in found(line, raw)]


def test_groups_are_tied_by_their_words(covered: Line) -> None:
    assert rules(covered, claim("X0001", "A00.0")) == []
    assert rules(covered, claim("X0001", "B00.0")) == ["diagnosis_listed"]
    assert rules(covered, claim("X0002", "A00.0")) == ["diagnosis_listed"]
    assert rules(covered, claim("X0002", "B00.0")) == ["second_diagnosis"]
    assert rules(covered, claim("X0002", "B00.0", "C00.0")) == []


def test_the_newest_version_of_the_day_speaks(covered: Line) -> None:
    before = {"from": "2025-12-31"}
    coverage = covered.shelf.read(covered.shelf.of("COVERAGE")[0], Coverage)
    assert [p.version for p in coverage.policies("X0001", date(2026, 6, 15))] == ["12"]
    assert [p.version for p in coverage.policies("X0001", date(2025, 12, 31))] == ["3"]
    assert coverage.policies("X0004", date(2026, 6, 15)) == ()
    made = covered.check(claim_of(claim("X0001", "A00.0", **before)))
    assert any(s.what == LISTED and "no release of COVERAGE covers 2025-12-31" in s.why for s in made.skipped)


def test_a_document_without_a_list_decides_nothing(covered: Line) -> None:
    assert rules(covered, claim("X0003", "B00.0")) == []


def test_a_title_that_may_hold_a_descriptor_is_not_printed(covered: Line) -> None:
    (finding,) = found(covered, claim("X0005", "B00.0"))
    assert "A904" in finding.says
    assert "secret" not in finding.says
    (finding,) = found(covered, claim("X0001", "B00.0"))
    assert "A901 “Two groups” with L30001, Novitas Solutions (JH) (by the patient's address)" in finding.says
    assert finding.release == "coverage-2026-06-01"
    assert finding.rows[0].key == "ARTICLE 901 12 X0001"


def test_whose_policy_it_is(covered: Line, tmp_path: Path) -> None:
    elsewhere = {"patient": {"state": "CA"}}
    assert rules(covered, claim("X0001", "B00.0", **elsewhere)) == []
    here = {**elsewhere, "providers": [{"role": "service facility", "state": "TX"}]}
    assert rules(covered, claim("X0001", "B00.0", **here)) == ["diagnosis_listed"]
    zips = ("zip", "state", "carrier"), [("75001", "TX", "04412"), ("90001", "CA", "01182")]
    release(
        covered.shelf.standing, "zips", "ZIP-locality", Period(date(2026, 1, 1), None), {"zip_codes": zips}
    )
    told = Line(Shelf(covered.shelf.folder))
    assert rules(told, claim("X0001", "B00.0", patient={"zip": "75001-1234"})) == ["diagnosis_listed"]
    assert rules(told, claim("X0001", "B00.0", patient={"zip": "90001"})) == []
    made = told.check(claim_of(claim("X0001", "B00.0", patient={})))
    assert any(s.what == LISTED and "which state" in s.why for s in made.skipped)


def test_equipment_is_decided_where_the_patient_lives() -> None:
    raw = claim("E0001", "B00.0", providers=[{"role": "billing", "state": "CA"}])
    books = Shelf(Path("none")).look(date(2026, 6, 15))
    places = [where(claim_of(raw), books, code) for code in ("E0001", "J0001")]
    assert [p.state for p in places if p] == ["TX", "CA"]


def test_random_claims_as_a_plain_reading_of_the_tables_says(own: Path) -> None:
    at = random.Random(4)
    names = ("kind", "document", "version")
    lists = {str(d): {f"{at.choice('ABC')}{n:02d}" for n in range(at.randint(1, 30))} for d in range(40)}
    codes = {d: at.sample([f"X{n:04d}" for n in range(12)], 3) for d in lists}
    ends = {d: at.choice(("", "2026-03-31", "2026-12-31")) for d in lists}
    states = {d: at.choice(("TX", "CA")) for d in lists}
    of = {d: ("ARTICLE", d, "1") for d in lists}
    tables: dict[str, Any] = {
        "documents": (
            (*names, *"display title type status section coverage first last retired".split()),
            [(*of[d], f"A{d}", "t", "", "", "", "", "2025-01-01", ends[d], "") for d in sorted(lists)],
        ),
        "procedures": ((*names, "group", "code"), sorted((*of[d], "1", c) for d in lists for c in codes[d])),
        "covered_diagnoses": (
            (*names, "group", "code"),
            sorted((*of[d], "1", x) for d in lists for x in lists[d]),
        ),
        "document_contractors": (
            (*names, "contractor", "type", "contractor_version"),
            sorted((*of[d], states[d], "9", "1") for d in lists),
        ),
        "jurisdictions": (
            ("contractor", "type", "contractor_version", "state"),
            [(s, "9", "1", s) for s in ("CA", "TX")],
        ),
        "states": (("state", "abbreviation"), [("CA", "CA"), ("TX", "TX")]),
    }
    shelf = Shelf(own)
    release(shelf.standing, "random", "COVERAGE", Period(date(2025, 1, 1), None), tables)
    line = Line(shelf)
    for _ in range(300):
        code, day = f"X{at.randrange(12):04d}", at.choice(("2026-02-01", "2026-06-15"))
        dx = [f"{at.choice('ABC')}{at.randrange(30):02d}" for _ in range(at.randint(1, 3))]
        state = at.choice(("TX", "CA"))
        raw = claim(code, *dx, **{"from": day}, patient={"state": state})
        told = sorted(r.key for f in found(line, raw) if f.rule == LISTED for r in f.rows)
        plain = sorted(
            f"ARTICLE {d} 1 {code}"
            for d in lists
            if code in codes[d]
            and states[d] == state
            and (not ends[d] or day <= ends[d])
            and not lists[d] & set(dx)
        )
        assert told == plain


def test_a_hospital_stay_is_not_judged_by_articles(covered: Line) -> None:
    stay = {"claim_kind": "facility", "bill_type": "0111"}
    assert rules(covered, claim("X0001", "B00.0", **stay)) == []
    outpatient = {"claim_kind": "facility", "bill_type": "0131"}
    assert rules(covered, claim("X0001", "B00.0", **outpatient)) == ["diagnosis_listed"]


def test_stand_ins_are_named_and_decide_nothing(own: Path) -> None:
    shelf = Shelf(own)
    holds = Period(date(2026, 1, 1), None)
    documents = ("document", "kind", "version", "title", "first", "retired", "contractors", "note", "updated")
    row = ("A1", "Article", "1", "t", "2020-01-01", "", "Novitas Solutions, Inc. (MAC - Part A)", "", "")
    release(shelf.standing, "docs", "COVERAGE-documents", holds, {"documents": (documents, [row])})
    sets = ("determination", "valueset", "system", "code")
    theirs = [("heart/pacing/terminology", "Pacing", "CPT", "X0001")]
    release(shelf.standing, "sets", "COVERAGE-valuesets", holds, {"valuesets": (sets, theirs)})
    made = Line(shelf).check(claim_of(claim("X0001", "B00.0")))
    (why,) = (s.why for s in made.skipped if s.what == LISTED)
    assert "docs names 1 documents of Novitas Solutions (JH)" in why
    assert "heart/pacing" in why


@pytest.fixture
def nationally(covered: Line, tmp_path: Path) -> Line:
    path = tmp_path / "ncd_codes_2026-04-01.csv"
    path.write_text(
        "ncd,title,first,last,list,code\n"
        "190.90,Invented tests,2002-11-25,,procedure,X0001\n"
        "190.90,Invented tests,2002-11-25,,procedure,X0009\n"
        "190.90,Invented tests,2002-11-25,,covered,B00.0\n"
        "190.90,Invented tests,2002-11-25,,noncovered,D00.0\n",
        "utf-8",
    )
    (placed,) = outcomes([path], Told(), covered.shelf.standing)
    assert placed.release.system == "COVERAGE-national"
    return Line(Shelf(covered.shelf.folder))


def test_national_lists_hold_everywhere(nationally: Line) -> None:
    nowhere = {"patient": {"born": "1950-01-01", "sex": "F"}}
    assert rules(nationally, claim("X0009", "B00.0", **nowhere)) == []
    (finding,) = found(nationally, claim("X0009", "A00.0", **nowhere))
    assert "NCD 190.90 “Invented tests”, national" in finding.says
    assert finding.release == "coverage-national-2026-04-01"
    assert rules(nationally, claim("X0009", "D00.0", **nowhere)) == ["diagnosis_excluded"]
    made = nationally.check(claim_of(claim("X0009", "A00.0", **nowhere)))
    assert any(s.what == LISTED and "in which state" in s.why for s in made.skipped)
    other = {"payer": {"kind": "commercial"}}
    assert rules(nationally, claim("X0009", "A00.0", **other)) == []


def test_a_national_list_goes_before_a_contractors(nationally: Line) -> None:
    assert rules(nationally, claim("X0001", "B00.0")) == []  # nationally covered, not on the article's list
    assert rules(nationally, claim("X0001", "C00.0")) == ["diagnosis_listed", "diagnosis_listed"]
    noted = claim("X0001", "B00.0")
    noted["lines"][0]["modifiers"] = ["GA"]
    assert rules(nationally, noted) == ["notice_unneeded"]


def test_every_state_has_its_contractor() -> None:
    states = (
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
        "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS MP"
    ).split()
    rows = [contractor(state, date(2026, 1, 1)) for state in states]
    assert all(row and row["source"] and len(row["part_a"]) == 5 for row in rows)
    assert len({row["jurisdiction"] for row in rows if row}) == 12
    assert contractor("TX", date(2010, 1, 1)) is None


@pytest.mark.data
def test_the_contractors_are_those_cms_lists() -> None:
    path = Path(__file__).resolve().parent.parent.parent / "shared/data/code_lists/cms_bfd_codesystems.csv"
    if not path.exists():
        pytest.skip("the code lists are not here")
    known = path.read_text("utf-8")
    for state in ("TX", "CA", "NY", "FL", "OH", "AL", "PR"):
        row = contractor(state, date(2026, 1, 1))
        assert row is not None
        for number in (row["part_a"], *row["part_b"].split(), row["dme"]):
            assert f"CLM-CNTRCTR-NUM,{number}," in known, (state, number)


# The notice.


def report(line: Line, raw: dict[str, Any]) -> Report:
    return line.check(claim_of(raw))


def test_the_notice_is_one_page_with_blanks(covered: Line) -> None:
    raw = claim("X0001", "B00.0")
    raw["lines"] += [{**raw["lines"][0], "number": n, "code": "X0005", "charge": None} for n in (2, 3, 4)]
    made = notice_of(claim_of(raw), report(covered, raw).findings)
    assert [each.number for each in made.lines] == [1, 2, 3, 4]
    assert made.total is None
    sheet = notice_sheet(made)
    page = html(sheet)
    assert "CMS-R-131" in page
    assert "not the notice" in page
    assert "_____" in page
    assert "$120.00" in page
    assert "1950" not in page
    assert len(pypdfium2.PdfDocument(pdf(sheet))) == 1


@pytest.mark.parametrize("reason", ["short", "words " * 60, None, "POLICY L12345 NAMES NONE OF THEM " * 12])
@pytest.mark.parametrize("many", [2, 5, 24, 25, 60, 300])
def test_lines_that_the_form_has_no_room_for_are_attached(reason: str | None, many: int) -> None:
    """The form stays one page, with its signature; the box points to attached pages, each of which says whose it is."""
    cite = Cite("LCD", "L12345, an invented title of a policy that is rather long")
    lines = tuple(NoticeLine(n, "X0001 26, 2 units", reason, Decimal(n), (cite,)) for n in range(1, many + 1))
    made = Notice("c1", lines)
    document = pypdfium2.PdfDocument(pdf(notice_sheet(made)))
    pages = [page.get_textpage().get_text_range() for page in document]
    assert "Signed, before it is done" in pages[0]
    assert "J. Day" in pages[0]
    assert f"${sum(range(1, many + 1))}.00" in pages[0]
    assert ("See attached page" in pages[0]) == (len(pages) > 1)
    for number, page in enumerate(pages[1:], 1):
        assert f"Attached page {number} of {len(pages) - 1}" in page
        assert "The patient's name" in page
        assert "initials" in page
        assert "Keep the signed form" in page  # its foot: the page is whole
    told = [int(n) for page in pages for n in re.findall(r"\$(\d+)\.00", page)]
    assert set(range(1, many + 1)) <= set(told)
    assert html(notice_sheet(made)).count("<hr>") == len(pages) - 1


def test_a_line_may_be_named(covered: Line) -> None:
    raw = claim("X0003", "B00.0")
    (only,) = notice_of(claim_of(raw), report(covered, raw).findings, frozenset({1})).lines
    assert (only.reason, str(only.cost)) == (None, "120.00")


def test_the_notice_by_the_command(covered: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTPROOF_HOME", str(covered.shelf.folder))
    file, out = tmp_path / "claim.json", tmp_path / "notice.pdf"
    file.write_text(json.dumps(claim("X0001", "B00.0")), "utf-8")
    made = CliRunner().invoke(app, ["abn", str(file), "--out", str(out), "--format", "json"])
    assert made.exit_code == 0
    (only,) = json.loads(made.stdout)["lines"]
    assert (only["line"], only["cost"]) == (1, "120.00")
    assert "A901" in only["reason"]
    assert out.read_bytes().startswith(b"%PDF")
    wrong = CliRunner().invoke(app, ["abn", str(file), "--line", "7"])
    assert "there is no line 7" in str(wrong.exception)


def test_a_policy_has_a_name_without_a_display() -> None:
    assert Policy("LCD", "30001", "1", "", "t", "", "").name == "L30001"
