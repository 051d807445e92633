"""The organism and the infection it causes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.complications import brought_by_operation
from chartproof.code.icd10cm.exempt import reports_presence
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.present import Rung, Stay
from chartproof.code.icd10cm.together import in_one_line, in_one_problem
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Role
from chartproof.model.period import Period
from chartproof.model.results import Poa
from chartproof.rules.core import rule
from chartproof.terms.note_blocks import answers, blocks

#: Organisms as the cause of another's disease, and what they resist.
ORGANISMS = ("B95", "B96", "B97", "Z16")
#: An infection by a urinary catheter, and what it is an infection of.
CATHETER, URINARY = "T83.51", "N39.0"
#: Infections of a wound or a device, whose culture is told a sentence on.
OF_WOUNDS = ("T81.4", "T82.7", "T84.5", "T84.6", "T84.7", "T85.7", "O86.0")
#: A bloodstream infection by a central line, and the bacteremia that it is.
LINE, BACTEREMIA = "T80.211", "R78.81"
#: Helicobacter pylori, and the ulcers and inflammation it causes, whose notes don't name it.
PYLORI = "B96.81"
INFLAMED_STOMACH = ("K25", "K26", "K27", "K28", "K29")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "Appendix I.4.l", URL),
)
def organism_follows_infection(coding: Coding, books: Books) -> Iterator[Poa]:
    """An organism was present on admission where the infection it causes was, even if its culture came later, and was not where the infection came later; so was the infection of a catheter where that of the urine was, and bacteremia where that of its line was."""
    if not reports_presence(coding.encounter):
        return
    stay = Stay(coding)
    for device in coding.having(CATHETER):
        for infection in coding.having(URINARY):
            if (value := stay.presence(infection)) is not None:
                yield Poa(device, value, Rung.NOTED + 1, (infection,))
    of_lines = [(line, value) for line in coding.having(LINE) if (value := stay.presence(line)) is not None]
    for line, value in of_lines:
        yield from (Poa(found, value, Rung.NOTED + 1, (line,)) for found in coding.having(BACTEREMIA))
    organisms = coding.having(*ORGANISMS)
    for organism in organisms:
        infections = [a for a in coding.assignments if a not in organisms and in_one_line(a, organism)]
        infections = _right_before(organism, infections) or infections
        if not infections:  # told one sentence on, under the same head
            near = coding.having(*OF_WOUNDS)
            infections = [a for a in near if in_one_problem(a, organism)]
        asking = [a for a in infections or coding.assignments if _asks_for(a, organism, books)]
        if organism.value == PYLORI:
            asking = list(coding.having(*INFLAMED_STOMACH)) or asking
        infections = asking or infections
        said = {value: a for a in infections if (value := stay.presence(a) or _arose(a, stay))}
        if not said and any(a.value == BACTEREMIA for a in infections):
            said = {value: line for line, value in of_lines}
        if len(said) == 1:
            for value, infection in said.items():
                yield Poa(organism, value, Rung.NOTED + 1, (infection,))


def _arose(infection: Assignment, stay: Stay) -> str | None:
    """Not present on admission: the infection of a wound that an operation of this stay made."""
    made = infection.value.startswith(OF_WOUNDS) and infection.role is not Role.PRINCIPAL
    return "N" if made and brought_by_operation(infection, stay) else None


def _right_before(organism: Assignment, infections: list[Assignment]) -> list[Assignment]:
    """The infection of a wound in whose bracket a line names the organism: "purulent peritonitis, superficial SSI (MRSA)"."""
    return [
        a
        for a in infections
        if a.value.startswith(OF_WOUNDS)
        and any(
            m.line == o.line and 0 <= o.evidence[0].start - m.evidence[-1].end <= _BRACKET
            for m in a.mentions
            for o in organism.mentions
        )
    ]


#: So near behind it its organism stands in a bracket, or behind a comma and "cx".
_BRACKET = 6


def _asks_for(infection: Assignment, organism: Assignment, books: Books) -> bool:
    """Whether a note of the infection asks for its organism: what is beside it in the line does not."""
    asked = blocks(infection.value, books.tabular, "use_additional")
    return any(answers(organism.value, block.targets) for block in asked)
