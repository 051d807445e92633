"""Write the pages that are made from the code: `python docs/generate.py [--check]`.

docs/rules/ is made from the rules and their cases, docs/coverage.md from the paragraphs the rules cite,
docs/cli.md from the commands, and the transcript in README.md from a run of the command it shows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from chartproof.cli.app import app
from chartproof.code.icd10cm.methods import METHODS
from chartproof.pipeline import every_rule
from chartproof.rules.explain import page_of, page_of_method

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- made by docs/generate.py; change what it is made from, then `make docs` -->\n\n"
GUIDELINES = "ICD-10-CM Official Guidelines"
#: The commands the README shows, with what they print.
SHOWN = (
    ("code", "examples/office_visit.json"),
    ("explain", "examples/office_visit.json", "I13.0"),
)
OPEN, CLOSE = "<!-- transcript -->", "<!-- /transcript -->"


def paragraphs() -> dict[str, str]:
    """Every paragraph of the guidelines' table of contents, with its subject in our words."""
    lines = (ROOT / "docs/guideline_paragraphs.tsv").read_text("utf-8").splitlines()[1:]
    return dict((line.split("\t")[0], line.split("\t")[1]) for line in lines)


def places(place: str) -> list[str]:
    """The paragraphs of a citation: `I.B.5, I.C.18` are two."""
    return [p.strip() for p in place.split(",")]


def cited() -> dict[str, list[str]]:
    """Which rules and steps of the machinery cite each paragraph, by its number."""
    found: dict[str, list[str]] = {}
    for made in (*METHODS.values(), *every_rule()):
        if made.cite.source.startswith(GUIDELINES):
            for place in places(made.cite.place):
                if made.id not in found.setdefault(place, []):
                    found[place].append(made.id)
    return found


def state(paragraph: str, all_of: Iterable[str], ours: dict[str, list[str]], label: str) -> str:
    """What we have of a paragraph."""
    if paragraph in ours:
        return ", ".join(f"[{ident}](rules/{ident}.md)" for ident in ours[paragraph])
    if label.endswith("(nothing published)"):
        return "nothing to apply"
    below = [p for p in all_of if p.startswith(f"{paragraph}.")]
    has = sum(p in ours for p in below)
    return f"in part: {has} of the {len(below)} below" if has else "not yet"


def coverage() -> str:
    """The page that says what is ours and what is not yet."""
    known, ours = paragraphs(), cited()
    states = {p: state(p, known, ours, label) for p, label in known.items()}
    count = {
        "applied": sum(p in ours for p in known),
        "in part": sum(s.startswith("in part") for s in states.values()),
        "nothing": sum(s == "nothing to apply" for s in states.values()),
        "not yet": sum(s == "not yet" for s in states.values()),
    }
    head = (
        "# Which guidelines are applied\n\n"
        "Every paragraph of the ICD-10-CM Official Guidelines for Coding and Reporting, FY 2026, by the number it has there, "
        "with its subject in our words. A paragraph counts as applied when a rule or a step of the machinery cites it; "
        "a rule may apply a part of what the paragraph says, and its page says which.\n\n"
        f"- {len(known)} paragraphs\n"
        f"- {count['applied']} applied\n"
        f"- {count['in part']} headings with something applied below them\n"
        f"- {count['nothing']} headings under which nothing is published\n"
        f"- {count['not yet']} not yet\n"
    )
    rows = "".join(f"| {p} | {known[p]} | {s} |\n" for p, s in states.items())
    return f"{MADE}{head}\n| paragraph | subject | state |\n|---|---|---|\n{rows}"


def rule_pages() -> dict[str, str]:
    """A page for every rule and step, and their list."""
    pages: dict[str, str] = {}
    rows: dict[str, str] = {}
    for method in METHODS.values():
        pages[method.id] = page_of_method(method)
        rows[method.id] = f"| [{method.id}]({method.id}.md) | {method.says} | {method.cite.place} |\n"
    for rule in every_rule():
        pages[rule.id] = pages.get(rule.id, "") + page_of(rule)
        rows[rule.id] = f"| [{rule.id}]({rule.id}.md) | {rule.says} | {rule.cite.place} |\n"
    index = f"{MADE}# Rules\n\n{len(rows)} rules and steps.\n\n| rule | says | cites |\n|---|---|---|\n"
    made = {f"docs/rules/{ident}.md": MADE + text for ident, text in sorted(pages.items())}
    return {**made, "docs/rules/index.md": index + "".join(rows[ident] for ident in sorted(rows))}


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


def cli() -> str:
    """The page of every command and option."""
    lines = [MADE + "# Commands\n"]
    for path, command in commands():
        lines += [f"## {path}\n", " ".join((command.help or "").split()) + "\n"]
        params = [p for p in command.params if p.name != "help"]
        if params:
            lines.append("| | |\n|---|---|")
        for p in params:
            kinds = getattr(p.type, "choices", None)
            choices = f" ({' or '.join(str(getattr(c, 'value', c)) for c in kinds)})" if kinds else ""
            needed = "; required" if p.required and p.param_type_name == "option" else ""
            lines.append(f"| `{names(p)}` | {' '.join((getattr(p, 'help', '') or '').split())}{choices}{needed} |")
        if params:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def transcript() -> str:
    """What the commands in the README print, run now, on a wide plain terminal."""
    wide = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1", "TERM": "dumb", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    wide = {name: value for name, value in wide.items() if name not in {"FORCE_COLOR", "CLICOLOR_FORCE"}}
    made = []
    for arguments in SHOWN:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "chartproof", *arguments], cwd=ROOT, env=wide, capture_output=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"chartproof {' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()}")
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
    return {**rule_pages(), "docs/coverage.md": coverage(), "docs/cli.md": cli(), "README.md": readme()}


def stale(made: dict[str, str], root: Path = ROOT) -> list[str]:
    """The paths whose file is not what would be made, and rule pages of rules that are no more."""
    old = [p for p, text in made.items() if not (root / p).is_file() or (root / p).read_text("utf-8") != text]
    gone = [f"docs/rules/{p.name}" for p in (root / "docs/rules").glob("*.md") if f"docs/rules/{p.name}" not in made]
    return sorted(old + gone)


def main() -> None:
    """Write the pages, or with --check say which are not fresh."""
    made = pages()
    old = stale(made)
    if "--check" in sys.argv[1:]:
        if old:
            raise SystemExit("not fresh; run `make docs`:\n  " + "\n  ".join(old))
        print(f"{len(made)} made pages are fresh")  # noqa: T201
        return
    for path in old:
        if path in made:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(made[path], "utf-8", newline="\n")
        else:
            (ROOT / path).unlink()
    print(f"{len(old)} of {len(made)} made pages written")  # noqa: T201


if __name__ == "__main__":
    main()
