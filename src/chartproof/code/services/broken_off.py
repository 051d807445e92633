"""What a record says of a procedure that was broken off or not done whole, and of the anesthesia it was to have."""

from __future__ import annotations

from chartproof.code.services.finding import found, said
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Scene

_NAMES = r"(?:procedure|operation|surgery|colonoscopy|sigmoidoscopy|egd|endoscopy|bronchoscopy|cystoscopy|hysteroscopy|exam\w*|scope|case|attempts?|insertion|placement|biopsy|puncture|laparoscopy)"
_ENDED = r"(?:aborted|terminated|discontinued|abandoned|stopped|halted|called off|cancelled|canceled)"
_BETWEEN = r"(?: (?:was|were|is|had|has|been|to|be|then|therefore|thus|prematurely|ultimately|subsequently|finally|itself|and)){0,5}"
_STOPPED = Pattern(
    rf"\b{_NAMES}{_BETWEEN} {_ENDED}\b(?![^.;\n]{{0,30}}convert)|\b{_ENDED} (?:the )?{_NAMES}\b(?![^.;\n]{{0,30}}convert)"
)
_NOT_REACHED = Pattern(
    rf"\b{_NAMES}\b[^.;\n]{{0,40}}\b(?:incomplete|not completed|could not be completed)\b|\bincomplete {_NAMES}\b|\bunable to (?:advance|pass|reach|complete)\b|\bcecum (?:was )?not reached\b|\b(?:stopped|ended|halted) (?:at|in) the (?:splenic flexure|hepatic flexure|transverse|descending|ascending|sigmoid)\b|\b(?:stopped|halted|aborted|discontinued) (?:at|in)? ?(?:transverse|descending|ascending|sigmoid|hepatic|splenic)\b|\bcould not (?:be )?(?:advance|pass|reach)\w*\b"
)
_BEFORE = Pattern(
    r"\b(?:before|prior to) (?:the )?(?:administration of |induction of |any |receiving )?(?:general )?(?:anesthe\w+|sedation|induction)\b|\banesthesia (?:was |had )?not (?:yet )?(?:been )?(?:given|induced|administered|started)\b"
)
_INDUCED = Pattern(
    r"\bafter (?:the )?(?:administration of |induction of )?(?:general |spinal )?(?:anesthe\w+|induction|sedation)\b(?: was (?:induced|given))?"
)
_UNSEDATED = Pattern(
    r"\b(?:no|without) (?:any )?(?:anesthe\w+|sedation)\b|\bunsedated\b|\bno (?:anesthe\w+|sedation) (?:was )?(?:planned|used|given)"
)
_SCOPES = frozenset({"colonoscopy", "upper endoscopy", "bronchoscopy", "cystoscopy", "hysteroscopy"})
_MAY = frozenset({"58300", "58100", "62270", "32551", "36556", "49082", "49083", "32554", "32555"})
_LOOKING = "45378"


#: What was to be done and was called off when the patient was in the room already (Claims Processing Manual 4, 20.6.4).
_IN_THE_ROOM = Pattern(
    r"\b(?:taken|brought|wheeled|moved|transferred|transported|escorted|roomed)\b[^.;\n]{0,30}\b(?:or\b|operating room|procedure room|endoscopy (?:suite|room)|suite|cath lab)|\bin (?:the )?(?:or|operating room|procedure room)\b"
)
_OFF = Pattern(
    r"\b(?:case|procedure|surgery|operation|scope|colonoscopy|egd)\b(?: (?:was|is|were|then|therefore|had to be|to be|being)){0,3} (?:cancell?ed|aborted|terminated|discontinued|called off|postponed|stopped)\b|\b(?:cancell?ed|aborted|terminated|discontinued|called off) (?:the )?(?:case|procedure|surgery|operation)\b"
)


def called_off(text: str) -> bool:
    """Whether a record tells of a procedure called off when the patient was in the room for it."""
    low = text.lower()
    return _OFF.search(low) is not None and _IN_THE_ROOM.search(low) is not None


def stopped(scene: Scene, bill: Bill) -> Evidence | None:
    """The words that say it was broken off, or that a scope did not get where it was to go."""
    if words := said(scene, bill.of, _STOPPED):
        return words
    scope = bill.code in _MAY or bill.of.means in _SCOPES
    return said(scene, bill.of, _NOT_REACHED) if scope else None


def before_anesthesia(scene: Scene, bill: Bill) -> Evidence | None:
    """The words that say it was called off before anesthesia."""
    return said(scene, bill.of, _BEFORE)


def induced(scene: Scene, bill: Bill) -> Evidence | None:
    """The words that say anesthesia was given before it was broken off."""
    return said(scene, bill.of, _INDUCED)


def unsedated(scene: Scene, bill: Bill) -> Evidence | None:
    """The words that say it was done without anesthesia."""
    return found(scene, bill.of.scene, _UNSEDATED)


def is_treatment(bill: Bill) -> bool:
    """Whether a colonoscopy treated or sampled something: short of the cecum it is reduced, not discontinued."""
    return bill.of.means == "colonoscopy" and bill.code != _LOOKING
