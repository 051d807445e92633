"""A procedure within the global period of an earlier operation: how it is known, and how the one relates to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from chartproof.code.services.finding import found, quote, text_of
from chartproof.code.services.included import is_operation
from chartproof.code.services.surgery import operations, told_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.coding import Coding, Fact
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.results import Because
from chartproof.model.service import Bill, Scene
from chartproof.terms.globals import Earlier, Surgery, running, surgery_of
from chartproof.terms.letters import joined
from chartproof.terms.numbers import spelled


class Relation(Enum):
    """How a procedure relates to the operation before it, as the record tells."""

    STAGED = "staged or related"
    COMPLICATION = "for a complication"
    UNRELATED = "unrelated"
    UNTOLD = "not told"


@dataclass(frozen=True, slots=True)
class Later:
    """A line within a global period: what tells of the earlier operation, how it relates and by which words.

    `earlier` None: the record alone tells of it. `surgery` None: no fee schedule is at hand.
    """

    bill: Bill
    before: tuple[Because, ...]
    relation: Relation
    words: tuple[Evidence, ...]
    earlier: Earlier | None
    surgery: Surgery | None

    @property
    def told(self) -> tuple[Because, ...]:
        """What a modifier rests on."""
        return (*self.words, *self.before)


def later_in(scene: Scene, bills: tuple[Bill, ...], books: Books) -> Iterator[Later]:
    """The lines that fall within a global period, with how they relate to the earlier operation."""
    encounter = scene.coding.encounter
    day = encounter.began
    earlier = list(running(encounter.history, day, books)) if day and encounter.history else []
    for bill in operations(bills):
        words = found(scene, whole(scene, bill.of), _BEFORE)
        if not earlier and words is None:
            if sent := _other_side(scene, bill):
                yield Later(
                    bill, (sent[0],), Relation.UNRELATED, (sent[1],), None, surgery_of(bill.code, books)
                )
            continue
        surgery = surgery_of(bill.code, books)
        if surgery and surgery.global_days in {"XXX", "ZZZ"}:
            continue  # what has no global period needs no modifier within one
        one = next((e for e in earlier if e.code == bill.code), earlier[0] if earlier else None)
        before: tuple[Because, ...] = (one.claim, one.row) if one else ()
        relation, told = _relation(scene, bill, one)
        yield Later(bill, (*before, words) if words else before, relation, told, one, surgery)


def days_after(coding: Coding) -> Evidence | None:
    """The words of a record that tell of days within three months of an operation: "5 wks out from her TKA"."""
    for document in coding.encounter.documents:
        if match := _BEFORE.search(joined(document.text)):
            return document.quote(*match.span())
    return None


def room_of(scene: Scene, later: Later) -> Evidence | None:
    """The words that tell of a return to an operating room, or to a room like one."""
    return told_of(scene, later.bill, _ROOM)


def _relation(scene: Scene, bill: Bill, earlier: Earlier | None) -> tuple[Relation, tuple[Evidence, ...]]:
    """What the record says, the plainest first; the same operation on the other side is unrelated."""
    span = whole(scene, bill.of)
    low = text_of(scene, span)
    if bill.of.means == "bleeding after an operation":
        return Relation.COMPLICATION, (bill.of.evidence,)
    for relation, pattern in _RELATIONS:
        for match in pattern.finditer(low):
            if not _DENIED.search(low, max(0, match.start() - _NEAR), match.start()):
                return relation, (quote(scene, span, *match.span()),)
    if bill.side and earlier and earlier.code == bill.code and _other(bill) in earlier.modifiers:
        return Relation.UNRELATED, (bill.side[1],)
    return Relation.UNTOLD, ()


def _other(bill: Bill) -> str:
    """The modifier of the side that a line is not on."""
    return {"right": "LT", "left": "RT"}.get(bill.side[0], "") if bill.side else ""


def _other_side(scene: Scene, bill: Bill) -> tuple[Fact, Evidence] | None:
    """The same operation on the other side: an earlier claim has it, and the record tells of it as of some weeks ago."""
    encounter = scene.coding.encounter
    day, other = encounter.began, _other(bill)
    if day is None or not other or not is_operation(bill.of):
        return None
    for claim in encounter.history:
        for past in claim.of("CPT", "HCPCS"):
            if past.code == bill.code and other in past.modifiers and past.served and past.served < day:
                words = found(scene, whole(scene, bill.of), _SIDE_BEFORE)
                if words and _SIDES[other] in words.words.lower() and day - past.served <= _LONGEST:
                    return Fact("history", f"{past.code} of {past.served}"), words
    return None


_SIDES = {"RT": "right", "LT": "left"}
#: The longest global period.
_LONGEST = timedelta(days=90)
_SIDE_BEFORE = Pattern(
    rf"\b(?:right|left) (?:eye|knee|hip|wrist|hand|shoulder|foot|breast|ear|side|ankle|elbow|one)\b[^.;]{{0,30}}\b(?:done|operated|replaced|released|repaired|had (?:surgery|it))\b[^.;]{{0,40}}\b(?:last month|(?:\d{{1,2}}|an?|{spelled()}) (?:days?|weeks?|months?) ago|on 20\d\d-\d\d-\d\d)\b"
)
_AFTER = r"(?:surgery|operation|procedure|repair|excision|replacement|fusion|reduction|fixation|delivery|section|closed treatment|open treatment|\w+(?:ectomy|plasty|otomy|ostomy|desis)|arthroscop\w+|tka|tha|tsa|rtsa|uka|acdf|rcr|orif|crpp|cabg|tavr|chole|appy|tah|tlh|turp|turbt|ctr|plif|tlif|alif|vats|aclr|acl|mohs|bka|aka|phaco|cataract|hernia)"
_BEFORE = Pattern(
    rf"\bglobal (?:surgical )?(?:period|care|package|days)\b|\b(?:within|during|in) (?:the|her|his|their) (?:post-?op(?:erative)? period|global)\b|\bpost-?op(?:erative)? (?:day|week) ?#? ?(?:\d+|{spelled()})\b|\bpod ?#? ?\d+\b|"
    rf"\b(?:\d{{1,2}} ?(?:days?|d)|(?:1[0-2]|[1-9])(?:\.\d)? ?(?:weeks?|wks?|w)|(?:{spelled()}) (?:days?|weeks?|wks?)) (?:after|out(?: from)?|following|status[- ]post|s/p|post|p/o)[- ](?:(?!no\b)[\w'-]+ ){{0,5}}?" + _AFTER + r"\b|"
    r"\bmy (?:own )?(?:[\w'-]+ ){0,3}?" + _AFTER + rf"(?: of)? (?:\d{{1,2}}|{spelled()}) (?:days?|weeks?) ago\b|"
    rf"\b(?:\d{{1,2}}|{spelled()}) (?:days?|weeks?) (?:post-?op\w*|postoperatively)\b|\bweek (?:1[0-2]|[1-9]) after (?:[\w'-]+ ){{0,4}}?" + _AFTER + r"\b"
)  # fmt: skip
_STAGED = Pattern(
    r"\bstaged (?!as\b|at\b|[ti]\w?\d)\w+|\b(?:second|2nd|third|3rd|next|final) (?:planned )?stage\b|\bstage (?:2|3|ii|iii|two|three) of\b|\bplanned (?:return|re-?operation|second[- ]look|re-?excision|re-?intervention)|\bsecond[- ]look\b|\bdelayed primary closure\b|"
    r"\bre-?excision\b[^.;\n]{0,60}\bmargins?\b|\bmargins? (?:were |was |came back |returned |are )?(?:positive|involved|close)\b|\bpositive (?:\w+ )?margins?\b|\bas (?:was )?planned (?:at|prospectively|in advance|before|from)|\bplanned (?:prospectively|in advance|at the time of)\b|\bmore extensive than the (?:first|original|initial)|"
    r"\b(?:old|first|previous|loose) (?:cast|splint)\b[^.;\n]{0,40}\b(?:removed|taken off|off|changed|replaced)|\bcast change\b|\bnew (?:\w+ ){0,4}cast\b"
)
_COMPLICATION = Pattern(
    r"\b(?:complicat(?:ion|ed)\b(?! ?:? ?none)|(?:post-?op\w* |wound |surgical site |expanding |neck |retained )(?:hematoma|seroma|hemorrhage|bleed\w*|infection|abscess|dehiscence)|hematoma evacuat\w+|evacuation of (?:\w+ ){0,3}(?:hematoma|seroma)|dehisc\w+|eviscerat\w+|anastomotic leak|"
    r"wound (?:breakdown|separation)|unplanned return|take-?back|taken back|(?:hardware|implant|graft|flap) (?:failure|loosening|thrombosis|necrosis)|re-?bleed\w*|post-?(?:operative|tonsillectomy|op) (?:bleed\w*|hemorrhage)|retained (?:sponge|foreign|product)\w*)\b"
)
_UNRELATED = Pattern(
    r"\bunrelated\b|\bnot related to\b|\bno relation to\b|\bfellow eye\b|\b(?:surgery|operation|procedure|injection|repair|release|replacement|arthroscopy|here) (?:on|of|in|for|to) (?:the|her|his) (?:other|opposite|contralateral) (?:eye|knee|hip|side|breast|ear|hand|foot|shoulder|wrist)\b|\bdifferent (?:problem|condition|site) (?:than|from)\b"
)
_RELATIONS = (
    (Relation.UNRELATED, _UNRELATED),
    (Relation.STAGED, _STAGED),
    (Relation.COMPLICATION, _COMPLICATION),
)
_DENIED = Pattern(r"\b(?:no|not|without|denies|denied|any|free of|negative for)\b[^.;\n]*$")
#: How far before its words a denial is looked for.
_NEAR = 30
_ROOM = Pattern(
    r"\b(?:return\w*|take\w*|took|brought|back|transport\w*|transferred|went) (?:back )?(?:emergently |urgently )?to (?:the )?(?:main )?(?:operating (?:room|theat\w+|suite)|or\b|endoscopy suite|cath(?:eterization)? lab\w*|laser suite)|"
    r"\btake-?back\b|\breturn to (?:the )?or\b|\bin (?:the )?(?:operating (?:room|suite)|or\b|endoscopy suite|cath lab)|\boperating room\b|\bendoscopy suite\b"
)
