"""Write the pages that are made from the code: `python docs/generate.py [--check]`.

docs/rules/ is made from the rules and their cases, docs/coverage.md from the paragraphs they cite,
docs/cli.md from the commands, docs/sets.md from the table of publishers, docs/oce.md from the table of
the outpatient editor's edits, and the transcript in README.md from a run of what it shows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from chartproof.check.opps import ioce
from chartproof.cli.app import app
from chartproof.code.icd10cm.paragraphs import KINDS, settled, shown
from chartproof.code.icd10pcs import paragraphs as pcs
from chartproof.codesets.fetch.table import publications
from chartproof.pipeline import every_method, every_rule
from chartproof.rules.core import Rule
from chartproof.rules.explain import page_of, page_of_method

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- made by docs/generate.py; change what it is made from, then `make docs` -->\n\n"
CASES = "src/chartproof/code/icd10cm/paragraphs"
GUIDELINES = "ICD-10-CM Official Guidelines"
PCS_GUIDELINES = "ICD-10-PCS Official Guidelines"
STATEMENTS = "tests/charts/pcs"
#: The commands the README shows, with what they print.
SHOWN = (
    ("code", "examples/office_visit.json", "--brief"),
    ("explain", "examples/office_visit.json", "I13.0"),
)
OPEN, CLOSE = "<!-- transcript -->", "<!-- /transcript -->"


def paragraphs() -> dict[str, str]:
    """Every paragraph of the guidelines' table of contents, with its subject in our words."""
    lines = (ROOT / "docs/guideline_paragraphs.tsv").read_text("utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


def places(place: str) -> list[str]:
    """The paragraphs of a citation: `I.B.5, I.C.18` are two."""
    return [p.strip() for p in place.split(",")]


def cited(guidelines: str = GUIDELINES) -> dict[str, list[str]]:
    """Which rules and steps of the machinery cite each paragraph, by its number."""
    found: dict[str, list[str]] = {}
    for made in (*every_method().values(), *every_rule()):
        if made.cite.source.startswith(guidelines):
            for place in places(made.cite.place):
                if made.id not in found.setdefault(place, []):
                    found[place].append(made.id)
    return found


def state(paragraph: str, all_of: Iterable[str], ours: dict[str, list[str]], label: str) -> str:
    """What we have of a paragraph."""
    if paragraph in ours:
        return ", ".join(f"[{ident}](rules/{ident}.md)" for ident in ours[paragraph])
    if paragraph in shown():
        return f"[by the books and other rules](../{CASES}/{paragraph}.cases.yml)"
    if paragraph in settled():
        kind, reason = settled()[paragraph]
        return f"{KINDS[kind]}: {reason}"
    if label.endswith("(nothing published)"):
        return "nothing to apply"
    below = [p for p in all_of if p.startswith(f"{paragraph}.") and not _only_heads(p, all_of, ours)]
    has = sum(p in ours or p in shown() or p in settled() for p in below)
    if below and has == len(below):
        return f"all of the {has} below"
    return f"in part: {has} of the {len(below)} below" if has else "not yet"


def _only_heads(paragraph: str, all_of: Iterable[str], ours: dict[str, list[str]]) -> bool:
    """Whether a paragraph has no state of its own and others below it."""
    own = paragraph in ours or paragraph in shown() or paragraph in settled()
    return not own and any(p.startswith(f"{paragraph}.") for p in all_of)


#: What the head of the page says of paragraphs that no rule decides.
SETTLED = (
    (KINDS["states"], "that decide nothing about a code"),
    (KINDS["person"], "that only a person can decide"),
)


def coverage() -> str:
    """The page that says what is ours and what is not yet."""
    known, ours = paragraphs(), cited()
    states = {p: state(p, known, ours, label) for p, label in known.items()}
    said = [s.partition(":")[0] for s in states.values()]
    head = [
        MADE + "# Which guidelines are applied\n",
        "Every paragraph of the ICD-10-CM Official Guidelines for Coding and Reporting, FY 2026,",
        "by its number there, with its subject in our words. A paragraph counts as applied when",
        "a rule or a step of the machinery cites it; a rule may apply a part of it, says its page.",
        "Some hold by the books themselves or by rules of other paragraphs: cases show it.",
        "",
        f"- {len(known)} paragraphs",
        f"- {sum(p in ours for p in known)} applied by a rule or a step",
        f"- {sum(s.startswith('[by the books') for s in states.values())} by the books and other rules, shown by cases",
        *(f"- {said.count(says)} {told}" for says, told in SETTLED),
        f"- {sum(s.startswith('all of') for s in states.values())} that head others, all of which have a state",
        f"- {said.count('in part')} with something applied below them",
        f"- {said.count('nothing to apply')} under which nothing is published",
        f"- {said.count('not yet')} not yet",
        "",
        "| paragraph | subject | state |",
        "|---|---|---|",
    ]
    rows = (f"| {p} | {known[p]} | {s} |" for p, s in states.items())
    return "\n".join([*head, *rows, "", *procedure_coverage()]) + "\n"


def procedure_coverage() -> Iterator[str]:
    """The part of that page on the guidelines of procedures."""
    ours = cited(PCS_GUIDELINES)
    every = pcs.paragraphs()
    said = [p.state or "rule" for p in every]
    yield from (
        "# Which guidelines of procedures are applied\n",
        "Every paragraph of the ICD-10-PCS Official Guidelines for Coding and Reporting, FY 2026, by its",
        "number, with its subject in our words. Their text was not at hand: rules that cite them are",
        f"unreviewed. What the walk decides is shown by statements of `{STATEMENTS}`, which are tests.",
        "",
        f"- {len(every)} paragraphs",
        f"- {said.count('rule')} by a rule file alone",
        f"- {said.count('walk')} in the walk from words to a path",
        f"- {said.count('question')} by a question",
        f"- {said.count('books')} by the tables themselves",
        f"- {said.count('not covered')} not covered",
        "",
        "| paragraph | subject | state |",
        "|---|---|---|",
        *(f"| {p.number} | {p.subject} | {_procedure_state(p, ours)} |" for p in every),
    )


def _procedure_state(paragraph: pcs.Paragraph, ours: dict[str, list[str]]) -> str:
    """What we have of a paragraph on procedures: its rules, and what the table says besides."""
    said = [f"[{ident}](rules/{ident}.md)" for ident in ours.get(paragraph.number, ())]
    if paragraph.state:
        where = f": {paragraph.where}" if paragraph.where else ""
        shown_by = f" ({', '.join(paragraph.shown)})" if paragraph.shown else ""
        said.append(f"{pcs.STATES[paragraph.state]}{where}{shown_by}")
    return "; ".join(said)


def rule_pages() -> dict[str, str]:
    """A page for every rule and step, and their list."""
    pages: dict[str, str] = {}
    rows: dict[str, str] = {}
    for made in (*every_method().values(), *every_rule()):
        page = page_of(made) if isinstance(made, Rule) else page_of_method(made)
        pages[made.id] = pages.get(made.id, MADE) + page
        rows[made.id] = f"| [{made.id}]({made.id}.md) | {made.says} | {made.cite.place} |\n"
    index = f"{MADE}# Rules\n\n{len(rows)} rules and steps.\n\n| rule | says | cites |\n|---|---|---|\n"
    return {
        **{f"docs/rules/{ident}.md": text for ident, text in sorted(pages.items())},
        "docs/rules/index.md": index + "".join(rows[ident] for ident in sorted(rows)),
    }


def commands(command: Any = None, path: str = "chartproof") -> Iterator[tuple[str, Any]]:
    """Every command with its full name, those in groups too."""
    command = command or typer.main.get_command(app)
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")


def names(param: Any) -> str:
    """How an option or argument is written."""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    return ", ".join([*param.opts, *param.secondary_opts])


def says(param: Any) -> str:
    """What an option or argument is for, and what it may be."""
    told = " ".join((getattr(param, "help", "") or "").split())
    kinds = [str(getattr(c, "value", c)) for c in getattr(param.type, "choices", ())]
    choices = f" ({' or '.join(kinds)})" if kinds else ""
    needed = "; required" if param.required and param.param_type_name == "option" else ""
    return f"{told}{choices}{needed}"


def cli() -> str:
    """The page of every command and option."""
    lines = [MADE + "# Commands\n"]
    for path, command in commands():
        lines += [f"## {path}\n", " ".join((command.help or "").split()) + "\n"]
        params = [p for p in command.params if p.name != "help"]
        if params:
            lines.append("| | |\n|---|---|")
        lines += [f"| `{names(p)}` | {says(p)} |" for p in params]
        if params:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def sets() -> str:
    """The page of every set: who publishes it, how often, which day chooses it, how it comes onto the shelf."""
    head = [
        MADE + "# The code sets\n",
        "Every set chartproof can put on its shelf. The clock is the day of a claim that chooses the release:",
        "discharge, service or receipt.\n",
        "| set | publisher | comes out | clock | onto the shelf |",
        "|---|---|---|---|---|",
    ]
    rows = [
        f"| {', '.join(f'`{name}`' for name in p.sets)} | [{p.publisher}]({p.page}) | {p.comes} | {p.clock} | "
        f"{p.why or '`books fetch`, `books add`' + (' (terms to accept)' if p.terms else '')} |"
        for p in publications()
    ]
    return "\n".join([*head, *rows, ""])


def outpatient_edits() -> str:
    """The page of every edit of the Integrated Outpatient Code Editor by its number."""
    every = ioce.edits().values()
    said = [edit.state for edit in every]
    head = [
        MADE + "# The outpatient editor's edits, by number\n",
        "Of the Integrated Outpatient Code Editor (I/OCE) those edits are rules here that public tables, or the claim",
        f"itself, suffice for. {ioce.KNOWN}",
        "",
        '`chartproof rule "OCE 22"` prints the line of one with the pages of its rules,',
        "and every outpatient claim that is checked says in `skipped` what was not looked at.",
        "",
        f"- {len(said)} edits; numbers above {max(ioce.edits())} are not known here",
        f"- {said.count('whole')} decided by a rule",
        f"- {said.count('part')} decided in part",
        f"- {said.count('table')} not looked at, for want of tables that are not at hand: {ioce.numbers('table')}",
        f"- {said.count('programme')} not looked at, of programmes that a claim here does not tell: {ioce.numbers('programme')}",
        f"- {said.count('gone')} no longer in force: {ioce.numbers('gone')}",
        "",
    ]
    return "\n".join([*head, *ioce.listed_edits(), ""])


def transcript() -> str:
    """What the commands in the README print, run now, on a wide plain terminal."""
    plain = {"COLUMNS": "500", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    colours = {"FORCE_COLOR", "CLICOLOR_FORCE"}
    kept = {name: value for name, value in os.environ.items() if name not in colours}
    around = {**kept, **plain, "PYTHONPATH": str(ROOT / "src")}
    made = []
    for arguments in SHOWN:
        done = subprocess.run(
            [sys.executable, "-m", "chartproof", *arguments],
            cwd=ROOT,
            env=around,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"chartproof {' '.join(arguments)}: {done.stderr.decode()}")
        printed = "\n".join(line.rstrip() for line in done.stdout.decode("utf-8").splitlines())
        made.append(f"```text\n$ chartproof {' '.join(arguments)}\n{printed.rstrip()}\n```\n")
    return "\n".join(made)


def readme() -> str:
    """The README with its transcript made anew."""
    text = (ROOT / "README.md").read_text("utf-8")
    before, rest = text.split(OPEN, 1)
    after = rest.split(CLOSE, 1)[1]
    return f"{before}{OPEN}\n{transcript()}{CLOSE}{after}"


def pages() -> dict[str, str]:
    """Every made page by its path."""
    return {**from_code(), "README.md": readme()}


def from_code() -> dict[str, str]:
    """The made pages that need no shelf."""
    made = {
        "docs/coverage.md": coverage(),
        "docs/cli.md": cli(),
        "docs/sets.md": sets(),
        "docs/oce.md": outpatient_edits(),
    }
    return {**rule_pages(), **made}


def stale(made: dict[str, str], root: Path = ROOT) -> list[str]:
    """The paths whose file is not what would be made, and rule pages of rules that are no more."""
    there = {p: (root / p).read_text("utf-8") for p in made if (root / p).is_file()}
    old = [p for p, text in made.items() if there.get(p) != text]
    rules = [f"docs/rules/{p.name}" for p in (root / "docs/rules").glob("*.md")]
    return sorted(old + [p for p in rules if "docs/rules/index.md" in made and p not in made])


def main() -> None:
    """Write the pages, or with --check say which are not fresh."""
    made = pages()
    old = stale(made)
    if "--check" in sys.argv[1:]:
        if old:
            raise SystemExit("not fresh; run `make docs`:\n  " + "\n  ".join(old))
        print(f"{len(made)} made pages are fresh")
        return
    for path in old:
        if path in made:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(made[path], "utf-8", newline="\n")
        else:
            (ROOT / path).unlink()
    print(f"{len(old)} of {len(made)} made pages written")


if __name__ == "__main__":
    main()
