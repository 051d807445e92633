"""Made pages are fresh, commands are documented, and no rule cites what the guidelines lack."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import orjson
import pytest
from typer.testing import CliRunner

from chartproof.cli.app import app
from chartproof.formats.claim import claim_of, report_json
from chartproof.pipeline import Line, every_rule

ROOT = Path(__file__).resolve().parent.parent
HAND = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/scope.md",
    "docs/lexicon.md",
    "docs/reading.md",
    "docs/books.md",
    "docs/ask.md",
    "docs/procedures.md",
    "docs/payer_rules.md",
    "docs/checks.md",
    "docs/groups.md",
    "changes/README.md",
)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_made_pages_are_fresh(generate: ModuleType) -> None:
    assert generate.stale(generate.from_code()) == [], "run `make docs`"


def test_the_readme_shows_what_is_printed(
    generate: ModuleType, line: Line, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.terminology()
    monkeypatch.setenv("CHARTPROOF_HOME", str(home))
    assert (ROOT / "README.md").read_text("utf-8") == generate.readme(), "run `make docs`"


def test_every_command_and_option_is_documented(generate: ModuleType) -> None:
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    for path, command in generate.commands():
        assert f"## {path}\n" in page
        assert (command.help or "").strip(), path
        for param in command.params:
            if param.name != "help":
                assert f"`{generate.names(param)}`" in page, f"{path} {param.name}"
                assert generate.says(param), f"{path} {param.name} has no help"


def test_no_rule_cites_a_paragraph_that_is_not_there(generate: ModuleType) -> None:
    known = generate.paragraphs()
    wrong = {(place, tuple(ids)) for place, ids in generate.cited().items() if place not in known}
    assert not wrong


def test_paragraphs_are_in_our_words_and_in_order(generate: ModuleType) -> None:
    known = generate.paragraphs()
    lines = (ROOT / "docs/guideline_paragraphs.tsv").read_text("utf-8").splitlines()
    assert len(known) == len(lines) - 1, "a paragraph stands twice"
    for paragraph, label in known.items():
        shape = r"(I|II|III|IV)(\.[A-Z](\.[0-9a-z]+)*)?|Appendix I(\.[0-9a-z]+)*"
        assert re.fullmatch(shape, paragraph), paragraph
        assert 1 <= len(label.split()) <= 8, paragraph
        above = paragraph.rpartition(".")[0]
        assert above in {"", "I", "I.A", "I.B", "I.C"} or above in known, paragraph


@pytest.mark.data
def test_paragraphs_are_those_of_the_guidelines(generate: ModuleType) -> None:
    folder = ROOT.parent / "shared/data/guidelines"
    if not folder.exists():
        pytest.skip("the guidelines are not in ../shared/data")
    text = next(folder.glob("2026__*.txt")).read_text("utf-8")
    contents = text[: text.index("Q. Encounters for routine health screenings")]
    known = generate.paragraphs()
    letters = len(re.findall(r"^ +[a-z]\. ", contents, re.MULTILINE))
    ours = [p for p in known if re.fullmatch(r"I\.[ABC]\.\d+\.[a-z]", p)]
    assert len(ours) >= letters - 1


def test_every_rule_has_a_page(generate: ModuleType) -> None:
    made = generate.rule_pages()
    for rule in every_rule():
        assert rule.says in made[f"docs/rules/{rule.id}.md"]


def test_links_between_pages_lead_somewhere() -> None:
    for name in (*HAND, "docs/coverage.md", "docs/rules/index.md"):
        page = ROOT / name
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{name}: {target}"


def test_make_targets_named_in_the_papers_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in HAND:
        for target in re.findall(r"`make ([a-z]+)`", (ROOT / name).read_text("utf-8")):
            assert target in targets, f"{name}: make {target}"


def test_the_examples_are_one_note_in_two_forms() -> None:
    case = json.loads((ROOT / "examples/office_visit.json").read_text("utf-8"))
    assert case["text"] == (ROOT / "examples/office_visit.txt").read_text("utf-8")
    assert case["on"] == "2026-06-15"


@pytest.mark.parametrize("name", ["office_visit", "inpatient_stay"])
def test_examples_are_coded_and_their_evidence_is_in_the_text(name: str, line: Line) -> None:
    from chartproof.formats.case import case_from_object

    case = json.loads((ROOT / f"examples/{name}.json").read_text("utf-8"))
    coding, _ = line.code(case_from_object(case))
    texts = {d.id: d.text for d in coding.encounter.documents}
    assert {a.needed.value for a in coding.assignments} == {"addressed", "obliged", "also"}
    assert coding.rejected
    for a in coding.assignments:
        assert a.proof.words()
        for e in a.proof.words():
            assert texts[e.document][e.start : e.end] == e.words


def test_the_examples_of_checks_are_what_is_printed(
    home: Path, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands for more is written as an ellipsis."""
    line.terminology()
    monkeypatch.setenv("CHARTPROOF_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs/checks.md").read_text("utf-8")
    examples = re.findall(r"```text\n\$ chartproof (.*?)\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 2
    for command, shown in examples:
        printed = CliRunner().invoke(app, command.split()).stdout
        at = 0
        for piece in filter(None, (piece.strip() for piece in shown.split("…"))):
            assert piece in printed[at:], f"{command}: {piece}"
            at = printed.index(piece, at) + len(piece)


def test_the_finding_of_checks_is_what_programs_read(line: Line) -> None:
    page = (ROOT / "docs/checks.md").read_text("utf-8")
    (told,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    claim = claim_of(json.loads((ROOT / "examples/claims/visit.json").read_text("utf-8")))
    assert json.loads(told) in json.loads(orjson.dumps(report_json(line.check(claim))))["findings"]
