"""What the line above a list says of its items: "RULED OUT" over the diagnoses that were."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Standing
from chartproof.model.record import Document, Evidence
from chartproof.understand.cuewords import Cue, Sense

#: A head that says of all below it that it is not there; nothing else stands in its line.
_HEAD = Pattern(
    r"[ \t#*_]*(?:(?:diagnos[ei]s|conditions|problems|possibilities) )?(?:(?:considered|suspected|looked for|evaluated)(?:,| and| but| /|,? then) )?"
    r"(?:ruled[ -]out|r/o'?d|excluded|not (?:found|confirmed|supported|present|diagnosed)|no evidence of)"
    r"(?: (?:diagnos[ei]s|conditions|problems|(?:in |during )?(?:this|the) (?:stay|admission|visit|hospitali[sz]ation)))?[ \t\r:*_.\u2013-]*",
    re.IGNORECASE,
)
_ITEM = Pattern(r"[ \t]*(?:[-*\u2022\u25cf\u00b7+>]|\(?\d{1,2}[.)])[ \t]*")
#: It governs the item to its full stop, over commas and brackets.
_ABSENT = Sense("absent", "before", 3, None, "absent")
#: So many items one head may stand over.
_ITEMS = 30


def denied_by_head(text: str, start: int) -> tuple[Cue, ...]:
    """The head of the list in which the item at `start` stands first in its line, where it says that all of it is not there."""
    line = text.rfind("\n", 0, start) + 1
    if line == 0 or not _ITEM.fullmatch(text, line, start):
        return ()
    for _ in range(_ITEMS):
        end = line - 1
        line = text.rfind("\n", 0, end) + 1
        if end <= 0 or not text[line:end].strip():
            return ()
        if _HEAD.fullmatch(text, line, end):
            return (Cue(line, end, _ABSENT),)
        if not (_ITEM.match(text, line, end) or text[line : line + 2].isspace()):
            return ()
    return ()


#: What follows the head of a problem and says that there is none: "Preeclampsia: no signs."
_NONE_OF_IT = Pattern(
    r"[ \t]*[:\u2013\u2014-]?[ \t]*(?:none|absent|not (?:present|found|seen|evident)|"
    r"no (?:\w+ )?(?:signs?|evidence|features|findings|stigmata)(?: of (?:it|this))?)"
    r"(?:,? (?:today|now|currently|at present|clinically|seen|found|noted|on (?:exam|imaging|ct|cxr|x-?ray|film|mri|ultrasound|labs)))*"
    r"[ \t]*(?=[.;\n]|$)",
    re.IGNORECASE,
)


def none_of_it(document: Document, line: Line) -> Evidence | None:
    """The words behind the head of a problem that deny it."""
    found = _NONE_OF_IT.match(document.text, line.end) if line.standing is Standing.PROBLEM else None
    return document.quote(*found.span()) if found else None
