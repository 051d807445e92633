"""Pages to mentions: what is said, and how it is meant."""

from __future__ import annotations

from dataclasses import replace

from chartproof.model.reading import Act, Mention, Page, Presence, Reading, Sign
from chartproof.model.record import Encounter, Evidence
from chartproof.terms.terminology import Terminology
from chartproof.understand.drugs import drug_named, drugs_in
from chartproof.understand.measures import measure_named, measures_in
from chartproof.understand.mentions import Finder
from chartproof.understand.minutes import minutes_in
from chartproof.understand.scales import scales_in
from chartproof.understand.services import services_in
from chartproof.understand.told import told_in
from chartproof.understand.traits import borrowed
from chartproof.understand.work import work_in


def understand(
    encounter: Encounter,
    pages: tuple[Page, ...],
    terminology: Terminology,
    pointed: tuple[Evidence, ...] = (),
) -> Reading:
    """Find every mention of every page, with its assertion and its traits; measures, drugs, acts, signs.

    `pointed`: words that a reader pointed at besides (llm); they are read by the same rules.
    """
    finder = Finder(encounter, terminology)
    mentions = [mention for page in pages for mention in finder.mentions(page, pointed)]
    told = [found for page in pages for found in told_in(page)]
    return Reading(
        pages=pages,
        mentions=tuple(_completed(mentions)),
        measures=(
            *(m for page in pages for found in (measures_in, scales_in, minutes_in) for m in found(page)),
            *map(measure_named, encounter.measures),
        ),
        drugs=(
            *(d for page in pages for d in drugs_in(page)),
            *(drug_named(d, encounter) for d in encounter.drugs),
        ),
        acts=(
            *(found for found in told if isinstance(found, Act)),
            *(act for page in pages for found in (work_in, services_in) for act in found(page)),
        ),
        signs=tuple(found for found in told if isinstance(found, Sign)),
    )


def _completed(mentions: list[Mention]) -> list[Mention]:
    """Give each mention what the record documents of the same condition elsewhere."""
    alike: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.assertion.presence is not Presence.ABSENT:
            alike.setdefault(mention.concept[:3], []).append(mention)
    made: list[Mention] = []
    for mention in mentions:
        others = [m.traits for m in alike.get(mention.concept[:3], ()) if m.traits and _same(m, mention)]
        made.append(replace(mention, traits=borrowed(mention.traits, others)) if others else mention)
    return made


def _same(one: Mention, other: Mention) -> bool:
    """Whether two mentions name one condition, the one perhaps in more detail."""
    return one is not other and (
        one.concept.startswith(other.concept) or other.concept.startswith(one.concept)
    )
