"""A visit by video carries modifier 95, by telephone alone 93."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.em.authority import SINCE
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite
from chartproof.model.reading import Doing
from chartproof.model.record import Setting
from chartproof.model.visit import Add, Family, Level, Visit
from chartproof.rules.core import rule


@rule(holds=SINCE, reviewed=None, cite=Cite("Medicare Claims Processing Manual, chapter 12", "190.3"))
def telehealth_modifier(found: tuple[Visit, Level], _: Books) -> Iterator[Add]:
    """A visit by video carries modifier 95, by telephone alone 93."""
    visit, level = found
    if (
        visit.coding.encounter.setting is not Setting.TELEHEALTH
        or level.code is None
        or visit.family is Family.TELEMEDICINE
    ):
        return
    said = {act.name: act for act in visit.acts("visit") if act.doing is not Doing.PLANNED}
    audio = said.get("audio only")
    if audio and ("video" not in said or said["video"].evidence.start > audio.evidence.start):
        yield Add("93", (audio.evidence,), modifier=True)
    elif "video" in said:
        yield Add("95", (said["video"].evidence,), modifier=True)
