"""The edits of the Integrated Outpatient Code Editor, by number: which rules decide each, and why some are not looked at.

The editor's specification was not at hand: numbers and matters are what is generally known of it, told in our own
words and unreviewed, up to the last that we know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from chartproof.check.opps.figures import rows
from chartproof.model.claim import Claim
from chartproof.model.finding import Skip
from chartproof.model.pattern import Pattern
from chartproof.terms.addendum import is_opps

#: What a skip calls the editor.
EDITOR = "opps.ioce"
#: The states of an edit. Those of which no rule decides anything have why: for a skip, and for a page.
STATES = {
    "whole": "decided",
    "part": "decided in part",
    "table": "not looked at",
    "programme": "not looked at",
    "gone": "no longer in force",
}
#: Why edits are not looked at, by state.
WHY = {
    "table": "need tables of the editor that are not at hand",
    "programme": "are of programmes that a claim here does not tell (partial hospitalisation, health centers, opioid treatment)",
}
#: What stands over everything that is told of the editor.
KNOWN = (
    "The editor's specification could not be read: numbers and matters are what is generally known of them, in our own "
    "words, and unreviewed."
)
_ASKED = Pattern(r"(?:I/?)?OCE(?:\s+edit)?\s*(\d{1,3})", 2)  # 2: whatever the case


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: its number, what it is about in our words, its state, the rules that decide it, and what is left open."""

    number: int
    says: str
    state: str
    rules: tuple[str, ...]
    why: str

    def told(self) -> str:
        """Its state in a sentence: by which rules, and what is left open."""
        by = f" by {', '.join(self.rules)}" if self.rules else ""
        why = (
            f"it is of {self.why}, which a claim here does not tell"
            if self.state == "programme"
            else self.why
        )
        return f"{STATES[self.state]}{by}{f': {why}' if why else ''}"


@cache
def edits() -> Mapping[int, Edit]:
    """Every edit we know of, by number."""
    made = (
        Edit(int(row["number"]), row["says"], row["state"], tuple(row["rules"].split()), row["why"])
        for row in rows("edits")
    )
    return {edit.number: edit for edit in made}


@cache
def numbers(state: str) -> str:
    """The numbers of the edits of one state, in order."""
    return ", ".join(str(edit.number) for edit in edits().values() if edit.state == state)


def asked(words: str) -> int | None:
    """The number that somebody asks for, as `OCE 22`; None where it is no number of the editor."""
    found = _ASKED.fullmatch(words.strip())
    return int(found[1]) if found else None


def page_of_edit(number: int) -> str | None:
    """What there is to say of one edit, as Markdown; None where the number is not known here."""
    edit = edits().get(number)
    if edit is None:
        return None
    head = f"# Integrated Outpatient Code Editor, edit {number}"
    return f"{head}\n\n{edit.says[:1].upper()}{edit.says[1:]}.\n\n- {edit.told()}\n- {KNOWN}\n"


def listed_edits(page: str = "rules/{}.md") -> Iterator[str]:
    """The lines of a table of every edit, in Markdown, its rules led to where their pages are."""
    yield from ("| edit | about | state |", "|---|---|---|")
    for edit in edits().values():
        told = edit.told()
        for rule in edit.rules:
            told = told.replace(rule, f"[{rule}]({page.format(rule)})")
        yield f"| {edit.number} | {edit.says} | {told} |"


def not_looked_at(claim: Claim) -> tuple[Skip, ...]:
    """The edits that were not looked at on a hospital's outpatient claim, by number, with why."""
    return _skips() if is_opps(claim) else ()


@cache
def _skips() -> tuple[Skip, ...]:
    last = max(edits())
    told = [f"edits {numbers(state)} {why}" for state, why in WHY.items()]
    told.append(f'edits {numbers("part")} are decided in part (`chartproof rule "OCE NUMBER"` says which)')
    return tuple(Skip(EDITOR, says) for says in (*told, f"edits above {last} are not known here"))
