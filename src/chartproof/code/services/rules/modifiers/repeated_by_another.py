"""What another practitioner did or read on the same day, and was done again, carries modifier 77."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import SINCE, cpt
from chartproof.code.services.finding import found
from chartproof.codesets.books import Books
from chartproof.model.pattern import Pattern
from chartproof.model.service import Bill, Modify, Scene, Withhold
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=cpt("modifier 77"))
def repeated_by_another(subject: tuple[Scene, tuple[Bill, ...]], _: Books) -> Iterator[Modify | Withhold]:
    """What another practitioner did or read on the same day, and was done again, carries modifier 77."""
    scene, bills = subject

    for bill in bills:
        if bill.of.work not in {"act", "test", "lab"}:
            continue
        words = found(scene, bill.of.near, _ANOTHER)
        if words and bill.of.work == "lab":
            yield Withhold(bill, "77", "a laboratory test that is repeated is told by 91", (words,))
        elif words:
            yield Modify(bill, "77", (words,))


_WHO = r"(?:an?other (?:physician|provider|practitioner|surgeon|cardiologist|radiologist|clinician)|a different (?:physician|provider|practitioner|surgeon|clinician)|(?:the )?(?:ed|er|emergency) (?:physician|provider)|dr\.? [a-z]+|(?:my|a) (?:partner|colleague))"
_ANOTHER = Pattern(
    rf"\brepeat(?:ed)?\b[^.;\n]{{0,100}}\b(?:first|initial|earlier|original|previous|prior|same)\b[^.;\n]{{0,40}}\bby {_WHO}|"
    rf"\b(?:first|initially|earlier|already)\b[^.;\n]{{0,40}}\b(?:done|performed|read|interpreted|reduced|attempted|placed)\b[^.;\n]{{0,20}}\bby {_WHO}[^.;\n]{{0,60}}\b(?:repeat\w*|again|re-?(?:done|reduced|read))"
)
