"""An examination of the eyes is reported by ophthalmology's codes where it was complete, or where the record calls it an eye examination."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.authority import HOUSE, SINCE
from chartproof.code.services.finding import affirmed, words
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.document_kind import DocumentKind, kind_of
from chartproof.model.reading import Doing
from chartproof.model.record import Evidence, Setting
from chartproof.model.service import Bill, Done, Scene
from chartproof.rules.core import rule

#: Where office visits of the eye are seen.
_WHERE = frozenset({Setting.OFFICE, Setting.OUTPATIENT})
#: What a complete examination looks at: sight, the front of the eye, its back through a wide pupil, and how the eyes move or how far they see.
_PARTS = {
    "sight": words("acuity|va|vacc|vasc|bcva|sc 20/*|cc 20/*|20/*"),
    "front": words("slit lamp|slit-lamp|sle|biomicroscop*|anterior segment|cornea*|lens|conjunctiva*"),
    "back": words(
        "dfe|dilated fundus|dilated exam*|dilated eye exam|fundus ~ dilated|dilated retinal exam|dilated ophthalmoscopy|dilated with|pupils dilated|dilated ~ tropicamide|dilated ~ phenylephrine|dilated funduscop*"
    ),
    "reach": words(
        "eom*|motility|versions|ductions|cvf*|confrontation*|ctcf|ctf|extraocular*|alignment|ortho"
    ),
    "pressure": words("iop*|ta|tonometry|applanation|tonopen|tono-pen|tp|pressure*"),
}
_CALLED = words("intermediate eye exam*|intermediate ophthalm*")
_COMPLETE = {"new": "92004", "established": "92014"}
_LESS = {"new": "92002", "established": "92012"}


@rule(holds=SINCE, reviewed=None, cite=HOUSE)
def eye_examination(scene: Scene, _: Books) -> Iterator[Bill]:
    """An examination of the eyes is reported by ophthalmology's codes where it was complete, or where the record calls it an eye examination."""
    many = scene.of("eye examination")
    if not many or scene.coding.encounter.setting not in _WHERE or _is_operated(scene, many[0]):
        return
    record = whole(scene, many[0])
    found = {name: affirmed(scene, record, pattern) for name, pattern in _PARTS.items()}
    told: tuple[Evidence, ...] = tuple(e for e in found.values() if e)
    patient = _patient(scene)
    if len(told) == len(found):
        yield Bill(_COMPLETE[patient], many[0], (*told, Fact("patient", patient)))
    elif (called := affirmed(scene, record, _CALLED)) and found["sight"]:
        yield Bill(_LESS[patient], many[0], (called, *told, Fact("patient", patient)))


def _is_operated(scene: Scene, done: Done) -> bool:
    """Whether the eye was also operated on or injected that day, whose own look it is then part of, or the record is of an operation."""
    document = scene.coding.encounter.document(done.evidence.document)
    surgery = any(d.is_code and d.means.isdigit() and "65091" <= d.means <= "68899" for d in scene.done)
    return surgery or kind_of(document) is DocumentKind.OPERATIVE


def _patient(scene: Scene) -> str:
    """New or established: the case says, or the record; one that says nothing is taken as established."""
    established = scene.coding.encounter.established
    if established is None:
        named = [
            a.name
            for a in scene.coding.reading.acts
            if a.kind == "visit"
            and a.doing is not Doing.PLANNED
            and a.name in {"new patient", "established patient"}
        ]
        established = not (named and named[0] == "new patient")
    return "established" if established else "new"
