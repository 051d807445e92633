"""Payer rules of one's own: read strictly, run as edits, linted; a folder through the command."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from chartproof.check.fixing import fixed
from chartproof.check.payer.linting import Linted, lint
from chartproof.check.payer.nodes import MOST_BYTES
from chartproof.check.payer.reading import folder_rules, read_rule
from chartproof.cli.app import app
from chartproof.formats.claim import claim_of
from chartproof.model.errors import InputError
from chartproof.model.report import Report
from chartproof.pipeline import Line

GUIDE = Path(__file__).resolve().parent.parent / "docs/payer_rules.md"
RULE = re.search(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[1]  # type: ignore[index]
LINE = {"number": 1, "code": "99213", "units": 1, "place": "10", "pointers": ["A"], "charge": "90"}
CLAIM: dict[str, Any] = {
    "id": "c1",
    "claim_kind": "professional",
    "payer": {"kind": "commercial", "id": "ACME"},
    "from": "2026-03-01",
    "patient": {"born": "1959-04-02", "sex": "F", "state": "TX"},
    "diagnoses": [{"code": "I10"}, {"code": "E11.9"}],
    "lines": [LINE],
}


def write(folder: Path, name: str = "telehealth_by_video", text: str = RULE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yml"
    path.write_text(text, "utf-8")
    return path


def ruled(when: str, folder: Path, more: str = "") -> Path:
    return write(
        folder,
        "own",
        f"says: Ours\nholds: {{first: 2026-01-01}}\nwhen: {when}\nseverity: deny\ncite: {{source: Ours}}\n{more}\n"
        "cases:\n  - {case: one, claim: {diagnoses: [{code: I10}]}, expect: []}\n",
    )


def checked(line: Line, path: Path, **changed: Any) -> Report:
    return Line(line.shelf, payer=(read_rule(path),)).check(claim_of({**CLAIM, **changed}))


def places(line: Line, path: Path, **changed: Any) -> list[str]:
    return [f.at for f in checked(line, path, **changed).findings if f.rule.startswith("payer.")]


def test_the_rule_of_the_guide_is_fine(line: Line, tmp_path: Path) -> None:
    write(tmp_path / "rules")
    assert [(each.rule, each.cases, each.wrong) for each in lint(tmp_path / "rules", line.shelf.look)] == [
        ("payer.telehealth_by_video", 2, ())
    ]


def test_a_rule_runs_as_an_edit(line: Line, tmp_path: Path) -> None:
    rules = folder_rules(write(tmp_path / "rules").parent)
    (rule,) = rules
    assert (rule.id, rule.rank, rule.holds.first) == ("payer.telehealth_by_video", 0, date(2026, 1, 1))
    made = Line(line.shelf, payer=rules).check(claim_of(CLAIM))
    (finding,) = (f for f in made.findings if f.rule == rule.id)
    assert (finding.at, finding.severity.value, finding.cite.place) == ("line.1", "deny", "section 4.2")
    assert rule.id in made.ran
    before = Line(line.shelf, payer=rules).check(claim_of({**CLAIM, "from": "2025-12-31"}))
    assert any(s.what == rule.id and "holds" in s.why for s in before.skipped)


def test_a_safe_fix_is_made(line: Line, tmp_path: Path) -> None:
    path = write(
        tmp_path / "rules", text=RULE.replace("add_modifiers: [95]}", "add_modifiers: [95], safe: yes}")
    )
    made = fixed(CLAIM, Line(line.shelf, payer=(read_rule(path),)).check)
    assert made.raw["lines"][0]["modifiers"] == ["95"]
    assert not [f for f in made.report.findings if f.rule.startswith("payer.")]


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("{codes: [99213]}", True),
        ("{codes: ['992*']}", True),
        ("{codes: [99201-99212]}", False),
        ("{codes: [99213], units: {more_than: 1}}", False),
        ("{units: {from: 1, to: 1}, charge: {less_than: 100}}", True),
        ("{dx: [I10]}", True),
        ("{dx: ['E11*']}", False),
        ("{codes: [99213], claim_dx: {all: [['E08-E13'], I10]}}", True),
        ("{codes: [99213], claim_dx: {none: [E11.9]}}", False),
        ("{codes: [99213], claim_codes: [99213]}", False),
        ("{place: [10], age: {from: 65}, sex: F, state: [TX, OK]}", True),
        ("{age: {to: 64}}", False),
        ("{claim_kind: facility}", False),
        ("{condition_codes: [G0]}", True),
        ("{condition_codes: ['4*']}", False),
        ("{codes: [99213], history: {codes: [99213], within_days: 30}}", True),
        ("{codes: [99213], history: {codes: [99213], within_days: 30, at_least: 2}}", False),
    ],
)
def test_conditions(line: Line, tmp_path: Path, when: str, found: bool) -> None:
    past = {
        "id": "p1",
        "claim_kind": "professional",
        "lines": [{"number": 1, "code": "99213", "served": "2026-02-10"}],
    }
    at = places(line, ruled(when, tmp_path), history=[past], condition_codes=["G0"])
    assert bool(at) is found
    assert set(at) <= {"line.1", "claim"}


def test_unless_and_what_is_of_the_claim(line: Line, tmp_path: Path) -> None:
    path = ruled("{claim_dx: [I10]}", tmp_path, "unless: {sex: M}")
    assert places(line, path) == ["claim"]
    assert places(line, path, patient={"sex": "M"}) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"patient": {}}, "patient.born"),
        ({"payer": None}, "payer.kind"),
        ({"payer": {"kind": "commercial"}}, "payer.id"),
    ],
)
def test_what_is_not_said_is_neither_yes_nor_no(
    line: Line, tmp_path: Path, changed: dict[str, Any], field: str
) -> None:
    path = ruled("{codes: [99213], age: {from: 65}}", tmp_path, "payer: {kind: commercial, id: ACME}")
    made = checked(line, path, **changed)
    assert not [f for f in made.findings if f.rule == "payer.own"]
    assert any(s.what == "payer.own" and field in s.why for s in made.skipped)
    other = checked(line, path, **changed, lines=[{**LINE, "code": "99499"}])
    assert "payer.own" in other.ran


def test_another_payer_is_left_alone(line: Line, tmp_path: Path) -> None:
    path = write(tmp_path)
    assert places(line, path, payer={"kind": "medicare"}) == []
    assert places(line, path, payer={"kind": "commercial", "id": "OTHER"}) == []


WRONG = {
    "tag": ("says: !!python/object/apply:os.system [ls]\n", "tags"),
    "own tag": ("says: !x y\n", "tags"),
    "anchor": ("says: &a x\nwhen: *a\n", "anchors"),
    "twice": ("says: x\nsays: y\n", "twice"),
    "two documents": ("says: x\n---\nsays: y\n", "second document"),
    "deep": ("a: " + "[" * 40 + "]" * 40, "nested"),
    "many": ("a: [" + "b," * 80_000 + "]", "listed"),
    "no YAML": ("says: [x\n", "not YAML"),
    "a character": ("says: x\x01\n", "not YAML"),
    "an escape": (
        RULE.replace("says: This plan", 'says: "\\e[31m"\nid: telehealth_by_video #'),
        "may not stand",
    ),
    "long": (RULE.replace("says: This", "says: This " + "x" * 2_000), "longer"),
    "a key of no word": ("'a b': x\n", "no word"),
    "nothing": ("", "empty"),
    "a list": ("- x\n", "keys"),
    "a key of no rule": (f"{RULE}\nmore: x\n", "more"),
    "no severity": (RULE.replace("severity: deny\n", ""), "severity"),
    "an odd severity": (RULE.replace("severity: deny", "severity: bad"), "reject, return"),
    "no day": (RULE.replace("2026-01-01", "01/01/2026"), "YYYY-MM-DD"),
    "an end before": (RULE.replace("first: 2026-01-01", "first: 2026-01-01, last: 2025-01-01"), "before"),
    "a range": (RULE.replace("99202-99215", "99215-99202"), "range"),
    "no code": (RULE.replace("[99202-99215]", "['(a+)+$']"), "no code"),
    "no condition": (RULE.replace("when:\n", "when: {}\nother:\n"), ""),
    "an id of another": (f"id: other\n{RULE}", "name of the file"),
    "a number": (RULE.replace("place: [", "units: {more_than: many}\n  place: ["), "number"),
    "a payer": (RULE.replace("kind: commercial, id: ACME}\nholds", "kind: nobody}\nholds"), "medicare"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, name: str) -> None:
    text, says = WRONG[name]
    path = write(tmp_path, text=text)
    with pytest.raises(InputError) as caught:
        read_rule(path)
    assert caught.value.file == str(path)
    assert says in str(caught.value)
    if text:
        assert "line" in caught.value.place or not caught.value.place


def test_files_that_are_none(tmp_path: Path) -> None:
    big = write(tmp_path, "big", "#" * (MOST_BYTES + 1))
    with pytest.raises(InputError, match="256 kB"):
        read_rule(big)
    latin = tmp_path / "latin.yml"
    latin.write_bytes(b"says: caf\xe9")
    with pytest.raises(InputError, match="UTF-8"):
        read_rule(latin)
    with pytest.raises(InputError, match="small letters"):
        read_rule(write(tmp_path, "Odd Name"))
    with pytest.raises(InputError, match="no such folder"):
        folder_rules(tmp_path / "none")
    write(tmp_path / "a"), write(tmp_path / "b")
    with pytest.raises(InputError, match="another folder"):
        folder_rules(tmp_path / "a", tmp_path / "b")


def test_lint_says_what_does_not_hold(line: Line, tmp_path: Path) -> None:
    write(tmp_path, "a_case_fails", RULE.replace("expect: [line.1]", "expect: [line.2]"))
    write(
        tmp_path,
        "never_finds",
        RULE.replace("expect: [line.1]", "expect: []").replace("[95, 93]", "[95, 10, 93]"),
    )
    write(tmp_path, "no_claim", RULE.replace("diagnoses: [{code: I10}]", "diagnoses: I10"))
    write(tmp_path, "unread", "says: x")
    found: dict[str, Linted] = {Path(each.file).stem: each for each in lint(tmp_path, line.shelf.look)}
    assert "finds line.1, and expects line.2" in found["a_case_fails"].wrong[0][1]
    assert any("none of them finds" in says for _, says in found["never_finds"].wrong)
    assert found["no_claim"].wrong[0][1] == "must be a list"
    assert found["unread"].unread


def test_a_folder_through_the_command(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: Line
) -> None:
    line.shelf.releases()
    own = tmp_path / "home"
    own.mkdir()
    (own / "releases").symlink_to(home / "releases")
    monkeypatch.setenv("CHARTPROOF_HOME", str(own))
    claim = tmp_path / "claim.json"
    claim.write_text(json.dumps({**CLAIM, "providers": [{"role": "billing", "npi": "1234567893"}]}), "utf-8")
    folder = write(tmp_path / "rules").parent

    def run(*words: str) -> tuple[int, str, str]:
        made = CliRunner().invoke(app, list(words))
        return made.exit_code, made.stdout, str(made.exception)

    def rules_of(*words: str) -> list[str]:
        code, out, _ = run("check", str(claim), "--format", "json", *words)
        assert code in {0, 1}
        (answer,) = json.loads(out)["claims"]
        return [f["rule"] for f in answer["findings"] if f["rule"].startswith("payer.")]

    assert run("lint-payer", str(folder))[0] == 0
    assert rules_of() == []
    assert rules_of("--payer-rules", str(folder)) == ["payer.telehealth_by_video"]
    write(own / "payer", "office", RULE)
    assert rules_of() == ["payer.office"]
    assert rules_of("--payer-rules", str(folder)) == ["payer.office", "payer.telehealth_by_video"]
    assert run("lint-payer", str(folder), "--format", "json")[0] == 0
    write(folder, "fails", RULE.replace("expect: [line.1]", "expect: []"))
    assert run("lint-payer", str(folder))[0] == 1
    path = write(folder, "broken", "says: [")
    code, out, _ = run("lint-payer", str(folder))
    assert code == 2
    assert "broken.yml" in out
    code, _, error = run("check", str(claim), "--payer-rules", str(folder))
    assert str(path) in error


def test_its_page_is_printed_as_those_of_built_in_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = write(tmp_path / "rules").parent
    asked = ["rule", "payer.telehealth_by_video"]
    monkeypatch.setenv("CHARTPROOF_HOME", str(tmp_path / "home"))
    unknown = CliRunner().invoke(app, asked)
    assert unknown.exit_code != 0
    page = CliRunner().invoke(app, [*asked, "--payer-rules", str(rules)]).stdout
    for told in (
        "# payer.telehealth_by_video",
        "- Authority: Acme provider manual 2026, section 4.2",
        "- Holds: 2026-01-01",
        "- Payer: kind commercial, id ACME",
        "- When: codes 99202-99215; place 02, 10; modifiers none 95, 93",
        "- What happens: deny",
        "- What would clear it: that the visit was held by video",
        "**a video visit without it** (2026-03-01)",
        "  - found at: line.1",
        "  - found at: no place",
    ):
        assert told in page
    (tmp_path / "home").mkdir()
    write(tmp_path / "home/payer")
    assert CliRunner().invoke(app, asked).stdout.startswith("# payer.telehealth_by_video")
    assert CliRunner().invoke(app, ["rule", "telehealth_by_video"]).exit_code == 0
    (tmp_path / "home/payer/broken.yml").write_text("says: [", "utf-8")
    assert CliRunner().invoke(app, ["rule", "form.npi_check_digit"]).exit_code == 0
    assert CliRunner().invoke(app, asked).exit_code != 0
